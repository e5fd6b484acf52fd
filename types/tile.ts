/** @file Copies of a tensor side by side: each size times a number; shapes and lists are aligned at their ends. */
import type { Same } from "./dim.js"
import type { Mul } from "./nat.js"
import type { Dim, Shape } from "./tensor.js"

export type Tile<S extends Shape, R extends readonly number[]> = S extends unknown ? Tiled<S, R> : never

type Tiled<S extends Shape, R extends readonly number[]> = number extends S["length"] | R["length"]
  ? number[]
  : Align<S, R>

// internal

type Align<S extends Shape, R extends readonly number[], Done extends Shape = []> = R extends readonly [
  ...infer RestR extends readonly number[],
  infer N extends number,
]
  ? S extends readonly [...infer RestS extends Shape, infer D extends Dim]
    ? Align<RestS, RestR, [Times<D, N>, ...Done]>
    : [...R, ...Done]
  : [...S, ...Done]

type Times<D extends Dim, N extends number> =
  Same<N, 1> extends true ? D : Same<D, 1> extends true ? N : D extends number ? Mul<D, N> : number
