/** @file The call forms of products of tensors over chosen dims. */
import type { DType, Promote } from "../dtype.js"
import type { Fn, Operation } from "../fn.js"
import type { Ok } from "../shape.js"
import type { PairFault } from "../takes.js"
import type { AnyTensor, Shape, Tensor } from "../tensor.js"
import type { Tensordot, TensordotDims, TensordotFault } from "../tensordot.js"
import type { MessageOf, On } from "../window.js"
import type { Before, Early, Input, Late, NoStep, Step } from "./subject.js"

export interface TensordotFn<B extends Shape, Dims> extends Fn {
  readonly out: this["in"] extends infer S extends Shape
    ? Ok<MessageOf<TensordotFault<S, B, Dims>>, Tensordot<S, B, Dims>>
    : never
}

/** The data-last form: its tensor is the left operand. */
export interface Contracting<B extends Shape, E extends DType, Dims, C extends Step = NoStep>
  extends Operation<TensordotFn<B, Dims>> {
  <X extends AnyTensor>(
    a: Ok<PairFault<"tensordot", X["dtype"], E>, Ok<Late<C, MessageOf<TensordotFault<X["shape"], B, Dims>>>, X>> &
      Before<C, X>,
  ): Tensor<Tensordot<Input<C, X["shape"]>, B, Dims>, Promote<X["dtype"], E>>
}

/** `tensordot(b, dims)`, `tensordot(a, b, dims)` */
export interface TensordotOp {
  <Y extends AnyTensor, const Dims extends TensordotDims, C extends Shape = never>(
    b: Ok<Early<C, On<TensordotFault<C, Y["shape"], Dims>, "b">>, Y>,
    dims: Ok<Early<C, On<TensordotFault<C, Y["shape"], Dims>, "dims">>, Dims>,
  ): Contracting<Y["shape"], Y["dtype"], Dims, [C]>
  <X extends AnyTensor, Y extends AnyTensor, const Dims extends TensordotDims>(
    a: X,
    b: Ok<PairFault<"tensordot", X["dtype"], Y["dtype"]>, Ok<On<TensordotFault<X["shape"], Y["shape"], Dims>, "b">, Y>>,
    dims: Ok<On<TensordotFault<X["shape"], Y["shape"], Dims>, "dims">, Dims>,
  ): Tensor<Tensordot<X["shape"], Y["shape"], Dims>, Promote<X["dtype"], Y["dtype"]>>
}
