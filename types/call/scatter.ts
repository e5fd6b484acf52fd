/** @file The call forms of writing by tensors of indices, and of picking with indices that broadcast. */
import type { Axis, AxisFault } from "../axis.js"
import type { DType } from "../dtype.js"
import type { Fn, Operation } from "../fn.js"
import type { IndicesFault } from "../indices.js"
import type { ScatterFault, SourceDTypeFault, SourceFault } from "../scatter.js"
import type { Ok } from "../shape.js"
import type { TakeAlong, TakeAlongFault } from "../take-along.js"
import type { DTypeFault, Takes } from "../takes.js"
import type { AnyTensor, Shape, Tensor } from "../tensor.js"
import type { AxisBefore, Before, Late, Like, NoStep, ShapeBefore, Step } from "./subject.js"

/** A message about the axis, or about the index, else `unknown`. */
type PlaceFault<Op extends string, S extends Shape, T extends Shape, A> =
  AxisFault<Op, S, A> extends infer M extends string ? M : ScatterFault<Op, S, T, A>

export interface ScatterFn<Op extends string, A, T extends Shape> extends Fn {
  readonly out: this["in"] extends infer S extends Shape ? Ok<PlaceFault<Op, S, T, A>, S> : never
}

type Source<T extends Takes> = T extends "any" ? AnyTensor | number : AnyTensor

type ShapeFault<Op extends string, T extends Shape, U> = U extends Like ? SourceFault<Op, T, U["shape"]> : unknown

type ElementFault<Op extends string, D extends DType, U> = U extends Like
  ? SourceDTypeFault<Op, D, U["dtype"]>
  : unknown

/** The data-last form. */
export interface Scattering<Op extends string, K extends Takes, A, T extends Shape, U, C extends Step = NoStep>
  extends Operation<ScatterFn<Op, A, T>> {
  <X extends AnyTensor>(
    x: Ok<
      DTypeFault<K, Op, X["dtype"]>,
      Ok<ElementFault<Op, X["dtype"], U>, Ok<Late<C, PlaceFault<Op, X["shape"], T, A>>, X>>
    > &
      Before<C>,
  ): Tensor<X["shape"], X["dtype"]>
}

/** scatter, scatterAdd: `op(x, dim, index, source)`, `op(dim, index, source)` */
export interface ScatterOp<Op extends string, K extends Takes> {
  <
    T extends Shape,
    E extends DType,
    U extends Source<K>,
    C extends Shape = never,
    const A extends AxisBefore<C> = AxisBefore<C>,
  >(
    dim: A,
    index: Ok<IndicesFault<Op, E>, Ok<ScatterFault<Op, ShapeBefore<C>, T, A>, Tensor<T, E>>>,
    source: Ok<ShapeFault<Op, T, U>, U>,
  ): Scattering<Op, K, A, T, U, [C]>
  <X extends AnyTensor, const A extends Axis<X["shape"]>, T extends Shape, E extends DType, U extends Source<K>>(
    x: Ok<DTypeFault<K, Op, X["dtype"]>, X>,
    dim: Axis<X["shape"]> | A,
    index: Ok<IndicesFault<Op, E>, Ok<ScatterFault<Op, X["shape"], T, A>, Tensor<T, E>>>,
    source: Ok<ShapeFault<Op, T, U>, Ok<ElementFault<Op, X["dtype"], U>, U>>,
  ): Tensor<X["shape"], X["dtype"]>
}

export interface TakeAlongFn<A, T extends Shape> extends Fn {
  readonly out: this["in"] extends infer S extends Shape
    ? Ok<AxisFault<"takeAlongDim", S, A>, Ok<TakeAlongFault<S, T, A>, TakeAlong<S, T, A>>>
    : never
}

export interface TakingAlong<A, T extends Shape, C extends Step = NoStep> extends Operation<TakeAlongFn<A, T>> {
  <X extends AnyTensor>(
    x: Ok<Late<C, AxisFault<"takeAlongDim", X["shape"], A>>, Ok<Late<C, TakeAlongFault<X["shape"], T, A>>, X>> &
      Before<C>,
  ): Tensor<TakeAlong<X["shape"], T, A>, X["dtype"]>
}

/** `takeAlongDim(x, indices, dim)`, `takeAlongDim(indices, dim)` */
export interface TakeAlongDimOp {
  <T extends Shape, E extends DType, C extends Shape = never, const A extends AxisBefore<C> = AxisBefore<C>>(
    indices: Ok<IndicesFault<"takeAlongDim", E>, Ok<TakeAlongFault<ShapeBefore<C>, T, A>, Tensor<T, E>>>,
    dim: A,
  ): TakingAlong<A, T, [C]>
  <X extends AnyTensor, T extends Shape, E extends DType, const A extends Axis<X["shape"]>>(
    x: X,
    indices: Ok<IndicesFault<"takeAlongDim", E>, Ok<TakeAlongFault<X["shape"], T, A>, Tensor<T, E>>>,
    dim: Axis<X["shape"]> | A,
  ): Tensor<TakeAlong<X["shape"], T, A>, X["dtype"]>
}
