/** @file Lion (Chen et al., "Symbolic discovery of optimization algorithms", 2023). */
import type { Lion, LionOp } from "../../types/optim.js"
import { mul, sub } from "../api/binary.js"
import { sign } from "../api/unary.js"
import { assertBetas, readOptimizerOptions } from "./options.js"
import { scaledRate } from "./rate.js"
import { averaged, optimizerOf } from "./rule.js"

/**
 * The Lion optimizer: steps of one size, in the direction of the sign of an average of gradients.
 *
 * Options: `lr` (0.0001; a number, a scalar tensor or a schedule), `betas` ([0.9, 0.99]: for the direction, and for the
 * average that is kept), `weightDecay` (0, apart from the gradient as in AdamW).
 * Errors: TypeError and ShapeError where the trees differ, with the path.
 * PyTorch: no counterpart: it is younger. JAX: `optax.lion`.
 * @example
 * ```ts
 * import { tensor, toArray } from "tuplet"
 * import { lion } from "tuplet/optim"
 * const optimizer = lion({ lr: 0.5 })
 * const params = { w: tensor([1, 2]) }
 * toArray(optimizer.update(params, { w: tensor([3, -7]) }, optimizer.init(params)).params.w) // [0.5, 2.5]
 * ```
 */
export const lion: LionOp = (options) => {
  const { lr, betas, weightDecay } = readOptimizerOptions("lion", options, {
    lr: 1e-4,
    betas: [0.9, 0.99] as const,
    weightDecay: 0,
  })
  const [beta1, beta2] = assertBetas("lion", betas)
  return optimizerOf("lion", lr, { mean: 0 }, ({ param, gradient, kept, lr: rate }) => {
    const start = weightDecay === 0 ? param : sub(param, mul(param, scaledRate(rate, weightDecay)))
    const direction = sign(averaged(kept.mean, gradient, beta1))
    return { param: sub(start, mul(direction, rate)), mean: averaged(kept.mean, gradient, beta2) }
  }) as unknown as Lion
}
