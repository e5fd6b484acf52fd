/** @file Views: the same numbers under another shape. */
import type {
  BroadcastToOp,
  PermuteOp,
  ReshapeOp,
  SqueezeOp,
  TransposeOp,
  UnsqueezeOp,
} from "../../types/call/movement.js"
import { broadcastTo as broadcastNode, permute as permuteNode, reshape as reshapeNode } from "../graph/infer.js"
import { assertBroadcastsTo } from "../shape/broadcast.js"
import { assertShape } from "../shape/operand.js"
import { permutation, transposition } from "../shape/permute.js"
import { reshapeShape } from "../shape/reshape.js"
import { squeezeShape, unsqueezeShape } from "../shape/squeeze.js"
import { alwaysFirst, operation, tensorOrDim, tensorOrOrder, tensorOrShape } from "./dual.js"
import { assertTensor } from "./operand.js"

/**
 * The elements in order under another shape; `reshape(shape)` waits for its tensor.
 *
 * One size may be -1, or a named dim: it is found by division.
 * Errors: ShapeError where the number of elements would change. PyTorch: `torch.reshape`.
 * NumPy: `np.reshape`. JAX: `jnp.reshape`.
 * @example
 * ```ts
 * import { reshape, tensor, toArray } from "tuplet"
 * const x = tensor([[1, 2, 3], [4, 5, 6]])
 * toArray(reshape(x, [3, 2])) // [[1, 2], [3, 4], [5, 6]]
 * reshape(x, [-1]).shape // [6]
 * ```
 */
export const reshape: ReshapeOp = operation("reshape(x, shape)", tensorOrShape, (x: unknown, shape: unknown) => {
  const node = assertTensor("reshape", x)
  return reshapeNode(node, reshapeShape(node.shape, shape))
})

/**
 * The axes in another order: axis i of the result is axis order[i]; `permute(order)` waits for its tensor.
 *
 * Errors: ShapeError where the order does not name each axis once. PyTorch: `torch.permute`.
 * NumPy: `np.transpose`. JAX: `jnp.transpose`.
 * @example
 * ```ts
 * import { permute, zeros } from "tuplet"
 * permute(zeros([2, 3, 4]), [2, 0, 1]).shape // [4, 2, 3]
 * ```
 */
export const permute: PermuteOp = operation("permute(x, order)", tensorOrOrder, (x: unknown, order: unknown) => {
  const node = assertTensor("permute", x)
  return permuteNode(node, permutation(node.shape, order))
})

/**
 * The last two axes exchanged.
 *
 * [..., M, N] -> [..., N, M]. Errors: ShapeError below rank 2. PyTorch: `Tensor.mT`.
 * NumPy: `np.matrix_transpose`. JAX: `jnp.matrix_transpose`.
 * @example
 * ```ts
 * import { tensor, toArray, transpose } from "tuplet"
 * toArray(transpose(tensor([[1, 2, 3], [4, 5, 6]]))) // [[1, 4], [2, 5], [3, 6]]
 * ```
 */
export const transpose: TransposeOp = operation(
  "transpose(x): use permute(x, order) for other axes",
  alwaysFirst,
  (x: unknown) => {
    const node = assertTensor("transpose", x)
    return permuteNode(node, transposition(node.shape))
  },
)

/**
 * The tensor repeated along new axes and axes of size 1; `broadcastTo(shape)` waits for its tensor.
 *
 * Errors: ShapeError where another size would have to change. PyTorch: `torch.broadcast_to`.
 * NumPy: `np.broadcast_to`. JAX: `jnp.broadcast_to`.
 * @example
 * ```ts
 * import { broadcastTo, tensor, toArray } from "tuplet"
 * toArray(broadcastTo(tensor([1, 2]), [2, 2])) // [[1, 2], [1, 2]]
 * ```
 */
export const broadcastTo: BroadcastToOp = operation(
  "broadcastTo(x, shape)",
  tensorOrShape,
  (x: unknown, shape: unknown) => {
    const node = assertTensor("broadcastTo", x)
    const to = assertShape("broadcastTo", shape)
    assertBroadcastsTo(node.shape, to)
    return broadcastNode(node, to)
  },
)

/**
 * A new axis of size 1, at `dim` of the result; `unsqueeze(dim)` waits for its tensor.
 *
 * Errors: ShapeError for a dim out of range. PyTorch: `torch.unsqueeze`.
 * NumPy: `np.expand_dims`. JAX: `jnp.expand_dims`.
 * @example
 * ```ts
 * import { tensor, unsqueeze } from "tuplet"
 * unsqueeze(tensor([1, 2, 3]), 0).shape // [1, 3]
 * unsqueeze(tensor([1, 2, 3]), -1).shape // [3, 1]
 * ```
 */
export const unsqueeze: UnsqueezeOp = operation("unsqueeze(x, dim)", tensorOrDim, (x: unknown, dim: unknown) => {
  const node = assertTensor("unsqueeze", x)
  return reshapeNode(node, unsqueezeShape(node.shape, dim))
})

/**
 * The tensor without an axis of size 1, or without any; `squeeze(dim)` waits for its tensor.
 *
 * Errors: ShapeError where the axis named has another size.
 * PyTorch: `torch.squeeze`, which keeps such an axis. NumPy: `np.squeeze`. JAX: `jnp.squeeze`.
 * @example
 * ```ts
 * import { squeeze, zeros } from "tuplet"
 * squeeze(zeros([2, 1, 3]), 1).shape // [2, 3]
 * squeeze(zeros([1, 2, 1])).shape // [2]
 * ```
 */
export const squeeze: SqueezeOp = operation("squeeze(x, dim)", tensorOrDim, (x: unknown, dim: unknown) => {
  const node = assertTensor("squeeze", x)
  return reshapeNode(node, squeezeShape(node.shape, dim))
})
