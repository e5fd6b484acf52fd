/**
 * @file What the call forms share. In `op(x, dim)` and `op(dim)` the first argument is a tensor or an axis; both are
 * read from one type parameter, since two overloads of one arity would report two reasons for one mistake.
 */
import type { AxisTable, KnownRank } from "../axis.js"
import type { DType } from "../dtype.js"
import type { ListedAxes } from "../reduce.js"
import type { DTypeFault, Takes } from "../takes.js"
import type { AnyTensor, Shape } from "../tensor.js"

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

/** A message when `X` is a tensor whose dtype the operation does not take, else `unknown`. */
export type SubjectFault<T extends Takes, Op extends string, X> = X extends Like
  ? DTypeFault<T, Op, X["dtype"]>
  : unknown

/**
 * The check of a data-last form's tensor. In a `pipe`, where `C` is known, the argument was checked against the step
 * before, and one mistake is reported once.
 */
export type Late<C extends Shape, Fault> = [number] extends [C["length"]] ? Fault : unknown

export type ShapeOf<X> = X extends Like ? X["shape"] : never
export type DTypeOf<X> = X extends Like ? X["dtype"] & DType : never
