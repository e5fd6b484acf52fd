/** @file Stacking: equal shapes, one more axis that counts them. */
import type { Agreement, Disagreement } from "./agree.js"
import type { AxisFault, Norm } from "./axis.js"
import type { IsUnion } from "./dim.js"
import type { AxisMessage } from "./messages.js"
import type { Dim, Shape } from "./tensor.js"

export type Stack<L extends readonly Shape[], A> = Stacked<Agreement<L>, L["length"], A>

type Stacked<S extends Shape, N extends number, A> = S extends unknown
  ? number extends S["length"]
    ? number[]
    : IsUnion<A> extends true
      ? number[]
      : number extends A
        ? number[]
        : Insert<S, Norm<A, [...S, 1]["length"]>, N>
  : never

export type StackFault<L extends readonly Shape[], A> = L extends readonly [
  infer First extends Shape,
  ...(readonly Shape[]),
]
  ? AxisFault<"stack", [...First, 1], A> extends string
    ? AxisMessage<"stack", First, A & number, [...First, 1]["length"]>
    : Disagreement<"stack", L, never>
  : Disagreement<"stack", L, never>

// internal

type Insert<S extends Shape, At, N extends number, Before extends Shape = []> = Before["length"] extends At
  ? [...Before, N, ...S]
  : S extends readonly [infer Head extends Dim, ...infer Tail extends Shape]
    ? Insert<Tail, At, N, [...Before, Head]>
    : number[]
