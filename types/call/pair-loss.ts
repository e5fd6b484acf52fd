/** @file The call forms of losses of a prediction against a target. */
import type { DType, Promote } from "../dtype.js"
import type { Fn, Operation } from "../fn.js"
import type { FactorsFault, PairLoss, PairLossFault, PairLossKind, PairLossOptionsOf } from "../pair-loss.js"
import type { Ok } from "../shape.js"
import type { DTypeFault } from "../takes.js"
import type { AnyTensor, Shape, Tensor } from "../tensor.js"
import type { CheckedOptions, MessageOf } from "../window.js"
import type { Before, Early, Input, Late, Like, NoStep, ShapeBefore, Step, SubjectFault } from "./subject.js"

export interface PairLossFn<Kind extends PairLossKind, T extends Shape, O> extends Fn {
  readonly out: this["in"] extends infer S extends Shape
    ? Ok<PairLossFault<Kind, S, T>, PairLoss<Kind, S, T, O>>
    : never
}

/** The data-last form: the target is given, the prediction comes. */
export interface Comparing<Kind extends PairLossKind, T extends Shape, E extends DType, O, C extends Step = NoStep>
  extends Operation<PairLossFn<Kind, T, O>> {
  <X extends AnyTensor>(
    x: Ok<
      DTypeFault<"float", Kind, X["dtype"]>,
      Ok<Late<C, PairLossFault<Kind, X["shape"], T>>, Ok<Late<C, MessageOf<FactorsFault<Kind, X["shape"], O>>>, X>>
    > &
      Before<C, X>,
  ): Tensor<PairLoss<Kind, Input<C, X["shape"]>, T, O>, Promote<X["dtype"], E>>
}

/** `op(target)`; `op(x, target)`, `op(target, options)`; `op(x, target, options)`. */
export interface PairLossOp<Kind extends PairLossKind> {
  <Y extends AnyTensor, C extends Shape = never>(
    target: Ok<Early<C, PairLossFault<Kind, C, Y["shape"]>>, Y>,
  ): Comparing<Kind, Y["shape"], Y["dtype"], unknown, [C]>
  <X extends AnyTensor, const Y extends AnyTensor | PairLossOptionsOf[Kind], C extends Shape = never>(
    x: Ok<FirstFault<Kind, X, Y, C>, X>,
    target: Second<Kind, X, Y, C>,
  ): [Y] extends [Like]
    ? Tensor<PairLoss<Kind, X["shape"], Y["shape"], unknown>, Promote<X["dtype"], Y["dtype"]>>
    : Comparing<Kind, X["shape"], X["dtype"], Y, [C]>
  <X extends AnyTensor, Y extends AnyTensor, const O extends PairLossOptionsOf[Kind]>(
    x: Ok<DTypeFault<"float", Kind, X["dtype"]>, X>,
    target: Ok<PairLossFault<Kind, X["shape"], Y["shape"]>, Y>,
    options: CheckedOptions<FactorsFault<Kind, X["shape"], O>, O>,
  ): Tensor<PairLoss<Kind, X["shape"], Y["shape"], O>, Promote<X["dtype"], Y["dtype"]>>
}

export type MseLossOp = PairLossOp<"mseLoss">
export type L1LossOp = PairLossOp<"l1Loss">
export type SmoothL1LossOp = PairLossOp<"smoothL1Loss">
export type HuberLossOp = PairLossOp<"huberLoss">
export type BinaryCrossEntropyOp = PairLossOp<"binaryCrossEntropy">
export type BinaryCrossEntropyWithLogitsOp = PairLossOp<"binaryCrossEntropyWithLogits">
export type KlDivOp = PairLossOp<"klDiv">
export type PoissonNllLossOp = PairLossOp<"poissonNllLoss">
export type HingeEmbeddingLossOp = PairLossOp<"hingeEmbeddingLoss">
export type SoftMarginLossOp = PairLossOp<"softMarginLoss">
export type MultilabelSoftMarginLossOp = PairLossOp<"multilabelSoftMarginLoss">

// internal

/** The first argument is the prediction, or the target if options follow. */
type FirstFault<Kind extends PairLossKind, X extends AnyTensor, Y, C extends Shape> = Y extends Like
  ? SubjectFault<"float", Kind, X>
  : Early<C, PairLossFault<Kind, C, X["shape"]>>

/** In brackets: of a condition that distributes TypeScript would not keep the literals of options. */
type Second<Kind extends PairLossKind, X extends AnyTensor, Y, C extends Shape> = [Y] extends [Like]
  ? Ok<PairLossFault<Kind, X["shape"], Y["shape"]>, Y>
  : CheckedOptions<FactorsFault<Kind, ShapeBefore<C>, Y>, Y>
