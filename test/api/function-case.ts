/** @file What a table of elementwise functions of one tensor holds. */

export type Pair = readonly [x: number, y: number]

export interface FunctionCase {
  readonly name: string
  // biome-ignore lint/suspicious/noExplicitAny: operations as JavaScript sees them
  readonly f: (x: any) => any
  /** The function by other means. */
  readonly of: (x: number) => number
  /** Where it is tried. */
  readonly at: readonly number[]
  readonly special: readonly Pair[]
  /** Slopes where no difference quotient tells them, but PyTorch. */
  readonly slopes?: readonly Pair[]
}

/** x, y, x, y, … */
export const points = (...numbers: readonly number[]): readonly Pair[] =>
  Array.from({ length: numbers.length / 2 }, (_, i) => [numbers[2 * i] as number, numbers[2 * i + 1] as number])

const { NaN: nan } = Number

/** Where functions of all numbers are tried. */
export const all: readonly number[] = [-30.3, -7.25, -2.6, -1.1, -0.4, -1e-3, 1e-3, 0.3, 0.9, 1.7, 4.6, 12.3, 40.7]

/** NaN stays NaN. */
export const passing = points(nan, nan)

/** So do zeros, with their signs. */
export const odd: readonly Pair[] = [...passing, ...points(0, 0, -0, -0)]
