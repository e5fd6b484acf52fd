/** @file Products of vectors, and the trace of matrices, over batches. */
import type { DotOp, OuterOp, TraceOp } from "../../types/call/linear-algebra.js"
import { binary, broadcastTo, fill, insertAxes, reduce, reshape, select } from "../graph/infer.js"
import { whereRow } from "../graph/matrix.js"
import { dot as dotNode } from "../primitives/dot.js"
import { assertMatrices, dotBatch, vectorBatch } from "../shape/linear-algebra.js"
import { alwaysFirst, operation, twoTensors } from "./dual.js"
import { numericTensor, numericTensors } from "./operand.js"

/**
 * The outer product: every element of `a` times every element of `b`; `outer(b)` waits for `a`.
 *
 * [..., M] and [..., N] give [..., M, N]; leading axes broadcast.
 * Dtypes promote. Errors: ShapeError for a scalar, or leading axes that don't broadcast. PyTorch: `torch.outer`.
 * NumPy: `np.outer`. JAX: `jnp.outer`.
 * @example
 * ```ts
 * import { outer, tensor, toArray } from "tuplet"
 * toArray(outer(tensor([1, 2]), tensor([3, 4, 5]))) // [[3, 4, 5], [6, 8, 10]]
 * ```
 */
export const outer: OuterOp = operation("outer(a, b)", twoTensors, (a: unknown, b: unknown) => {
  const [left, right] = numericTensors("outer", a, b)
  const batch = vectorBatch("outer", left.shape, right.shape)
  const shape = [...batch, left.shape.at(-1) as number, right.shape.at(-1) as number]
  const [rows, columns] = [insertAxes(left, [left.shape.length]), insertAxes(right, [right.shape.length - 1])]
  return binary("mul", broadcastTo(rows, shape), broadcastTo(columns, shape))
})

/**
 * The inner product of vectors; `dot(b)` waits for `a`.
 *
 * [..., K] and [..., K] give [...]; leading axes broadcast.
 * Dtypes promote. Errors: ShapeError where vectors differ in length. PyTorch: `torch.dot`, `torch.linalg.vecdot`.
 * NumPy: `np.dot`, `np.vecdot`. JAX: `jnp.dot`, `jnp.vecdot`.
 * @example
 * ```ts
 * import { dot, tensor, toArray } from "tuplet"
 * toArray(dot(tensor([1, 2, 3]), tensor([4, 5, 6]))) // 32
 * toArray(dot(tensor([[1, 2], [3, 4]]), tensor([1, -1]))) // [-1, -1]
 * ```
 */
export const dot: DotOp = operation("dot(a, b)", twoTensors, (a: unknown, b: unknown) => {
  const [left, right] = numericTensors("dot", a, b)
  const batch = dotBatch(left.shape, right.shape)
  const length = left.shape.at(-1) as number
  if (batch.length === 0) return reshape(dotNode(reshape(left, [1, length]), reshape(right, [length, 1])), [])
  const shape = [...batch, length]
  return reduce("sum", binary("mul", broadcastTo(left, shape), broadcastTo(right, shape)), [batch.length])
})

/**
 * The sum of the diagonal of matrices.
 *
 * [..., M, N] gives [...]. Floats and int32. Errors: ShapeError below rank 2. PyTorch: `torch.trace`, over batches.
 * NumPy: `np.trace`. JAX: `jnp.trace`.
 * @example
 * ```ts
 * import { tensor, toArray, trace } from "tuplet"
 * toArray(trace(tensor([[1, 2], [3, 4]]))) // 5
 * ```
 */
export const trace: TraceOp = operation("trace(x)", alwaysFirst, (x: unknown) => {
  const node = numericTensor("trace", x)
  assertMatrices("trace", node.shape)
  const [row, column] = [node.shape.length - 2, node.shape.length - 1]
  return reduce("sum", select(whereRow("eq", node.shape), node, fill(0, node.shape, node.dtype)), [row, column])
})
