/** @file Axes of size 1: removed by squeeze, put in by unsqueeze. */
import type { NewAxisTable, Norm } from "./axis.js"
import type { IsUnion, Known, Unify } from "./dim.js"
import type { SqueezeMessage } from "./movement-messages.js"
import type { Reduce } from "./reduce.js"
import type { Dim, Shape } from "./tensor.js"

export type Squeeze<S extends Shape, A> = Reduce<S, A, false>

/** The shape without any axis of size 1; of unknown rank where a size is unknown, since it may be 1. */
export type SqueezeAll<S extends Shape> = S extends unknown ? Squeezed<S> : never

/** A message when the axis has another size than 1, else `unknown`. */
export type SqueezeFault<S extends Shape, A> = [number] extends [S["length"]]
  ? unknown
  : IsUnion<A> extends true
    ? unknown
    : A extends number
      ? S[Norm<A, S["length"]> & keyof S] extends infer D extends Dim
        ? Unify<D, 1> extends true
          ? unknown
          : SqueezeMessage<S, A, D>
        : unknown
      : unknown

/** The places a new axis may have: one more than there are axes. */
export type NewAxis<S extends Shape> = NewAxisTable[S["length"]]

export type Unsqueeze<S extends Shape, A> = S extends unknown ? Unsqueezed<S, A> : never

type Unsqueezed<S extends Shape, A> = number extends S["length"]
  ? number[]
  : IsUnion<A> extends true
    ? number[]
    : number extends A
      ? number[]
      : Insert<S, Norm<A, [...S, 1]["length"]>>

// internal

type Insert<S extends Shape, At, Before extends Shape = []> = Before["length"] extends At
  ? [...Before, 1, ...S]
  : S extends readonly [infer Head extends Dim, ...infer Tail extends Shape]
    ? Insert<Tail, At, [...Before, Head]>
    : number[]

type Squeezed<S extends Shape, Kept extends Shape = []> = S extends readonly [
  infer Head extends Dim,
  ...infer Tail extends Shape,
]
  ? Head extends 1
    ? Squeezed<Tail, Kept>
    : Head extends number
      ? Known<Head> extends true
        ? Squeezed<Tail, [...Kept, Head]>
        : number[]
      : number[]
  : S extends readonly []
    ? Kept
    : number[]
