/** @file The call form of indexing: the tensor in front, or indices that wait for it. */
import type { At, AtFault, AtMessage, Misplaced } from "../at.js"
import type { Fn, Operation } from "../fn.js"
import type { Ok } from "../shape.js"
import type { AnyTensor, Shape, Tensor } from "../tensor.js"
import type { Before, Called, DTypeOf, Input, Late, Like, NoStep, ShapeBefore, ShapeOf, Step } from "./subject.js"

/** An integer, a slice or "...", null for a new axis, a list of integers, an int32 tensor. */
export type Index = number | string | null | readonly number[] | AnyTensor

export interface AtFn<X extends readonly Index[]> extends Fn {
  readonly out: this["in"] extends infer S extends Shape ? Ok<AtMessage<AtFault<X, S>>, At<X, S>> : never
}

/** The data-last form. */
export interface Indexing<X extends readonly Index[], C extends Step = NoStep> extends Operation<AtFn<X>> {
  <Y extends AnyTensor>(
    x: Ok<Late<C, AtMessage<AtFault<X, Y["shape"]>>>, Y> & Before<C, Y>,
  ): Tensor<At<X, Input<C, Y["shape"]>>, Y["dtype"]>
}

/** Positions are those of the arguments. */
type CallFault<X, R extends readonly unknown[], C extends Shape> = [X] extends [Like]
  ? AtFault<R, X["shape"], [0]>
  : AtFault<[X, ...R], ShapeBefore<C>>

type FirstFault<F> = [F] extends [Misplaced<0, infer Says>] ? Says : unknown

/** The other arguments, with a message in the place of the one at fault. */
type Others<R extends readonly unknown[], F> = [F] extends [Misplaced<number, string>] ? Marked<R, F> : R

type Marked<
  R extends readonly unknown[],
  F extends Misplaced<number, string>,
  Done extends unknown[] = [],
> = R extends readonly [infer Head, ...infer Tail]
  ? Marked<Tail, F, [...Done, [0, ...Done]["length"] extends F["position"] ? F["says"] : Head]>
  : Done

/** `at(x, ...indices)`, `at(...indices)`: a tensor in front is the one that is indexed. */
export interface AtOp {
  <C extends Shape = never, const X extends Index = Index, const R extends readonly Index[] = readonly Index[]>(
    first: Ok<FirstFault<CallFault<X, R, C>>, X>,
    ...others: Others<R, CallFault<X, R, C>>
  ): Called<X, Tensor<At<R, ShapeOf<X>>, DTypeOf<X>>, Indexing<[X, ...R], [C]>>
  /** As in `InPipe`, behind more arguments than there are indices. */
  // biome-ignore lint/suspicious/noExplicitAny: no call gives it
  <C extends Shape>(...unreached: [...Unreached, ...Unreached, C & never]): (x: any) => any
}

// internal

type Unreached = [never, never, never, never, never, never, never, never]
