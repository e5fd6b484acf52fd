/** @file The call forms of elementwise operations of two tensors, or of a tensor and a number. */
import type { Broadcast, BroadcastFault } from "../broadcast.js"
import type { IsAny } from "../dim.js"
import type { DType, Promote, Quotient } from "../dtype.js"
import type { Fn, Gives, Operation } from "../fn.js"
import type { Ok } from "../shape.js"
import type { DTypeFault, FloatFault, PairFault } from "../takes.js"
import type { AnyTensor, Shape, Tensor } from "../tensor.js"
import type { Before, Early, Input, Late, Like, NoStep, Step } from "./subject.js"

export type Operand = AnyTensor | number

/** What the dtype of the result is made of. */
export type Kind = "arithmetic" | "float" | "division" | "logic"

/** A number has no axes of its own. */
export type OperandShape<X> = IsAny<X> extends true ? number[] : X extends Like ? X["shape"] : []

/** Plain numbers are weak: they take the dtype of the tensor beside them, and are float32 among themselves. */
export type CommonDType<X, Y> = X extends Like ? DTypeBeside<X["dtype"], Y> : Y extends Like ? Y["dtype"] : "float32"

type DTypeBeside<D extends DType, Y> = Y extends Like ? Promote<D, Y["dtype"]> : D

type ResultDType<K extends Kind, D extends DType> = K extends "logic" ? "bool" : K extends "division" ? Quotient<D> : D

type BothFault<Op extends string, K extends Kind, D extends DType> = K extends "logic"
  ? unknown
  : DTypeFault<K extends "float" ? "float" : "number", Op, D>

/** The same, where the left operand comes later. */
type RightFault<Op extends string, K extends Kind, D extends DType, Y> = K extends "logic"
  ? unknown
  : K extends "float"
    ? FloatFault<Op, DTypeBeside<D, Y>>
    : Y extends Like
      ? PairFault<Op, D, Y["dtype"]>
      : DTypeFault<"number", Op, D>

/** The data-last form: its tensor is the left operand, `Y` the right one. */
export interface WithRight<Op extends string, K extends Kind, Y, C extends Step = NoStep>
  extends Operation<WithRightFn<Op, K, Y>> {
  <X extends AnyTensor>(
    a: Ok<RightFault<Op, K, X["dtype"], Y>, Ok<Late<C, BroadcastFault<X["shape"], OperandShape<Y>, Op>>, X>> &
      Before<C, X>,
  ): Tensor<Broadcast<Input<C, X["shape"]>, OperandShape<Y>>, ResultDType<K, DTypeBeside<X["dtype"], Y>>>
}

export interface WithRightFn<Op extends string, K extends Kind, Y> extends Fn {
  readonly out: this["in"] extends infer S extends Shape
    ? Ok<
        BroadcastFault<S, OperandShape<Y>, Op>,
        Gives<ResultDType<K, DTypeBeside<"float32", Y>>, Broadcast<S, OperandShape<Y>>>
      >
    : never
}

/** add, sub, mul, maximum, minimum, pow, remainder, … (arithmetic), atan2, hypot, … (float), logicalAnd, … (logic) */
export interface BinaryOp<Op extends string, K extends Kind = "arithmetic"> {
  <Y extends Operand, C extends Shape = never>(
    b: Ok<BroadcastFault<C, OperandShape<Y>, Op>, Y>,
  ): WithRight<Op, K, Y, [C]>
  <X extends Operand, Y extends Operand>(
    a: X,
    b: Ok<BothFault<Op, K, CommonDType<X, Y>>, Ok<BroadcastFault<OperandShape<X>, OperandShape<Y>, Op>, Y>>,
  ): Tensor<Broadcast<OperandShape<X>, OperandShape<Y>>, ResultDType<K, CommonDType<X, Y>>>
}

/** equal, notEqual, less, lessEqual, greater, greaterEqual */
export interface CompareOp<Op extends string> extends BinaryOp<Op, "logic"> {}

/** What a quotient is rounded to: the integer below, or the one towards 0. */
export interface DivOptions {
  readonly rounding?: "floor" | "trunc" | undefined
}

/** An operand, told from options as a tensor is told from what it comes with (`Called`). */
type Plain = Like | number

type Options<Y> = [Y] extends [Plain] ? unknown : "options"

type OrOperand<Y, Result, Waiting> = Y extends Plain ? Result : Waiting

/** A rounded quotient of integers is an integer. */
type DivKind<O> = O extends { readonly rounding: infer R }
  ? [R] extends [string]
    ? "arithmetic"
    : "division"
  : "division"

/** `div(b)`; `div(a, b)`, `div(b, options)`; `div(a, b, options)`. */
export interface DivOp {
  <Y extends Operand, C extends Shape = never>(
    b: Ok<Early<C, BroadcastFault<C, OperandShape<Y>, "div">>, Y>,
  ): WithRight<"div", "division", Y, [C]>
  <X extends Operand, const Y extends Operand | DivOptions, C extends Shape = never>(
    a: Ok<[Y] extends [Plain] ? unknown : Early<C, BroadcastFault<C, OperandShape<X>, "div">>, X>,
    b: Ok<
      [Y] extends [Plain]
        ? Ok<BothFault<"div", "division", CommonDType<X, Y>>, BroadcastFault<OperandShape<X>, OperandShape<Y>, "div">>
        : unknown,
      Y
    >,
  ): [Options<Y>] extends [string]
    ? OrOperand<
        Y,
        Tensor<Broadcast<OperandShape<X>, OperandShape<Y>>, ResultDType<"division", CommonDType<X, Y>>>,
        WithRight<"div", DivKind<Y>, X, [C]>
      >
    : Tensor<Broadcast<OperandShape<X>, OperandShape<Y>>, ResultDType<"division", CommonDType<X, Y>>>
  <X extends Operand, Y extends Operand, const O extends DivOptions>(
    a: X,
    b: Ok<
      BothFault<"div", "division", CommonDType<X, Y>>,
      Ok<BroadcastFault<OperandShape<X>, OperandShape<Y>, "div">, Y>
    >,
    options: O,
  ): Tensor<Broadcast<OperandShape<X>, OperandShape<Y>>, ResultDType<DivKind<O>, CommonDType<X, Y>>>
}
