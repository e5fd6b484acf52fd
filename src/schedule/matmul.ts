/** @file A dot as matrix products over strided views: transposes and broadcast batches are read in place. */
import { type Node, sizeOf } from "../graph/node.js"
import { type Argument, lowerEpilogue } from "./epilogue.js"
import type { Gemm, MatrixView } from "./gemm.js"
import { along, type IndexMap, origin, type Place, placeIn, throughViews } from "./index-map.js"
import { isMatrixView, viewedNode } from "./region.js"
import type { Trace } from "./traced.js"

export interface LoweredDot {
  readonly gemm: Gemm
  /** The nodes in whose buffers a, b and c lie, and whatever else the epilogue reads or writes. */
  readonly arguments: readonly Node[]
  /** For each product of the batch where its part of each argument starts, in elements. */
  readonly batches: readonly (readonly number[])[]
}

/** `isKept`: the product is written although there is an epilogue. */
export const lowerDot = (node: Node, trace: Trace | undefined, isKept: boolean): LoweredDot => {
  const [left, right] = node.inputs as [Node, Node]
  const batch = node.shape.slice(0, -2)
  const [m, n] = node.shape.slice(-2) as [number, number]
  const k = left.shape.at(-1) as number
  const [a, b] = [left, right].map(placeOf) as [Place, Place]
  const lowered = trace && lowerEpilogue(trace, node, isKept)
  const whole: Argument = { node, batch: batch.map((_, axis) => m * n * sizeOf(batch.slice(axis + 1))) }
  const args: readonly Argument[] = [
    { node: viewedNode(left), batch: a.strides },
    { node: viewedNode(right), batch: b.strides },
    ...(lowered?.arguments ?? [whole]),
  ]
  return {
    gemm: { m, n, k, a: matrixOf(a), b: matrixOf(b), ...(lowered && { epilogue: lowered.epilogue }) },
    arguments: args.map((arg) => arg.node),
    batches: batchOffsets(
      batch,
      args.map((arg) => arg.batch),
    ),
  }
}

// internal

/** Where the elements of a view lie in the buffer beneath it, with a stride for each of its axes. */
const placeOf = (view: Node): Place => {
  const axes: IndexMap = view.shape.map((dim, axis) => (dim === 1 ? origin : along(axis)))
  const { node, map } = throughViews(view, axes, isMatrixView)
  return placeIn(node.shape, map, view.shape.length)
}

const matrixOf = ({ offset, strides }: Place): MatrixView => ({
  offset,
  row: strides.at(-2) as number,
  column: strides.at(-1) as number,
})

const batchOffsets = (
  batch: readonly number[],
  strides: readonly (readonly number[])[],
): readonly (readonly number[])[] =>
  batch.reduce<readonly (readonly number[])[]>(
    (offsets, dim, axis) =>
      offsets.flatMap((starts) =>
        Array.from({ length: dim }, (_, i) =>
          starts.map((start, operand) => start + i * (strides[operand]?.[axis] as number)),
        ),
      ),
    [strides.map(() => 0)],
  )
