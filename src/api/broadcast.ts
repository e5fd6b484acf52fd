/** @file Several tensors brought to one shape. */
import type { BroadcastTensorsOp } from "../../types/call/broadcast.js"
import { alwaysFirst, operation } from "./dual.js"
import { listOf } from "./list.js"
import { inCommonShape } from "./operand.js"

/**
 * The tensors of a list, each grown to the shape that all of them broadcast to; dtypes stay.
 *
 * Errors: ShapeError where shapes don't broadcast, or the list is empty. PyTorch: `torch.broadcast_tensors`.
 * NumPy: `np.broadcast_arrays`. JAX: `jnp.broadcast_arrays`.
 * @example
 * ```ts
 * import { broadcastTensors, tensor, toArray } from "tuplet"
 * const [a, b] = broadcastTensors([tensor([1, 2]), tensor([[3], [4]])])
 * toArray(a) // [[1, 2], [1, 2]]
 * toArray(b) // [[3, 3], [4, 4]]
 * ```
 */
export const broadcastTensors: BroadcastTensorsOp = operation(
  "broadcastTensors(tensors)",
  alwaysFirst,
  (tensors: unknown) => {
    return inCommonShape("broadcastTensors", listOf("broadcastTensors", tensors))
  },
)
