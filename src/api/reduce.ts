/** @file Reductions over one axis, a list of axes or all of them. */
import { binary, broadcastTo, cast, compare, fill, insertAxes, iota, reduce, select } from "../graph/infer.js"
import { type Node, sizeOf } from "../graph/node.js"
import type { ReduceFn } from "../graph/op.js"
import { axisOf } from "../shape/axis.js"
import { assertFloat, assertNumbers, isFloat } from "../shape/dtype.js"
import { nonEmptyAxes, reducedAxes } from "../shape/reduce.js"
import { operation, tensorFirst, type Untyped } from "./dual.js"
import { assertTensor } from "./operand.js"
import { assertBoolean, readOptions } from "./options.js"

export const sum: Untyped = operation(tensorFirst, (x: unknown, dim: unknown, options: unknown) => {
  const node = assertTensor("sum", x)
  const numbers = node.dtype === "bool" ? cast(node, "int32") : node
  return reduction("sum", "sum", numbers, reducedAxes("sum", node.shape, dim), options)
})

export const mean: Untyped = operation(tensorFirst, (x: unknown, dim: unknown, options: unknown) => {
  const node = assertTensor("mean", x)
  assertFloat("mean", node.dtype)
  const axes = reducedAxes("mean", node.shape, dim)
  const total = reduction("mean", "sum", node, axes, options)
  const count = sizeOf(axes.map((axis) => node.shape[axis] as number))
  return binary("div", total, fill(count, total.shape, total.dtype))
})

export const max: Untyped = operation(tensorFirst, (x: unknown, dim: unknown, options: unknown) =>
  extremum("max", x, dim, options),
)

export const min: Untyped = operation(tensorFirst, (x: unknown, dim: unknown, options: unknown) =>
  extremum("min", x, dim, options),
)

export const logsumexp: Untyped = operation(tensorFirst, (x: unknown, dim: unknown = -1, options: unknown) => {
  const node = assertTensor("logsumexp", x)
  assertFloat("logsumexp", node.dtype)
  return reduction("logsumexp", "logsumexp", node, reducedAxes("logsumexp", node.shape, dim), options)
})

export const argmax: Untyped = operation(tensorFirst, (x: unknown, dim: unknown = -1, options: unknown) => {
  const node = assertTensor("argmax", x)
  assertNumbers("argmax", node.dtype)
  axisOf("argmax", node.shape, dim)
  const axes = nonEmptyAxes("argmax", node.shape, dim)
  const spread = (y: Node) => broadcastTo(insertAxes(y, axes), node.shape)
  const hit = compare("eq", node, spread(reduce("max", node, axes)))
  // NaN counts as the maximum, but equals nothing
  const found = isFloat(node.dtype) ? binary("or", hit, compare("ne", node, node)) : hit
  const [axis] = axes
  const nowhere = fill(axis === undefined ? 0 : (node.shape[axis] as number), node.shape, "int32")
  const position = axis === undefined ? nowhere : iota(node.shape, axis)
  return reduction("argmax", "min", select(found, position, nowhere), axes, options)
})

// internal

const reduction = (op: string, fn: ReduceFn, x: Node, axes: readonly number[], options: unknown): Node => {
  const { keepdim } = readOptions(op, options, { keepdim: false })
  const reduced = reduce(fn, x, axes)
  return assertBoolean(op, "keepdim", keepdim) ? insertAxes(reduced, axes) : reduced
}

const extremum = (fn: "max" | "min", x: unknown, dim: unknown, options: unknown): Node => {
  const node = assertTensor(fn, x)
  assertNumbers(fn, node.dtype)
  return reduction(fn, fn, node, nonEmptyAxes(fn, node.shape, dim), options)
}
