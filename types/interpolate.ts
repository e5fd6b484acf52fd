/** @file Resizing: [N, C, ...] keeps N and C; the other sizes are given, or multiplied and rounded down. */
import type { Known } from "./dim.js"
import type {
  CornersMessage,
  ModeRankMessage,
  ResizeBothMessage,
  ResizeCountMessage,
  ResizeMissingMessage,
  ResizeRankMessage,
  ScaleMessage,
} from "./interpolate-messages.js"
import type { DivMod, Mul } from "./nat.js"
import type { Dim, Shape } from "./tensor.js"
import type { Blame, Literal, SizesFault } from "./window.js"

export type ResizeMode = ("nearest" | "nearest-exact" | "area") | ("linear" | "bilinear" | "bicubic" | "trilinear")

export interface InterpolateOptions {
  /** The sizes of the result: one for all spatial dims, or one for each. */
  readonly size?: number | readonly number[]
  /** What sizes are multiplied by, to be rounded down: one for all spatial dims, or one for each. */
  readonly scaleFactor?: number | readonly number[]
  /** How elements between others are found; "nearest" unless given. */
  readonly mode?: ResizeMode
  /** Whether the outermost elements keep their places; false unless given. */
  readonly alignCorners?: boolean
  /** Whether positions follow from the sizes even if factors are given; false unless given. */
  readonly recomputeScaleFactor?: boolean
}

export type Interpolate<S extends Shape, O> = S extends unknown ? Resized<S, O> : never

/** A message when there is no signal, image or volume, else `unknown`. */
export type ResizeRankFault<S extends Shape> = [S["length"]] extends [3 | 4 | 5]
  ? unknown
  : [number] extends [S["length"]]
    ? unknown
    : ResizeRankMessage<S>

/** A message when no size is given, else `unknown`. */
export type ResizeMissingFault<O> = [keyof O & ("size" | "scaleFactor")] extends [never]
  ? ResizeMissingMessage
  : unknown

/** The first mistake in the options, as blame, else `unknown`. */
export type InterpolateFault<S extends Shape, O> =
  ModeFault<S, ModeOf<O>> extends infer M extends string
    ? Blame<"mode", M>
    : CornersFault<O> extends infer M extends string
      ? Blame<"alignCorners", M>
      : O extends { readonly size: unknown; readonly scaleFactor: unknown }
        ? Blame<"scaleFactor", ResizeBothMessage>
        : O extends { readonly size: infer N }
          ? CountFault<"size", S, N> extends infer M extends string
            ? Blame<"size", M>
            : SizesFault<"interpolate", [["size", 1, N]]>
          : O extends { readonly scaleFactor: infer N }
            ? CountFault<"scaleFactor", S, N> extends infer M extends string
              ? Blame<"scaleFactor", M>
              : ScaleFault<N>
            : unknown

// internal

type ModeOf<O> = O extends { readonly mode: infer M extends string } ? M : "nearest"

/** The modes that have one rank. */
interface Ranks {
  linear: 3
  bilinear: 4
  bicubic: 4
  trilinear: 5
}

type ModeFault<S extends Shape, Mode extends string> = Mode extends keyof Ranks
  ? [S["length"]] extends [Ranks[Mode]]
    ? unknown
    : [number] extends [S["length"]]
      ? unknown
      : ModeRankMessage<Mode, Ranks[Mode], S>
  : unknown

type CornersFault<O> = O extends { readonly alignCorners: boolean }
  ? ModeOf<O> extends keyof Ranks
    ? unknown
    : CornersMessage<ModeOf<O>>
  : unknown

interface SpatialCount {
  [rank: number]: number
  3: 1
  4: 2
  5: 3
}

type CountFault<Option extends string, S extends Shape, N> = N extends readonly unknown[]
  ? [number] extends [S["length"] | N["length"]]
    ? unknown
    : [SpatialCount[S["length"]]] extends [N["length"]]
      ? unknown
      : ResizeCountMessage<Option, N["length"], SpatialCount[S["length"]]>
  : unknown

type ScaleFault<N> = N extends readonly [infer First, ...infer Rest]
  ? ScaleFault<First> extends infer Fault extends Blame<string, string>
    ? Fault
    : ScaleFault<Rest>
  : N extends number
    ? `${N}` extends "0" | `-${string}`
      ? Blame<"scaleFactor", ScaleMessage<N>>
      : unknown
    : unknown

type Resized<S extends Shape, O> = number extends S["length"]
  ? number[]
  : S extends readonly [infer N extends Dim, infer C extends Dim, ...infer Sizes extends Shape]
    ? O extends { readonly size: infer To }
      ? [N, C, ...SizesOf<Sizes, To>]
      : O extends { readonly scaleFactor: infer By }
        ? [N, C, ...ScaledBy<Sizes, By>]
        : number[]
    : number[]

type SizesOf<Sizes extends Shape, To> = {
  -readonly [I in keyof Sizes]: Literal<[To] extends [readonly unknown[]] ? To[I & keyof To] : To>
}

type ScaledBy<Sizes extends Shape, By> = {
  -readonly [I in keyof Sizes]: Scaled<Sizes[I], [By] extends [readonly unknown[]] ? By[I & keyof By] : By>
}

/** Rounded down; a factor of 1 keeps a name. */
type Scaled<D, By> = [By] extends [1]
  ? D
  : [D, By] extends [infer N extends number, infer F extends number]
    ? Known<F> extends true
      ? `${F}` extends `${infer Whole}.${infer Part}`
        ? Decimal<N, Digits<`${Whole}${Part}`>, Tens<Part>, Part>
        : Mul<N, F>
      : number
    : number

type Decimal<N extends number, Digit, Ten, Part extends string> = [Digit, Ten] extends [
  infer A extends number,
  infer B extends number,
]
  ? DivMod<Mul<N, A>, B> extends [infer Quotient extends number, infer Rest]
    ? Rest extends 0
      ? Part extends Binary
        ? Quotient
        : number
      : Quotient
    : number
  : number

/** Fractions that a float holds exactly: of others a whole product may come out just below. */
type Binary = "5" | "25" | "75" | "125" | "375" | "625" | "875"

/** A number without leading zeros. */
type Digits<Text extends string> = Text extends `0${infer Rest}`
  ? Rest extends ""
    ? 0
    : Digits<Rest>
  : Text extends `${infer N extends number}`
    ? N
    : never

/** 1 and a zero for each digit. */
type Tens<Part extends string, Text extends string = "1"> = Part extends `${infer _Head}${infer Tail}`
  ? Tens<Tail, `${Text}0`>
  : Text extends `${infer N extends number}`
    ? N
    : never
