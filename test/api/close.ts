/** @file Comparing numbers of tables: equal, or within a relative distance. */
import { expect } from "vitest"

/** NaN, infinities and zeros are as they are, signs included. */
export const expectClose = (actual: readonly number[], expected: readonly number[], tolerance: number): void => {
  expect(actual.length).toBe(expected.length)
  for (const [i, value] of expected.entries()) {
    const isClose =
      Object.is(actual[i], value) || Math.abs((actual[i] as number) - value) <= tolerance * Math.abs(value)
    expect(isClose && (value !== 0 || Object.is(actual[i], value)), `element ${i}: ${actual[i]} for ${value}`).toBe(
      true,
    )
  }
}

/** Equal to so many digits behind the point. */
export const expectDigits = (actual: readonly number[], expected: readonly number[], digits = 10): void => {
  expect(actual).toHaveLength(expected.length)
  for (const [i, value] of expected.entries()) expect(actual[i]).toBeCloseTo(value, digits)
}

/** A difference quotient and one of half the step, extrapolated. */
export const difference = (of: (x: number) => number, x: number): number => {
  const step = 1e-4 * Math.abs(x)
  const quotient = (h: number) => (of(x + h) - of(x - h)) / (2 * h)
  return (4 * quotient(step / 2) - quotient(step)) / 3
}
