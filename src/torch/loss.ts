/** @file The torch-style losses over class indices. */
import type { LossOptions, SmoothLossOptions } from "../../types/call/loss.js"
import type { DType } from "../../types/dtype.js"
import type { Loss, Reduction, TargetFault } from "../../types/loss.js"
import type { Ok } from "../../types/shape.js"
import type { DTypeFault } from "../../types/takes.js"
import type { Shape, Tensor } from "../../types/tensor.js"
import * as core from "../api/loss.js"
import { Module } from "./module.js"

export type NLLLossOptions = LossOptions
export type CrossEntropyLossOptions = SmoothLossOptions

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
export class NLLLoss<R extends Reduction = "mean"> extends Module {
  readonly options: NLLLossOptions

  constructor(options: NLLLossOptions & { readonly reduction?: R } = {}) {
    super()
    this.options = options
  }

  forward<S extends Shape, D extends DType, T extends Shape, E extends DType>(
    logProbs: Ok<DTypeFault<"float", "nllLoss", D>, Tensor<S, D>>,
    target: Target<"nllLoss", S, T, E>,
  ): Tensor<Loss<S, R>, D> {
    return (core.nllLoss as unknown as Apply)(logProbs, target, this.options) as Tensor<Loss<S, R>, D>
  }
}

/**
 * Cross-entropy of class indices, from logits: `NLLLoss` of `LogSoftmax` in one. Shapes and errors are those of `NLLLoss`.
 * PyTorch: `torch.nn.CrossEntropyLoss` with class indices.
 * @example
 * ```ts
 * import { item, tensor } from "tuplet"
 * import * as torch from "tuplet/torch"
 * item(new torch.nn.CrossEntropyLoss().forward(tensor([[1000, 0]]), tensor([0], "int32"))) // 0
 * ```
 */
export class CrossEntropyLoss<R extends Reduction = "mean"> extends Module {
  readonly options: CrossEntropyLossOptions

  constructor(options: CrossEntropyLossOptions & { readonly reduction?: R } = {}) {
    super()
    this.options = options
  }

  forward<S extends Shape, D extends DType, T extends Shape, E extends DType>(
    logits: Ok<DTypeFault<"float", "crossEntropy", D>, Tensor<S, D>>,
    target: Target<"crossEntropy", S, T, E>,
  ): Tensor<Loss<S, R>, D> {
    return (core.crossEntropy as unknown as Apply)(logits, target, this.options) as Tensor<Loss<S, R>, D>
  }
}

// internal

type Target<Op extends string, S extends Shape, T extends Shape, E extends DType> = Ok<
  DTypeFault<"index", Op, E>,
  Ok<TargetFault<Op, S, T>, Tensor<T, E>>
>

type Apply = (input: unknown, target: unknown, options: unknown) => unknown
