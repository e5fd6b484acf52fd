/** @file The torch-style losses of three tensors. Options have PyTorch's names in camelCase. */
import type { DType, Promote } from "../../types/dtype.js"
import type { Ok } from "../../types/shape.js"
import type { DTypeFault } from "../../types/takes.js"
import type { Shape, Tensor } from "../../types/tensor.js"
import type { TripleLoss, TripleLossFault, TripleLossKind, TripleLossOptionsOf } from "../../types/triple-loss.js"
import type { On } from "../../types/window.js"
import { gaussianNllLoss } from "../api/likelihood-loss.js"
import {
  cosineEmbeddingLoss,
  marginRankingLoss,
  tripletMarginLoss,
  tripletMarginWithDistanceLoss,
} from "../api/margin-loss.js"
import { Module } from "./module.js"

type Given<Kind extends TripleLossKind, R> = TripleLossOptionsOf[Kind] & { readonly reduction?: R }

/** What they share; `R` is the reduction, `O` what else the result's shape depends on. */
abstract class OfThree<Kind extends TripleLossKind, R, O = unknown> extends Module {
  readonly options: TripleLossOptionsOf[Kind]

  constructor(options = {} as Given<Kind, R>) {
    super()
    this.options = options
  }

  /** The core's function. */
  protected abstract get call(): unknown

  forward<A extends Shape, D extends DType, B extends Shape, E extends DType, C extends Shape, F extends DType>(
    first: Ok<DTypeFault<"float", Kind, D>, Tensor<A, D>>,
    second: Ok<On<TripleLossFault<Kind, A, B, C>, "second">, Tensor<B, E>>,
    third: Ok<On<TripleLossFault<Kind, A, B, C>, "third">, Tensor<C, F>>,
  ): Tensor<TripleLoss<Kind, A, B, C, { readonly reduction: R } & O>, Promote<D, Promote<E, F>>> {
    return (this.call as (...args: readonly unknown[]) => never)(first, second, third, this.options)
  }
}

/**
 * Scores of two in the order that the target asks for: `forward(x1, x2, target)`.
 * PyTorch: `torch.nn.MarginRankingLoss`.
 */
export class MarginRankingLoss<const R = "mean"> extends OfThree<"marginRankingLoss", R> {
  protected get call(): unknown {
    return marginRankingLoss
  }
}

/** Cosines of pairs that are alike or not: `forward(x1, x2, target)`. PyTorch: `torch.nn.CosineEmbeddingLoss`. */
export class CosineEmbeddingLoss<const R = "mean"> extends OfThree<"cosineEmbeddingLoss", R> {
  protected get call(): unknown {
    return cosineEmbeddingLoss
  }
}

/**
 * What the distance to a negative lacks to exceed that to a positive by `margin` (1):
 * `forward(anchor, positive, negative)`.
 * PyTorch: `torch.nn.TripletMarginLoss`.
 * @example
 * ```ts
 * import { item } from "tuplet"
 * import * as torch from "tuplet/torch"
 * const [anchor, positive, negative] = [torch.zeros([1, 2]), torch.tensor([[3, 4]]), torch.tensor([[0, 2]])]
 * item(new torch.nn.TripletMarginLoss().forward(anchor, positive, negative)) // 4.000
 * ```
 */
export class TripletMarginLoss<const R = "mean"> extends OfThree<"tripletMarginLoss", R> {
  protected get call(): unknown {
    return tripletMarginLoss
  }
}

/**
 * `TripletMarginLoss` with a `distanceFunction` of one's own; with `{ reduction: "none" }` the losses have the shape of
 * what that gives, which is not known here.
 * PyTorch: `torch.nn.TripletMarginWithDistanceLoss`.
 */
export class TripletMarginWithDistanceLoss<const R = "mean"> extends OfThree<
  "tripletMarginWithDistanceLoss",
  R,
  { readonly distanceFunction: () => { readonly shape: number[] } }
> {
  protected get call(): unknown {
    return tripletMarginWithDistanceLoss
  }
}

/**
 * Negative log-likelihood of normal numbers: `forward(mean, target, variance)`. PyTorch: `torch.nn.GaussianNLLLoss`.
 */
export class GaussianNLLLoss<const R = "mean"> extends OfThree<"gaussianNllLoss", R> {
  protected get call(): unknown {
    return gaussianNllLoss
  }
}
