/** @file Operations that need a number of axes to work on. */
import type { RankMessage } from "./messages.js"
import type { Shape } from "./tensor.js"

/** A message when `S` has fewer axes, else `unknown`. */
export type RankFault<Op extends string, Least extends keyof AtLeast, S extends Shape> = [S] extends [AtLeast[Least]]
  ? unknown
  : [number] extends [S["length"]]
    ? unknown
    : S extends AtLeast[Least]
      ? unknown
      : RankMessage<Op, Least, S>

// internal

interface AtLeast {
  1: readonly [...unknown[], unknown]
  2: readonly [...unknown[], unknown, unknown]
}
