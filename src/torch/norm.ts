/** @file The torch-style layers of normalisation within one example. */
import type { Divides } from "../../types/conv.js"
import type { FnOf } from "../../types/fn.js"
import type {
  GroupNorm as CoreGroupNorm,
  LayerNorm as CoreLayerNorm,
  NormOptions,
  RmsNorm,
  Sizes,
} from "../../types/normalised.js"
import type { Ok } from "../../types/shape.js"
import type { Tensor } from "../../types/tensor.js"
import type { GroupsMessage } from "../../types/window-messages.js"
import { groupNorm, layerNorm, rmsNorm } from "../nn/norm.js"
import { DrawnModule } from "./layer-module.js"

export interface LayerNormOptions extends NormOptions {
  /** Whether there is a bias; true unless given. */
  readonly bias?: boolean
}

/**
 * Brings the last dims to mean 0 and variance 1, then scales and shifts them: `new LayerNorm(64)`,
 * `new LayerNorm([8, 8])`.
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
export class LayerNorm<const S extends number | readonly number[] = any> extends DrawnModule<
  FnOf<CoreLayerNorm<Sizes<S>>>
> {
  declare readonly weight: Tensor<Sizes<S>>
  declare readonly bias: Tensor<Sizes<S>> | undefined

  constructor(shape: S, options?: LayerNormOptions) {
    super(layerNorm(shape, options as never))
  }
}

/**
 * Brings each group of channels to mean 0 and variance 1, then scales and shifts the channels: [N, C, ...].
 * Errors: ShapeError where the groups don't divide the channels, or the channels are others.
 * PyTorch: `torch.nn.GroupNorm`.
 */
// biome-ignore lint/suspicious/noExplicitAny: likewise
export class GroupNorm<const G extends number = any, const C extends number = any> extends DrawnModule<
  FnOf<CoreGroupNorm<G, C>>
> {
  declare readonly weight: Tensor<[C]>
  declare readonly bias: Tensor<[C]>

  constructor(
    groups: Ok<[Divides<C, G>] extends [true] ? unknown : GroupsMessage<"groupNorm", C, "channels", G>, G>,
    channels: C,
    options?: NormOptions,
  ) {
    super(groupNorm(groups as never, channels, options))
  }
}

/**
 * Divides the last dim by the root of its mean square, then scales it.
 * Errors: ShapeError where the last dim is another.
 * PyTorch: `torch.nn.RMSNorm`.
 */
// biome-ignore lint/suspicious/noExplicitAny: likewise
export class RMSNorm<const C extends number = any> extends DrawnModule<FnOf<RmsNorm<C>>> {
  declare readonly weight: Tensor<[C]>

  constructor(width: C, options?: NormOptions) {
    super(rmsNorm(width, options))
  }
}

// internal
