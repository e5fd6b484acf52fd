/** @file The torch-style losses of a prediction against a target. Options have PyTorch's names in camelCase. */
import type { DType, Promote } from "../../types/dtype.js"
import type { PairLoss, PairLossFault, PairLossKind, PairLossOptionsOf } from "../../types/pair-loss.js"
import type { Ok } from "../../types/shape.js"
import type { DTypeFault } from "../../types/takes.js"
import type { Shape, Tensor } from "../../types/tensor.js"
import { binaryCrossEntropy, binaryCrossEntropyWithLogits } from "../api/binary-loss.js"
import { klDiv, poissonNllLoss } from "../api/likelihood-loss.js"
import { hingeEmbeddingLoss } from "../api/margin-loss.js"
import { huberLoss, l1Loss, mseLoss, smoothL1Loss } from "../api/regression-loss.js"
import { multilabelSoftMarginLoss, softMarginLoss } from "../api/soft-margin-loss.js"
import { Module } from "./module.js"

type Given<Kind extends PairLossKind, R> = PairLossOptionsOf[Kind] & { readonly reduction?: R }

/** What they share; `R` is the reduction. */
abstract class OfPair<Kind extends PairLossKind, R> extends Module {
  readonly options: PairLossOptionsOf[Kind]

  constructor(options = {} as Given<Kind, R>) {
    super()
    this.options = options
  }

  /** The core's function. */
  protected abstract get call(): unknown

  forward<S extends Shape, D extends DType, T extends Shape, E extends DType>(
    input: Ok<DTypeFault<"float", Kind, D>, Tensor<S, D>>,
    target: Ok<PairLossFault<Kind, S, T>, Tensor<T, E>>,
  ): Tensor<PairLoss<Kind, S, T, { readonly reduction: R }>, Promote<D, E>> {
    return (this.call as (...args: readonly unknown[]) => never)(input, target, this.options)
  }
}

/**
 * The mean of squared differences, their sum, or themselves with `{ reduction: "none" }`.
 * PyTorch: `torch.nn.MSELoss`.
 * @example
 * ```ts
 * import { item } from "tuplet"
 * import * as torch from "tuplet/torch"
 * item(new torch.nn.MSELoss().forward(torch.tensor([1, 2]), torch.tensor([3, 2]))) // 2
 * ```
 */
export class MSELoss<const R = "mean"> extends OfPair<"mseLoss", R> {
  protected get call(): unknown {
    return mseLoss
  }
}

/** Absolute differences. PyTorch: `torch.nn.L1Loss`. */
export class L1Loss<const R = "mean"> extends OfPair<"l1Loss", R> {
  protected get call(): unknown {
    return l1Loss
  }
}

/** Absolute differences, a parabola below `beta` (1). PyTorch: `torch.nn.SmoothL1Loss`. */
export class SmoothL1Loss<const R = "mean"> extends OfPair<"smoothL1Loss", R> {
  protected get call(): unknown {
    return smoothL1Loss
  }
}

/** Half of squared differences, a line from `delta` (1) on. PyTorch: `torch.nn.HuberLoss`. */
export class HuberLoss<const R = "mean"> extends OfPair<"huberLoss", R> {
  protected get call(): unknown {
    return huberLoss
  }
}

/** Cross-entropy of probabilities of 1. PyTorch: `torch.nn.BCELoss`. */
export class BCELoss<const R = "mean"> extends OfPair<"binaryCrossEntropy", R> {
  protected get call(): unknown {
    return binaryCrossEntropy
  }
}

/** The same of logits, without overflow. PyTorch: `torch.nn.BCEWithLogitsLoss`. */
export class BCEWithLogitsLoss<const R = "mean"> extends OfPair<"binaryCrossEntropyWithLogits", R> {
  protected get call(): unknown {
    return binaryCrossEntropyWithLogits
  }
}

/**
 * Kullback-Leibler divergence, from log-probabilities; its `reduction` may be "batchmean".
 * PyTorch: `torch.nn.KLDivLoss`.
 */
export class KLDivLoss<const R = "mean"> extends OfPair<"klDiv", R> {
  protected get call(): unknown {
    return klDiv
  }
}

/** Negative log-likelihood of counts. PyTorch: `torch.nn.PoissonNLLLoss`. */
export class PoissonNLLLoss<const R = "mean"> extends OfPair<"poissonNllLoss", R> {
  protected get call(): unknown {
    return poissonNllLoss
  }
}

/**
 * Distances of pairs whose target is 1, what others lack to the `margin` (1). PyTorch: `torch.nn.HingeEmbeddingLoss`.
 */
export class HingeEmbeddingLoss<const R = "mean"> extends OfPair<"hingeEmbeddingLoss", R> {
  protected get call(): unknown {
    return hingeEmbeddingLoss
  }
}

/** The logistic loss against targets of 1 and -1, without overflow. PyTorch: `torch.nn.SoftMarginLoss`. */
export class SoftMarginLoss<const R = "mean"> extends OfPair<"softMarginLoss", R> {
  protected get call(): unknown {
    return softMarginLoss
  }
}

/**
 * The mean cross-entropy of classes that are there or not, from logits. PyTorch: `torch.nn.MultiLabelSoftMarginLoss`.
 */
export class MultiLabelSoftMarginLoss<const R = "mean"> extends OfPair<"multilabelSoftMarginLoss", R> {
  protected get call(): unknown {
    return multilabelSoftMarginLoss
  }
}
