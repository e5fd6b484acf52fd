/** @file Reading tensors: the only functions that compute. What has been computed once is not computed again. */
import type { DType, TypedArray } from "../types/dtype.js"
import type { DataOp, Element, ItemOp, ToArrayOp } from "../types/read.js"
import type { AnyTensor } from "../types/tensor.js"
import { isTensor, nodeOf } from "./api/handle.js"
import { readStorage } from "./exec/read.js"
import { type Node, sizeOf } from "./graph/node.js"
import type { Storage } from "./graph/op.js"
import { leavesOf } from "./graph/tree.js"
import { evaluateNodes } from "./pipeline.js"
import { ShapeError } from "./shape/error.js"
import { itemMessage } from "./shape/messages.js"
import { describe } from "./shape/operand.js"

/**
 * Computes a tensor, or every tensor of a tree at once, and returns it with its numbers known.
 * In a loop it cuts the history: what comes after builds on numbers, not on the graph that led to them. Pass it all
 * that a loop carries over (parameters, optimiser state, running totals): what is not evaluated grows with every turn.
 *
 * Errors: IndexError where a class index is out of range; RangeError when memory runs out.
 * PyTorch: no counterpart: it computes at once. JAX: `jax.block_until_ready`.
 * @example
 * ```ts
 * import { add, evaluate, tensor, toArray } from "tuplet"
 * let total = tensor([0, 0])
 * for (let i = 0; i < 3; i++) total = evaluate(add(total, 1))
 * toArray(total) // [3, 3]
 * ```
 */
export const evaluate = <T>(tree: T): T => {
  evaluateNodes(
    leavesOf(tree, "evaluate's argument").map(({ node }) => node),
    "evaluate",
  )
  return tree
}

/**
 * `evaluate` for hosts that compute elsewhere; here it is done before the promise is returned.
 * PyTorch: no counterpart: it computes at once.
 * @example
 * ```ts
 * import { add, evaluateAsync, tensor, toArray } from "tuplet"
 * const total = await evaluateAsync(add(tensor([1, 2]), 1))
 * toArray(total) // [2, 3]
 * ```
 */
export const evaluateAsync = async <T>(tree: T): Promise<T> => evaluate(tree)

/**
 * The elements as nested arrays, row-major: `[N, C] -> number[][]`; booleans for a bool tensor, a bare value for a
 * scalar.
 * PyTorch: `Tensor.tolist`. NumPy: `ndarray.tolist`. JAX: `Array.tolist`.
 * @example
 * ```ts
 * import { tensor, toArray } from "tuplet"
 * toArray(tensor([[1, 2], [3, 4]])) // [[1, 2], [3, 4]]
 * ```
 */
export const toArray = ((x: AnyTensor) => {
  const { node, numbers } = read(x, "toArray")
  const element = elementOf(node.dtype)
  // whether there are elements or not, the outer arrays are there: [2, 0] is [[], []]
  const nest = (axis: number, start: number, size: number): unknown => {
    const extent = node.shape[axis]
    if (extent === undefined) return element(numbers[start] as number)
    const step = size / extent
    return Array.from({ length: extent }, (_, i) => nest(axis + 1, start + i * step, step))
  }
  return nest(0, 0, numbers.length)
}) as ToArrayOp

/**
 * A copy of the elements as a typed array, row-major; bool as bytes of 0 and 1.
 * PyTorch: `Tensor.numpy`. NumPy: `ndarray.ravel`. JAX: `np.asarray`.
 * @example
 * ```ts
 * import { data, tensor } from "tuplet"
 * Array.from(data(tensor([[1, 2], [3, 4]]))) // [1, 2, 3, 4]
 * ```
 */
export const data = ((x: AnyTensor) => read(x, "data").numbers) as DataOp

/**
 * The one element of a tensor of size 1. PyTorch: `Tensor.item`. NumPy: `ndarray.item`. JAX: `Array.item`.
 *
 * Errors: ShapeError where there are more or none.
 * @example
 * ```ts
 * import { item, sum, tensor } from "tuplet"
 * item(sum(tensor([1, 2, 3]))) // 6
 * ```
 */
export const item = ((x: AnyTensor) => {
  const { shape } = assertTensor(x, "item")
  if (sizeOf(shape) !== 1) throw new ShapeError(itemMessage(shape))
  const { node, numbers } = read(x, "item")
  return elementOf(node.dtype)(numbers[0] as number)
}) as ItemOp

// internal

const assertTensor = (x: unknown, operation: string): Node => {
  if (!isTensor(x)) throw new TypeError(`${operation}: needs a tensor, got ${describe(x)}`)
  return nodeOf(x)
}

const read = (x: unknown, operation: string): { readonly node: Node; readonly numbers: TypedArray } => {
  const node = assertTensor(x, operation)
  const [storage] = evaluateNodes([node], operation)
  return { node, numbers: readStorage(storage as Storage) }
}

const elementOf =
  (dtype: DType) =>
  (x: number): Element<DType> =>
    dtype === "bool" ? x !== 0 : x
