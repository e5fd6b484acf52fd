/** @file The call forms of reductions: everything, one axis, or a list of axes. */
import type { Axis } from "../axis.js"
import type { Fn, Operation } from "../fn.js"
import type { Axes, AxesFault, Reduce, ReduceAll } from "../reduce.js"
import type { Ok } from "../shape.js"
import type { DTypeFault, Takes } from "../takes.js"
import type { AnyTensor, Shape, Tensor } from "../tensor.js"
import type { ResultDType, Yields, YieldsFn } from "../yields.js"
import type {
  AxesOf,
  AxesOrTensor,
  Before,
  Called,
  DTypeOf,
  Early,
  IfTensor,
  InPipe,
  Input,
  Late,
  Like,
  NoStep,
  Offered,
  ShapeOf,
  Step,
  SubjectFault,
} from "./subject.js"

export interface ReduceOptions {
  /** Keep the reduced axes, with size 1. */
  readonly keepdim?: boolean
}

export interface VarianceOptions extends ReduceOptions {
  /** What is taken from the number of elements before it divides: 1 unless given, 0 for a whole population. */
  readonly correction?: number
}

export type Keep<O> = O extends { readonly keepdim: infer K } ? K : false

export interface ReduceFn<Op extends string, A, K> extends Fn {
  readonly out: this["in"] extends infer S extends Shape ? Ok<AxesFault<Op, S, A>, Reduce<S, A, K>> : never
}

export interface ReduceAllFn extends Fn {
  readonly out: []
}

/** The data-last form. */
export interface Reducing<Op extends string, T extends Takes, Y extends Yields, A, K, C extends Step = NoStep>
  extends Operation<YieldsFn<Y, ReduceFn<Op, A, K>>> {
  <X extends AnyTensor>(
    x: Ok<DTypeFault<T, Op, X["dtype"]>, Ok<Late<C, AxesFault<Op, X["shape"], A>>, X>> & Before<C, X>,
  ): Tensor<Reduce<Input<C, X["shape"]>, A, K>, ResultDType<Y, X["dtype"]>>
}

/** The second argument: an axis after a tensor, options after an axis. */
type Second<X, Options> = IfTensor<X, AxesOf<X>, Options>

type FirstFault<Op extends string, X, C extends Shape> = [X] extends [Like] ? unknown : Early<C, AxesFault<Op, C, X>>

type SecondFault<Op extends string, X, A> = [X] extends [Like] ? AxesFault<Op, X["shape"], A> : unknown

/** Without an axis: every one, or the last. */
export type Default = "all" | "last"

type ReducedBy<S extends Shape, A, K, Without extends Default> = [A] extends [undefined]
  ? Without extends "all"
    ? ReduceAll<S, K>
    : Reduce<S, -1, K>
  : Reduce<S, A, K>

/**
 * `op(x)`, `op(x, dim)`, `op(dim)`, `op(dim, options)`: one signature, so that a mistake has one reason;
 * `op(x, dim, options)`. `NoInfer`: what a call is used for says nothing of its axes.
 */
export interface ReduceOp<
  Op extends string,
  T extends Takes = "any",
  Y extends Yields = "same",
  Without extends Default = "all",
  Options extends ReduceOptions = ReduceOptions,
> extends InPipe,
    Operation<YieldsFn<Y, Without extends "all" ? ReduceAllFn : ReduceFn<Op, -1, false>>> {
  <
    C extends Shape = never,
    const X extends AxesOrTensor<C> = AxesOrTensor<C>,
    const A extends Second<X, Options> | undefined = undefined,
  >(
    x: Ok<SubjectFault<T, Op, X>, Ok<FirstFault<Op, X, C>, X>>,
    dim?: Offered<X> | Ok<SecondFault<Op, X, A>, A>,
  ): Called<
    X,
    Tensor<ReducedBy<ShapeOf<X>, NoInfer<A>, false, Without>, ResultDType<Y, DTypeOf<X>>>,
    Reducing<Op, T, Y, X, Keep<A>, [C]>
  >
  <X extends AnyTensor, const A extends Axes<X["shape"]> | undefined, const O extends Options>(
    x: Ok<DTypeFault<T, Op, X["dtype"]>, X>,
    dim: Axis<X["shape"]> | Ok<AxesFault<Op, X["shape"], A>, A>,
    options: O,
  ): Tensor<ReducedBy<X["shape"], A, Keep<O>, Without>, ResultDType<Y, X["dtype"]>>
}

export type SumOp = ReduceOp<"sum", "any", "sum">
export type MeanOp = ReduceOp<"mean", "float">
export type MaxOp = ReduceOp<"max", "number">
export type MinOp = ReduceOp<"min", "number">
export type LogsumexpOp = ReduceOp<"logsumexp", "float", "same", "last">
export type ProdOp = ReduceOp<"prod", "any", "sum">
export type AllOp = ReduceOp<"all", "any", "bool">
export type AnyOp = ReduceOp<"any", "any", "bool">
export type CountNonzeroOp = ReduceOp<"countNonzero", "any", "int32">
export type VarianceOp = ReduceOp<"variance", "float", "same", "all", VarianceOptions>
export type StdOp = ReduceOp<"std", "float", "same", "all", VarianceOptions>
