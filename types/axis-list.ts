/** @file Lists of axes whose order counts. */
import type { AxisFault, Norm } from "./axis.js"
import type { RepeatedAxisMessage } from "./messages.js"
import type { Shape } from "./tensor.js"

/** A message when an entry is no axis of `S`, or names one for the second time, else `unknown`. */
export type AxisListFault<
  Op extends string,
  S extends Shape,
  List extends readonly number[],
  Whole extends readonly number[] = List,
  Seen = never,
> = List extends readonly [infer Head extends number, ...infer Tail extends readonly number[]]
  ? AxisFault<Op, S, Head> extends infer M extends string
    ? M
    : Norm<Head, S["length"]> extends Seen
      ? RepeatedAxisMessage<Op, Norm<Head, S["length"]> & number, Whole>
      : AxisListFault<Op, S, Tail, Whole, Seen | Norm<Head, S["length"]>>
  : unknown
