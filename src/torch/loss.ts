/** @file The torch-style losses over class indices. */
import type { ClassesFault, LossOptions, MultiMarginOptions, SmoothLossOptions } from "../../types/call/loss.js"
import type { DType } from "../../types/dtype.js"
import type { Loss, Reduction } from "../../types/loss.js"
import type { PairLossOptions } from "../../types/pair-loss.js"
import type { Ok } from "../../types/shape.js"
import type { DTypeFault } from "../../types/takes.js"
import type { Shape, Tensor } from "../../types/tensor.js"
import { crossEntropy, multiMarginLoss, nllLoss } from "../api/loss.js"
import { multilabelMarginLoss } from "../api/multilabel-margin-loss.js"
import { Module } from "./module.js"

export type NLLLossOptions = LossOptions
export type CrossEntropyLossOptions = SmoothLossOptions
export type MultiMarginLossOptions = MultiMarginOptions

type Call = (input: unknown, target: unknown, options: unknown) => unknown

/** What the losses share. */
abstract class OfClasses<Op extends string, O extends PairLossOptions, R extends Reduction> extends Module {
  readonly options: O

  constructor(options = {} as O & { readonly reduction?: R }) {
    super()
    this.options = options
  }

  /** The core's function. */
  protected abstract get call(): Call

  forward<S extends Shape, D extends DType, T extends Shape, E extends DType>(
    input: Ok<DTypeFault<"float", Op, D>, Tensor<S, D>>,
    target: Ok<ClassesFault<Op, S, T, E>, Tensor<T, E>>,
  ): Tensor<Loss<S, R>, D> {
    return this.call(input, target, this.options) as Tensor<Loss<S, R>, D>
  }
}

/**
 * Negative log-likelihood of class indices: log-probabilities [N, C, …] and int32 targets [N, …] to a scalar,
 * or to the targets' shape with `{ reduction: "none" }`.
 * Errors: ShapeError where the shapes differ, IndexError for a class that doesn't exist, when the loss is read.
 * PyTorch: `torch.nn.NLLLoss`.
 * @example
 * ```ts
 * import { item, tensor } from "tuplet"
 * import * as torch from "tuplet/torch"
 * item(new torch.nn.NLLLoss().forward(tensor([[-1, -2], [-3, -5]]), tensor([0, 1], "int32"))) // 3
 * ```
 */
export class NLLLoss<R extends Reduction = "mean"> extends OfClasses<"nllLoss", NLLLossOptions, R> {
  protected get call(): Call {
    return nllLoss as unknown as Call
  }
}

/**
 * Cross-entropy of class indices, from logits: `NLLLoss` of `LogSoftmax` in one. Shapes and errors are those of
 * `NLLLoss`. Targets of float are probabilities, one for each logit.
 * PyTorch: `torch.nn.CrossEntropyLoss`.
 * @example
 * ```ts
 * import { item, tensor } from "tuplet"
 * import * as torch from "tuplet/torch"
 * item(new torch.nn.CrossEntropyLoss().forward(tensor([[1000, 0]]), tensor([0], "int32"))) // 0
 * ```
 */
export class CrossEntropyLoss<R extends Reduction = "mean"> extends OfClasses<
  "crossEntropy",
  CrossEntropyLossOptions,
  R
> {
  protected get call(): Call {
    return crossEntropy as unknown as Call
  }
}

/**
 * What the score of the target's class lacks to exceed every other by `margin` (1), to the power of `p` (1). Shapes and
 * errors are those of `NLLLoss`.
 * PyTorch: `torch.nn.MultiMarginLoss`.
 */
export class MultiMarginLoss<R extends Reduction = "mean"> extends OfClasses<
  "multiMarginLoss",
  MultiMarginLossOptions,
  R
> {
  protected get call(): Call {
    return multiMarginLoss as unknown as Call
  }
}

/**
 * What the scores of the classes that a list names lack to exceed the others by 1: lists are int32, as long as there
 * are classes, and end at -1.
 * PyTorch: `torch.nn.MultiLabelMarginLoss`.
 */
export class MultiLabelMarginLoss<R extends Reduction = "mean"> extends OfClasses<
  "multilabelMarginLoss",
  PairLossOptions,
  R
> {
  protected get call(): Call {
    return multilabelMarginLoss as unknown as Call
  }
}
