/** @file The call forms of taking a part of one axis, or one element of it. */
import type { Axis, AxisFault } from "../axis.js"
import type { Fn, Operation } from "../fn.js"
import type { Narrow, NarrowFault, SelectFault } from "../narrow.js"
import type { RankFault } from "../rank.js"
import type { Reduce } from "../reduce.js"
import type { Ok } from "../shape.js"
import type { AnyTensor, Shape, Tensor } from "../tensor.js"
import type { AxisBefore, Before, Input, Late, NoStep, ShapeBefore, Step } from "./subject.js"

type Start = number | Tensor<[], "int32">

type PartFault<S extends Shape, A, I, N> =
  RankFault<"narrow", 1, S> extends infer M extends string
    ? M
    : AxisFault<"narrow", S, A> extends infer M extends string
      ? M
      : NarrowFault<S, A, I, N>

export interface NarrowFn<A, I, N> extends Fn {
  readonly out: this["in"] extends infer S extends Shape ? Ok<PartFault<S, A, I, N>, Narrow<S, A, N>> : never
}

/** The data-last form. */
export interface Narrowing<A, I, N, C extends Step = NoStep> extends Operation<NarrowFn<A, I, N>> {
  <X extends AnyTensor>(
    x: Ok<Late<C, PartFault<X["shape"], A, I, N>>, X> & Before<C>,
  ): Tensor<Narrow<Input<C, X["shape"]>, A, N>, X["dtype"]>
}

/** `narrow(x, dim, start, length)`, `narrow(dim, start, length)` */
export interface NarrowOp {
  <
    const I extends Start,
    const N extends number,
    C extends Shape = never,
    const A extends AxisBefore<C> = AxisBefore<C>,
  >(
    dim: A,
    start: I,
    length: Ok<NarrowFault<ShapeBefore<C>, A, I, N>, N>,
  ): Narrowing<A, I, N, [C]>
  <X extends AnyTensor, const A extends Axis<X["shape"]>, const I extends Start, const N extends number>(
    x: Ok<RankFault<"narrow", 1, X["shape"]>, X>,
    dim: Axis<X["shape"]> | A,
    start: I,
    length: Ok<NarrowFault<X["shape"], A, I, N>, N>,
  ): Tensor<Narrow<X["shape"], A, N>, X["dtype"]>
}

type PlaceFault<S extends Shape, A, I> =
  RankFault<"select", 1, S> extends infer M extends string
    ? M
    : AxisFault<"select", S, A> extends infer M extends string
      ? M
      : SelectFault<S, A, I>

export interface SelectFn<A, I> extends Fn {
  readonly out: this["in"] extends infer S extends Shape ? Ok<PlaceFault<S, A, I>, Reduce<S, A, false>> : never
}

export interface SelectingOne<A, I, C extends Step = NoStep> extends Operation<SelectFn<A, I>> {
  <X extends AnyTensor>(
    x: Ok<Late<C, PlaceFault<X["shape"], A, I>>, X> & Before<C>,
  ): Tensor<Reduce<Input<C, X["shape"]>, A, false>, X["dtype"]>
}

/** `select(x, dim, index)`, `select(dim, index)` */
export interface SelectOp {
  <const I extends number, C extends Shape = never, const A extends AxisBefore<C> = AxisBefore<C>>(
    dim: A,
    index: Ok<SelectFault<ShapeBefore<C>, A, I>, I>,
  ): SelectingOne<A, I, [C]>
  <X extends AnyTensor, const A extends Axis<X["shape"]>, const I extends number>(
    x: Ok<RankFault<"select", 1, X["shape"]>, X>,
    dim: Axis<X["shape"]> | A,
    index: Ok<SelectFault<X["shape"], A, I>, I>,
  ): Tensor<Reduce<X["shape"], A, false>, X["dtype"]>
}
