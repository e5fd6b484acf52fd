/** @file Neighbouring axes in one, and one axis as several. */
import type { FlattenOp, UnflattenOp } from "../../types/call/flatten.js"
import { reshape } from "../graph/infer.js"
import { flattenShape, unflattenShape } from "../shape/flatten.js"
import { operation, tensorOrDim } from "./dual.js"
import { assertTensor } from "./operand.js"

/**
 * The dims from `start` to `end` in one: all of them unless others are named. `flatten(start, end)` waits for its
 * tensor.
 *
 * [A, B, C] -> [A · B · C]; a scalar becomes a vector of one element. Errors: ShapeError for dims out of range or
 * order.
 * PyTorch: `torch.flatten`; `nn.Flatten()` is `flatten(1)`. NumPy: `np.ravel`. JAX: `jnp.ravel`.
 * @example
 * ```ts
 * import { flatten, zeros } from "tuplet"
 * flatten(zeros([2, 3, 4])).shape // [24]
 * flatten(zeros([2, 3, 4]), 1).shape // [2, 12]
 * ```
 */
export const flatten: FlattenOp = operation(
  "flatten(x, start, end)",
  tensorOrDim,
  (x: unknown, start: unknown = 0, end: unknown = -1) => {
    const node = assertTensor("flatten", x)
    return reshape(node, flattenShape(node.shape, start, end))
  },
)

/**
 * One dim as several, of which one may be -1; `unflatten(dim, sizes)` waits for its tensor.
 *
 * Errors: ShapeError where the sizes don't multiply to that of the dim. PyTorch: `torch.unflatten`.
 * NumPy: `np.reshape`. JAX: `jnp.reshape`.
 * @example
 * ```ts
 * import { unflatten, zeros } from "tuplet"
 * unflatten(zeros([2, 12]), 1, [3, -1]).shape // [2, 3, 4]
 * ```
 */
export const unflatten: UnflattenOp = operation(
  "unflatten(x, dim, sizes)",
  tensorOrDim,
  (x: unknown, dim: unknown, sizes: unknown) => {
    const node = assertTensor("unflatten", x)
    return reshape(node, unflattenShape(node.shape, dim, sizes))
  },
)
