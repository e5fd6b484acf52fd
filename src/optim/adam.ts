/** @file Adam (Kingma and Ba, "Adam: a method for stochastic optimization", ICLR 2015). */
import type { Adam, AdamOp, AdamState } from "../../types/optim.js"
import type { Tensor } from "../../types/tensor.js"
import { add, mul, sub } from "../api/binary.js"
import { cast } from "../api/cast.js"
import { full } from "../api/create.js"
import { div } from "../api/division.js"
import { sqrt, square, tanh } from "../api/unary.js"
import { describe } from "../shape/operand.js"
import { zerosLike } from "./initial.js"
import { alignedLeaves, type Leaf, withLeaves } from "./leaves.js"
import { assertBetween, assertState, readOptimizerOptions } from "./options.js"

/**
 * The Adam optimizer: `init(params)` gives its state, `update(params, gradients, state)` gives `{ params, state }`.
 * The count of steps is part of the state, as a tensor, so that a compiled step serves every step.
 *
 * Options: `lr` (0.001; a scalar tensor may change from step to step), `betas` ([0.9, 0.999]), `eps` (1e-8),
 * `weightDecay` (0, added to the gradient).
 * Errors: TypeError and ShapeError where the trees differ, with the path.
 * PyTorch: `torch.optim.Adam`. JAX: `optax.adam`.
 * @example
 * ```ts
 * import { tensor, toArray } from "tuplet"
 * import { adam } from "tuplet/optim"
 * const optimizer = adam({ lr: 0.5, eps: 0 })
 * const params = { w: tensor([1, 2]) }
 * const next = optimizer.update(params, { w: tensor([3, -3]) }, optimizer.init(params))
 * toArray(next.params.w) // [0.5, 2.5]
 * ```
 */
export const adam: AdamOp = (options): Adam => {
  const { lr, betas, eps, weightDecay } = readOptimizerOptions("adam", options, defaults)
  const [beta1, beta2] = assertBetas(betas)
  assertBetween("adam", "eps", eps, 0, Number.POSITIVE_INFINITY)
  return {
    init: (params) => ({ step: full([], 0), mean: zerosLike(params), square: zerosLike(params) }),
    update: <P>(params: P, gradients: P, state: AdamState<P>) => {
      assertState("adam", state)
      const leaves = alignedLeaves("adam", [
        ["params", params],
        ["gradients", gradients],
        ["state.mean", state.mean],
        ["state.square", state.square],
      ]) as readonly (readonly [Leaf, Leaf, Leaf, Leaf])[]
      const step = add(state.step, 1)
      const moved = leaves.map(([p, gradient, m, v]) => {
        const g = weightDecay === 0 ? gradient : add(gradient, mul(p, weightDecay))
        const mean = add(mul(m, beta1), mul(g, 1 - beta1))
        const squares = add(mul(v, beta2), mul(square(g), 1 - beta2))
        const t = cast(step, p.dtype)
        const rate = div(lr, complement(beta1, t))
        const spread = add(div(sqrt(squares), sqrt(complement(beta2, t))), eps)
        return { param: sub(p, mul(div(mean, spread), rate)), mean, squares }
      })
      return {
        params: withLeaves(
          params,
          moved.map(({ param }) => param),
        ),
        state: {
          step,
          mean: withLeaves(
            params,
            moved.map(({ mean }) => mean),
          ),
          square: withLeaves(
            params,
            moved.map(({ squares }) => squares),
          ),
        },
      }
    },
  }
}

// internal

const defaults = { lr: 1e-3, betas: [0.9, 0.999] as readonly [number, number], eps: 1e-8, weightDecay: 0 }

const assertBetas = (betas: readonly [number, number]): readonly [number, number] => {
  if (!Array.isArray(betas) || betas.length !== 2) {
    throw new TypeError(`adam: betas are two numbers like [0.9, 0.999], got ${describe(betas)}`)
  }
  for (const [i, beta] of betas.entries()) assertBetween("adam", `betas[${i}]`, beta, 0, 1)
  return betas
}

/**
 * 1 - beta^t, as 2h / (1 + h) with h = tanh(-t ln(beta) / 2): in float32 the difference itself would lose
 * four digits where beta^t is near 1, in the first steps, which the correction is there for.
 */
const complement = (beta: number, t: Tensor<[]>): Tensor<[]> => {
  if (beta === 0) return full([], 1, t.dtype)
  const h = tanh(mul(t, -Math.log(beta) / 2))
  return div(mul(h, 2), add(h, 1))
}
