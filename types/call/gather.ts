/** @file The call forms of picking along an axis, or from all elements, by tensors of indices. */
import type { Axis, AxisFault } from "../axis.js"
import type { DType } from "../dtype.js"
import type { Fn, Operation } from "../fn.js"
import type { GatherFault, IndexSelect, IndexSelectFault } from "../gather.js"
import type { IndicesFault } from "../indices.js"
import type { Ok } from "../shape.js"
import type { Shape, Tensor } from "../tensor.js"
import type { Late } from "./subject.js"

export interface GatherFn<A, T extends Shape> extends Fn {
  readonly out: this["in"] extends Shape
    ? Ok<AxisFault<"gather", this["in"], A>, Ok<GatherFault<this["in"], T, A>, T>>
    : never
}

export interface Gathering<A, T extends Shape, C extends Shape = Shape> extends Operation<GatherFn<A, T>> {
  <S extends Shape, D extends DType>(
    x: Ok<Late<C, AxisFault<"gather", S, A>>, Ok<Late<C, GatherFault<S, T, A>>, Tensor<S, D>>> & Tensor<C, DType>,
  ): Tensor<T, D>
}

export interface GatherOp {
  <T extends Shape, E extends DType, C extends Shape = Shape, const A extends Axis<C> = Axis<C>>(
    dim: A,
    index: Ok<IndicesFault<"gather", E>, Ok<GatherFault<C, T, A>, Tensor<T, E>>>,
  ): Gathering<A, T, C>
  <S extends Shape, D extends DType, const A extends Axis<S>, T extends Shape, E extends DType>(
    x: Tensor<S, D>,
    dim: Axis<S> | A,
    index: Ok<IndicesFault<"gather", E>, Ok<GatherFault<S, T, A>, Tensor<T, E>>>,
  ): Tensor<T, D>
}

export interface IndexSelectFn<A, T extends Shape> extends Fn {
  readonly out: this["in"] extends Shape
    ? Ok<AxisFault<"indexSelect", this["in"], A>, Ok<IndexSelectFault<this["in"], T>, IndexSelect<this["in"], A, T>>>
    : never
}

export interface Selecting<A, T extends Shape, C extends Shape = Shape> extends Operation<IndexSelectFn<A, T>> {
  <S extends Shape, D extends DType>(
    x: Ok<Late<C, AxisFault<"indexSelect", S, A>>, Ok<Late<C, IndexSelectFault<S, T>>, Tensor<S, D>>> &
      Tensor<C, DType>,
  ): Tensor<IndexSelect<S, A, T>, D>
}

export interface IndexSelectOp {
  <T extends Shape, E extends DType, C extends Shape = Shape, const A extends Axis<C> = Axis<C>>(
    dim: A,
    index: Ok<IndicesFault<"indexSelect", E>, Ok<IndexSelectFault<C, T>, Tensor<T, E>>>,
  ): Selecting<A, T, C>
  <S extends Shape, D extends DType, const A extends Axis<S>, T extends Shape, E extends DType>(
    x: Tensor<S, D>,
    dim: Axis<S> | A,
    index: Ok<IndicesFault<"indexSelect", E>, Ok<IndexSelectFault<S, T>, Tensor<T, E>>>,
  ): Tensor<IndexSelect<S, A, T>, D>
}

export interface TakeFn<T extends Shape> extends Fn {
  readonly out: T
}

export interface Taking<T extends Shape, C extends Shape = Shape> extends Operation<TakeFn<T>> {
  <S extends Shape, D extends DType>(x: Tensor<S, D> & Tensor<C, DType>): Tensor<T, D>
}

export interface TakeOp {
  <T extends Shape, E extends DType, C extends Shape = Shape>(
    index: Ok<IndicesFault<"take", E>, Tensor<T, E>>,
  ): Taking<T, C>
  <S extends Shape, D extends DType, T extends Shape, E extends DType>(
    x: Tensor<S, D>,
    index: Ok<IndicesFault<"take", E>, Tensor<T, E>>,
  ): Tensor<T, D>
}
