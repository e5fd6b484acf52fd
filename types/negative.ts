/** @file Numbers that are no sizes: below 0, or with a fraction. */
import type { NegativeMessage } from "./messages.js"
import type { Sub } from "./nat.js"

/** Those among the numbers `N`. A difference is a literal only between sizes. */
export type Negative<N> = N extends number ? (Sub<N, 0> extends N ? never : N) : never

/** A message when one of the numbers is no size, else `unknown`. */
export type NegativeFault<Op extends string, N> = [Negative<N>] extends [never]
  ? unknown
  : NegativeMessage<Op, Negative<N>>
