/**
 * @file What the call forms share. In `op(x, dim)` and `op(dim)` the first argument is a tensor or an axis; both are
 * read from one type parameter, since two overloads of one arity would report two reasons for one mistake.
 */
import type { Axis, AxisTable, KnownRank } from "../axis.js"
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

/** The first argument: an axis of the step before if its rank is known, else also a tensor. */
export type AxisOrTensor<C extends Shape> = AxisOrTensorTable[C["length"]]
export type AxesOrTensor<C extends Shape> = AxesOrTensorTable[C["length"]]

interface AxisOrTensorTable extends Pick<AxisTable, KnownRank> {
  [rank: number]: AnyTensor | number
}

interface AxesOrTensorTable extends ListedAxes {
  [rank: number]: AnyTensor | number | readonly number[]
}

/** An axis of a tensor: completions list it, as they don't list the type parameter that the axis is read from. */
export type Offered<X> = X extends Like ? Axis<X["shape"]> : never

/** A message when `X` is a tensor whose dtype the operation does not take, else `unknown`. */
export type SubjectFault<T extends Takes, Op extends string, X> = X extends Like
  ? DTypeFault<T, Op, X["dtype"]>
  : unknown

/**
 * The check of a data-last form's tensor. In a `pipe`, where `C` is known, the argument was checked against the step
 * before, and one mistake is reported once.
 */
export type Late<C extends Shape, Fault> = [number] extends [C["length"]] ? Fault : unknown
