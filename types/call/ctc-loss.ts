/** @file The call forms of connectionist temporal classification. */
import type { CtcFault, CtcLoss, CtcOptions, CtcPlace } from "../ctc-loss.js"
import type { IndicesFault } from "../indices.js"
import type { Ok } from "../shape.js"
import type { DTypeFault } from "../takes.js"
import type { AnyTensor, Shape, Tensor } from "../tensor.js"
import type { MessageOf, On } from "../window.js"
import type { Before, Late, Like, NoStep, Step } from "./subject.js"

/** The data-last form: targets and lengths are given. */
export type CtcAgainst<T extends Shape, I extends Shape, L extends Shape, O, C extends Step = NoStep> = <
  X extends AnyTensor,
>(
  x: Ok<DTypeFault<"float", "ctcLoss", X["dtype"]>, Ok<Late<C, MessageOf<CtcFault<X["shape"], T, I, L>>>, X>> &
    Before<C, X>,
) => Tensor<CtcLoss<X["shape"], O>, X["dtype"]>

/** `ctcLoss(b, i, l)`; `ctcLoss(x, b, i, l)`, `ctcLoss(b, i, l, options)`; `ctcLoss(x, b, i, l, options)`. */
export interface CtcLossOp {
  <T extends AnyTensor, I extends AnyTensor, L extends AnyTensor, C extends Shape = never>(
    targets: Ok<Given<C, T, I, L, "targets", T>, T>,
    inputLengths: Ok<Given<C, T, I, L, "inputLengths", I>, I>,
    targetLengths: Ok<Given<C, T, I, L, "targetLengths", L>, L>,
  ): CtcAgainst<T["shape"], I["shape"], L["shape"], unknown, [C]>
  <
    X extends AnyTensor,
    T extends AnyTensor,
    I extends AnyTensor,
    const L extends AnyTensor | CtcOptions,
    C extends Shape = never,
  >(
    logProbs: Ok<FirstFault<X, T, I, L, C>, X>,
    targets: Ok<NextFault<X, T, I, L, C, ["targets", "inputLengths"], T>, T>,
    inputLengths: Ok<NextFault<X, T, I, L, C, ["inputLengths", "targetLengths"], I>, I>,
    targetLengths: Ok<LastFault<X, T, I, L>, L>,
  ): [L] extends [Like] ? Tensor<[], X["dtype"]> : CtcAgainst<X["shape"], T["shape"], I["shape"], L, [C]>
  <X extends AnyTensor, T extends AnyTensor, I extends AnyTensor, L extends AnyTensor, const O extends CtcOptions>(
    logProbs: Ok<Float<X>, Ok<On<CtcFault<X["shape"], T["shape"], I["shape"], L["shape"]>, "logProbs">, X>>,
    targets: Ok<Given<X["shape"], T, I, L, "targets", T>, T>,
    inputLengths: Ok<Given<X["shape"], T, I, L, "inputLengths", I>, I>,
    targetLengths: Ok<Given<X["shape"], T, I, L, "targetLengths", L>, L>,
    options: O,
  ): Tensor<CtcLoss<X["shape"], O>, X["dtype"]>
}

// internal

type Float<X extends AnyTensor> = DTypeFault<"float", "ctcLoss", X["dtype"]>

/** What is wrong with one of targets and lengths, the log-probabilities being of shape `S`. */
type Given<
  S extends Shape,
  T extends AnyTensor,
  I extends AnyTensor,
  L extends AnyTensor,
  Where extends CtcPlace,
  Own extends AnyTensor,
> = Ok<
  IndicesFault<"ctcLoss", Own["dtype"]>,
  [S] extends [never] ? unknown : On<CtcFault<S, T["shape"], I["shape"], L["shape"]>, Where>
>

type FirstFault<X extends AnyTensor, T extends AnyTensor, I extends AnyTensor, L, C extends Shape> = L extends AnyTensor
  ? Ok<Float<X>, On<CtcFault<X["shape"], T["shape"], I["shape"], L["shape"]>, "logProbs">>
  : Given<C, X, T, I, "targets", X>

/** The name of an argument in `op(x, b, i, l)`, and in `op(b, i, l, options)`. */
type NextFault<
  X extends AnyTensor,
  T extends AnyTensor,
  I extends AnyTensor,
  L,
  C extends Shape,
  Where extends readonly [CtcPlace, CtcPlace],
  Own extends AnyTensor,
> = L extends AnyTensor ? Given<X["shape"], T, I, L, Where[0], Own> : Given<C, X, T, I, Where[1], Own>

type LastFault<X extends AnyTensor, T extends AnyTensor, I extends AnyTensor, L> = L extends AnyTensor
  ? Given<X["shape"], T, I, L, "targetLengths", L>
  : unknown
