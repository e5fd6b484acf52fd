/** @file Numbers at equal distances, and the identity matrix. */
import type { EyeOp, LinspaceOp } from "../../types/call/create.js"
import { cast } from "../graph/infer.js"
import { whereRow } from "../graph/matrix.js"
import { assertDType } from "../shape/dtype.js"
import { assertShape } from "../shape/operand.js"
import { assertNumber } from "../shape/options.js"
import { constantOf } from "./constant.js"
import { alwaysFirst, operation } from "./dual.js"

/**
 * The identity matrix [n, n], float32 unless a dtype is named. PyTorch: `torch.eye`. NumPy: `np.eye`. JAX: `jnp.eye`.
 *
 * Errors: ShapeError for what is no size.
 * @example
 * ```ts
 * import { eye, toArray } from "tuplet"
 * toArray(eye(2)) // [[1, 0], [0, 1]]
 * ```
 */
export const eye: EyeOp = operation("eye(n, dtype)", alwaysFirst, (n: unknown, dtype: unknown = "float32") => {
  const shape = assertShape("eye", [n, n])
  return cast(whereRow("eq", shape), assertDType(dtype))
})

/**
 * `count` float32 numbers at equal distances, from `start` to `end`, both included; of one, `start`.
 *
 * Errors: ShapeError for what is no count. PyTorch: `torch.linspace`. NumPy: `np.linspace`. JAX: `jnp.linspace`.
 * @example
 * ```ts
 * import { linspace, toArray } from "tuplet"
 * toArray(linspace(0, 1, 5)) // [0, 0.25, 0.5, 0.75, 1]
 * ```
 */
export const linspace: LinspaceOp = operation(
  "linspace(start, end, count)",
  alwaysFirst,
  (start: unknown, end: unknown, count: unknown) => {
    const shape = assertShape("linspace", [count])
    const [length = 0] = shape
    const from = assertNumber("linspace", "start", start)
    const to = assertNumber("linspace", "end", end)
    // from the end that is nearer, so that both are exact
    const valueAt = (i: number): number => {
      const share = i / Math.max(1, length - 1)
      return share < 0.5 ? from + (to - from) * share : to - (to - from) * (1 - share)
    }
    return constantOf(
      Float32Array.from({ length }, (_, i) => valueAt(i)),
      shape,
      "float32",
    )
  },
)
