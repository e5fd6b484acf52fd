/** @file The call forms of vectors as diagonals, and diagonals as vectors. */
import type { Diag, DiagFault } from "../diag.js"
import type { Fn, Operation } from "../fn.js"
import type { Ok } from "../shape.js"
import type { AnyTensor, Shape, Tensor } from "../tensor.js"
import type { Called, DTypeOf, IfTensor, InPipe, Like, ShapeOf } from "./subject.js"

export interface DiagFn<K> extends Fn {
  readonly out: this["in"] extends infer S extends Shape ? Ok<DiagFault<S>, Diag<S, K>> : never
}

/** The data-last form. */
export interface Diagonals<K> extends Operation<DiagFn<K>> {
  <X extends AnyTensor>(x: Ok<DiagFault<X["shape"]>, X>): Tensor<Diag<X["shape"], K>, X["dtype"]>
}

/** `diag(x)`, `diag(x, diagonal)`, `diag(diagonal)` */
export interface DiagOp extends InPipe, Operation<DiagFn<0>> {
  <const X extends AnyTensor | number, const K extends IfTensor<X, number, undefined> | undefined = undefined>(
    x: Ok<[X] extends [Like] ? DiagFault<X["shape"]> : unknown, X>,
    diagonal?: K,
  ): Called<X, Tensor<Diag<ShapeOf<X>, [K] extends [undefined] ? 0 : NoInfer<K>>, DTypeOf<X>>, Diagonals<X>>
}
