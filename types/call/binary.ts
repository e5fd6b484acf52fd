/** @file The call forms of elementwise operations of two tensors, or of a tensor and a number. */
import type { Broadcast, BroadcastFault } from "../broadcast.js"
import type { IsAny } from "../dim.js"
import type { DType, Promote, Quotient } from "../dtype.js"
import type { Fn, Gives, Operation } from "../fn.js"
import type { Ok } from "../shape.js"
import type { DTypeFault, PairFault } from "../takes.js"
import type { AnyTensor, Shape, Tensor } from "../tensor.js"
import type { Before, Early, Input, Late, Like, NoStep, Step } from "./subject.js"

export type Operand = AnyTensor | number

/** What the dtype of the result is made of. */
export type Kind = "arithmetic" | "division" | "logic"

/** A number has no axes of its own. */
export type OperandShape<X> = IsAny<X> extends true ? number[] : X extends Like ? X["shape"] : []

/** Plain numbers are weak: they take the dtype of the tensor beside them, and are float32 among themselves. */
export type CommonDType<X, Y> = X extends Like ? DTypeBeside<X["dtype"], Y> : Y extends Like ? Y["dtype"] : "float32"

type DTypeBeside<D extends DType, Y> = Y extends Like ? Promote<D, Y["dtype"]> : D

type ResultDType<K extends Kind, D extends DType> = K extends "logic" ? "bool" : K extends "division" ? Quotient<D> : D

type BothFault<Op extends string, K extends Kind, D extends DType> = K extends "logic"
  ? unknown
  : DTypeFault<"number", Op, D>

/** The same, where the left operand comes later. */
type RightFault<Op extends string, K extends Kind, D extends DType, Y> = K extends "logic"
  ? unknown
  : Y extends Like
    ? PairFault<Op, D, Y["dtype"]>
    : DTypeFault<"number", Op, D>

/** The data-last form: its tensor is the left operand, `Y` the right one. */
export interface WithRight<Op extends string, K extends Kind, Y, C extends Step = NoStep>
  extends Operation<WithRightFn<Op, K, Y>> {
  <X extends AnyTensor>(
    a: Ok<RightFault<Op, K, X["dtype"], Y>, Ok<Late<C, BroadcastFault<X["shape"], OperandShape<Y>, Op>>, X>> &
      Before<C>,
  ): Tensor<Broadcast<Input<C, X["shape"]>, OperandShape<Y>>, ResultDType<K, DTypeBeside<X["dtype"], Y>>>
}

export interface WithRightFn<Op extends string, K extends Kind, Y> extends Fn {
  readonly out: this["in"] extends Shape
    ? Ok<
        BroadcastFault<this["in"], OperandShape<Y>, Op>,
        Gives<ResultDType<K, DTypeBeside<"float32", Y>>, Broadcast<this["in"], OperandShape<Y>>>
      >
    : never
}

/** add, sub, mul, maximum, minimum (arithmetic), div (division), logicalAnd, logicalOr (logic) */
export interface BinaryOp<Op extends string, K extends Kind = "arithmetic"> {
  <Y extends Operand, C extends Shape = never>(
    b: Ok<Early<C, BroadcastFault<C, OperandShape<Y>, Op>>, Y>,
  ): WithRight<Op, K, Y, [C]>
  <X extends Operand, Y extends Operand>(
    a: X,
    b: Ok<BothFault<Op, K, CommonDType<X, Y>>, Ok<BroadcastFault<OperandShape<X>, OperandShape<Y>, Op>, Y>>,
  ): Tensor<Broadcast<OperandShape<X>, OperandShape<Y>>, ResultDType<K, CommonDType<X, Y>>>
}

/** equal, notEqual, less, lessEqual, greater, greaterEqual */
export interface CompareOp<Op extends string> extends BinaryOp<Op, "logic"> {}
