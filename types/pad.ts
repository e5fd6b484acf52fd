/** @file Padding: what is put before and after each axis adds to its size, and what is cut off there takes from it. */
import type { Known } from "./dim.js"
import type { Add, Sub } from "./nat.js"
import type { CutMessage, ModeMessage, PairsMessage, WholeMessage } from "./pad-messages.js"
import type { Shape } from "./tensor.js"

/** Before and after an axis; below 0, so many elements are cut off. */
export type Pair = readonly [low: number, high: number]

/** One pair for each axis, or one number for both ends of all. */
export type Widths = number | readonly Pair[]

export type PadMode = "constant" | "reflect" | "replicate" | "circular"

export interface PadOptions {
  /**
   * What a border holds: a value, what is inside mirrored at the last element, that element, or what is at the other
   * end.
   */
  readonly mode?: PadMode
  /** The value of mode "constant"; 0 unless given. */
  readonly value?: number
}

export type Pad<S extends Shape, W> = S extends unknown ? Padded<S, W> : never

type Padded<S extends Shape, W> = number extends S["length"]
  ? number[]
  : W extends readonly Pair[]
    ? number extends W["length"]
      ? { -readonly [I in keyof S]: number }
      : { -readonly [I in keyof S]: Grown<S[I], W[I & keyof W]> }
    : { -readonly [I in keyof S]: Grown<S[I], readonly [W, W]> }

/**
 * A message when there is not one pair of integers for each axis, or not enough to cut off or to fill the border from.
 */
export type PadFault<S extends Shape, W, O> = W extends readonly Pair[]
  ? [number] extends [W["length"]]
    ? unknown
    : [Fraction<W[number][number]>] extends [never]
      ? [number] extends [S["length"]]
        ? unknown
        : S extends unknown
          ? [W["length"]] extends [S["length"]]
            ? Checked<S, W, W[number][number], ModeOf<O>>
            : PairsMessage<S, W["length"]>
          : never
      : WholeMessage<"pad", Fraction<W[number][number]>>
  : [Fraction<W>] extends [never]
    ? [number] extends [S["length"]]
      ? unknown
      : S extends unknown
        ? Checked<S, { [I in keyof S]: readonly [W, W] }, W, ModeOf<O>>
        : never
    : WholeMessage<"pad", Fraction<W>>

// internal

type ModeOf<O> = O extends { readonly mode: infer M extends string } ? M : "constant"

/** Those among the numbers that are not whole. */
type Fraction<N> = N extends number
  ? `${N}` extends `${string}.${string}` | "NaN" | `${string}Infinity`
    ? N
    : never
  : never

type Grown<D, P> = P extends readonly [infer Low extends number, infer High extends number]
  ? [Low, High] extends [0, 0]
    ? D
    : [D] extends [infer N extends number]
      ? Known<Low> extends true
        ? Known<High> extends true
          ? Sized<Side<Side<N, Low>, High>>
          : number
        : number
      : number
  : number

/** A size with a width added, or taken away where it is below 0; `false` where that is more than there is. */
type Side<N, Width extends number> = N extends number
  ? `${Width}` extends `-${infer Cut extends number}`
    ? Sub<N, Cut>
    : Add<N, Width>
  : false

type Cut<N, Width> = `${Width & number}` extends `-${string}` ? Side<N, Width & number> : N

type Sized<N> = N extends number ? N : number

/** Where a number is put around what is there, nothing can be missing. */
type Checked<S extends Shape, W, N, Mode> = [Mode, Extract<`${N & number}`, `-${string}`>] extends ["constant", never]
  ? unknown
  : AxesFault<S, S, W, Mode>

// conditions about dims are in brackets and accept first: TypeScript takes that branch for type parameters

type AxesFault<S extends Shape, Rest extends Shape, W, Mode, At extends 0[] = []> = Rest extends readonly [
  infer D,
  ...infer Dims extends Shape,
]
  ? W extends readonly [readonly [infer Low, infer High], ...infer Pairs]
    ? [Bordered<S, D, Low, High, Mode, At["length"]>] extends [true]
      ? AxesFault<S, Dims, Pairs, Mode, [...At, 0]>
      : Bordered<S, D, Low, High, Mode, At["length"]>
    : unknown
  : unknown

/** Whether an axis may get the border, or the message about it. */
type Bordered<S extends Shape, D, Low, High, Mode, I extends number> = [Low, High] extends [0, 0]
  ? true
  : Known<D> extends true
    ? Known<Low> extends true
      ? Known<High> extends true
        ? D extends number
          ? CutFault<S, Cut<Cut<D, Low>, High>, Low & number, High & number, Mode, I>
          : true
        : true
      : true
    : true

type CutFault<
  S extends Shape,
  Left,
  Low extends number,
  High extends number,
  Mode,
  I extends number,
> = Left extends number
  ? Mode extends keyof Needs<0>
    ? Fills<S, Left, Low, Mode, I> extends true
      ? Fills<S, Left, High, Mode, I>
      : Fills<S, Left, Low, Mode, I>
    : true
  : CutMessage<S, I, Low, High>

/** Whether a border can be made of what is inside, or the message about it. */
type Fills<
  S extends Shape,
  Left extends number,
  Width extends number,
  Mode extends keyof Needs<0>,
  I extends number,
> = `${Width}` extends "0" | `-${string}`
  ? true
  : Sub<Left, Needs<Width>[Mode]> extends false
    ? ModeMessage<Mode, Needs<Width>[Mode], I, S>
    : true

/** How many elements a border of this width is made of. */
interface Needs<Width extends number> {
  reflect: Add<Width, 1>
  replicate: 1
  circular: Width
}
