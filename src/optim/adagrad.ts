/** @file Adagrad (Duchi, Hazan and Singer, "Adaptive subgradient methods", 2011). */
import type { Adagrad, AdagradOp } from "../../types/optim.js"
import { add, mul, sub } from "../api/binary.js"
import { div } from "../api/division.js"
import { sqrt, square } from "../api/unary.js"
import { readOptimizerOptions } from "./options.js"
import { assertBetween } from "./range.js"
import { decayed, optimizerOf } from "./rule.js"

/**
 * The Adagrad optimizer: gradients over the root of the sum of all squares so far.
 *
 * Options: `lr` (0.01; a number, a scalar tensor or a schedule), `lrDecay` (0: the rate is lr / (1 + lrDecay · steps)),
 * `eps` (1e-10), `weightDecay` (0), `initialAccumulatorValue` (0: what the sums start from).
 * Errors: TypeError and ShapeError where the trees differ, with the path.
 * PyTorch: `torch.optim.Adagrad`. JAX: `optax.adagrad`.
 * @example
 * ```ts
 * import { tensor, toArray } from "tuplet"
 * import { adagrad } from "tuplet/optim"
 * const optimizer = adagrad({ lr: 0.5, eps: 0 })
 * const params = { w: tensor([1]) }
 * toArray(optimizer.update(params, { w: tensor([3]) }, optimizer.init(params)).params.w) // [0.5]
 * ```
 */
export const adagrad: AdagradOp = (options) => {
  const defaults = { lr: 1e-2, lrDecay: 0, eps: 1e-10, weightDecay: 0, initialAccumulatorValue: 0 }
  const read = readOptimizerOptions("adagrad", options, defaults)
  const { lr, lrDecay, eps, weightDecay, initialAccumulatorValue: start } = read
  for (const name of ["lrDecay", "eps", "initialAccumulatorValue"] as const) {
    assertBetween("adagrad", name, read[name], 0, Number.POSITIVE_INFINITY)
  }
  return optimizerOf("adagrad", lr, { square: start }, (leaf) => {
    const g = decayed(leaf, weightDecay)
    const squares = add(leaf.kept.square, square(g))
    const rate = lrDecay === 0 ? leaf.lr : div(leaf.lr, add(mul(sub(leaf.step, 1), lrDecay), 1))
    return { param: sub(leaf.param, mul(div(g, add(sqrt(squares), eps)), rate)), square: squares }
  }) as unknown as Adagrad
}
