/** @file A border around a tensor, and copies of it side by side. */
import type { PadOp, TileOp } from "../../types/call/pad.js"
import type { PadMode } from "../../types/pad.js"
import { expand, insertAxes, pad as padNode, reshape } from "../graph/infer.js"
import type { Node } from "../graph/node.js"
import { convert } from "../graph/scalar.js"
import { assertFits } from "../shape/dtype.js"
import { ShapeError } from "../shape/error.js"
import { describe } from "../shape/operand.js"
import { readOptions } from "../shape/options.js"
import { assertWidth, padBorders } from "../shape/pad.js"
import { borderOf } from "./border.js"
import { type Form, operation, tensorOrShape } from "./dual.js"
import { assertTensor } from "./operand.js"
import { cutAxes } from "./window.js"

const tensorOrWidths: Form = {
  ...tensorOrShape,
  mayWait: (first) => typeof first === "number" || Array.isArray(first),
  first: "a tensor or widths",
}

const tensorOrCopies: Form = { ...tensorOrShape, first: "a tensor or a list of copies" }

/**
 * The tensor with a border around it, of 0 unless another `value` is given; `pad(widths, options)` waits for its
 * tensor.
 *
 * Widths are those of NumPy: a pair [before, after] for each dim, or one number for both ends of all; below 0 they cut
 * off, before anything is put there. Options, or the value alone: `mode` "constant", "reflect" (what is inside,
 * mirrored at the last element), "replicate" (that element) or "circular" (what is at the other end), and `value`.
 * Errors: ShapeError for another number of pairs, more to cut off than there is, or too little to fill a border from;
 * DTypeError for a value that the dtype can't hold. PyTorch lists the last dim first, in one flat list:
 * `pad(x, [[1, 1], [0, 2]])` is `F.pad(x, (0, 2, 1, 1))`.
 * PyTorch: `torch.nn.functional.pad`. NumPy: `np.pad`. JAX: `jnp.pad`.
 * @example
 * ```ts
 * import { pad, tensor, toArray } from "tuplet"
 * toArray(pad(tensor([[1, 2]]), [[0, 1], [1, 0]])) // [[0, 1, 2], [0, 0, 0]]
 * toArray(pad(tensor([1, 2]), 1, 9)) // [9, 1, 2, 9]
 * toArray(pad(tensor([1, 2, 3]), [[2, -1]], { mode: "circular" })) // [1, 2, 1, 2]
 * ```
 */
export const pad: PadOp = operation(
  "pad(x, widths, options)",
  tensorOrWidths,
  (x: unknown, widths: unknown, options: unknown) => {
    const node = assertTensor("pad", x)
    const { mode, value } = borderOptions(options)
    const borders = padBorders(node.shape, widths, mode)
    const kept = cutAxes(
      node,
      borders.map(({ start }) => start),
      borders.map(({ count }) => count),
    )
    if (mode !== "constant") return borders.reduce((whole, border, axis) => borderOf[mode](whole, axis, border), kept)
    assertFits("pad", value, node.dtype)
    return padNode(
      kept,
      borders.map(({ low }) => low),
      borders.map(({ high }) => high),
      convert(value, node.dtype),
    )
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

const borderOptions = (given: unknown): { readonly mode: PadMode; readonly value: number } => {
  const options = typeof given === "object" ? given : { value: given }
  const { mode, value } = readOptions("pad", options, { mode: "constant", value: undefined })
  if (!isMode(mode)) throw new TypeError(`pad: unknown mode ${describe(mode)}: use ${modes.join(" | ")}`)
  if (value !== undefined && typeof value !== "number") {
    throw new TypeError(`pad: a value is a number, got ${describe(value)}`)
  }
  if (mode !== "constant" && (value ?? 0) !== 0) throw new TypeError(`pad: mode "${mode}" takes no value`)
  return { mode, value: value ?? 0 }
}

const modes: readonly PadMode[] = ["constant", "reflect", "replicate", "circular"]

const isMode = (mode: unknown): mode is PadMode => modes.includes(mode as PadMode)

/** An axis `count` times over: one more axis, grown and joined with it. */
const copied = (x: Node, axis: number, count: number): Node => {
  if (count === 1) return x
  const extent = x.shape[axis] as number
  const grown = expand(insertAxes(x, [axis]), [...x.shape.slice(0, axis), count, ...x.shape.slice(axis)])
  return reshape(grown, x.shape.with(axis, count * extent))
}
