/** @file Axes that change places, direction or length. */
import type { ExpandOp } from "../../types/call/expand.js"
import type { FlipOp, MovedimOp } from "../../types/call/movedim.js"
import { broadcastTo, permute, slice } from "../graph/infer.js"
import { axesOf } from "../shape/axis.js"
import { expandShape } from "../shape/expand.js"
import { movedOrder } from "../shape/movedim.js"
import { operation, tensorOrDims, tensorOrShape } from "./dual.js"
import { assertTensor } from "./operand.js"

/**
 * The dims `from` moved to the places `to`, the others in their order; `movedim(from, to)` waits for its tensor.
 *
 * Each is one dim or a list. Errors: ShapeError for lists of unequal length, or a dim named twice. PyTorch: `torch.movedim`.
 * @example
 * ```ts
 * import { movedim, zeros } from "tuplet"
 * movedim(zeros([2, 3, 4]), 0, -1).shape // [3, 4, 2]
 * movedim(zeros([2, 3, 4]), [0, 1], [1, 0]).shape // [3, 2, 4]
 * ```
 */
export const movedim: MovedimOp = operation(
  "movedim(x, from, to)",
  tensorOrDims,
  (x: unknown, from: unknown, to: unknown) => {
    const node = assertTensor("movedim", x)
    return permute(node, movedOrder(node.shape, from, to))
  },
)

/**
 * The elements in reverse along a dim, or a list of them; `flip(dims)` waits for its tensor.
 *
 * Errors: ShapeError for a dim out of range, or named twice. PyTorch: `torch.flip`.
 * @example
 * ```ts
 * import { flip, tensor, toArray } from "tuplet"
 * toArray(flip(tensor([[1, 2, 3], [4, 5, 6]]), 1)) // [[3, 2, 1], [6, 5, 4]]
 * ```
 */
export const flip: FlipOp = operation("flip(x, dims)", tensorOrDims, (x: unknown, dims: unknown) => {
  const node = assertTensor("flip", x)
  const axes = axesOf("flip", node.shape, [dims].flat())
  return slice(
    node,
    node.shape.map((size, axis) => (axes.includes(axis) ? Math.max(size - 1, 0) : 0)),
    node.shape.map((_, axis) => (axes.includes(axis) ? -1 : 1)),
    node.shape,
  )
})

/**
 * The tensor repeated along new dims in front and dims of size 1; -1 keeps a dim. `expand(sizes)` waits for its tensor.
 *
 * Errors: ShapeError where another size would have to change. PyTorch: `Tensor.expand`.
 * @example
 * ```ts
 * import { expand, tensor, toArray } from "tuplet"
 * toArray(expand(tensor([[1], [2]]), [-1, 3])) // [[1, 1, 1], [2, 2, 2]]
 * ```
 */
export const expand: ExpandOp = operation("expand(x, sizes)", tensorOrShape, (x: unknown, sizes: unknown) => {
  const node = assertTensor("expand", x)
  return broadcastTo(node, expandShape(node.shape, sizes))
})
