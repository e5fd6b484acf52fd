/** @file Norms of vectors. */
import type { NormOp } from "../../types/call/norm.js"
import { describe } from "../shape/operand.js"
import { nonEmptyAxes, reducedAxes } from "../shape/reduce.js"
import { operation, tensorOrDims } from "./dual.js"
import { keptIn } from "./keepdim.js"
import { lengthOf } from "./length.js"
import { floatTensor } from "./operand.js"

/**
 * The p-norm of elements as one vector, (Σ |x|ᵖ)^(1/p); p is 2 unless given.
 *
 * Over all axes, one, or a list; `keepdim` keeps them with size 1; `norm(p, dim, options)` waits for its tensor.
 * p = 0 counts what is not 0, Infinity takes the largest |x|, -Infinity the smallest. Floats only. Where the norm, or
 * an element of one whose p is not 1, 2 or infinite, is 0, its gradient is 0; the largest of equal size share it.
 * Errors: ShapeError for a dim out of range, and for nothing where p is negative or infinite.
 * PyTorch: `torch.linalg.vector_norm`, `torch.norm`. NumPy: `np.linalg.norm`. JAX: `jnp.linalg.norm`.
 * @example
 * ```ts
 * import { norm, pipe, tensor, toArray } from "tuplet"
 * const x = tensor([[3, 4], [-6, 8]])
 * toArray(norm(x, 2, -1)) // [5, 10]
 * toArray(norm(x, Infinity)) // 8
 * toArray(pipe(x, norm(1, 0, { keepdim: true }))) // [[9, 12]]
 * ```
 */
export const norm: NormOp = operation(
  "norm(x, p, dim, options)",
  tensorOrDims,
  (x: unknown, p: unknown = 2, dim: unknown, options: unknown) => {
    const node = floatTensor("norm", x)
    if (typeof p !== "number" || Number.isNaN(p)) throw new TypeError(`norm: p is a number, got ${describe(p)}`)
    const axesIn = p < 0 || p === Number.POSITIVE_INFINITY ? nonEmptyAxes : reducedAxes
    const axes = axesIn("norm", node.shape, dim)
    return keptIn("norm", lengthOf(node, p, axes), axes, options)
  },
)
