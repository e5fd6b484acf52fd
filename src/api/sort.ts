/**
 * @file Order along a dim. Equal elements stay in order; NaN counts as the largest; gradients go to where elements came
 * from.
 */
import type { ArgsortOp, SortOp, TopkOp } from "../../types/call/sort.js"
import { fill, sort as sortNode } from "../graph/infer.js"
import type { Node } from "../graph/node.js"
import { part } from "../graph/part.js"
import { axisOf } from "../shape/axis.js"
import { assertBoolean, readOptions } from "../shape/options.js"
import { topkCount } from "../shape/topk.js"
import { operation, tensorOrDim } from "./dual.js"
import { gatherAlong } from "./gather.js"
import { assertTensor, numericTensor } from "./operand.js"

/**
 * The elements in order along a dim, the last unless another is named, and where they were; `sort(dim, options)` waits
 * for its tensor.
 *
 * Any shape, kept, as `{ values, indices }`; any dtype, the indices are int32. `descending` begins with the largest.
 * Equal elements stay in order, whether `stable` is asked for or not; NaN counts as the largest. Errors: ShapeError for
 * a dim out of range.
 * PyTorch: `torch.sort`. NumPy: `np.sort`. JAX: `jnp.sort`.
 * @example
 * ```ts
 * import { sort, tensor, toArray } from "tuplet"
 * const { values, indices } = sort(tensor([3, 1, 2]))
 * toArray(values) // [1, 2, 3]
 * toArray(indices) // [1, 2, 0]
 * toArray(sort(tensor([[3, 1], [2, 4]]), 0, { descending: true }).values) // [[3, 4], [2, 1]]
 * ```
 */
export const sort: SortOp = operation(
  "sort(x, dim, options)",
  tensorOrDim,
  (x: unknown, dim: unknown = -1, options: unknown) => {
    const node = assertTensor("sort", x)
    const axis = axisOf("sort", node.shape, dim)
    return found(node, order(node, axis, isDescending("sort", options)), axis)
  },
)

/**
 * Where the elements in order along a dim, the last unless another is named, are; `argsort(dim, options)` waits for its
 * tensor.
 *
 * Any shape, kept; any dtype, the result is int32. `descending` begins with the largest. Equal elements stay in order,
 * whether `stable` is asked for or not; NaN counts as the largest. Errors: ShapeError for a dim out of range.
 * PyTorch: `torch.argsort`. NumPy: `np.argsort`. JAX: `jnp.argsort`.
 * @example
 * ```ts
 * import { argsort, tensor, toArray } from "tuplet"
 * toArray(argsort(tensor([3, 1, 2]))) // [1, 2, 0]
 * ```
 */
export const argsort: ArgsortOp = operation(
  "argsort(x, dim, options)",
  tensorOrDim,
  (x: unknown, dim: unknown = -1, options: unknown) => {
    const node = assertTensor("argsort", x)
    const axis = axisOf("argsort", node.shape, dim)
    return order(node, axis, isDescending("argsort", options))
  },
)

/**
 * The k largest elements along a dim, the last unless another is named, and where they were; `topk(k, dim, options)`
 * waits for its tensor.
 *
 * [..., N] -> [..., k], as `{ values, indices }`; the indices are int32. `largest: false` finds the smallest. The best
 * comes first, whether `sorted` is asked for or not, the first of equal ones before the others; NaN counts as the
 * largest. Floats and int32. Errors: ShapeError for a dim out of range, or fewer than k elements.
 * PyTorch: `torch.topk`. JAX: `jax.lax.top_k`.
 * @example
 * ```ts
 * import { tensor, toArray, topk } from "tuplet"
 * const { values, indices } = topk(tensor([[1, 5, 2], [7, 3, 4]]), 2)
 * toArray(values) // [[5, 2], [7, 4]]
 * toArray(indices) // [[1, 2], [0, 2]]
 * ```
 */
export const topk: TopkOp = operation(
  "topk(x, k, dim, options)",
  tensorOrDim,
  (x: unknown, k: unknown, dim: unknown = -1, options: unknown) => {
    const node = numericTensor("topk", x)
    const { axis, count } = topkCount(node.shape, k, dim)
    const { largest, sorted } = readOptions("topk", options, { largest: true, sorted: true })
    assertBoolean("topk", "sorted", sorted)
    const places = order(node, axis, assertBoolean("topk", "largest", largest))
    return found(node, node.shape.length === 0 ? places : part(places, axis, 0, count), axis)
  },
)

// internal

const isDescending = (op: string, options: unknown): boolean => {
  const { descending, stable } = readOptions(op, options, { descending: false, stable: false })
  assertBoolean(op, "stable", stable)
  return assertBoolean(op, "descending", descending)
}

const order = (x: Node, axis: number, descending: boolean): Node =>
  x.shape.length === 0 ? fill(0, [], "int32") : sortNode(x, axis, descending)

const found = (x: Node, indices: Node, axis: number) => ({
  values: x.shape.length === 0 ? x : gatherAlong(x, indices, axis),
  indices,
})
