/** @file The call forms of softmax and its kin: along one axis, the shape kept. */
import type { Axis, AxisFault } from "../axis.js"
import type { Fn, Operation } from "../fn.js"
import type { Ok } from "../shape.js"
import type { DTypeFault } from "../takes.js"
import type { AnyTensor, Shape, Tensor } from "../tensor.js"
import type { AxisOrTensor, Before, InPipe, Late, Like, NoStep, Step, SubjectFault } from "./subject.js"

export interface AlongFn<Op extends string, A> extends Fn {
  readonly out: this["in"] extends Shape ? Ok<AxisFault<Op, this["in"], A>, this["in"]> : never
}

/** The data-last form. `C` is the shape of the step before it in a `pipe`. */
export interface Along<Op extends string, A, C extends Step = NoStep> extends Operation<AlongFn<Op, A>> {
  <X extends AnyTensor>(
    x: Ok<DTypeFault<"float", Op, X["dtype"]>, Ok<Late<C, AxisFault<Op, X["shape"], A>>, X>> & Before<C, X>,
  ): Tensor<X["shape"], X["dtype"]>
}

type AxisAfter<X> = X extends Like ? Axis<X["shape"]> : undefined

/** `op(x)`, `op(x, dim)`, `op(dim)`: one signature, so that a mistake has one reason. */
export interface AlongOp<Op extends string> extends InPipe, Operation<AlongFn<Op, -1>> {
  <
    C extends Shape = never,
    const X extends AxisOrTensor<C> = AxisOrTensor<C>,
    const A extends AxisAfter<X> = AxisAfter<X>,
  >(
    x: Ok<SubjectFault<"float", Op, X>, X>,
    dim?: A,
  ): [X] extends [Like] ? Tensor<X["shape"], X["dtype"]> : Along<Op, X, [C]>
}

export type SoftmaxOp = AlongOp<"softmax">
export type LogSoftmaxOp = AlongOp<"logSoftmax">
export type SoftminOp = AlongOp<"softmin">
