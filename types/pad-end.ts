/** @file Padding as PyTorch lists it: the last dim first, in one flat list, what is not listed staying as it is. */
import type { Fn } from "./fn.js"
import type { Pad, PadFault } from "./pad.js"
import type { EndPairsMessage } from "./pad-messages.js"
import type { Ok } from "./shape.js"
import type { Shape } from "./tensor.js"

/** [left, right, top, bottom, …] */
export type EndWidths = readonly number[]

/** A message when there are more pairs than dims, a number without another, or what `pad` refuses, else `unknown`. */
export type PadEndFault<S extends Shape, W extends EndWidths, O> = [number] extends [S["length"] | W["length"]]
  ? unknown
  : EndPairs<S, W> extends infer P extends readonly (readonly [number, number])[]
    ? PadFault<S, P, O>
    : EndPairsMessage<S, W["length"]>

export type PadEnd<S extends Shape, W extends EndWidths> = [number] extends [S["length"]]
  ? number[]
  : EndPairs<S, W> extends infer P extends readonly (readonly [number, number])[]
    ? Pad<S, P>
    : { -readonly [I in keyof S]: number }

export interface PadEndFn<W extends EndWidths, O> extends Fn {
  readonly out: this["in"] extends infer S extends Shape ? Ok<PadEndFault<S, W, O>, PadEnd<S, W>> : never
}

// internal

/** A pair for each dim; `false` where the list doesn't end in pairs, or goes beyond the first dim. */
type EndPairs<S extends Shape, W extends EndWidths, Done extends readonly unknown[] = []> = S extends readonly [
  ...infer Rest extends Shape,
  infer _D,
]
  ? W extends readonly [infer A, infer B, ...infer More extends EndWidths]
    ? EndPairs<Rest, More, [[A, B], ...Done]>
    : W extends readonly []
      ? EndPairs<Rest, [], [[0, 0], ...Done]>
      : false
  : W extends readonly []
    ? Done
    : false
