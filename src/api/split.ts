/** @file A tensor taken apart along a dim; `split` also makes keys of a key. */
import type { ChunkOp, SplitOp, UnbindOp } from "../../types/call/split.js"
import { reshape } from "../graph/infer.js"
import { isNode, type Node } from "../graph/node.js"
import { part } from "../graph/part.js"
import { axisOf } from "../shape/axis.js"
import { assertRank } from "../shape/rank.js"
import { chunkPieces, type Piece, splitPieces } from "../shape/split.js"
import { operation, tensorFirst, tensorOrDim } from "./dual.js"
import { splitKey } from "./key.js"
import { assertTensor } from "./operand.js"

/**
 * The tensor in pieces along a dim, the first unless another is named: of one size, the last smaller if need be, or of
 * the sizes listed. `split(sizes, dim)` waits for its tensor. Of a key: `count` new keys, two unless told, independent
 * of each other and of draws with their parent.
 *
 * Errors: ShapeError for sizes that don't add up, or a size below 1. PyTorch: `torch.split`.
 * NumPy: `np.split`, which takes the places of the cuts. JAX: `jnp.split`, `jax.random.split`.
 * @example
 * ```ts
 * import { split, tensor, toArray } from "tuplet"
 * const [a, b] = split(tensor([[1, 2, 3], [4, 5, 6]]), [1, 2], 1)
 * toArray(a) // [[1], [4]]
 * toArray(b) // [[2, 3], [5, 6]]
 * split(tensor([1, 2, 3, 4, 5]), 2).length // 3
 * ```
 */
export const split: SplitOp = ((...args: unknown[]): unknown =>
  isForKeys(args[0]) ? splitKey(...(args as Parameters<typeof splitKey>)) : splitTensor(...args)) as SplitOp

/**
 * The tensor in at most `count` pieces of one size, the last smaller if need be, along a dim, the first unless another
 * is named; `chunk(count, dim)` waits for its tensor.
 *
 * Errors: ShapeError for a count below 1. PyTorch: `torch.chunk`. NumPy: `np.array_split`. JAX: `jnp.array_split`.
 * @example
 * ```ts
 * import { arange, chunk, toArray } from "tuplet"
 * const [front, back] = chunk(arange(5), 2)
 * toArray(front) // [0, 1, 2]
 * toArray(back) // [3, 4]
 * ```
 */
export const chunk: ChunkOp = operation(
  "chunk(x, count, dim)",
  tensorOrDim,
  (x: unknown, count: unknown, dim: unknown = 0) => {
    const node = assertTensor("chunk", x)
    assertRank("chunk", 1, node.shape)
    return cut(node, axisOf("chunk", node.shape, dim), chunkPieces(node.shape, count, dim))
  },
)

/**
 * The tensors that stand along a dim, the first unless another is named, without it; `unbind(dim)` waits for its
 * tensor.
 *
 * Errors: ShapeError for a dim out of range, or a scalar. PyTorch: `torch.unbind`.
 * NumPy: `np.unstack`. JAX: `jnp.unstack`.
 * @example
 * ```ts
 * import { tensor, toArray, unbind } from "tuplet"
 * const [first, second] = unbind(tensor([[1, 2], [3, 4]]))
 * toArray(second) // [3, 4]
 * ```
 */
export const unbind: UnbindOp = operation("unbind(x, dim)", tensorOrDim, (x: unknown, dim: unknown = 0) => {
  const node = assertTensor("unbind", x)
  assertRank("unbind", 1, node.shape)
  const axis = axisOf("unbind", node.shape, dim)
  const pieces = Array.from({ length: node.shape[axis] as number }, (_, start) => ({ start, size: 1 }))
  const shape = node.shape.filter((_, i) => i !== axis)
  return cut(node, axis, pieces).map((piece) => reshape(piece, shape))
})

// internal

const splitTensor: (...args: unknown[]) => unknown = operation(
  "split(x, sizes, dim)",
  tensorFirst,
  (x: unknown, sizes: unknown, dim: unknown = 0) => {
    const node = assertTensor("split", x)
    assertRank("split", 1, node.shape)
    return cut(node, axisOf("split", node.shape, dim), splitPieces(node.shape, sizes, dim))
  },
)

/** Whether the argument is neither a tensor nor sizes: then it must be a key, as the error says if it is not. */
const isForKeys = (first: unknown): boolean => !isNode(first) && typeof first !== "number" && !Array.isArray(first)

const cut = (x: Node, axis: number, pieces: readonly Piece[]): readonly Node[] =>
  pieces.map(({ start, size }) => part(x, axis, start, size))
