/** @file The call forms of axes that change places, or direction. */
import type { Axis } from "../axis.js"
import type { DType } from "../dtype.js"
import type { Fn, Operation } from "../fn.js"
import type { Movedim, MovedimFault } from "../movedim.js"
import type { Axes, AxesFault } from "../reduce.js"
import type { Ok } from "../shape.js"
import type { Shape, Tensor } from "../tensor.js"
import type { Late } from "./subject.js"

export interface MovedimFn<A, B> extends Fn {
  readonly out: this["in"] extends Shape ? Ok<PlacesFault<this["in"], A, B>, Movedim<this["in"], A, B>> : never
}

/** The data-last form. */
export interface Moving<A, B, C extends Shape = Shape> extends Operation<MovedimFn<A, B>> {
  <S extends Shape, D extends DType>(
    x: Ok<Late<C, PlacesFault<S, A, B>>, Tensor<S, D>> & Tensor<C, DType>,
  ): Tensor<Movedim<S, A, B>, D>
}

/** `movedim(x, from, to)`, `movedim(from, to)` */
export interface MovedimOp {
  <C extends Shape = Shape, const A extends Axes<C> = Axes<C>, const B extends Axes<C> = Axes<C>>(
    from: Ok<AxesFault<"movedim", C, A>, A>,
    to: Ok<MovedimFault<C, A, B>, B>,
  ): Moving<A, B, C>
  <S extends Shape, D extends DType, const A extends Axes<S>, const B extends Axes<S>>(
    x: Tensor<S, D>,
    from: Axis<S> | Ok<AxesFault<"movedim", S, A>, A>,
    to: Axis<S> | Ok<MovedimFault<S, A, B>, B>,
  ): Tensor<Movedim<S, A, B>, D>
}

export interface FlipFn<A> extends Fn {
  readonly out: this["in"] extends Shape ? Ok<AxesFault<"flip", this["in"], A>, this["in"]> : never
}

export interface Flipping<A, C extends Shape = Shape> extends Operation<FlipFn<A>> {
  <S extends Shape, D extends DType>(
    x: Ok<Late<C, AxesFault<"flip", S, A>>, Tensor<S, D>> & Tensor<C, DType>,
  ): Tensor<S, D>
}

/** `flip(x, dims)`, `flip(dims)` */
export interface FlipOp {
  <C extends Shape = Shape, const A extends Axes<C> = Axes<C>>(dims: Ok<AxesFault<"flip", C, A>, A>): Flipping<A, C>
  <S extends Shape, D extends DType, const A extends Axes<S>>(
    x: Tensor<S, D>,
    dims: Axis<S> | Ok<AxesFault<"flip", S, A>, A>,
  ): Tensor<S, D>
}

// internal

type PlacesFault<S extends Shape, A, B> =
  AxesFault<"movedim", S, A> extends infer M extends string ? M : MovedimFault<S, A, B>
