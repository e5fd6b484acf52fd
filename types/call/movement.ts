/** @file The call forms of movement: the same numbers under another shape. */
import type { Axis, AxisFault } from "../axis.js"
import type { BroadcastToFault } from "../broadcast.js"
import type { DType } from "../dtype.js"
import type { Fn, Operation } from "../fn.js"
import type { Permute, PermuteFault, Transpose, TransposeFault } from "../permute.js"
import type { Reshape, ReshapeFault } from "../reshape.js"
import type { Ok } from "../shape.js"
import type { NewAxis, Squeeze, SqueezeFault, Unsqueeze } from "../squeeze.js"
import type { Dim, Shape, Tensor } from "../tensor.js"
import type { Late } from "./subject.js"

export interface ReshapeFn<T extends Shape> extends Fn {
  readonly out: this["in"] extends Shape ? Ok<ReshapeFault<this["in"], T>, Reshape<this["in"], T>> : never
}

export interface Reshaping<T extends Shape, C extends Shape = Shape> extends Operation<ReshapeFn<T>> {
  <S extends Shape, D extends DType>(
    x: Ok<Late<C, ReshapeFault<S, T>>, Tensor<S, D>> & Tensor<C, DType>,
  ): Tensor<Reshape<S, T>, D>
}

export interface ReshapeOp {
  <const T extends Dim[], C extends Shape = Shape>(shape: Ok<ReshapeFault<C, T>, T>): Reshaping<T, C>
  <S extends Shape, D extends DType, const T extends Dim[]>(
    x: Tensor<S, D>,
    shape: Ok<ReshapeFault<S, T>, T>,
  ): Tensor<Reshape<S, T>, D>
}

export interface PermuteFn<Order extends readonly number[]> extends Fn {
  readonly out: this["in"] extends Shape ? Ok<PermuteFault<this["in"], Order>, Permute<this["in"], Order>> : never
}

export interface Permuting<Order extends readonly number[], C extends Shape = Shape>
  extends Operation<PermuteFn<Order>> {
  <S extends Shape, D extends DType>(
    x: Ok<Late<C, PermuteFault<S, Order>>, Tensor<S, D>> & Tensor<C, DType>,
  ): Tensor<Permute<S, Order>, D>
}

export interface PermuteOp {
  <const Order extends number[], C extends Shape = Shape>(order: Ok<PermuteFault<C, Order>, Order>): Permuting<Order, C>
  <S extends Shape, D extends DType, const Order extends number[]>(
    x: Tensor<S, D>,
    order: Ok<PermuteFault<S, Order>, Order>,
  ): Tensor<Permute<S, Order>, D>
}

export interface TransposeFn extends Fn {
  readonly out: this["in"] extends Shape ? Ok<TransposeFault<this["in"]>, Transpose<this["in"]>> : never
}

export interface TransposeOp extends Operation<TransposeFn> {
  <S extends Shape, D extends DType>(x: Ok<TransposeFault<S>, Tensor<S, D>>): Tensor<Transpose<S>, D>
}

export interface BroadcastToFn<T extends Shape> extends Fn {
  readonly out: this["in"] extends Shape ? Ok<BroadcastToFault<this["in"], T>, T> : never
}

export interface Broadcasting<T extends Shape, C extends Shape = Shape> extends Operation<BroadcastToFn<T>> {
  <S extends Shape, D extends DType>(
    x: Ok<Late<C, BroadcastToFault<S, T>>, Tensor<S, D>> & Tensor<C, DType>,
  ): Tensor<T, D>
}

export interface BroadcastToOp {
  <const T extends Dim[], C extends Shape = Shape>(shape: Ok<BroadcastToFault<C, T>, T>): Broadcasting<T, C>
  <S extends Shape, D extends DType, const T extends Dim[]>(
    x: Tensor<S, D>,
    shape: Ok<BroadcastToFault<S, T>, T>,
  ): Tensor<T, D>
}

export interface SqueezeFn<A> extends Fn {
  readonly out: this["in"] extends Shape
    ? Ok<AxisFault<"squeeze", this["in"], A>, Ok<SqueezeFault<this["in"], A>, Squeeze<this["in"], A>>>
    : never
}

export interface Squeezing<A, C extends Shape = Shape> extends Operation<SqueezeFn<A>> {
  <S extends Shape, D extends DType>(
    x: Ok<Late<C, AxisFault<"squeeze", S, A>>, Ok<Late<C, SqueezeFault<S, A>>, Tensor<S, D>>> & Tensor<C, DType>,
  ): Tensor<Squeeze<S, A>, D>
}

export interface SqueezeOp {
  <C extends Shape = Shape, const A extends Axis<C> = Axis<C>>(dim: Ok<SqueezeFault<C, A>, A>): Squeezing<A, C>
  <S extends Shape, D extends DType, const A extends Axis<S>>(
    x: Tensor<S, D>,
    dim: Ok<SqueezeFault<S, A>, A>,
  ): Tensor<Squeeze<S, A>, D>
}

export interface UnsqueezeFn<A> extends Fn {
  readonly out: this["in"] extends Shape ? Unsqueeze<this["in"], A> : never
}

export interface Unsqueezing<A, C extends Shape = Shape> extends Operation<UnsqueezeFn<A>> {
  <S extends Shape, D extends DType>(x: Tensor<S, D> & Tensor<C, DType>): Tensor<Unsqueeze<S, A>, D>
}

export interface UnsqueezeOp {
  <C extends Shape = Shape, const A extends NewAxis<C> = NewAxis<C>>(dim: A): Unsqueezing<A, C>
  <S extends Shape, D extends DType, const A extends NewAxis<S>>(x: Tensor<S, D>, dim: A): Tensor<Unsqueeze<S, A>, D>
}
