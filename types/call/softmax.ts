/** @file The call forms of softmax, scans and their kin: along one axis, the shape kept. */
import type { AxisFault } from "../axis.js"
import type { Fn, Operation } from "../fn.js"
import type { Ok } from "../shape.js"
import type { DTypeFault, Takes } from "../takes.js"
import type { AnyTensor, Shape, Tensor } from "../tensor.js"
import type { ResultDType, Yields, YieldsFn } from "../yields.js"
import type {
  AxisOf,
  AxisOrTensor,
  Before,
  Called,
  DTypeOf,
  IfTensor,
  InPipe,
  Late,
  NoStep,
  ShapeOf,
  Step,
  SubjectFault,
} from "./subject.js"

export interface AlongFn<Op extends string, A> extends Fn {
  readonly out: this["in"] extends infer S extends Shape ? Ok<AxisFault<Op, S, A>, S> : never
}

/** The data-last form. `C` is the shape of the step before it in a `pipe`. */
export interface Along<
  Op extends string,
  A,
  C extends Step = NoStep,
  T extends Takes = "float",
  Y extends Yields = "same",
> extends Operation<YieldsFn<Y, AlongFn<Op, A>>> {
  <X extends AnyTensor>(
    x: Ok<DTypeFault<T, Op, X["dtype"]>, Ok<Late<C, AxisFault<Op, X["shape"], A>>, X>> & Before<C, X>,
  ): Tensor<X["shape"], ResultDType<Y, X["dtype"]>>
}

/** The second argument: an axis after a tensor, options, if there are any, after an axis. */
export type AxisAfter<X, Options = undefined> = IfTensor<X, AxisOf<X>, Options>

/**
 * `op(x)`, `op(x, dim)`, `op(dim)`, and with options after an axis: one signature, so that a mistake has one reason.
 */
export type AlongCall<Op extends string, T extends Takes, Y extends Yields, Options> = <
  C extends Shape = never,
  const X extends AxisOrTensor<C> = AxisOrTensor<C>,
  const A extends AxisAfter<X, Options> = AxisAfter<X, Options>,
>(
  x: Ok<SubjectFault<T, Op, X>, X>,
  dim?: A,
) => Called<X, Tensor<ShapeOf<X>, ResultDType<Y, DTypeOf<X>>>, Along<Op, X, [C], T, Y>>

export interface AlongOp<Op extends string, T extends Takes = "float", Y extends Yields = "same">
  extends AlongCall<Op, T, Y, undefined>,
    InPipe,
    Operation<YieldsFn<Y, AlongFn<Op, -1>>> {}

export type SoftmaxOp = AlongOp<"softmax">
export type LogSoftmaxOp = AlongOp<"logSoftmax">
export type SoftminOp = AlongOp<"softmin">
export type CumsumOp = AlongOp<"cumsum", "any", "sum">
export type CumprodOp = AlongOp<"cumprod", "any", "sum">
export type LogcumsumexpOp = AlongOp<"logcumsumexp">
