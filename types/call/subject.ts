/**
 * @file What the call forms share. In `op(x, dim)` and `op(dim)` the first argument is a tensor or an axis; both are
 * read from one type parameter, since two overloads of one arity would report two reasons for one mistake.
 */
import type { Axis, AxisTable, KnownRank } from "../axis.js"
import type { DType } from "../dtype.js"
import type { ListedAxes } from "../reduce.js"
import type { DTypeFault, Takes } from "../takes.js"
import type { AnyTensor, Shape, Tensor } from "../tensor.js"

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

/** Anything that looks like a tensor: cheaper to test for than `AnyTensor`, whose witnesses would be compared. */
export interface Like {
  // biome-ignore lint/suspicious/noExplicitAny: a constraint that every shape meets, type parameters included
  readonly shape: any
  // biome-ignore lint/suspicious/noExplicitAny: likewise
  readonly dtype: any
}

/**
 * The tensor of the step before in a `pipe`, from which `C` is inferred. Of a union of tensors TypeScript infers
 * `never`, the shape that all have: then nothing is known of it.
 */
export type Before<C extends Shape> = [number] extends [RankBefore<C>] ? unknown : Tensor<C, DType>

/** The rank of the step before, as far as it is known. */
export type RankBefore<C extends Shape> = [C] extends [never] ? number : C["length"]

/** An axis of the step before. */
export type AxisBefore<C extends Shape> = AxisTable[RankBefore<C>]

/** The first argument: an axis of the step before if its rank is known, else also a tensor. */
export type AxisOrTensor<C extends Shape> = AxisOrTensorTable[RankBefore<C>]
export type AxesOrTensor<C extends Shape> = AxesOrTensorTable[RankBefore<C>]

interface AxisOrTensorTable extends Pick<AxisTable, KnownRank> {
  [rank: number]: AnyTensor | number
}

interface AxesOrTensorTable extends ListedAxes {
  [rank: number]: AnyTensor | number | readonly number[]
}

/** An axis of a tensor: completions list it, as they don't list the type parameter that the axis is read from. */
export type Offered<X> = X extends Like ? Axis<X["shape"]> : never

/** A message when `X` is a tensor whose dtype the operation does not take, else `unknown`. */
export type SubjectFault<T extends Takes, Op extends string, X> = [X] extends [Like]
  ? DTypeFault<T, Op, X["dtype"]>
  : unknown

/**
 * The check of a data-last form's tensor. In a `pipe`, where `C` is known, the argument was checked against the step
 * before, and one mistake is reported once.
 */
export type Late<C extends Shape, Fault> = [number] extends [RankBefore<C>] ? Fault : unknown

/** The shape a data-last form computes with: that of the step before where it is known, so that nothing is deferred. */
export type Input<C extends Shape, S extends Shape> = [number] extends [RankBefore<C>] ? S : C

/** A fault found against the step before, of which nothing may be known. */
export type Early<C extends Shape, Fault> = [C] extends [never] ? unknown : Fault
