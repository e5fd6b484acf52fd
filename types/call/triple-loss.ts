/** @file The call forms of losses of three tensors. */
import type { DType, Promote } from "../dtype.js"
import type { Ok } from "../shape.js"
import type { DTypeFault } from "../takes.js"
import type { AnyTensor, Shape, Tensor } from "../tensor.js"
import type { TripleLoss, TripleLossFault, TripleLossKind, TripleLossOptionsOf } from "../triple-loss.js"
import type { MessageOf, On } from "../window.js"
import type { Before, Late, Like, NoStep, Step } from "./subject.js"

/** The data-last form: the second and the third tensor are given. */
export type AgainstTwo<
  Kind extends TripleLossKind,
  B extends Shape,
  D extends Shape,
  E extends DType,
  O,
  C extends Step = NoStep,
> = <X extends AnyTensor>(
  x: Ok<DTypeFault<"float", Kind, X["dtype"]>, Ok<Late<C, MessageOf<TripleLossFault<Kind, X["shape"], B, D>>>, X>> &
    Before<C, X>,
) => Tensor<TripleLoss<Kind, X["shape"], B, D, O>, Promote<X["dtype"], E>>

/** `op(b, c)`; `op(a, b, c)`, `op(b, c, options)`; `op(a, b, c, options)`. */
export interface TripleLossOp<Kind extends TripleLossKind> {
  <Y extends AnyTensor, Z extends AnyTensor, C extends Shape = never>(
    second: Ok<ArgumentFault<Kind, C, Y, Z, "second">, Y>,
    third: Ok<ArgumentFault<Kind, C, Y, Z, "third">, Z>,
  ): AgainstTwo<Kind, Y["shape"], Z["shape"], Promote<Y["dtype"], Z["dtype"]>, unknown, [C]>
  <
    X extends AnyTensor,
    Y extends AnyTensor,
    const Z extends AnyTensor | TripleLossOptionsOf[Kind],
    C extends Shape = never,
  >(
    first: Ok<FirstFault<Kind, X, Y, Z, C>, X>,
    second: Ok<SecondFault<Kind, X, Y, Z, C>, Y>,
    third: Ok<ThirdFault<Kind, X, Y, Z>, Z>,
  ): [Z] extends [Like]
    ? Tensor<
        TripleLoss<Kind, X["shape"], Y["shape"], Z["shape"], unknown>,
        Promote<X["dtype"], Promote<Y["dtype"], Z["dtype"]>>
      >
    : AgainstTwo<Kind, X["shape"], Y["shape"], Promote<X["dtype"], Y["dtype"]>, Z, [C]>
  <X extends AnyTensor, Y extends AnyTensor, Z extends AnyTensor, const O extends TripleLossOptionsOf[Kind]>(
    first: Ok<DTypeFault<"float", Kind, X["dtype"]>, X>,
    second: Ok<
      Floats<Kind, "second", Y>,
      Ok<On<TripleLossFault<Kind, X["shape"], Y["shape"], Z["shape"]>, "second">, Y>
    >,
    third: Ok<Floats<Kind, "third", Z>, Ok<On<TripleLossFault<Kind, X["shape"], Y["shape"], Z["shape"]>, "third">, Z>>,
    options: O,
  ): Tensor<
    TripleLoss<Kind, X["shape"], Y["shape"], Z["shape"], O>,
    Promote<X["dtype"], Promote<Y["dtype"], Z["dtype"]>>
  >
}

export type MarginRankingLossOp = TripleLossOp<"marginRankingLoss">
export type CosineEmbeddingLossOp = TripleLossOp<"cosineEmbeddingLoss">
export type TripletMarginLossOp = TripleLossOp<"tripletMarginLoss">
export type TripletMarginWithDistanceLossOp = TripleLossOp<"tripletMarginWithDistanceLoss">
export type GaussianNllLossOp = TripleLossOp<"gaussianNllLoss">

// internal

/** Which of the second and the third tensor must be float: targets of a ranking need not be. */
interface NeedsFloat {
  marginRankingLoss: "second"
  cosineEmbeddingLoss: "second"
  tripletMarginLoss: "second" | "third"
  tripletMarginWithDistanceLoss: "second" | "third"
  gaussianNllLoss: "second" | "third"
}

type Floats<Kind extends TripleLossKind, Where extends string, Y extends AnyTensor> = Where extends NeedsFloat[Kind]
  ? DTypeFault<"float", Kind, Y["dtype"]>
  : unknown

/** What is wrong with the second or the third tensor, the first being of shape `S`. */
type ArgumentFault<
  Kind extends TripleLossKind,
  S extends Shape,
  Y extends AnyTensor,
  Z extends AnyTensor,
  Where extends "second" | "third",
> = Ok<
  Floats<Kind, Where, Where extends "second" ? Y : Z>,
  [S] extends [never] ? unknown : On<TripleLossFault<Kind, S, Y["shape"], Z["shape"]>, Where>
>

type FirstFault<
  Kind extends TripleLossKind,
  X extends AnyTensor,
  Y extends AnyTensor,
  Z,
  C extends Shape,
> = Z extends Like ? DTypeFault<"float", Kind, X["dtype"]> : ArgumentFault<Kind, C, X, Y, "second">

type SecondFault<
  Kind extends TripleLossKind,
  X extends AnyTensor,
  Y extends AnyTensor,
  Z,
  C extends Shape,
> = Z extends AnyTensor ? ArgumentFault<Kind, X["shape"], Y, Z, "second"> : ArgumentFault<Kind, C, X, Y, "third">

type ThirdFault<Kind extends TripleLossKind, X extends AnyTensor, Y extends AnyTensor, Z> = Z extends AnyTensor
  ? ArgumentFault<Kind, X["shape"], Y, Z, "third">
  : unknown
