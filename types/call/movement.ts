/** @file The call forms of movement: the same numbers under another shape. */
import type { AxisFault, NewAxisTable } from "../axis.js"
import type { BroadcastToFault } from "../broadcast.js"
import type { Fn, Operation } from "../fn.js"
import type { Permute, PermuteFault, Transpose, TransposeFault } from "../permute.js"
import type { Reshape, ReshapeFault } from "../reshape.js"
import type { Ok } from "../shape.js"
import type { NewAxis, Squeeze, SqueezeAll, SqueezeFault, Unsqueeze } from "../squeeze.js"
import type { AnyTensor, Dim, Shape, Tensor } from "../tensor.js"
import type {
  AxisOf,
  AxisOrTensor,
  Before,
  Called,
  DTypeOf,
  Early,
  IfTensor,
  InPipe,
  Late,
  Like,
  NoStep,
  OfShape,
  RankBefore,
  ShapeOf,
  Step,
} from "./subject.js"

export interface ReshapeFn<T extends Shape> extends Fn {
  readonly out: this["in"] extends infer S extends Shape ? Ok<ReshapeFault<S, T>, Reshape<S, T>> : never
}

export interface Reshaping<T extends Shape, C extends Step = NoStep> extends Operation<ReshapeFn<T>> {
  <X extends AnyTensor>(
    x: Ok<Late<C, ReshapeFault<X["shape"], T>>, X> & Before<C, X>,
  ): Tensor<Reshape<X["shape"], T>, X["dtype"]>
}

export interface ReshapeOp {
  <const T extends Dim[], C extends Shape = never>(
    shape: Ok<Early<C, ReshapeFault<C, T>>, readonly [...T]>,
  ): Reshaping<T, [C]>
  <X extends AnyTensor, const T extends Dim[]>(
    x: X,
    shape: Ok<ReshapeFault<X["shape"], T>, readonly [...T]>,
  ): Tensor<Reshape<X["shape"], T>, X["dtype"]>
}

export interface PermuteFn<Order extends readonly number[]> extends Fn {
  readonly out: this["in"] extends infer S extends Shape ? Ok<PermuteFault<S, Order>, Permute<S, Order>> : never
}

export interface Permuting<Order extends readonly number[], C extends Step = NoStep>
  extends Operation<PermuteFn<Order>> {
  <X extends AnyTensor>(
    x: Ok<Late<C, PermuteFault<X["shape"], Order>>, X> & Before<C, X>,
  ): Tensor<Permute<X["shape"], Order>, X["dtype"]>
}

export interface PermuteOp {
  <const Order extends number[], C extends Shape = never>(
    order: Ok<Early<C, PermuteFault<C, Order>>, Order>,
  ): Permuting<Order, [C]>
  <X extends AnyTensor, const Order extends number[]>(
    x: X,
    order: Ok<PermuteFault<X["shape"], Order>, Order>,
  ): Tensor<Permute<X["shape"], Order>, X["dtype"]>
}

export interface TransposeFn extends Fn {
  readonly out: this["in"] extends infer S extends Shape ? Ok<TransposeFault<S>, Transpose<S>> : never
}

export interface TransposeOp extends Operation<TransposeFn> {
  <X extends AnyTensor>(x: Ok<TransposeFault<X["shape"]>, X>): Tensor<Transpose<X["shape"]>, X["dtype"]>
}

export interface BroadcastToFn<T extends Shape> extends Fn {
  readonly out: this["in"] extends infer S extends Shape ? Ok<BroadcastToFault<S, T>, T> : never
}

export interface Broadcasting<T extends Shape, C extends Step = NoStep> extends Operation<BroadcastToFn<T>> {
  <X extends AnyTensor>(x: Ok<Late<C, BroadcastToFault<X["shape"], T>>, X> & Before<C, X>): Tensor<T, X["dtype"]>
}

export interface BroadcastToOp {
  <const T extends Dim[], C extends Shape = never>(
    shape: Ok<Early<C, BroadcastToFault<C, T>>, readonly [...T]>,
  ): Broadcasting<T, [C]>
  <X extends AnyTensor, const T extends Dim[]>(
    x: X,
    shape: Ok<BroadcastToFault<X["shape"], T>, readonly [...T]>,
  ): Tensor<T, X["dtype"]>
}

export interface SqueezeFn<A> extends Fn {
  readonly out: this["in"] extends infer S extends Shape
    ? Ok<AxisFault<"squeeze", S, A>, Ok<SqueezeFault<S, A>, Squeeze<S, A>>>
    : never
}

export interface Squeezing<A, C extends Step = NoStep> extends Operation<SqueezeFn<A>> {
  <X extends AnyTensor>(
    x: Ok<Late<C, AxisFault<"squeeze", X["shape"], A>>, Ok<Late<C, SqueezeFault<X["shape"], A>>, X>> & Before<C, X>,
  ): Tensor<Squeeze<X["shape"], A>, X["dtype"]>
}

export interface SqueezeAllFn extends Fn {
  readonly out: this["in"] extends infer S extends Shape ? SqueezeAll<S> : never
}

/** `squeeze(x)`, `squeeze(x, dim)`, `squeeze(dim)` */
export interface SqueezeOp extends InPipe, Operation<SqueezeAllFn> {
  <
    C extends Shape = never,
    const X extends AxisOrTensor<C> = AxisOrTensor<C>,
    const A extends IfTensor<X, AxisOf<X>, undefined> | undefined = undefined,
  >(
    x: Ok<[X] extends [Like] ? unknown : Early<C, SqueezeFault<C, X>>, X>,
    dim?: Ok<OfShape<X, X extends Like ? SqueezeFault<X["shape"], A> : unknown>, A>,
  ): Called<
    X,
    Tensor<[A] extends [undefined] ? SqueezeAll<ShapeOf<X>> : Squeeze<ShapeOf<X>, NoInfer<A>>, DTypeOf<X>>,
    Squeezing<X, [C]>
  >
}

/** An axis of what the step before gives with one axis more. */
type NewAxisBefore<C extends Shape> = NewAxisTable[RankBefore<C>]

export interface UnsqueezeFn<A> extends Fn {
  readonly out: this["in"] extends infer S extends Shape ? Unsqueeze<S, A> : never
}

export interface Unsqueezing<A, C extends Step = NoStep> extends Operation<UnsqueezeFn<A>> {
  // the check that nothing fails keeps TypeScript from reading `X & …` for unknown while it infers `C`
  <X extends AnyTensor>(x: Ok<Late<C, unknown>, X> & Before<C, X>): Tensor<Unsqueeze<X["shape"], A>, X["dtype"]>
}

export interface UnsqueezeOp {
  <C extends Shape = never, const A extends NewAxisBefore<C> = NewAxisBefore<C>>(dim: A): Unsqueezing<A, [C]>
  <X extends AnyTensor, const A extends NewAxis<X["shape"]>>(x: X, dim: A): Tensor<Unsqueeze<X["shape"], A>, X["dtype"]>
}
