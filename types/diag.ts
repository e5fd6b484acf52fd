/** @file A vector as the diagonal of a matrix, and the diagonal of a matrix as a vector. */
import type { Diagonal } from "./diagonal.js"
import type { Known } from "./dim.js"
import type { DiagMessage } from "./index-messages.js"
import type { Add } from "./nat.js"
import type { Dim, Shape } from "./tensor.js"

export type Diag<S extends Shape, K> = S extends unknown
  ? S extends readonly [infer N extends Dim]
    ? [Grown<N, K>, Grown<N, K>]
    : S extends readonly [unknown, unknown]
      ? Diagonal<S, K, 0, 1>
      : number[]
  : never

/** A message when `S` is neither a vector nor a matrix, else `unknown`. */
export type DiagFault<S extends Shape> = [S] extends [readonly [unknown] | readonly [unknown, unknown]]
  ? unknown
  : [number] extends [S["length"]]
    ? unknown
    : S extends readonly [unknown] | readonly [unknown, unknown]
      ? unknown
      : DiagMessage<S>

// internal

/** The size of a matrix whose diagonal `K` has the length `N`. */
type Grown<N extends Dim, K> = K extends 0
  ? N
  : Known<K> extends true
    ? N extends number
      ? Add<N, `${K & number}` extends `-${infer Down extends number}` ? Down : K & number>
      : number
    : number
