/** @file The call forms of elements moved along axes, around their ends. */
import type { Axis } from "../axis.js"
import type { Fn, Operation } from "../fn.js"
import type { LengthsMessage } from "../messages.js"
import type { Axes, AxesFault } from "../reduce.js"
import type { Ok } from "../shape.js"
import type { AnyTensor, Shape, Tensor } from "../tensor.js"
import type { AxesBefore, Before, Late, NoStep, ShapeBefore, Step } from "./subject.js"

export interface RollFn<N, A> extends Fn {
  readonly out: this["in"] extends infer S extends Shape ? Ok<RollFault<S, N, A>, S> : never
}

export interface Rolling<N, A, C extends Step = NoStep> extends Operation<RollFn<N, A>> {
  <X extends AnyTensor>(x: Ok<Late<C, RollFault<X["shape"], N, A>>, X> & Before<C, X>): Tensor<X["shape"], X["dtype"]>
}

/** `roll(x, shifts, dims)`, `roll(shifts, dims)` */
export interface RollOp {
  <C extends Shape = never, const N extends Shifts = Shifts, const A extends AxesBefore<C> = AxesBefore<C>>(
    shifts: N,
    dims: Ok<RollFault<ShapeBefore<C>, N, A>, A>,
  ): Rolling<N, A, [C]>
  <X extends AnyTensor, const N extends Shifts, const A extends Axes<X["shape"]>>(
    x: X,
    shifts: N,
    dims: Axis<X["shape"]> | Ok<RollFault<X["shape"], N, A>, A>,
  ): Tensor<X["shape"], X["dtype"]>
}

// internal

type Shifts = number | readonly number[]

type RollFault<S extends Shape, N, A> =
  AxesFault<"roll", S, A> extends infer M extends string ? M : RollLengths<OneOrMore<N>, OneOrMore<A>>

type OneOrMore<N> = N extends readonly number[] ? N : readonly [N]

type RollLengths<N, A> = [N, A] extends [infer K extends readonly number[], infer L extends readonly number[]]
  ? [number] extends [K["length"] | L["length"]]
    ? unknown
    : [K["length"]] extends [L["length"]]
      ? unknown
      : LengthsMessage<"roll", K, L>
  : unknown
