/** @file Several tensors in one: along an axis they have, or along a new one. */
import type { ConcatOp, StackOp } from "../../types/call/concat.js"
import { concat as concatNodes, insertAxes } from "../graph/infer.js"
import { concatAxis } from "../shape/concat.js"
import { stackAxis } from "../shape/stack.js"
import { listFirst, operation } from "./dual.js"
import { listOf } from "./list.js"
import { inCommonDType } from "./operand.js"

/**
 * The tensors one after another along a dim they have, the first unless another is named; `concat(dim)` waits for its
 * list.
 *
 * [N, …], [M, …] -> [N + M, …]: other dims are equal. Dtypes promote.
 * Errors: ShapeError where ranks or other dims differ, or the list is empty. PyTorch: `torch.cat`.
 * NumPy: `np.concatenate`. JAX: `jnp.concatenate`.
 * @example
 * ```ts
 * import { concat, tensor, toArray } from "tuplet"
 * const [a, b] = [tensor([[1, 2]]), tensor([[3, 4]])]
 * toArray(concat([a, b])) // [[1, 2], [3, 4]]
 * toArray(concat([a, b], -1)) // [[1, 2, 3, 4]]
 * ```
 */
export const concat: ConcatOp = operation("concat(tensors, dim)", listFirst, (tensors: unknown, dim: unknown = 0) => {
  const nodes = inCommonDType(listOf("concat", tensors))
  const axis = concatAxis(
    nodes.map((node) => node.shape),
    dim,
  )
  return concatNodes(nodes, axis)
})

/**
 * Tensors of one shape along a new dim, the first unless another place is named; `stack(dim)` waits for its list.
 *
 * n times [A, …] -> [n, A, …]. Dtypes promote. Errors: ShapeError where shapes differ, or the list is empty.
 * PyTorch: `torch.stack`. NumPy: `np.stack`. JAX: `jnp.stack`.
 * @example
 * ```ts
 * import { stack, tensor, toArray } from "tuplet"
 * const [a, b] = [tensor([1, 2]), tensor([3, 4])]
 * toArray(stack([a, b])) // [[1, 2], [3, 4]]
 * toArray(stack([a, b], 1)) // [[1, 3], [2, 4]]
 * ```
 */
export const stack: StackOp = operation("stack(tensors, dim)", listFirst, (tensors: unknown, dim: unknown = 0) => {
  const nodes = inCommonDType(listOf("stack", tensors))
  const axis = stackAxis(
    nodes.map((node) => node.shape),
    dim,
  )
  return concatNodes(
    nodes.map((node) => insertAxes(node, [axis])),
    axis,
  )
})
