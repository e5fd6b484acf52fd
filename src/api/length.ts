/**
 * @file The length of vectors: the p-th root of the sum of p-th powers, with gradients that are 0 where the length is.
 */
import { cast, fill, reduce } from "../graph/infer.js"
import type { Node } from "../graph/node.js"
import { pow } from "../primitives/elementary.js"
import { choose, is, of, times } from "./expression.js"

/** p may be 0, which counts what is not 0, and infinite, which gives the largest or the smallest element. */
export const lengthOf = (x: Node, p: number, axes: readonly number[]): Node => {
  const size = of("abs", x)
  if (p === Number.POSITIVE_INFINITY) return reduce("max", size, axes)
  if (p === Number.NEGATIVE_INFINITY) return reduce("min", size, axes)
  if (p === 0) return reduce("sum", cast(is(x, "ne", 0), x.dtype), axes)
  if (p === 1) return reduce("sum", size, axes)
  if (p === 2) return unlessZero(reduce("sum", times(x, x), axes), (sum) => of("sqrt", sum), 0)
  const powers = unlessZero(size, (base) => power(base, p), p < 0 ? Number.POSITIVE_INFINITY : 0)
  return unlessZero(reduce("sum", powers, axes), (sum) => power(sum, 1 / p), p < 0 ? Number.POSITIVE_INFINITY : 0)
}

/** f(x), but `atZero` of 0: the derivative of f there is infinite. */
export const unlessZero = (x: Node, f: (x: Node) => Node, atZero: number): Node => {
  const isZero = is(x, "eq", 0)
  return choose(isZero, atZero, f(choose(isZero, 1, x)))
}

// internal

const power = (x: Node, exponent: number): Node => pow(x, fill(exponent, x.shape, x.dtype))
