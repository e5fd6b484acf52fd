/** @file Slices: "start:stop:step" as Python reads it, and how many elements of a dim it takes. */
import type { IsUnion, Known } from "./dim.js"
import type { SliceMessage, StepMessage } from "./index-messages.js"
import type { Add, DivMod, Sub } from "./nat.js"
import type { Dim } from "./tensor.js"

/** The size of what a slice takes of a dim `D`; a name survives only where nothing can be left out. */
export type SliceSize<Text extends string, D extends Dim> = [Text] extends [WholeSlice]
  ? D
  : Known<D> extends true
    ? D extends number
      ? IsText<Text> extends true
        ? Taken<Parts<Text>, D>
        : number
      : number
    : number

/** A message when `Text` is no slice, else `unknown`. */
export type SliceFault<Text extends string> =
  IsText<Text> extends true
    ? Text extends NegativeZero
      ? SliceMessage<Text>
      : Parts<Text> extends [IntegerText, IntegerText, infer Step]
        ? Step extends "0"
          ? StepMessage
          : Step extends IntegerText
            ? unknown
            : SliceMessage<Text>
        : SliceMessage<Text>
    : unknown

/** Whether a string is one literal: not a union, and not a pattern such as `${number}:5`. */
export type IsText<Text extends string> =
  Record<never, 1> extends Record<Text, 1> ? false : IsUnion<Text> extends true ? false : true

/** A - B, but not below 0. */
export type Less<A extends number, B extends number> = Sub<A, B> extends infer N extends number ? N : 0

/** Every `Step`th of `N`, the first included. */
export type Strided<N extends number, Step extends number> = Step extends 1
  ? N
  : Step extends 0
    ? number
    : DivMod<N, Step> extends [infer Whole extends number, infer Over]
      ? Over extends 0
        ? Whole
        : number extends Over
          ? number
          : Add<Whole, 1>
      : number

// internal

type WholeSlice = ":" | "::" | "0:" | "0::" | "::1" | "::-1"

type IntegerText = "" | `${bigint}`

/** Read as 0 behind a minus, it would count from the end. */
type NegativeZero = `-0:${string}` | `${string}:-0` | `${string}:-0:${string}`

type Parts<Text extends string> = Text extends `${infer Start}:${infer Rest}`
  ? Rest extends `${infer Stop}:${infer Step}`
    ? [Start, Stop, Step]
    : [Start, Rest, ""]
  : never

type Taken<P, N extends number> = P extends [infer Start extends string, infer Stop extends string, infer Step]
  ? Step extends `-${infer Back extends number}`
    ? Strided<Less<StopFromEnd<Stop, N>, StartFromEnd<Start, N>>, Back>
    : Step extends "" | "1"
      ? Less<StopAt<Stop, N>, StartAt<Start, N>>
      : Step extends `${infer Forth extends number}`
        ? Strided<Less<StopAt<Stop, N>, StartAt<Start, N>>, Forth>
        : number
  : number

type Smaller<A extends number, B extends number> = Sub<A, B> extends false ? A : B

/** Where a slice ends, within 0 and N. */
type StopAt<Bound extends string, N extends number> = Bound extends ""
  ? N
  : Bound extends `-${infer K extends number}`
    ? Less<N, K>
    : Bound extends `${infer K extends number}`
      ? Smaller<K, N>
      : number

/** Where it starts, from 0 on: beyond N is beyond its end as well. */
type StartAt<Bound extends string, N extends number> = Bound extends ""
  ? 0
  : Bound extends `-${infer K extends number}`
    ? Less<N, K>
    : Bound extends `${infer K extends number}`
      ? K
      : number

/** For negative steps: how many elements lie behind the end, within 0 and N. */
type StopFromEnd<Bound extends string, N extends number> = Bound extends ""
  ? N
  : Bound extends `-${infer K extends number}`
    ? Smaller<Less<K, 1>, N>
    : Bound extends `${infer K extends number}`
      ? Less<Less<N, 1>, K>
      : number

/** How many lie behind the start, from 0 on. */
type StartFromEnd<Bound extends string, N extends number> = Bound extends ""
  ? 0
  : Bound extends `-${infer K extends number}`
    ? Less<K, 1>
    : Bound extends `${infer K extends number}`
      ? Less<Less<N, 1>, K>
      : number
