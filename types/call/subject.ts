/**
 * @file What the call forms share. In `op(x, dim)` and `op(dim)` the first argument is a tensor or an axis; both are
 * read from one type parameter, since two overloads of one arity would report two reasons for one mistake.
 */
import type { Axis, AxisTable, KnownRank } from "../axis.js"
import type { AxesTable, ListedAxes } from "../reduce.js"
import type { DTypeFault, Takes } from "../takes.js"
import type { AnyTensor, known, Shape, Tensor } from "../tensor.js"

/**
 * Signatures for TypeScript only: they take no arguments, and come after an operation's own. It defers a generic call
 * inside a `pipe` until the step before it is known only if one signature plainly returns a function, and reads the
 * last one to learn what an overloaded function gives that is passed as it is.
 */
// biome-ignore lint/suspicious/noExplicitAny: a dtype that is not known to be one must pass for each
export interface InPipe<Uncalled = Tensor<number[], any>> {
  // biome-ignore lint/suspicious/noExplicitAny: no call gives it
  <C extends Shape>(x: never, second: never, third: never, reserved: C & never): (x: any) => any
  (x: AnyTensor, second: never, third: never, reserved: never, unreached: never): Uncalled
}

/** The same beyond the four arguments that a call may have. */
// biome-ignore lint/suspicious/noExplicitAny: a dtype that is not known to be one must pass for each
export interface InPipeOfFour<Uncalled = Tensor<number[], any>> {
  <C extends Shape>(
    x: never,
    second: never,
    third: never,
    fourth: never,
    fifth: never,
    reserved: C & never,
    // biome-ignore lint/suspicious/noExplicitAny: no call gives it
  ): (x: any) => any
  (x: AnyTensor, second: never, third: never, fourth: never, fifth: never, reserved: never, unreached: never): Uncalled
}

/** Anything that looks like a tensor: cheaper to test for than `AnyTensor`, whose witnesses would be compared. */
export interface Like {
  // biome-ignore lint/suspicious/noExplicitAny: a constraint that every shape meets, type parameters included
  readonly shape: any
  // biome-ignore lint/suspicious/noExplicitAny: likewise
  readonly dtype: any
}

/**
 * What a data-last form is told of the step before it in a `pipe`: its shape, as the only entry of a list; `never`
 * where there is none, or where it is a union, for which TypeScript infers the shape that all have.
 */
export type Step = readonly [Shape]
export type NoStep = readonly [never]

/**
 * The tensor of the step before, from which its shape is inferred. While it is, TypeScript puts `any` in the place of
 * `X`, the type of the form's own tensor; after that nothing is asked, which spares comparing the tensor with an
 * intersection.
 */
// biome-ignore lint/suspicious/noExplicitAny: left out, the tensor is asked for its shape for good
export type Before<C extends Step, X = any> = [readonly [...Reduced<C[0]>, 0], ...C] extends readonly [
  never,
  ...unknown[],
]
  ? unknown
  : 0 extends 1 & X
    ? Shaped<C[0]>
    : unknown

/** The rank of the step before, as far as it is known. */
export type RankBefore<C extends Shape> = [C] extends [never] ? number : C["length"]

/** The shape of the step before, as far as it is known. */
export type ShapeBefore<C extends Shape> = [C] extends [never] ? Shape : C

/** An axis of the step before, or a list of axes. */
export type AxisBefore<C extends Shape> = AxisTable[RankBefore<C>]
export type AxesBefore<C extends Shape> = AxesTable[RankBefore<C>]

/** The first argument: an axis of the step before if its rank is known, else also a tensor. */
export type AxisOrTensor<C extends Shape> = AxisOrTensorTable[RankBefore<C>]
export type AxesOrTensor<C extends Shape> = AxesOrTensorTable[RankBefore<C>]

interface AxisOrTensorTable extends Pick<AxisTable, KnownRank> {
  [rank: number]: AnyTensor | number
}

interface AxesOrTensorTable extends ListedAxes {
  [rank: number]: AnyTensor | number | readonly number[]
}

/**
 * What an argument takes beside a tensor `X`, and beside what is none; beside either, as `X` is while nothing is
 * inferred, both. In generic code, where TypeScript decides nothing, a type parameter counts as a tensor: for `any`
 * there is no text.
 */
export type IfTensor<X, Then, Else> = [Foreign<X>] extends [string] ? Either<X, Then, Else> : Then

/**
 * What a call gives: the result where `X` is a tensor, else what waits for one. In generic code the result as well: it
 * is the last branch, which TypeScript infers from, and the constraint of the other.
 */
export type Called<X, Result, Waiting> = [Foreign<X>] extends [string] ? Apart<X, X, Result, Waiting> : Result

/** The shape and the dtype of `X` where it is a tensor. */
export type ShapeOf<X> = [X] extends [Like] ? X["shape"] : X extends Like ? X["shape"] : never
export type DTypeOf<X> = [X] extends [Like] ? X["dtype"] : X extends Like ? X["dtype"] : never

/** An axis of `X`, and a list of axes, where it is a tensor. */
export type AxisOf<X> = AxisTable[RankOf<X>]
export type AxesOf<X> = AxesTable[RankOf<X>]

/** An axis of a tensor: completions list it, as they don't list the type parameter that the axis is read from. */
export type Offered<X> = X extends Like ? Axis<X["shape"]> : never

/** A fault that is found in the shape of `X`, where its rank is known; of a type parameter it isn't. */
export type OfShape<X, Fault> = [number] extends [ShapeOf<X>["length"]] ? unknown : Fault

/** A message when `X` is a tensor whose dtype the operation does not take, else `unknown`. */
export type SubjectFault<T extends Takes, Op extends string, X> = [X] extends [Like]
  ? DTypeFault<T, Op, X["dtype"]>
  : unknown

/**
 * The check of a data-last form's tensor. In a `pipe`, where `C` is known, the argument was checked against the step
 * before, and one mistake is reported once. As long as `C` is being inferred it stays a condition: through
 * `X & Before<C>` alone TypeScript would infer nothing, since it replaces `X` by `any` there.
 */
export type Late<C extends Step, Fault> = [C[0]] extends [never] ? Fault : unknown

/**
 * The shape a data-last form computes with: that of the step before where there is one. It is not deferred for a step
 * whose shape is: a list that ends in 0 is never `never`, whatever it begins with. So in a `flow` relations nest, and
 * hovers show no condition; it is deferred only for a list `C` that is itself a type parameter.
 */
export type Input<C extends Step, S extends Shape> = [readonly [...Reduced<C[0]>, 0], ...C] extends readonly [
  never,
  ...unknown[],
]
  ? S
  : C[0]

/** A fault found against the step before, of which nothing may be known. */
export type Early<C extends Shape, Fault> = [C] extends [never] ? unknown : Fault

// internal

/** A text where `X` is no tensor. */
type Foreign<X> = [X] extends [Like] ? unknown : "no tensor"

type Either<X, Then, Else> = X extends Like ? Then : Else

type Apart<X, Whole, Result, Waiting> = X extends Like ? ([Whole] extends [Like] ? Result : never) : Waiting

type RankOf<X> = ShapeOf<X>["length"]

/** What only tensors of a known type have, so that nothing is inferred from an `AnyTensor`. */
interface Shaped<S extends Shape> {
  readonly [known]?: S | undefined
}

/** `[2, 3] & [4, 3]` is `never` only once it is looked at. */
type Reduced<S extends Shape> = S extends unknown ? S : never
