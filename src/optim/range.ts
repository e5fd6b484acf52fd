/** @file Numbers within a range. */
import { describe } from "../shape/operand.js"

/** At least `low` and below `high`. */
export const assertBetween = (op: string, name: string, value: unknown, low: number, high: number): void => {
  if (typeof value === "number" && value >= low && value < high) return
  const range = high === Number.POSITIVE_INFINITY ? `at least ${low}` : `at least ${low} and below ${high}`
  throw new RangeError(
    `${op}: ${name} is a number of ${range}, got ${typeof value === "number" ? value : describe(value)}`,
  )
}
