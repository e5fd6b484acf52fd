/** @file Broadcasting of a list of shapes to one. */
import type { Broadcast, BroadcastFault } from "./broadcast.js"
import type { NothingMessage } from "./messages.js"
import type { Shape } from "./tensor.js"

export type BroadcastAll<L extends readonly Shape[]> = L extends readonly [
  infer First extends Shape,
  ...infer Rest extends readonly Shape[],
]
  ? Gather<Rest, First>
  : number[]

/** On the shape that does not go with those before it, as a `Refusal`; else `unknown`. */
export type BroadcastAllFault<Op extends string, L extends readonly Shape[]> = L extends readonly [
  infer First extends Shape,
  ...infer Rest extends readonly Shape[],
]
  ? Compare<Op, Rest, First>
  : number extends L["length"]
    ? unknown
    : NothingMessage<Op>

// internal

type Gather<L extends readonly Shape[], S extends Shape> = L extends readonly [
  infer Head extends Shape,
  ...infer Tail extends readonly Shape[],
]
  ? Gather<Tail, Broadcast<S, Head>>
  : S

type Compare<
  Op extends string,
  L extends readonly Shape[],
  S extends Shape,
  Index extends 0[] = [0],
> = L extends readonly [infer Head extends Shape, ...infer Tail extends readonly Shape[]]
  ? BroadcastFault<S, Head, Op> extends infer M extends string
    ? { readonly at: `${Index["length"]}`; readonly says: M }
    : Compare<Op, Tail, Broadcast<S, Head>, [...Index, 0]>
  : unknown
