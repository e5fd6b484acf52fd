/** @file The call forms of two axes exchanged. */
import type { Axis, AxisFault } from "../axis.js"
import type { Fn, Operation } from "../fn.js"
import type { Ok } from "../shape.js"
import type { Swapaxes } from "../swapaxes.js"
import type { AnyTensor, Shape, Tensor } from "../tensor.js"
import type { AxisBefore, Before, Late, NoStep, Step } from "./subject.js"

type PairFault<S extends Shape, A, B> =
  AxisFault<"swapaxes", S, A> extends infer M extends string ? M : AxisFault<"swapaxes", S, B>

export interface SwapaxesFn<A, B> extends Fn {
  readonly out: this["in"] extends infer S extends Shape ? Ok<PairFault<S, A, B>, Swapaxes<S, A, B>> : never
}

/** The data-last form. */
export interface Swapping<A, B, C extends Step = NoStep> extends Operation<SwapaxesFn<A, B>> {
  <X extends AnyTensor>(
    x: Ok<Late<C, PairFault<X["shape"], A, B>>, X> & Before<C>,
  ): Tensor<Swapaxes<X["shape"], A, B>, X["dtype"]>
}

/** `swapaxes(x, dim1, dim2)`, `swapaxes(dim1, dim2)` */
export interface SwapaxesOp {
  <
    C extends Shape = never,
    const A extends AxisBefore<C> = AxisBefore<C>,
    const B extends AxisBefore<C> = AxisBefore<C>,
  >(
    dim1: A,
    dim2: B,
  ): Swapping<A, B, [C]>
  <X extends AnyTensor, const A extends Axis<X["shape"]>, const B extends Axis<X["shape"]>>(
    x: X,
    dim1: Axis<X["shape"]> | A,
    dim2: Axis<X["shape"]> | B,
  ): Tensor<Swapaxes<X["shape"], A, B>, X["dtype"]>
}
