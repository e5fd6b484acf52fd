/** @file The call form of growing axes of size 1. */
import type { DType } from "../dtype.js"
import type { Expand, ExpandFault } from "../expand.js"
import type { Fn, Operation } from "../fn.js"
import type { Ok } from "../shape.js"
import type { Shape, Tensor } from "../tensor.js"
import type { Late } from "./subject.js"

export interface ExpandFn<T extends readonly number[]> extends Fn {
  readonly out: this["in"] extends Shape ? Ok<ExpandFault<this["in"], T>, Expand<this["in"], T>> : never
}

/** The data-last form. */
export interface Expanding<T extends readonly number[], C extends Shape = Shape> extends Operation<ExpandFn<T>> {
  <S extends Shape, D extends DType>(
    x: Ok<Late<C, ExpandFault<S, T>>, Tensor<S, D>> & Tensor<C, DType>,
  ): Tensor<Expand<S, T>, D>
}

/** `expand(x, sizes)`, `expand(sizes)` */
export interface ExpandOp {
  <const T extends number[], C extends Shape = Shape>(sizes: Ok<ExpandFault<C, T>, T>): Expanding<T, C>
  <S extends Shape, D extends DType, const T extends number[]>(
    x: Tensor<S, D>,
    sizes: Ok<ExpandFault<S, T>, T>,
  ): Tensor<Expand<S, T>, D>
}
