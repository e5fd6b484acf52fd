/** @file Axes that change places, direction or length. */
import type { ExpandOp } from "../../types/call/expand.js"
import type { FlipOp, MovedimOp } from "../../types/call/movedim.js"
import type { RollOp } from "../../types/call/roll.js"
import { broadcastTo, concat, permute, slice } from "../graph/infer.js"
import type { Node } from "../graph/node.js"
import { part } from "../graph/part.js"
import { axesOf } from "../shape/axis.js"
import { expandShape } from "../shape/expand.js"
import { movedOrder } from "../shape/movedim.js"
import { rollTurns } from "../shape/roll.js"
import { operation, tensorOrDims, tensorOrShape } from "./dual.js"
import { assertTensor } from "./operand.js"

/**
 * The dims `from` moved to the places `to`, the others in their order; `movedim(from, to)` waits for its tensor.
 *
 * Each is one dim or a list. Errors: ShapeError for lists of unequal length, or a dim named twice.
 * PyTorch: `torch.movedim`. NumPy: `np.moveaxis`. JAX: `jnp.moveaxis`.
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
 * Errors: ShapeError for a dim out of range, or named twice. PyTorch: `torch.flip`. NumPy: `np.flip`. JAX: `jnp.flip`.
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
 * The elements so many places further along a dim, those past the end at the beginning; `roll(shifts, dims)` waits for
 * its tensor. Shifts and dims are one each, or lists of one length.
 *
 * Errors: ShapeError for lists of unequal length, or a dim named twice. PyTorch: `torch.roll` with dims.
 * NumPy: `np.roll`. JAX: `jnp.roll`.
 * @example
 * ```ts
 * import { roll, tensor, toArray } from "tuplet"
 * toArray(roll(tensor([1, 2, 3, 4]), 1, 0)) // [4, 1, 2, 3]
 * ```
 */
export const roll: RollOp = operation(
  "roll(x, shifts, dims)",
  tensorOrDims,
  (x: unknown, shifts: unknown, dims: unknown) => {
    const node = assertTensor("roll", x)
    return rollTurns(node.shape, shifts, dims).reduce(
      (rolled, { axis, count }) => (count === 0 ? rolled : concat(swapped(rolled, axis, count), axis)),
      node,
    )
  },
)

/**
 * The tensor repeated along new dims in front and dims of size 1; -1 keeps a dim. `expand(sizes)` waits for its tensor.
 *
 * Errors: ShapeError where another size would have to change. PyTorch: `Tensor.expand`.
 * NumPy: `np.broadcast_to`. JAX: `jnp.broadcast_to`.
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

// internal

/** The last `count` elements along an axis, and those before them. */
const swapped = (x: Node, axis: number, count: number): readonly Node[] => {
  const rest = (x.shape[axis] as number) - count
  return [part(x, axis, rest, count), part(x, axis, 0, rest)]
}
