/** @file Writing along one axis: a place for each element of the source. */
import type { IsUnion } from "./dim.js"
import type { DType, Promote } from "./dtype.js"
import type { Fits, GatherFault } from "./gather.js"
import type { SourceDTypeMessage, SourceMessage } from "./index-messages.js"
import type { Dim, Shape } from "./tensor.js"

/** A message when an index of shape `T` can't name places in `S` along `A`, else `unknown`. */
export type ScatterFault<Op extends string, S extends Shape, T extends Shape, A> = GatherFault<S, T, A, Op>

/** A message when a source of shape `U` has no element for some of the index, else `unknown`. It may have more. */
export type SourceFault<Op extends string, T extends Shape, U extends Shape> = [number] extends [
  T["length"] | U["length"],
]
  ? unknown
  : [T["length"], U["length"]] extends [U["length"], T["length"]]
    ? Covers<U, T> extends true
      ? unknown
      : SourceMessage<Op, T, U>
    : SourceMessage<Op, T, U>

/** A message when elements of `E` would lose something in a tensor of `D`, else `unknown`. */
export type SourceDTypeFault<Op extends string, D extends DType, E extends DType> = [Promote<D, E>] extends [D]
  ? unknown
  : [IsUnion<D>, IsUnion<E>] extends [false, false]
    ? SourceDTypeMessage<Op, D, E>
    : unknown

// internal

type Covers<U extends Shape, T extends Shape> = U extends readonly [infer N extends Dim, ...infer RestU extends Shape]
  ? T extends readonly [infer M extends Dim, ...infer RestT extends Shape]
    ? [Fits<N, M>] extends [true]
      ? Covers<RestU, RestT>
      : false
    : true
  : true
