/** @file Kronecker products: shapes aligned at their ends, sizes multiplied. */
import type { Known } from "./dim.js"
import type { Mul } from "./nat.js"
import type { Dim, Shape } from "./tensor.js"

/** A named dim stays where the other size is 1. */
export type Kron<A extends Shape, B extends Shape> = A extends unknown
  ? B extends unknown
    ? number extends A["length"] | B["length"]
      ? number[]
      : Multiplied<A, B>
    : never
  : never

// internal

type Multiplied<A extends Shape, B extends Shape, Done extends Shape = []> = A extends readonly [
  ...infer RestA extends Shape,
  infer X extends Dim,
]
  ? B extends readonly [...infer RestB extends Shape, infer Y extends Dim]
    ? Multiplied<RestA, RestB, [Times<X, Y>, ...Done]>
    : [...A, ...Done]
  : [...B, ...Done]

type Times<X extends Dim, Y extends Dim> = [X] extends [1]
  ? Y
  : [Y] extends [1]
    ? X
    : [Known<X>, Known<Y>, X, Y] extends [true, true, infer N extends number, infer M extends number]
      ? Mul<N, M>
      : number
