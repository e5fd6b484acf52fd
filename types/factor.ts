/** @file Factors of matrices, reduced: what lies between them has the smaller of the two sizes. */
import type { Known } from "./dim.js"
import type { Sub } from "./nat.js"
import type { Dim, Shape } from "./tensor.js"

/** [..., M, N] to [..., M, min(M, N)]: Q, and U. */
export type LeftFactor<S extends Shape> = S extends unknown
  ? S extends readonly [...infer Batch extends Shape, infer M extends Dim, infer N extends Dim]
    ? [...Batch, M, Least<M, N>]
    : number[]
  : never

/** [..., M, N] to [..., min(M, N), N]: R. */
export type RightFactor<S extends Shape> = S extends unknown
  ? S extends readonly [...infer Batch extends Shape, infer M extends Dim, infer N extends Dim]
    ? [...Batch, Least<M, N>, N]
    : number[]
  : never

/** [..., M, N] to [..., N, min(M, N)]: V, of which the columns belong to those of U. */
export type RightVectors<S extends Shape> = S extends unknown
  ? S extends readonly [...infer Batch extends Shape, infer M extends Dim, infer N extends Dim]
    ? [...Batch, N, Least<M, N>]
    : number[]
  : never

/** [..., M, N] to [..., min(M, N)]. */
export type SingularValues<S extends Shape> = S extends unknown
  ? S extends readonly [...infer Batch extends Shape, infer M extends Dim, infer N extends Dim]
    ? [...Batch, Least<M, N>]
    : number[]
  : never

/** [..., N, N] to [..., N]; the better known of the two sizes. */
export type Eigenvalues<S extends Shape> = S extends unknown
  ? S extends readonly [...infer Batch extends Shape, infer M extends Dim, infer N extends Dim]
    ? [...Batch, Known<N> extends true ? N : M]
    : number[]
  : never

// internal

/** The smaller one; `number` where that is not known, as between two names. */
type Least<M extends Dim, N extends Dim> = [M, N, 0] extends [N, M, ...0[]]
  ? M
  : [Known<M>, Known<N>, M, N] extends [true, true, infer X extends number, infer Y extends number]
    ? Sub<X, Y> extends number
      ? Y
      : X
    : number
