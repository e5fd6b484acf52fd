/** @file The call forms of matrix products. */
import type { DType, Promote } from "../dtype.js"
import type { Fn, Gives, Operation } from "../fn.js"
import type { Matmul, MatmulFault } from "../matmul.js"
import type { Ok } from "../shape.js"
import type { PairFault } from "../takes.js"
import type { AnyTensor, Shape, Tensor } from "../tensor.js"
import type { Before, Early, Input, Late, NoStep, Step } from "./subject.js"

export interface MatmulFn<B extends Shape, E extends DType> extends Fn {
  readonly out: this["in"] extends infer S extends Shape
    ? Ok<MatmulFault<S, B>, Gives<Promote<"float32", E>, Matmul<S, B>>>
    : never
}

/** The data-last form: its tensor is the left operand. */
export interface TimesRight<B extends Shape, E extends DType, C extends Step = NoStep>
  extends Operation<MatmulFn<B, E>> {
  <X extends AnyTensor>(
    a: Ok<PairFault<"matmul", X["dtype"], E>, Ok<Late<C, MatmulFault<X["shape"], B>>, X>> & Before<C, X>,
  ): Tensor<Matmul<Input<C, X["shape"]>, B>, Promote<X["dtype"], E>>
}

export interface MatmulOp {
  <Y extends AnyTensor, C extends Shape = never>(
    b: Ok<Early<C, MatmulFault<C, Y["shape"]>>, Y>,
  ): TimesRight<Y["shape"], Y["dtype"], [C]>
  <X extends AnyTensor, Y extends AnyTensor>(
    a: X,
    b: Ok<PairFault<"matmul", X["dtype"], Y["dtype"]>, Ok<MatmulFault<X["shape"], Y["shape"]>, Y>>,
  ): Tensor<Matmul<X["shape"], Y["shape"]>, Promote<X["dtype"], Y["dtype"]>>
}
