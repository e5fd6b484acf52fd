/** @file Gradients kept within bounds: all together by their norm, or each number by itself. */
import type { ClipOp } from "../../types/optim-compose.js"
import type { Tensor } from "../../types/tensor.js"
import { add, minimum, mul } from "../api/binary.js"
import { cast } from "../api/cast.js"
import { clamp } from "../api/clamp.js"
import { full } from "../api/create.js"
import { div } from "../api/division.js"
import { tensorOf } from "../api/handle.js"
import { sum } from "../api/reduce.js"
import { sqrt, square } from "../api/unary.js"
import { leavesOf, mapLeaves } from "../graph/tree.js"
import { assertBetween } from "./range.js"

/**
 * The 2-norm of all numbers of a tree of tensors together, as a float32 scalar.
 *
 * Errors: TypeError for what is neither a tensor nor a tree of them.
 * PyTorch: the result of `torch.nn.utils.clip_grad_norm_`. JAX: `optax.global_norm`.
 * @example
 * ```ts
 * import { tensor, toArray } from "tuplet"
 * import { globalNorm } from "tuplet/optim"
 * toArray(globalNorm({ w: tensor([3]), b: tensor([4]) })) // 5
 * ```
 */
export const globalNorm = (tree: unknown): Tensor<[]> =>
  sqrt(
    leavesOf(tree, "the tree", "globalNorm").reduce(
      (total, { node }) => add(total, cast(sum(square(tensorOf(node) as Tensor)), "float32")),
      full([], 0),
    ),
  )

/**
 * For `chain`: gradients scaled down so that their norm, taken over all of them, is at most `limit`.
 *
 * Errors: RangeError for a limit below 0.
 * PyTorch: `torch.nn.utils.clip_grad_norm_`. JAX: `optax.clip_by_global_norm`.
 * @example
 * ```ts
 * import { tensor, toArray } from "tuplet"
 * import { chain, clipByNorm, sgd } from "tuplet/optim"
 * const optimizer = chain(clipByNorm(5), sgd({ lr: 1 }))
 * const params = { w: tensor([0, 0]) }
 * const next = optimizer.update(params, { w: tensor([30, 40]) }, optimizer.init(params)).params
 * toArray(next.w).map(Math.round) // [-3, -4]
 * ```
 */
export const clipByNorm: ClipOp = (limit) => {
  assertBetween("clipByNorm", "limit", limit, 0, Number.POSITIVE_INFINITY)
  return stateless((gradients) => {
    // PyTorch's form: nothing is divided by 0
    const scale = minimum(div(limit, add(globalNorm(gradients), 1e-6)), 1)
    return mapLeaves(gradients, "gradients", (leaf) =>
      mul(tensorOf(leaf) as Tensor, cast(scale, leaf.dtype as "float32")),
    )
  })
}

/**
 * For `chain`: every number of the gradients within [-limit, limit].
 *
 * Errors: RangeError for a limit below 0.
 * PyTorch: `torch.nn.utils.clip_grad_value_`. JAX: `optax.clip`.
 * @example
 * ```ts
 * import { tensor, toArray } from "tuplet"
 * import { chain, clipByValue, sgd } from "tuplet/optim"
 * const optimizer = chain(clipByValue(1), sgd({ lr: 1 }))
 * const params = { w: tensor([0, 0]) }
 * toArray(optimizer.update(params, { w: tensor([9, -0.5]) }, optimizer.init(params)).params.w) // [-1, 0.5]
 * ```
 */
export const clipByValue: ClipOp = (limit) => {
  assertBetween("clipByValue", "limit", limit, 0, Number.POSITIVE_INFINITY)
  return stateless((gradients) =>
    mapLeaves(gradients, "gradients", (leaf) => clamp(tensorOf(leaf) as Tensor, { min: -limit, max: limit })),
  )
}

// internal

const stateless = (f: (gradients: unknown) => unknown) => ({
  init: () => ({}),
  transform: <P>(gradients: P, state: object) => ({ gradients: f(gradients) as P, state }),
})
