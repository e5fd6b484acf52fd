/** @file Numbers that must be integers, of either sign. */
import type { WholeMessage } from "./pad-messages.js"

/** A message when one of the numbers has a fraction, or is not finite, else `unknown`. */
export type WholeFault<Op extends string, N> = [Broken<N>] extends [never] ? unknown : WholeMessage<Op, Broken<N>>

// internal

type Broken<N> = N extends number
  ? `${N}` extends `${string}.${string}` | "NaN" | `${string}Infinity`
    ? N
    : never
  : never
