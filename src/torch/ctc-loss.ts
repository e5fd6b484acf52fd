/** @file The torch-style loss of connectionist temporal classification. Options have PyTorch's names in camelCase. */
import type { CtcFault, CtcLoss, CtcOptions } from "../../types/ctc-loss.js"
import type { DType } from "../../types/dtype.js"
import type { IndicesFault } from "../../types/indices.js"
import type { Ok } from "../../types/shape.js"
import type { DTypeFault } from "../../types/takes.js"
import type { Shape, Tensor } from "../../types/tensor.js"
import type { On } from "../../types/window.js"
import { ctcLoss } from "../api/ctc-loss.js"
import { Module } from "./module.js"

/**
 * Sequences of labels without their places: `forward(logProbs, targets, inputLengths, targetLengths)` of [T, N, C],
 * [N, S] and [N]. Its targets are padded, not joined. PyTorch: `torch.nn.CTCLoss`.
 * @example
 * ```ts
 * import * as torch from "tuplet/torch"
 * const logp = torch.nn.functional.log_softmax(torch.randn([50, 16, 20]), -1)
 * const [places, labels] = [torch.full([16], 50, "int32"), torch.full([16], 10, "int32")]
 * new torch.nn.CTCLoss().forward(logp, torch.randint(1, 20, [16, 10]), places, labels).shape // []
 * ```
 */
export class CTCLoss<const R = "mean"> extends Module {
  readonly options: CtcOptions

  constructor(options = {} as CtcOptions & { readonly reduction?: R }) {
    super()
    this.options = options
  }

  forward<
    S extends Shape,
    D extends DType,
    T extends Shape,
    E extends DType,
    I extends Shape,
    F extends DType,
    L extends Shape,
    G extends DType,
  >(
    logProbs: Ok<DTypeFault<"float", "ctcLoss", D>, Ok<On<CtcFault<S, T, I, L>, "logProbs">, Tensor<S, D>>>,
    targets: Ok<IndicesFault<"ctcLoss", E>, Ok<On<CtcFault<S, T, I, L>, "targets">, Tensor<T, E>>>,
    inputLengths: Ok<IndicesFault<"ctcLoss", F>, Ok<On<CtcFault<S, T, I, L>, "inputLengths">, Tensor<I, F>>>,
    targetLengths: Ok<IndicesFault<"ctcLoss", G>, Ok<On<CtcFault<S, T, I, L>, "targetLengths">, Tensor<L, G>>>,
  ): Tensor<CtcLoss<S, { readonly reduction: R }>, D> {
    const call = ctcLoss as unknown as (...args: readonly unknown[]) => never
    return call(logProbs, targets, inputLengths, targetLengths, this.options)
  }
}
