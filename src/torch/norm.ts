/** @file The torch-style layers of normalisation within one example. */
import type { Divides } from "../../types/conv.js"
import type { FnOf } from "../../types/fn.js"
import type {
  GroupNorm as CoreGroupNorm,
  LayerNorm as CoreLayerNorm,
  NormOptions,
  RmsNorm,
} from "../../types/normalised.js"
import type { Ok } from "../../types/shape.js"
import type { Tensor } from "../../types/tensor.js"
import type { GroupsMessage } from "../../types/window-messages.js"
import { groupNorm, layerNorm, rmsNorm } from "../nn/norm.js"
import type { Part } from "../nn/part.js"
import { core, drawn, ParametricModule } from "./layer-module.js"

export interface LayerNormOptions extends NormOptions {
  /** Whether there is a bias; true unless given. */
  readonly bias?: boolean
}

/**
 * Brings the last dims to mean 0 and variance 1, then scales and shifts them: `new LayerNorm(64)`, `new LayerNorm([8, 8])`.
 * Errors: ShapeError where the last dims are others.
 * PyTorch: `torch.nn.LayerNorm`.
 * @example
 * ```ts
 * import { toArray } from "tuplet"
 * import * as torch from "tuplet/torch"
 * toArray(new torch.nn.LayerNorm(3).forward(torch.tensor([1, 2, 3]))) // [-1.224736, 0, 1.224736]
 * ```
 */
// biome-ignore lint/suspicious/noExplicitAny: `torch.nn.LayerNorm` alone is one of any dims, as the type of a field
export class LayerNorm<const S extends number | readonly number[] = any> extends ParametricModule<
  FnOf<CoreLayerNorm<Sizes<S>>>
> {
  readonly weight: Tensor<Sizes<S>>
  readonly bias: Tensor<Sizes<S>> | undefined
  readonly [core]: Part

  constructor(shape: S, options?: LayerNormOptions) {
    super()
    this[core] = (layerNorm as unknown as Untyped)(shape, options)
    const { weight, bias } = drawn(this[core])
    this.weight = weight as Tensor<Sizes<S>>
    this.bias = bias as Tensor<Sizes<S>> | undefined
  }
}

/**
 * Brings each group of channels to mean 0 and variance 1, then scales and shifts the channels: [N, C, ...].
 * Errors: ShapeError where the groups don't divide the channels, or the channels are others.
 * PyTorch: `torch.nn.GroupNorm`.
 */
// biome-ignore lint/suspicious/noExplicitAny: likewise
export class GroupNorm<const G extends number = any, const C extends number = any> extends ParametricModule<
  FnOf<CoreGroupNorm<G, C>>
> {
  readonly weight: Tensor<[C]>
  readonly bias: Tensor<[C]>
  readonly [core]: Part

  constructor(
    groups: Ok<[Divides<C, G>] extends [true] ? unknown : GroupsMessage<"groupNorm", C, "channels", G>, G>,
    channels: C,
    options?: NormOptions,
  ) {
    super()
    this[core] = (groupNorm as unknown as Untyped)(groups, channels, options)
    const { weight, bias } = drawn(this[core])
    this.weight = weight as Tensor<[C]>
    this.bias = bias as Tensor<[C]>
  }
}

/**
 * Divides the last dim by the root of its mean square, then scales it.
 * Errors: ShapeError where the last dim is another.
 * PyTorch: `torch.nn.RMSNorm`.
 */
// biome-ignore lint/suspicious/noExplicitAny: likewise
export class RMSNorm<const C extends number = any> extends ParametricModule<FnOf<RmsNorm<C>>> {
  readonly weight: Tensor<[C]>
  readonly [core]: Part

  constructor(width: C, options?: NormOptions) {
    super()
    this[core] = (rmsNorm as unknown as Untyped)(width, options)
    this.weight = drawn(this[core]).weight as Tensor<[C]>
  }
}

// internal

type Sizes<S> = S extends number ? [S] : S extends readonly number[] ? [...S] : number[]

type Untyped = (...args: readonly unknown[]) => Part
