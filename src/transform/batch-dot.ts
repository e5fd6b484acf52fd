/** @file Many matrix products: one large one where a side is the same for all, else a product for each example. */
import { permute, reshapeTo } from "../graph/infer.js"
import type { Node } from "../graph/node.js"
import { dot } from "../primitives/dot.js"
import { type Input, spread } from "./batched.js"

export const batchDot = (a: Input, b: Input, size: number): Node => {
  if (!b.isMapped && b.node.shape.length === 2) return stackedRows(a.node, b.node)
  if (!a.isMapped && a.node.shape.length === 2 && b.node.shape.at(-1) === 1) return stackedColumns(a.node, b.node)
  return dot(spread(a, size), spread(b, size))
}

// internal

/** [size, m, k] and [k, n]: the rows of all examples under each other. */
const stackedRows = (a: Node, b: Node): Node => {
  const [size, m, k] = a.shape as [number, number, number]
  return reshapeTo(dot(reshapeTo(a, [size * m, k]), b), [size, m, b.shape[1] as number])
}

/** [m, k] and [size, k, 1]: the columns are the rows of a product with the transposed matrix. */
const stackedColumns = (a: Node, b: Node): Node => {
  const [size, k] = b.shape as [number, number]
  return reshapeTo(dot(reshapeTo(b, [size, k]), permute(a, [1, 0])), [size, a.shape[0] as number, 1])
}
