/** @file Two dims that change places. */
import type { SwapaxesOp } from "../../types/call/swapaxes.js"
import { permute } from "../graph/infer.js"
import { axisOf } from "../shape/axis.js"
import { operation, tensorOrDim } from "./dual.js"
import { assertTensor } from "./operand.js"

/**
 * The tensor with two dims exchanged; `swapaxes(dim1, dim2)` waits for its tensor.
 *
 * Errors: ShapeError for a dim out of range. PyTorch: `torch.swapaxes`, `torch.transpose`. NumPy: `np.swapaxes`.
 * JAX: `jnp.swapaxes`.
 * @example
 * ```ts
 * import { swapaxes, zeros } from "tuplet"
 * swapaxes(zeros([2, 3, 4]), 0, -1).shape // [4, 3, 2]
 * ```
 */
export const swapaxes: SwapaxesOp = operation(
  "swapaxes(x, dim1, dim2)",
  tensorOrDim,
  (x: unknown, dim1: unknown, dim2: unknown) => {
    const node = assertTensor("swapaxes", x)
    const [a, b] = [axisOf("swapaxes", node.shape, dim1), axisOf("swapaxes", node.shape, dim2)]
    const order = node.shape.map((_, axis) => (axis === a ? b : axis === b ? a : axis))
    return permute(node, order)
  },
)
