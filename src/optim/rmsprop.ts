/** @file RMSprop (Hinton, lecture 6e of "Neural networks for machine learning", 2012), as PyTorch has it. */
import type { Rmsprop, RmspropOp } from "../../types/optim.js"
import { add, mul, sub } from "../api/binary.js"
import { div } from "../api/division.js"
import { sqrt, square } from "../api/unary.js"
import { assertBoolean } from "../shape/options.js"
import { readOptimizerOptions } from "./options.js"
import { assertBetween } from "./range.js"
import { averaged, decayed, optimizerOf } from "./rule.js"

/**
 * The RMSprop optimizer: gradients over the root of the running average of their squares.
 *
 * Options: `lr` (0.01; a number, a scalar tensor or a schedule), `alpha` (0.99), `eps` (1e-8), `weightDecay` (0),
 * `momentum` (0), `centered` (false: whether the average gradient is subtracted, which makes the squares a variance).
 * Errors: TypeError and ShapeError where the trees differ, with the path.
 * PyTorch: `torch.optim.RMSprop`. JAX: `optax.rmsprop`.
 * @example
 * ```ts
 * import { tensor, toArray } from "tuplet"
 * import { rmsprop } from "tuplet/optim"
 * const optimizer = rmsprop({ lr: 0.5, alpha: 0.75, eps: 0 })
 * const params = { w: tensor([1]) }
 * toArray(optimizer.update(params, { w: tensor([3]) }, optimizer.init(params)).params.w) // [0]
 * ```
 */
export const rmsprop: RmspropOp = (options) => {
  const defaults = { lr: 1e-2, alpha: 0.99, eps: 1e-8, weightDecay: 0, momentum: 0, centered: false }
  const { lr, alpha, eps, weightDecay, momentum, centered } = readOptimizerOptions("rmsprop", options, defaults)
  assertBetween("rmsprop", "alpha", alpha, 0, 1)
  assertBetween("rmsprop", "eps", eps, 0, Number.POSITIVE_INFINITY)
  assertBetween("rmsprop", "momentum", momentum, 0, Number.POSITIVE_INFINITY)
  assertBoolean("rmsprop", "centered", centered)
  return optimizerOf("rmsprop", lr, { square: 0, mean: 0, velocity: 0 }, (leaf) => {
    const g = decayed(leaf, weightDecay)
    const squares = averaged(leaf.kept.square, square(g), alpha)
    const mean = centered ? averaged(leaf.kept.mean, g, alpha) : leaf.kept.mean
    const spread = add(sqrt(centered ? sub(squares, square(mean)) : squares), eps)
    const velocity = add(mul(leaf.kept.velocity, momentum), div(g, spread))
    return { param: sub(leaf.param, mul(velocity, leaf.lr)), square: squares, mean, velocity }
  }) as unknown as Rmsprop
}
