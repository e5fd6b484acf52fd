/** @file Padding: what is put before and after each axis adds to its size. */
import type { Known } from "./dim.js"
import type { NegativeMessage, PairsMessage } from "./messages.js"
import type { Add } from "./nat.js"
import type { Negative, NegativeFault } from "./negative.js"
import type { Shape } from "./tensor.js"

/** Before and after an axis. */
export type Pair = readonly [low: number, high: number]

/** One pair for each axis, or one number for both ends of all. */
export type Widths = number | readonly Pair[]

export type Pad<S extends Shape, W> = S extends unknown ? Padded<S, W> : never

type Padded<S extends Shape, W> = number extends S["length"]
  ? number[]
  : W extends readonly Pair[]
    ? number extends W["length"]
      ? { -readonly [I in keyof S]: number }
      : { -readonly [I in keyof S]: Grown<S[I], W[I & keyof W]> }
    : { -readonly [I in keyof S]: Grown<S[I], readonly [W, W]> }

/** A message when there is not one pair of sizes for each axis, else `unknown`. */
export type PadFault<S extends Shape, W> = W extends readonly Pair[]
  ? [number] extends [W["length"]]
    ? unknown
    : [Negative<W[number][number]>] extends [never]
      ? [number] extends [S["length"]]
        ? unknown
        : [W["length"]] extends [S["length"]]
          ? unknown
          : PairsMessage<S, W["length"]>
      : NegativeMessage<"pad", Negative<W[number][number]>>
  : NegativeFault<"pad", W>

// internal

type Grown<D, P> = P extends readonly [infer Low extends number, infer High extends number]
  ? [Low, High] extends [0, 0]
    ? D
    : [D] extends [infer N extends number]
      ? Known<Low> extends true
        ? Add<Add<N, Low>, High>
        : number
      : number
  : number
