/** @file The call forms of axes joined into one, and of one taken apart. */
import type { Axis, AxisFault } from "../axis.js"
import type { DType } from "../dtype.js"
import type { Flatten, FlattenFault, Unflatten, UnflattenFault } from "../flatten.js"
import type { Fn, Operation } from "../fn.js"
import type { Ok } from "../shape.js"
import type { Shape, Tensor } from "../tensor.js"
import type { AxisOrTensor, InPipe, Late, Like, Offered } from "./subject.js"

export interface FlattenFn<A, B> extends Fn {
  readonly out: this["in"] extends Shape ? Ok<DimsFault<this["in"], A, B>, Flatten<this["in"], A, B>> : never
}

/** The data-last form. */
export interface Flattening<A, B, C extends Shape = Shape> extends Operation<FlattenFn<A, B>> {
  <S extends Shape, D extends DType>(
    x: Ok<Late<C, DimsFault<S, A, B>>, Tensor<S, D>> & Tensor<C, DType>,
  ): Tensor<Flatten<S, A, B>, D>
}

/** `flatten(x)`, `flatten(x, start)`, `flatten(x, start, end)`, `flatten(start)`, `flatten(start, end)` */
export interface FlattenOp extends InPipe, Operation<FlattenFn<0, -1>> {
  <
    C extends Shape = Shape,
    const X extends AxisOrTensor<C> = AxisOrTensor<C>,
    const A extends Second<X, C> | undefined = undefined,
    const B extends Third<X> | undefined = undefined,
  >(
    x: X,
    start?: Ok<X extends Like ? unknown : FlattenFault<C, X, Last<A>>, A> | Offered<X>,
    end?: Ok<X extends Like ? FlattenFault<X["shape"], First<A>, Last<B>> : unknown, B>,
  ): [X] extends [Like]
    ? Tensor<Flatten<X["shape"], First<NoInfer<A>>, Last<NoInfer<B>>>, X["dtype"]>
    : Flattening<X, Last<NoInfer<A>>, C>
}

export interface UnflattenFn<A, T extends Shape> extends Fn {
  readonly out: this["in"] extends Shape ? Ok<PartsFault<this["in"], A, T>, Unflatten<this["in"], A, T>> : never
}

export interface Unflattening<A, T extends Shape, C extends Shape = Shape> extends Operation<UnflattenFn<A, T>> {
  <S extends Shape, D extends DType>(
    x: Ok<Late<C, PartsFault<S, A, T>>, Tensor<S, D>> & Tensor<C, DType>,
  ): Tensor<Unflatten<S, A, T>, D>
}

/** `unflatten(x, dim, sizes)`, `unflatten(dim, sizes)` */
export interface UnflattenOp {
  <C extends Shape = Shape, const A extends Axis<C> = Axis<C>, const T extends number[] = number[]>(
    dim: A,
    sizes: Ok<UnflattenFault<C, A, T>, T>,
  ): Unflattening<A, T, C>
  <S extends Shape, D extends DType, const A extends Axis<S>, const T extends number[]>(
    x: Tensor<S, D>,
    dim: A,
    sizes: Ok<UnflattenFault<S, A, T>, T>,
  ): Tensor<Unflatten<S, A, T>, D>
}

// internal

type First<A> = [A] extends [undefined] ? 0 : A

type Last<A> = [A] extends [undefined] ? -1 : A

type Second<X, C extends Shape> = X extends Like ? Axis<X["shape"]> : Axis<C>

type Third<X> = X extends Like ? Axis<X["shape"]> : undefined

type DimsFault<S extends Shape, A, B> =
  AxisFault<"flatten", S, A> extends infer M extends string
    ? M
    : AxisFault<"flatten", S, B> extends infer M extends string
      ? M
      : FlattenFault<S, A, B>

type PartsFault<S extends Shape, A, T extends Shape> =
  AxisFault<"unflatten", S, A> extends infer M extends string ? M : UnflattenFault<S, A, T>
