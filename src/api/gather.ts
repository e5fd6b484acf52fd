/** @file Picking by tensors of indices: along an axis, or from all elements. Negative indices count from the end. */
import type { GatherOp, IndexSelectOp, TakeOp } from "../../types/call/gather.js"
import { binary, fill, gather as gatherNode, iota, reshape } from "../graph/infer.js"
import { type Node, sizeOf } from "../graph/node.js"
import { gatherAxis, indexSelectAxis } from "../shape/gather.js"
import { operation, tensorOrDim, twoTensors } from "./dual.js"
import { assertIndexTensor, positions } from "./indices.js"
import { assertTensor } from "./operand.js"

/**
 * For each element of the index, the element of x that it names along `dim`; `gather(dim, index)` waits for its tensor.
 *
 * The index is int32 and has x's rank (a scalar counts as a vector); off `dim` it may be smaller. The result has the
 * index's shape. Its gradient adds up where an index repeats. Errors: ShapeError, DTypeError; IndexError when evaluated
 * with an index out of range.
 * PyTorch: `torch.gather`, without negative indices. NumPy: `np.take_along_axis`. JAX: `jnp.take_along_axis`.
 * @example
 * ```ts
 * import { gather, tensor, toArray } from "tuplet"
 * const x = tensor([[1, 2, 3], [4, 5, 6]])
 * toArray(gather(x, 1, tensor([[2, 0], [1, 1]], "int32"))) // [[3, 1], [5, 5]]
 * ```
 */
export const gather: GatherOp = operation(
  "gather(x, dim, index)",
  tensorOrDim,
  (x: unknown, dim: unknown, index: unknown) => {
    const node = assertTensor("gather", x)
    const indices = assertIndexTensor("gather", index)
    const axis = gatherAxis("gather", node.shape, dim, indices.shape)
    const along = positions("gather", indices, node.shape[axis] ?? 1)
    return gatherAlong(node, along, axis)
  },
)

/**
 * x with the places of the index along `dim`; `indexSelect(dim, index)` waits for its tensor.
 *
 * The index is an int32 vector [N]; the axis gets its size. Its gradient adds up where an index repeats.
 * Errors: ShapeError, DTypeError; IndexError when evaluated with an index out of range. PyTorch: `torch.index_select`.
 * NumPy: `np.take` with an axis. JAX: `jnp.take` with an axis.
 * @example
 * ```ts
 * import { indexSelect, tensor, toArray } from "tuplet"
 * const x = tensor([[1, 2, 3], [4, 5, 6]])
 * toArray(indexSelect(x, 1, tensor([2, 0], "int32"))) // [[3, 1], [6, 4]]
 * ```
 */
export const indexSelect: IndexSelectOp = operation(
  "indexSelect(x, dim, index)",
  tensorOrDim,
  (x: unknown, dim: unknown, index: unknown) => {
    const node = assertTensor("indexSelect", x)
    const indices = assertIndexTensor("indexSelect", index)
    const axis = indexSelectAxis(node.shape, dim, indices.shape)
    return gatherNode(node, positions("indexSelect", indices, node.shape[axis] as number), axis)
  },
)

/**
 * The elements of x at positions in row-major order; `take(index)` waits for its tensor.
 *
 * The index is int32 of any shape, which the result has. Its gradient adds up where an index repeats.
 * Errors: DTypeError; IndexError when evaluated with an index out of range. PyTorch: `torch.take`.
 * NumPy: `np.take`. JAX: `jnp.take`.
 * @example
 * ```ts
 * import { take, tensor, toArray } from "tuplet"
 * const x = tensor([[1, 2, 3], [4, 5, 6]])
 * toArray(take(x, tensor([[0, 4], [-1, 2]], "int32"))) // [[1, 5], [6, 3]]
 * ```
 */
export const take: TakeOp = operation("take(x, index)", twoTensors, (x: unknown, index: unknown) => {
  const node = assertTensor("take", x)
  const indices = assertIndexTensor("take", index)
  return fromFlat(node, positions("take", indices, sizeOf(node.shape)))
})

/** For each element of the positions, which are in range, the element of x that it names along the axis. */
export const gatherAlong = (x: Node, along: Node, axis: number): Node =>
  fromFlat(x, flatPositions(x.shape, axis, along))

/** Row-major positions in `shape` of places that agree with their own coordinates but for one axis. */
export const flatPositions = (shape: readonly number[], axis: number, along: Node): Node => {
  if (shape.length < 2) return along
  const coordinates = shape.map((_, i) => (i === axis ? along : iota(along.shape, i)))
  return coordinates.reduce((flat, coordinate, i) => {
    const size = fill(shape[i] as number, along.shape, "int32")
    return binary("add", binary("mul", flat, size), coordinate)
  })
}

// internal

/** The element at each row-major position. */
const fromFlat = (x: Node, flat: Node): Node =>
  gatherNode(x.shape.length === 1 ? x : reshape(x, [sizeOf(x.shape)]), flat, 0)
