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
    ? Parts<Text> extends [IntegerText, IntegerText, infer Step]
      ? Step extends "0" | "-0"
        ? StepMessage
        : Step extends IntegerText
          ? unknown
          : SliceMessage<Text>
      : SliceMessage<Text>
    : unknown

/** Whether a string is one literal: not a union, and not a pattern such as `${number}:5`. */
export type IsText<Text extends string> =
  Record<never, 1> extends Record<Text, 1> ? false : IsUnion<Text> extends true ? false : true

// internal

type WholeSlice = ":" | "::" | "0:" | "0::" | "::1" | "::-1"

type IntegerText = "" | `${bigint}`

type Parts<Text extends string> = Text extends `${infer Start}:${infer Rest}`
  ? Rest extends `${infer Stop}:${infer Step}`
    ? [Start, Stop, Step]
    : [Start, Rest, ""]
  : never

type Taken<P, N extends number> = P extends [infer Start extends string, infer Stop extends string, infer Step]
  ? Step extends `-${infer Back extends number}`
    ? Strided<Less<FromEnd<Stop, N, N>, FromEnd<Start, N, 0>>, Back>
    : Step extends "" | "1"
      ? Less<FromStart<Stop, N, N>, FromStart<Start, N, 0>>
      : Step extends `${infer Forth extends number}`
        ? Strided<Less<FromStart<Stop, N, N>, FromStart<Start, N, 0>>, Forth>
        : number
  : number

/** A - B, but not below 0. */
type Less<A extends number, B extends number> = Sub<A, B> extends infer N extends number ? N : 0

type Smaller<A extends number, B extends number> = Sub<A, B> extends false ? A : B

/** The place of a bound, counted from the front, within 0 and N. */
type FromStart<Bound extends string, N extends number, Default extends number> = Bound extends ""
  ? Default
  : Bound extends `-${infer K extends number}`
    ? Less<N, K>
    : Bound extends `${infer K extends number}`
      ? Smaller<K, N>
      : number

/** For negative steps: how many elements lie behind a bound, within 0 and N. */
type FromEnd<Bound extends string, N extends number, Default extends number> = Bound extends ""
  ? Default
  : Bound extends `-${infer K extends number}`
    ? Smaller<Less<K, 1>, N>
    : Bound extends `${infer K extends number}`
      ? Less<Less<N, 1>, K>
      : number

/** Every `Step`th of `N`, the first included. */
type Strided<N extends number, Step extends number> = Step extends 1
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
