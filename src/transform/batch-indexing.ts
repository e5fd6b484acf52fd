/**
 * @file Reading and adding by index, for many examples. Where each has indices of its own they count over all
 * examples at once: index + example · extent, on an axis that joins the examples and what is indexed.
 */
import { binary, broadcastTo, fill, gather, insertAxes, iota, permute, reshapeTo, scatterAdd } from "../graph/infer.js"
import type { Node } from "../graph/node.js"
import type { Input } from "./batched.js"

/** The result for all examples, from operands of which at least one is for all. */
export const batchGather = (axis: number, x: Input, indices: Input): Node => {
  if (!indices.isMapped) return gather(x.node, indices.node, axis + 1)
  const rank = indices.node.shape.length - 1
  if (!x.isMapped) return moved(gather(x.node, indices.node, axis), axis, 0)
  const extent = x.node.shape[axis + 1] as number
  const rows = moved(x.node, axis + 1, 1)
  const joined = reshapeTo(rows, [(rows.shape[0] as number) * extent, ...rows.shape.slice(2)])
  // [size, ...indices, ...before, ...after]: the indices' axes go where the axis was
  const read = gather(joined, acrossExamples(indices.node, extent), 0)
  const before = Array.from({ length: axis }, (_, i) => 1 + rank + i)
  return permute(read, orderOf(read.shape.length, [0, ...before]))
}

/** `updates` are for all examples, `indices` may be. */
export const batchScatterAdd = (node: Node<"scatterAdd">, indices: Input, updates: Node): Node => {
  const { axis } = node.op
  const extent = node.shape[axis] as number
  if (!indices.isMapped) return scatterAdd(indices.node, updates, axis + 1, extent)
  const [size] = updates.shape as [number]
  const rank = indices.node.shape.length - 1
  const placed = Array.from({ length: rank }, (_, i) => 1 + axis + i)
  const first = permute(updates, orderOf(updates.shape.length, [0, ...placed]))
  const joined = scatterAdd(acrossExamples(indices.node, extent), first, 0, size * extent)
  return moved(reshapeTo(joined, [size, extent, ...joined.shape.slice(1)]), 1, axis + 1)
}

// internal

/** Indices that count on from one example to the next. */
const acrossExamples = (indices: Node, extent: number): Node => {
  const [size] = indices.shape as [number]
  const starts = binary("mul", iota([size], 0), fill(extent, [size], "int32"))
  const after = indices.shape.slice(1).map((_, i) => i + 1)
  return binary("add", indices, broadcastTo(insertAxes(starts, after), indices.shape))
}

/** The given axes first, the others after them in order. */
const orderOf = (rank: number, first: readonly number[]): readonly number[] => [
  ...first,
  ...Array.from({ length: rank }, (_, axis) => axis).filter((axis) => !first.includes(axis)),
]

/** An axis taken from one place to another. */
export const moved = (x: Node, from: number, to: number): Node =>
  from === to
    ? x
    : permute(
        x,
        x.shape
          .map((_, axis) => axis)
          .filter((axis) => axis !== from)
          .toSpliced(to, 0, from),
      )
