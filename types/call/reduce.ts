/** @file The call forms of reductions: everything, one axis, or a list of axes. */
import type { DType, Summed } from "../dtype.js"
import type { Fn, Operation } from "../fn.js"
import type { Axes, AxesFault, Reduce } from "../reduce.js"
import type { Ok } from "../shape.js"
import type { DTypeFault, Takes } from "../takes.js"
import type { Shape, Tensor } from "../tensor.js"
import type { AxesOrTensor, Late, Like, SubjectFault } from "./subject.js"

export interface ReduceOptions {
  /** Keep the reduced axes, with size 1. */
  readonly keepdim?: boolean
}

/** What becomes of the dtype. */
export type Yields = "same" | "sum" | "index"

type ResultDType<Y extends Yields, D extends DType> = Y extends "sum" ? Summed<D> : Y extends "index" ? "int32" : D

type Keep<O> = O extends { readonly keepdim: infer K } ? K : false

export interface ReduceFn<Op extends string, A, K> extends Fn {
  readonly out: this["in"] extends Shape ? Ok<AxesFault<Op, this["in"], A>, Reduce<this["in"], A, K>> : never
}

export interface ReduceAllFn extends Fn {
  readonly out: []
}

/** The data-last form. */
export interface Reducing<Op extends string, T extends Takes, Y extends Yields, A, K, C extends Shape = Shape>
  extends Operation<ReduceFn<Op, A, K>> {
  <S extends Shape, D extends DType>(
    x: Ok<DTypeFault<T, Op, D>, Ok<Late<C, AxesFault<Op, S, A>>, Tensor<S, D>>> & Tensor<C, DType>,
  ): Tensor<Reduce<S, A, K>, ResultDType<Y, D>>
}

/** The second argument: options after an axis, an axis after a tensor. */
type Second<X> = [X] extends [Like] ? Axes<X["shape"]> : ReduceOptions

type SecondFault<Op extends string, X, A> = [X] extends [Like] ? AxesFault<Op, X["shape"], A> : unknown

type First<Op extends string, X, C extends Shape> = [X] extends [Like] ? unknown : AxesFault<Op, C, X>

/**
 * `op(x)`, `op(dim)`; `op(x, dim)`, `op(dim, options)`; `op(x, dim, options)`. One signature for each number of
 * arguments: a mistake has one reason. The signature of four is for TypeScript only, and takes no arguments: it looks
 * at the step before in a `pipe` only if one signature plainly returns a function.
 */
export interface ReduceOp<Op extends string, T extends Takes = "any", Y extends Yields = "same">
  extends Operation<ReduceAllFn> {
  <C extends Shape = Shape, const X extends AxesOrTensor<C> = AxesOrTensor<C>>(
    x: Ok<SubjectFault<T, Op, X>, Ok<First<Op, X, C>, X>>,
  ): [X] extends [Like] ? Tensor<[], ResultDType<Y, X["dtype"]>> : Reducing<Op, T, Y, X, false, C>
  <C extends Shape = Shape, const X extends AxesOrTensor<C> = AxesOrTensor<C>, const A extends Second<X> = Second<X>>(
    x: Ok<SubjectFault<T, Op, X>, Ok<First<Op, X, C>, X>>,
    dim: Ok<SecondFault<Op, X, A>, A>,
  ): [X] extends [Like]
    ? Tensor<Reduce<X["shape"], A, false>, ResultDType<Y, X["dtype"]>>
    : Reducing<Op, T, Y, X, Keep<A>, C>
  <C extends Shape>(x: never, dim: never, options: never, reserved: never): Reducing<Op, T, Y, never, false, C>
  <S extends Shape, D extends DType, const A extends Axes<S>, const O extends ReduceOptions>(
    x: Ok<DTypeFault<T, Op, D>, Tensor<S, D>>,
    dim: Ok<AxesFault<Op, S, A>, A>,
    options: O,
  ): Tensor<Reduce<S, A, Keep<O>>, ResultDType<Y, D>>
}

/** The reductions over the last axis unless another is named. */
export interface ReduceLastOp<Op extends string, T extends Takes, Y extends Yields = "same">
  extends Operation<ReduceFn<Op, -1, false>> {
  <C extends Shape = Shape, const X extends AxesOrTensor<C> = AxesOrTensor<C>>(
    x: Ok<SubjectFault<T, Op, X>, Ok<First<Op, X, C>, X>>,
  ): [X] extends [Like]
    ? Tensor<Reduce<X["shape"], -1, false>, ResultDType<Y, X["dtype"]>>
    : Reducing<Op, T, Y, X, false, C>
  <C extends Shape = Shape, const X extends AxesOrTensor<C> = AxesOrTensor<C>, const A extends Second<X> = Second<X>>(
    x: Ok<SubjectFault<T, Op, X>, Ok<First<Op, X, C>, X>>,
    dim: Ok<SecondFault<Op, X, A>, A>,
  ): [X] extends [Like]
    ? Tensor<Reduce<X["shape"], A, false>, ResultDType<Y, X["dtype"]>>
    : Reducing<Op, T, Y, X, Keep<A>, C>
  <C extends Shape>(x: never, dim: never, options: never, reserved: never): Reducing<Op, T, Y, never, false, C>
  <S extends Shape, D extends DType, const A extends Axes<S>, const O extends ReduceOptions>(
    x: Ok<DTypeFault<T, Op, D>, Tensor<S, D>>,
    dim: Ok<AxesFault<Op, S, A>, A>,
    options: O,
  ): Tensor<Reduce<S, A, Keep<O>>, ResultDType<Y, D>>
}

export type SumOp = ReduceOp<"sum", "any", "sum">
export type MeanOp = ReduceOp<"mean", "float">
export type MaxOp = ReduceOp<"max", "number">
export type MinOp = ReduceOp<"min", "number">
export type LogsumexpOp = ReduceLastOp<"logsumexp", "float">
