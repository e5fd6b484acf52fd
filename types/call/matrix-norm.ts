/** @file The call forms of norms of matrices. */
import type { Fn, Operation } from "../fn.js"
import type { MatrixFault } from "../linear-algebra.js"
import type { MatrixDimsFault, MatrixNorm, MatrixNormOptions, MatrixOrder, OrderFault } from "../matrix-norm.js"
import type { Ok } from "../shape.js"
import type { DTypeFault } from "../takes.js"
import type { AnyTensor, Shape, Tensor } from "../tensor.js"
import type { CheckedOptions, MessageOf } from "../window.js"
import type { InPipe, Like, SubjectFault } from "./subject.js"

export interface MatrixNormFn<O> extends Fn {
  readonly out: this["in"] extends infer S extends Shape ? Ok<Fault<S, O>, MatrixNorm<S, O>> : never
}

/** The data-last form: order and options are given, the matrices come. */
export interface MatrixNorming<O> extends Operation<MatrixNormFn<O>> {
  <X extends AnyTensor>(
    x: Ok<DTypeFault<"float", "matrixNorm", X["dtype"]>, Ok<Fault<X["shape"], O>, X>>,
  ): Tensor<MatrixNorm<X["shape"], O>, X["dtype"]>
}

/** `op(x)`, `op(x, order)`, `op(order)`, `op(order, options)`, as one signature; `op(x, order, options)`. */
export interface MatrixNormOp extends InPipe, Operation<MatrixNormFn<unknown>> {
  <
    const X extends AnyTensor | string | number,
    const P extends (X extends Like ? string | number : MatrixNormOptions) | undefined = undefined,
  >(
    x: Ok<SubjectFault<"float", "matrixNorm", X>, Ok<FirstFault<X>, X>>,
    order?: Offered<X> | Ok<X extends Like ? OrderFault<P> : unknown, P>,
  ): [X] extends [Like] ? Tensor<MatrixNorm<X["shape"], unknown>, X["dtype"]> : MatrixNorming<P>
  <X extends AnyTensor, const P extends string | number | undefined, const O extends MatrixNormOptions>(
    x: Ok<SubjectFault<"float", "matrixNorm", X>, Ok<MatrixFault<"matrixNorm", X["shape"]>, X>>,
    order: MatrixOrder | Ok<OrderFault<P>, P>,
    options: CheckedOptions<MatrixDimsFault<X["shape"], O>, O>,
  ): Tensor<MatrixNorm<X["shape"], O>, X["dtype"]>
}

// internal

/** The orders: completions list them, and what is one of them or a number is taken as a whole. */
type Offered<X> = X extends Like ? MatrixOrder : never

type Fault<S extends Shape, O> = Ok<MatrixFault<"matrixNorm", S>, MessageOf<MatrixDimsFault<S, O>>>

type FirstFault<X> = X extends Like ? MatrixFault<"matrixNorm", X["shape"]> : OrderFault<X>
