/** @file A part of one dim, or one element of it. */
import type { NarrowOp, SelectOp } from "../../types/call/narrow.js"
import { binary, expand, fill, gather, iota, reshape } from "../graph/infer.js"
import { isNode, type Node } from "../graph/node.js"
import { part } from "../graph/part.js"
import { ShapeError } from "../shape/error.js"
import { narrowPart, selectPlace } from "../shape/narrow.js"
import { show } from "../shape/sentence.js"
import { operation, tensorOrDim } from "./dual.js"
import { assertIndexTensor, positions } from "./indices.js"
import { assertTensor } from "./operand.js"

/**
 * So many elements along a dim, from a start on, negative from the end; `narrow(dim, start, length)` waits for its
 * tensor.
 *
 * The start may be an int32 scalar. Errors: ShapeError for elements that aren't there; IndexError for a start in a
 * tensor that is out of range, when evaluated. PyTorch: `torch.narrow`. JAX: `jax.lax.dynamic_slice_in_dim`.
 * @example
 * ```ts
 * import { narrow, tensor, toArray } from "tuplet"
 * const x = tensor([[1, 2, 3], [4, 5, 6]])
 * toArray(narrow(x, 1, 1, 2)) // [[2, 3], [5, 6]]
 * ```
 */
export const narrow: NarrowOp = operation(
  "narrow(x, dim, start, length)",
  tensorOrDim,
  (x: unknown, dim: unknown, start: unknown, length: unknown) => {
    const node = assertTensor("narrow", x)
    const { axis, start: first, length: count } = narrowPart(node.shape, dim, start, length, !isNode(start))
    if (first !== undefined) return part(node, axis, first, count)
    return gather(node, binary("add", iota([count], 0), startOf(start, node.shape[axis] as number, count)), axis)
  },
)

/**
 * The element at an index along a dim, negative from the end, without the dim; `select(dim, index)` waits for its
 * tensor.
 *
 * Errors: ShapeError for a dim out of range; IndexError for an index out of range. PyTorch: `torch.select`.
 * @example
 * ```ts
 * import { select, tensor, toArray } from "tuplet"
 * const x = tensor([[1, 2, 3], [4, 5, 6]])
 * toArray(select(x, 0, -1)) // [4, 5, 6]
 * toArray(select(x, 1, 0)) // [1, 4]
 * ```
 */
export const select: SelectOp = operation(
  "select(x, dim, index)",
  tensorOrDim,
  (x: unknown, dim: unknown, index: unknown) => {
    const node = assertTensor("select", x)
    const { axis, place } = selectPlace(node.shape, dim, index)
    return reshape(
      part(node, axis, place, 1),
      node.shape.filter((_, i) => i !== axis),
    )
  },
)

// internal

/** Where a part begins that a tensor tells, once for each of its elements. */
const startOf = (start: unknown, size: number, count: number): Node => {
  const node = assertIndexTensor("narrow", start)
  if (node.shape.length > 0) throw new ShapeError(`narrow: a start is a number or a scalar, got ${show(node.shape)}`)
  // the last start is size - count; negative ones count from the end of the dim
  const shifted = positions("narrow", node, size, size - count + 1)
  return count === 0 ? fill(0, [0], "int32") : expand(reshape(shifted, [1]), [count])
}
