/** @file How many integers there are from one to another, in steps. */
import type { Known } from "./dim.js"
import type { Add } from "./nat.js"
import type { Less, Strided } from "./slice.js"

/** The length of Python's `range(start, end, step)`; `number` where a bound is no literal integer. */
export type RangeSize<Start extends number, End extends number, Step extends number> = [
  Known<Start>,
  Known<End>,
  Known<Step>,
] extends [true, true, true]
  ? `${Step}` extends `-${infer Back extends number}`
    ? Strided<Between<End, Start>, Back>
    : Strided<Between<Start, End>, Step>
  : number

// internal

/** B - A, but not below 0. */
type Between<A extends number, B extends number> = `${A}` extends `-${infer Below extends number}`
  ? `${B}` extends `-${infer Under extends number}`
    ? Less<Below, Under>
    : Add<B, Below>
  : `${B}` extends `-${number}`
    ? 0
    : Less<B, A>
