/**
 * @file The torch-style layers of instance normalisation, whose running statistics, if there are any, are buffers.
 */
import type { InstanceNormLayerOptions } from "../../types/normalised.js"
import type { PatternFn } from "../../types/pattern.js"
import type { Dim, Tensor } from "../../types/tensor.js"
import { instanceNorm } from "../nn/instance-norm.js"
import { shaped } from "../nn/layer.js"
import type { Part } from "../nn/part.js"
import { DrawnModule } from "./layer-module.js"
import type { Width } from "./linear.js"

/** What they share: dims of the name are checked, since PyTorch takes [C, L] and [C, H, W] too. */
abstract class OfInstances<Name extends string, C extends number, T extends Dim[]> extends DrawnModule<
  PatternFn<`${Name}(${C})`, ["n", Width<C>, ...T], ["n", Width<C>, ...T]>
> {
  declare readonly weight: Tensor<[C]> | undefined
  declare readonly bias: Tensor<[C]> | undefined
  declare readonly runningMean: Tensor<[C]> | undefined
  declare readonly runningVar: Tensor<[C]> | undefined

  constructor(name: Name, features: C, places: T, options?: InstanceNormLayerOptions<boolean, boolean>) {
    const pattern = ["n", features, ...places]
    super(shaped(`${name}(${features})`, pattern, pattern, instanceNorm(features, options) as unknown as Part))
  }
}

/**
 * Brings each channel of each example to mean 0 and variance 1: [N, C, L], not [C, L]. With `{ affine: true }` it has
 * a weight and a bias; with `{ trackRunningStats: true }` `forward` takes running statistics, which `train` moves on.
 * Errors: ShapeError where the channels are others.
 * PyTorch: `torch.nn.InstanceNorm1d`.
 * @example
 * ```ts
 * import { toArray } from "tuplet"
 * import * as torch from "tuplet/torch"
 * toArray(new torch.nn.InstanceNorm1d(1).forward(torch.tensor([[[1, 3]]]))) // [[[-0.999995, 0.999995]]]
 * ```
 */
// biome-ignore lint/suspicious/noExplicitAny: `torch.nn.InstanceNorm1d` alone is one of any channels, as a field's type
export class InstanceNorm1d<const C extends number = any> extends OfInstances<"InstanceNorm1d", C, ["l"]> {
  constructor(features: C, options?: InstanceNormLayerOptions<boolean, boolean>) {
    super("InstanceNorm1d", features, ["l"], options)
  }
}

/** The same of images, [N, C, H, W]. PyTorch: `torch.nn.InstanceNorm2d`. */
// biome-ignore lint/suspicious/noExplicitAny: likewise
export class InstanceNorm2d<const C extends number = any> extends OfInstances<"InstanceNorm2d", C, ["h", "w"]> {
  constructor(features: C, options?: InstanceNormLayerOptions<boolean, boolean>) {
    super("InstanceNorm2d", features, ["h", "w"], options)
  }
}
