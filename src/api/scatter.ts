/**
 * @file Writing by tensors of indices, and picking with indices that broadcast. Negative indices count from the end.
 */
import type { ScatterOp, TakeAlongDimOp } from "../../types/call/scatter.js"
import {
  binary,
  broadcastTo,
  cast,
  compare,
  concat,
  fill,
  gather,
  reshape,
  scatterAdd as scatterAddNode,
  slice,
  sort,
} from "../graph/infer.js"
import { type Node, sizeOf } from "../graph/node.js"
import { convert } from "../graph/scalar.js"
import { assertFits } from "../shape/dtype.js"
import { assertSource, scatterAxis, takeAlongShapes } from "../shape/scatter.js"
import { operation, tensorOrDim, tensorPair } from "./dual.js"
import { choose, is } from "./expression.js"
import { flatPositions, gatherAlong } from "./gather.js"
import { assertIndexTensor, positions } from "./indices.js"
import { assertTensor, numericTensor } from "./operand.js"

/**
 * x with elements of the source at the places that the index names along `dim`; `scatter(dim, index, source)` waits for
 * its tensor.
 *
 * The index is int32 and has x's rank; off `dim` it may be smaller. The source is a number, or a tensor that has an
 * element for each of the index. Of several for one place the last is written, where PyTorch leaves it open; what is
 * not written has no gradient. Any dtype that takes the source's elements. Errors: ShapeError, DTypeError; IndexError
 * when evaluated with an index out of range. PyTorch: `torch.scatter`. NumPy: `np.put_along_axis`.
 * JAX: `jnp.put_along_axis`.
 * @example
 * ```ts
 * import { scatter, tensor, toArray, zeros } from "tuplet"
 * const index = tensor([[2], [0]], "int32")
 * toArray(scatter(zeros([2, 3]), 1, index, tensor([[5], [6]]))) // [[0, 0, 5], [6, 0, 0]]
 * toArray(scatter(zeros([2, 3]), 1, index, 1)) // [[0, 0, 1], [1, 0, 0]]
 * ```
 */
export const scatter: ScatterOp<"scatter", "any"> = operation(
  "scatter(x, dim, index, source)",
  tensorOrDim,
  (x: unknown, dim: unknown, index: unknown, source: unknown) => {
    const node = assertTensor("scatter", x)
    const { places, updates } = placed("scatter", node, dim, index, source)
    const size = sizeOf(node.shape)
    const added = node.dtype === "bool" ? "int32" : node.dtype
    const { at, isLast, order } = lastOfEach(places)
    const chosen = choose(isLast, cast(gather(updates, order, 0), added), 0)
    const written = scatterAddNode(at, chosen, 0, size)
    const isWritten = is(scatterAddNode(at, fill(1, at.shape, "int32"), 0, size), "ne", 0)
    return choose(reshape(isWritten, node.shape), reshape(cast(written, node.dtype), node.shape), node)
  },
)

/**
 * x with elements of the source added at the places that the index names along `dim`; `scatterAdd(dim, index, source)`
 * waits for its tensor.
 *
 * The index is int32 and has x's rank; off `dim` it may be smaller. The source is a tensor that has an element for each
 * of the index. Floats and int32; elements are added in order. Errors: ShapeError, DTypeError; IndexError when
 * evaluated with an index out of range. PyTorch: `torch.scatter_add`. NumPy: `np.add.at`. JAX: `x.at[index].add`.
 * @example
 * ```ts
 * import { ones, scatterAdd, tensor, toArray, zeros } from "tuplet"
 * const index = tensor([0, 2, 0], "int32")
 * toArray(scatterAdd(zeros([3]), 0, index, ones([3]))) // [2, 0, 1]
 * ```
 */
export const scatterAdd: ScatterOp<"scatterAdd", "number"> = operation(
  "scatterAdd(x, dim, index, source)",
  tensorOrDim,
  (x: unknown, dim: unknown, index: unknown, source: unknown) => {
    const node = numericTensor("scatterAdd", x)
    const { places, updates } = placed("scatterAdd", node, dim, index, assertTensor("scatterAdd", source))
    return binary("add", node, reshape(scatterAddNode(places, updates, 0, sizeOf(node.shape)), node.shape))
  },
)

/**
 * For each index the element of x that it names along `dim`, where both broadcast off it; `takeAlongDim(indices, dim)`
 * waits for its tensor.
 *
 * The indices are int32 and have x's rank. The result has their size along `dim`. Its gradient adds up where an index
 * repeats. Errors: ShapeError, DTypeError; IndexError when evaluated with an index out of range. Without a dim, over
 * the flattened tensors, it is `take(x, flatten(indices))`.
 * PyTorch: `torch.take_along_dim`. NumPy: `np.take_along_axis`. JAX: `jnp.take_along_axis`.
 * @example
 * ```ts
 * import { takeAlongDim, tensor, toArray } from "tuplet"
 * const x = tensor([[3, 1, 2], [6, 5, 4]])
 * toArray(takeAlongDim(x, tensor([[0, 2]], "int32"), 1)) // [[3, 2], [6, 4]]
 * ```
 */
export const takeAlongDim: TakeAlongDimOp = operation(
  "takeAlongDim(x, indices, dim)",
  tensorPair,
  (x: unknown, indices: unknown, dim: unknown) => {
    const node = assertTensor("takeAlongDim", x)
    const index = assertIndexTensor("takeAlongDim", indices)
    const { axis, from, to } = takeAlongShapes(node.shape, index.shape, dim)
    const along = positions("takeAlongDim", index, node.shape[axis] ?? 1)
    return gatherAlong(broadcastTo(node, from), broadcastTo(along, to), axis)
  },
)

// internal

interface Placed {
  /** Row-major positions in x, and what comes to each: vectors of one length. */
  readonly places: Node
  readonly updates: Node
}

const placed = (op: string, x: Node, dim: unknown, index: unknown, source: unknown): Placed => {
  const indices = assertIndexTensor(op, index)
  const axis = scatterAxis(op, x.shape, dim, indices.shape)
  const along = positions(op, indices, x.shape[axis] ?? 1)
  const count = sizeOf(indices.shape)
  return {
    places: reshape(flatPositions(x.shape, axis, along), [count]),
    updates: reshape(elements(op, x, indices.shape, source), [count]),
  }
}

/** The elements of a source that an index of a shape names places for, in the dtype of x. */
const elements = (op: string, x: Node, shape: readonly number[], source: unknown): Node => {
  if (typeof source === "number") {
    assertFits(op, source, x.dtype)
    return fill(convert(source, x.dtype), shape, x.dtype)
  }
  const node = assertTensor(op, source)
  assertSource(op, shape, x.dtype, node)
  const isWhole = shape.every((size, i) => size === node.shape[i])
  const zeros = shape.map(() => 0)
  const ones = shape.map(() => 1)
  return cast(isWhole ? node : slice(node, zeros, ones, shape), x.dtype)
}

/** Places in order, which update each one is of, and whether it is the last of its place. */
const lastOfEach = (places: Node): { readonly at: Node; readonly isLast: Node; readonly order: Node } => {
  const order = sort(places, 0, false)
  const at = gather(places, order, 0)
  const [count] = places.shape as readonly [number]
  const rest = slice(at, [Math.min(1, count)], [1], [Math.max(count - 1, 0)])
  const next = count === 0 ? at : concat([rest, fill(-1, [1], "int32")], 0)
  return { at, isLast: compare("ne", at, next), order }
}
