/** @file The call forms of matrix products. */
import type { DType, Promote } from "../dtype.js"
import type { Fn, Gives, Operation } from "../fn.js"
import type { Matmul, MatmulFault } from "../matmul.js"
import type { Ok } from "../shape.js"
import type { DTypeFault } from "../takes.js"
import type { Shape, Tensor } from "../tensor.js"
import type { Late } from "./subject.js"

export interface MatmulFn<B extends Shape, E extends DType> extends Fn {
  readonly out: this["in"] extends Shape
    ? Ok<MatmulFault<this["in"], B>, Gives<Promote<"float32", E>, Matmul<this["in"], B>>>
    : never
}

type PairFault<D extends DType, E extends DType> = DTypeFault<"number", "matmul", Promote<D, E>>

/** The data-last form: its tensor is the left operand. */
export interface TimesRight<B extends Shape, E extends DType, C extends Shape = Shape>
  extends Operation<MatmulFn<B, E>> {
  <A extends Shape, D extends DType>(
    a: Ok<PairFault<D, E>, Ok<Late<C, MatmulFault<A, B>>, Tensor<A, D>>> & Tensor<C, DType>,
  ): Tensor<Matmul<A, B>, Promote<D, E>>
}

export interface MatmulOp {
  <B extends Shape, E extends DType, C extends Shape = Shape>(
    b: Ok<MatmulFault<C, B>, Tensor<B, E>>,
  ): TimesRight<B, E, C>
  <A extends Shape, B extends Shape, D extends DType, E extends DType>(
    a: Tensor<A, D>,
    b: Ok<PairFault<D, E>, Ok<MatmulFault<A, B>, Tensor<B, E>>>,
  ): Tensor<Matmul<A, B>, Promote<D, E>>
}
