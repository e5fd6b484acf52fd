/** @file The call form of growing axes of size 1. */
import type { Expand, ExpandFault } from "../expand.js"
import type { Fn, Operation } from "../fn.js"
import type { Ok } from "../shape.js"
import type { AnyTensor, Shape, Tensor } from "../tensor.js"
import type { Before, Late, NoStep, ShapeBefore, Step } from "./subject.js"

export interface ExpandFn<T extends readonly number[]> extends Fn {
  readonly out: this["in"] extends infer S extends Shape ? Ok<ExpandFault<S, T>, Expand<S, T>> : never
}

/** The data-last form. */
export interface Expanding<T extends readonly number[], C extends Step = NoStep> extends Operation<ExpandFn<T>> {
  <X extends AnyTensor>(
    x: Ok<Late<C, ExpandFault<X["shape"], T>>, X> & Before<C, X>,
  ): Tensor<Expand<X["shape"], T>, X["dtype"]>
}

/** `expand(x, sizes)`, `expand(sizes)` */
export interface ExpandOp {
  <const T extends number[], C extends Shape = never>(
    sizes: Ok<ExpandFault<ShapeBefore<C>, T>, readonly [...T]>,
  ): Expanding<T, [C]>
  <X extends AnyTensor, const T extends number[]>(
    x: X,
    sizes: Ok<ExpandFault<X["shape"], T>, readonly [...T]>,
  ): Tensor<Expand<X["shape"], T>, X["dtype"]>
}
