/** @file The call forms of axes that change places, or direction. */
import type { Axis } from "../axis.js"
import type { Fn, Operation } from "../fn.js"
import type { Movedim, MovedimFault } from "../movedim.js"
import type { Axes, AxesFault } from "../reduce.js"
import type { Ok } from "../shape.js"
import type { AnyTensor, Shape, Tensor } from "../tensor.js"
import type { AxesBefore, Before, Late, NoStep, ShapeBefore, Step } from "./subject.js"

export interface MovedimFn<A, B> extends Fn {
  readonly out: this["in"] extends infer S extends Shape ? Ok<PlacesFault<S, A, B>, Movedim<S, A, B>> : never
}

/** The data-last form. */
export interface Moving<A, B, C extends Step = NoStep> extends Operation<MovedimFn<A, B>> {
  <X extends AnyTensor>(
    x: Ok<Late<C, PlacesFault<X["shape"], A, B>>, X> & Before<C, X>,
  ): Tensor<Movedim<X["shape"], A, B>, X["dtype"]>
}

/** `movedim(x, from, to)`, `movedim(from, to)` */
export interface MovedimOp {
  <
    C extends Shape = never,
    const A extends AxesBefore<C> = AxesBefore<C>,
    const B extends AxesBefore<C> = AxesBefore<C>,
  >(
    from: Ok<AxesFault<"movedim", ShapeBefore<C>, A>, A>,
    to: Ok<MovedimFault<ShapeBefore<C>, A, B>, B>,
  ): Moving<A, B, [C]>
  <X extends AnyTensor, const A extends Axes<X["shape"]>, const B extends Axes<X["shape"]>>(
    x: X,
    from: Axis<X["shape"]> | Ok<AxesFault<"movedim", X["shape"], A>, A>,
    to: Axis<X["shape"]> | Ok<MovedimFault<X["shape"], A, B>, B>,
  ): Tensor<Movedim<X["shape"], A, B>, X["dtype"]>
}

export interface FlipFn<A> extends Fn {
  readonly out: this["in"] extends infer S extends Shape ? Ok<AxesFault<"flip", S, A>, S> : never
}

export interface Flipping<A, C extends Step = NoStep> extends Operation<FlipFn<A>> {
  <X extends AnyTensor>(
    x: Ok<Late<C, AxesFault<"flip", X["shape"], A>>, X> & Before<C, X>,
  ): Tensor<X["shape"], X["dtype"]>
}

/** `flip(x, dims)`, `flip(dims)` */
export interface FlipOp {
  <C extends Shape = never, const A extends AxesBefore<C> = AxesBefore<C>>(
    dims: Ok<AxesFault<"flip", ShapeBefore<C>, A>, A>,
  ): Flipping<A, [C]>
  <X extends AnyTensor, const A extends Axes<X["shape"]>>(
    x: X,
    dims: Axis<X["shape"]> | Ok<AxesFault<"flip", X["shape"], A>, A>,
  ): Tensor<X["shape"], X["dtype"]>
}

// internal

type PlacesFault<S extends Shape, A, B> =
  AxesFault<"movedim", S, A> extends infer M extends string ? M : MovedimFault<S, A, B>
