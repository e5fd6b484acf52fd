/** @file A border around a tensor, and copies of it side by side. */
import type { PadOp, TileOp } from "../../types/call/pad.js"
import { expand, insertAxes, pad as padNode, reshape } from "../graph/infer.js"
import type { Node } from "../graph/node.js"
import { convert } from "../graph/scalar.js"
import { assertFits } from "../shape/dtype.js"
import { ShapeError } from "../shape/error.js"
import { describe } from "../shape/operand.js"
import { assertWidth, padBorders } from "../shape/pad.js"
import { type Form, operation, tensorOrShape } from "./dual.js"
import { assertTensor } from "./operand.js"

const tensorOrWidths: Form = {
  ...tensorOrShape,
  mayWait: (first) => typeof first === "number" || Array.isArray(first),
  first: "a tensor or widths",
}

const tensorOrCopies: Form = { ...tensorOrShape, first: "a tensor or a list of copies" }

/**
 * The tensor with `value` around it, 0 unless another is given; `pad(widths, value)` waits for its tensor.
 *
 * Widths are NumPy's, a pair [before, after] for each dim, or one number for both ends of all.
 * Errors: ShapeError for another number of pairs, or negative ones; DTypeError for a value that the dtype can't hold.
 * PyTorch: `torch.nn.functional.pad`, which lists the last dim first, in one flat list: `pad(x, [[1, 1], [0, 2]])` is
 * `F.pad(x, (0, 2, 1, 1))`. NumPy: `np.pad`. JAX: `jnp.pad`.
 * @example
 * ```ts
 * import { pad, tensor, toArray } from "tuplet"
 * toArray(pad(tensor([[1, 2]]), [[0, 1], [1, 0]])) // [[0, 1, 2], [0, 0, 0]]
 * toArray(pad(tensor([1, 2]), 1, 9)) // [9, 1, 2, 9]
 * ```
 */
export const pad: PadOp = operation(
  "pad(x, widths, value)",
  tensorOrWidths,
  (x: unknown, widths: unknown, value: unknown = 0) => {
    const node = assertTensor("pad", x)
    const { low, high } = padBorders(node.shape, widths)
    if (typeof value !== "number") throw new TypeError(`pad: a value is a number, got ${describe(value)}`)
    assertFits("pad", value, node.dtype)
    return padNode(node, low, high, convert(value, node.dtype))
  },
)

/**
 * Copies of the tensor side by side, so many along each dim; `tile(copies)` waits for its tensor.
 *
 * The list counts from the last dim; a longer one adds dims in front. Errors: ShapeError for negative numbers.
 * PyTorch: `torch.tile`, `Tensor.repeat`. NumPy: `np.tile`. JAX: `jnp.tile`.
 * @example
 * ```ts
 * import { tensor, tile, toArray } from "tuplet"
 * toArray(tile(tensor([1, 2]), [2])) // [1, 2, 1, 2]
 * toArray(tile(tensor([1, 2]), [2, 1])) // [[1, 2], [1, 2]]
 * ```
 */
export const tile: TileOp = operation("tile(x, copies)", tensorOrCopies, (x: unknown, copies: unknown) => {
  const node = assertTensor("tile", x)
  if (!Array.isArray(copies)) throw new ShapeError(`tile: copies are a list like [2, 1], got ${describe(copies)}`)
  const counts = copies.map((count) => assertWidth("tile", count))
  const ranked = insertAxes(
    node,
    Array.from({ length: Math.max(0, counts.length - node.shape.length) }, (_, i) => i),
  )
  const lead = ranked.shape.length - counts.length
  return counts.reduce((tiled: Node, count, i) => copied(tiled, lead + i, count), ranked)
})

// internal

/** An axis `count` times over: one more axis, grown and joined with it. */
const copied = (x: Node, axis: number, count: number): Node => {
  if (count === 1) return x
  const extent = x.shape[axis] as number
  const grown = expand(insertAxes(x, [axis]), [...x.shape.slice(0, axis), count, ...x.shape.slice(axis)])
  return reshape(grown, x.shape.with(axis, count * extent))
}
