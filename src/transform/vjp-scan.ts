/**
 * @file The derivatives of scans, recurrences and products: each is a linear recurrence that runs backwards, which
 * needs no division, and so is right for zeros and infinities too.
 */
import { binary, compare, concat, fill, iota, permute, reshape, select, unary } from "../graph/infer.js"
import { type Node, sizeOf } from "../graph/node.js"
import type { ScanFn } from "../graph/op.js"
import { part } from "../graph/part.js"
import { recurrence, scan } from "../primitives/scan.js"
import { otherAxes } from "../shape/axis.js"

export const scanCotangent: { readonly [F in ScanFn]: (g: Node, x: Node, y: Node, axis: number) => Node } = {
  sum: (g, _x, _y, axis) => reversed(scan("sum", reversed(g, axis), axis), axis),
  max: (g, x, y, axis) => latestCotangent(g, x, y, axis),
  min: (g, x, y, axis) => latestCotangent(g, x, y, axis),
  // Σ_{j ≥ i} g_j e^(x_i - y_j), with every exponent at most 0
  logsumexp: (g, x, y, axis) => {
    const decay = exponential(y, shifted(y, axis))
    return binary("mul", backwards(decay, g, axis), exponential(x, y))
  },
}

/** u_i = g_i + a_{i+1} · u_{i+1}; the cotangents are u_i · s_{i-1} and u_i. */
export const recurrenceCotangents = (g: Node, a: Node, y: Node, axis: number): readonly [Node, Node] => {
  const u = backwards(shifted(a, axis), g, axis)
  return [binary("mul", u, reversed(shifted(reversed(y, axis), axis), axis)), u]
}

/** What is spread over a row, times the product of the row's other elements: those before, and those after. */
export const productCotangent = (spread: Node, x: Node, axes: readonly number[]): Node => {
  const kept = otherAxes(x.shape, axes)
  const order = [...kept, ...axes]
  const shape = order.map((axis) => x.shape[axis] as number)
  const outer = sizeOf(kept.map((axis) => x.shape[axis] as number))
  const rows = reshape(permute(x, order), [outer, sizeOf(shape) === 0 ? 0 : sizeOf(shape) / outer])
  if (sizeOf(x.shape) === 0) return spread
  const others = binary("mul", before(rows), reversed(before(reversed(rows, 1)), 1))
  const back = permute(
    reshape(others, shape),
    order.map((_, axis) => order.indexOf(axis)),
  )
  return binary("mul", spread, back)
}

// internal

const one = (x: Node): Node => fill(1, x.shape, x.dtype)
const zero = (x: Node): Node => fill(0, x.shape, x.dtype)

/** u_i = b_i + a_i · u_{i+1} */
const backwards = (a: Node, b: Node, axis: number): Node =>
  reversed(recurrence(reversed(a, axis), reversed(b, axis), axis), axis)

const reversed = (x: Node, axis: number): Node => {
  const extent = x.shape[axis] as number
  if (extent === 0) return x
  return part(x, axis, extent - 1, extent, -1)
}

/** Element i + 1 in the place of element i, and a 0 at the end. */
const shifted = (x: Node, axis: number): Node => {
  const extent = x.shape[axis] as number
  if (extent === 0) return x
  return concat([part(x, axis, 1 % extent, extent - 1), fill(0, x.shape.with(axis, 1), x.dtype)], axis)
}

/** The product of the elements before each one, of rows: p_0 = 1, p_i = x_{i-1} · p_{i-1}. */
const before = (rows: Node): Node => {
  const isFirst = compare("eq", iota(rows.shape, 1), fill(0, rows.shape, "int32"))
  const previous = reversed(shifted(reversed(rows, 1), 1), 1)
  return recurrence(previous, select(isFirst, one(rows), zero(rows)), 1)
}

/** e^(a - b) for a ≤ b, and 0 where both are -∞. */
const exponential = (a: Node, b: Node): Node => {
  const isNothing = compare("eq", a, fill(Number.NEGATIVE_INFINITY, a.shape, a.dtype))
  return select(isNothing, zero(a), unary("exp", binary("sub", a, b)))
}

/** The last element that equals the running extremum gets what comes until the next one does, as in PyTorch. */
const latestCotangent = (g: Node, x: Node, y: Node, axis: number): Node => {
  const isLatest = select(compare("eq", x, y), one(g), zero(g))
  const carries = binary("sub", one(g), shifted(isLatest, axis))
  return binary("mul", isLatest, backwards(carries, g, axis))
}
