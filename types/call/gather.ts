/** @file The call forms of picking along an axis, or from all elements, by tensors of indices. */
import type { Axis, AxisFault } from "../axis.js"
import type { DType } from "../dtype.js"
import type { Fn, Operation } from "../fn.js"
import type { GatherFault, IndexSelect, IndexSelectFault } from "../gather.js"
import type { IndicesFault } from "../indices.js"
import type { Ok } from "../shape.js"
import type { AnyTensor, Shape, Tensor } from "../tensor.js"
import type { AxisBefore, Before, Late, NoStep, ShapeBefore, Step } from "./subject.js"

export interface GatherFn<A, T extends Shape> extends Fn {
  readonly out: this["in"] extends infer S extends Shape
    ? Ok<AxisFault<"gather", S, A>, Ok<GatherFault<S, T, A>, T>>
    : never
}

export interface Gathering<A, T extends Shape, C extends Step = NoStep> extends Operation<GatherFn<A, T>> {
  <X extends AnyTensor>(
    x: Ok<Late<C, AxisFault<"gather", X["shape"], A>>, Ok<Late<C, GatherFault<X["shape"], T, A>>, X>> & Before<C, X>,
  ): Tensor<T, X["dtype"]>
}

export interface GatherOp {
  <T extends Shape, E extends DType, C extends Shape = never, const A extends AxisBefore<C> = AxisBefore<C>>(
    dim: A,
    index: Ok<IndicesFault<"gather", E>, Ok<GatherFault<ShapeBefore<C>, T, A>, Tensor<T, E>>>,
  ): Gathering<A, T, [C]>
  <X extends AnyTensor, const A extends Axis<X["shape"]>, T extends Shape, E extends DType>(
    x: X,
    dim: Axis<X["shape"]> | A,
    index: Ok<IndicesFault<"gather", E>, Ok<GatherFault<X["shape"], T, A>, Tensor<T, E>>>,
  ): Tensor<T, X["dtype"]>
}

export interface IndexSelectFn<A, T extends Shape> extends Fn {
  readonly out: this["in"] extends infer S extends Shape
    ? Ok<AxisFault<"indexSelect", S, A>, Ok<IndexSelectFault<S, T>, IndexSelect<S, A, T>>>
    : never
}

export interface Selecting<A, T extends Shape, C extends Step = NoStep> extends Operation<IndexSelectFn<A, T>> {
  <X extends AnyTensor>(
    x: Ok<Late<C, AxisFault<"indexSelect", X["shape"], A>>, Ok<Late<C, IndexSelectFault<X["shape"], T>>, X>> &
      Before<C, X>,
  ): Tensor<IndexSelect<X["shape"], A, T>, X["dtype"]>
}

export interface IndexSelectOp {
  <T extends Shape, E extends DType, C extends Shape = never, const A extends AxisBefore<C> = AxisBefore<C>>(
    dim: A,
    index: Ok<IndicesFault<"indexSelect", E>, Ok<IndexSelectFault<ShapeBefore<C>, T>, Tensor<T, E>>>,
  ): Selecting<A, T, [C]>
  <X extends AnyTensor, const A extends Axis<X["shape"]>, T extends Shape, E extends DType>(
    x: X,
    dim: Axis<X["shape"]> | A,
    index: Ok<IndicesFault<"indexSelect", E>, Ok<IndexSelectFault<X["shape"], T>, Tensor<T, E>>>,
  ): Tensor<IndexSelect<X["shape"], A, T>, X["dtype"]>
}

export interface TakeFn<T extends Shape> extends Fn {
  readonly out: T
}

export interface Taking<T extends Shape, C extends Step = NoStep> extends Operation<TakeFn<T>> {
  <X extends AnyTensor>(x: Ok<Late<C, unknown>, X> & Before<C, X>): Tensor<T, X["dtype"]>
}

export interface TakeOp {
  <T extends Shape, E extends DType, C extends Shape = never>(
    index: Ok<IndicesFault<"take", E>, Tensor<T, E>>,
  ): Taking<T, [C]>
  <X extends AnyTensor, T extends Shape, E extends DType>(
    x: X,
    index: Ok<IndicesFault<"take", E>, Tensor<T, E>>,
  ): Tensor<T, X["dtype"]>
}
