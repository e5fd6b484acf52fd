/** @file `torch.nn.functional.pad`: widths as PyTorch lists them, the last dim first. */
import type { PadOptions } from "../../types/pad.js"
import type { EndWidths, PadEnd, PadEndFault } from "../../types/pad-end.js"
import type { Ok } from "../../types/shape.js"
import type { AnyTensor, Tensor } from "../../types/tensor.js"
import { untyped } from "../api/handle.js"
import { assertTensor } from "../api/operand.js"
import { pad as byPairs } from "../api/pad.js"
import { ShapeError } from "../shape/error.js"
import { describe } from "../shape/operand.js"
import { endPairsMessage } from "../shape/pad-messages.js"

/**
 * The tensor with a border around its last dims: `[left, right, top, bottom, ...]`. Options: `mode` and `value`,
 * those of the core's `pad`, which takes a pair for each dim.
 * Errors: ShapeError for a list that doesn't end in pairs or has too many, and those of the core's.
 * PyTorch: `torch.nn.functional.pad`, with `mode` and `value` by name.
 * @example
 * ```ts
 * import { toArray } from "tuplet"
 * import * as torch from "tuplet/torch"
 * toArray(torch.nn.functional.pad(torch.tensor([[1, 2]]), [0, 2, 1, 0])) // [[0, 0, 0, 0], [1, 2, 0, 0]]
 * ```
 */
export const pad = <X extends AnyTensor, const W extends EndWidths, const O extends PadOptions>(
  x: X,
  widths: Ok<PadEndFault<X["shape"], W, O>, W>,
  options?: O,
): Tensor<PadEnd<X["shape"], W>, X["dtype"]> => {
  const { shape } = assertTensor("pad", x)
  const list: unknown = widths
  if (!Array.isArray(list) || list.some((width) => typeof width !== "number")) {
    throw new TypeError(`pad: widths are a list of numbers, the last dim first, got ${describe(list)}`)
  }
  if (list.length % 2 === 1 || list.length > 2 * shape.length) throw new ShapeError(endPairsMessage(shape, list.length))
  const pairs = shape.map((_, axis) => {
    const at = 2 * (shape.length - 1 - axis)
    return [list[at] ?? 0, list[at + 1] ?? 0]
  })
  return untyped(byPairs)(x, pairs, options ?? {}) as never
}
