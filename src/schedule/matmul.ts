/** @file A dot as matrix products over strided views: transposes and broadcast batches are read in place. */
import type { Node } from "../graph/node.js"
import type { Gemm, MatrixView } from "./gemm.js"
import { type IndexMap, operandMap, stridesOver } from "./index-map.js"
import { isView, viewedNode } from "./region.js"

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
  const strides = [left, right].map(viewStrides) as [readonly number[], readonly number[]]
  const [a, b] = strides.map(matrixOf) as [MatrixView, MatrixView]
  const batches = batchOffsets(batch, strides[0], strides[1]).map((offsets, i) => ({ ...offsets, c: i * m * n }))
  return { gemm: { m, n, k, a, b }, a: viewedNode(left), b: viewedNode(right), batches }
}

// internal

/** The stride of each axis of a view over the buffer beneath it; 0 for axes that don't move. */
const viewStrides = (view: Node): readonly number[] => {
  let node = view
  let map: IndexMap = view.shape.map((dim, axis) => (dim === 1 ? undefined : axis))
  while (isView(node)) {
    map = operandMap(node, map) as IndexMap
    node = node.inputs[0] as Node
  }
  return stridesOver(node.shape, map, view.shape.length)
}

const matrixOf = (strides: readonly number[]): MatrixView => ({
  offset: 0,
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
