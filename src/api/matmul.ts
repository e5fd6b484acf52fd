/** @file Matrix products. */
import type { MatmulOp } from "../../types/call/matmul.js"
import { broadcastTo, reshapeTo } from "../graph/infer.js"
import { type Node, sizeOf } from "../graph/node.js"
import { dot } from "../primitives/dot.js"
import { matmulShape } from "../shape/matmul.js"
import { operation, twoTensors } from "./dual.js"
import { numericTensors } from "./operand.js"

/**
 * The matrix product; `matmul(b)` waits for `a`.
 *
 * [..., M, K] · [..., K, N] -> [..., M, N]: leading axes broadcast; a vector is a row on the left, a column on the
 * right. Dtypes promote. Errors: ShapeError where inner dims differ or a side is a scalar. PyTorch: `torch.matmul`.
 * NumPy: `np.matmul`. JAX: `jnp.matmul`.
 * @example
 * ```ts
 * import { matmul, tensor, toArray } from "tuplet"
 * const a = tensor([[1, 2], [3, 4]])
 * toArray(matmul(a, tensor([[1, 0], [1, 1]]))) // [[3, 2], [7, 4]]
 * toArray(matmul(a, tensor([1, -1]))) // [-1, -1]
 * ```
 */
export const matmul: MatmulOp = operation("matmul(a, b)", twoTensors, (a: unknown, b: unknown) => {
  return productOf(...numericTensors("matmul", a, b))
})

/** The matrix product of two nodes of one dtype. */
export const productOf = (left: Node, right: Node): Node => {
  const { batch, m, k, n, result } = matmulShape(left.shape, right.shape)
  // one matrix on the right: the batch of the left side is just more rows
  if (right.shape.length <= 2) {
    const rows = sizeOf(batch) * m
    return reshapeTo(dot(reshapeTo(left, [rows, k]), reshapeTo(right, [k, n])), result)
  }
  const rows = left.shape.length === 1 ? reshapeTo(left, [1, k]) : left
  return reshapeTo(dot(broadcastTo(rows, [...batch, m, k]), broadcastTo(right, [...batch, k, n])), result)
}
