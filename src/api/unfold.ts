/** @file The windows of an image as columns of a matrix. */
import type { UnfoldOp } from "../../types/call/unfold.js"
import { reshape } from "../graph/infer.js"
import { sizeOf } from "../graph/node.js"
import { readOptions } from "../shape/options.js"
import { unfoldWindows } from "../shape/unfold.js"
import { operation, tensorOrOptions } from "./dual.js"
import { assertTensor } from "./operand.js"
import { windowsOf } from "./window.js"

/**
 * The elements of every window of an image as a column; `unfold(options)` waits for the images.
 *
 * [N, C, H, W] or [C, H, W] gives [N, C · KH · KW, L] or [C · KH · KW, L], one column for each of the L windows.
 * Options, numbers or pairs: `kernel`, `stride` (1), `padding` (0: zeros), `dilation` (1). Any dtype.
 * Errors: ShapeError where a window does not fit.
 * PyTorch: `torch.nn.functional.unfold`. JAX: `jax.lax.conv_general_dilated_patches`.
 * @example
 * ```ts
 * import { tensor, toArray, unfold } from "tuplet"
 * const x = tensor([[[1, 2, 3], [4, 5, 6]]])
 * toArray(unfold(x, { kernel: 2 })) // [[1, 2], [2, 3], [4, 5], [5, 6]]
 * ```
 */
export const unfold: UnfoldOp = operation("unfold(x, options)", tensorOrOptions, (x: unknown, options: unknown) => {
  const given = readOptions("unfold", options, {
    kernel: undefined,
    stride: 1,
    padding: 0,
    dilation: 1,
  })
  const node = assertTensor("unfold", x)
  const windows = unfoldWindows(node.shape, given)
  const channels = node.shape.length - 3
  const rows = (node.shape[channels] as number) * sizeOf(windows.map(({ kernel }) => kernel))
  const columns = sizeOf(windows.map(({ count }) => count))
  return reshape(windowsOf(node, windows, 0), [...node.shape.slice(0, channels), rows, columns])
})
