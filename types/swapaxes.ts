/** @file Two axes exchanged. */
import type { Norm } from "./axis.js"
import type { Known } from "./dim.js"
import type { Shape } from "./tensor.js"

export type Swapaxes<S extends Shape, A, B> = S extends unknown
  ? number extends S["length"]
    ? number[]
    : [Known<A>, Known<B>] extends [true, true]
      ? S["length"] extends 0
        ? []
        : Swapped<S, Norm<A, S["length"]> & number, Norm<B, S["length"]> & number>
      : number[]
  : never

// internal

type Swapped<S extends Shape, A extends number, B extends number> = {
  -readonly [I in keyof S]: I extends `${A}` ? S[B] : I extends `${B}` ? S[A] : S[I]
}
