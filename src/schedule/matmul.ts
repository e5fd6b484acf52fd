/** @file A dot as matrix products over strided views: transposes and broadcast batches are read in place. */
import type { Node } from "../graph/node.js"
import type { Gemm, MatrixView } from "./gemm.js"
import { along, type IndexMap, origin, type Place, placeIn, throughViews } from "./index-map.js"
import { isMatrixView, viewedNode } from "./region.js"

export interface LoweredDot {
  readonly gemm: Gemm
  readonly a: Node
  readonly b: Node
  /** Offsets of the matrices of each product, in elements. */
  readonly batches: readonly { readonly a: number; readonly b: number; readonly c: number }[]
}

export const lowerDot = (node: Node): LoweredDot => {
  const [left, right] = node.inputs as [Node, Node]
  const batch = node.shape.slice(0, -2)
  const [m, n] = node.shape.slice(-2) as [number, number]
  const k = left.shape.at(-1) as number
  const places = [left, right].map(placeOf) as [Place, Place]
  const [a, b] = places.map(matrixOf) as [MatrixView, MatrixView]
  const batches = batchOffsets(batch, places[0].strides, places[1].strides).map((offsets, i) => ({
    ...offsets,
    c: i * m * n,
  }))
  return { gemm: { m, n, k, a, b }, a: viewedNode(left), b: viewedNode(right), batches }
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

const batchOffsets = (batch: readonly number[], a: readonly number[], b: readonly number[]) =>
  batch.reduce(
    (offsets, dim, axis) =>
      offsets.flatMap((offset) =>
        Array.from({ length: dim }, (_, i) => ({
          a: offset.a + i * (a[axis] as number),
          b: offset.b + i * (b[axis] as number),
        })),
      ),
    [{ a: 0, b: 0 }],
  )
