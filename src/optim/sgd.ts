/** @file Stochastic gradient descent, plain and with momentum. */
import type { MomentumOptions, Sgd, SgdOp } from "../../types/optim.js"
import { add, mul, sub } from "../api/binary.js"
import { assertBoolean } from "../shape/options.js"
import { alignedLeaves, type Leaf, withLeaves } from "./leaves.js"
import { readOptimizerOptions } from "./options.js"
import { assertBetween } from "./range.js"
import { decayed, optimizerOf } from "./rule.js"

/**
 * Gradient descent. `sgd(params, gradients, { lr })` is one step: a tree like `params`, each leaf less lr times its
 * gradient. `sgd({ lr, momentum })` is an optimizer: `init(params)` gives its state, `update(params, gradients, state)`
 * gives `{ params, state }`.
 *
 * Options: `lr` (0.001; a number, a scalar tensor that may change from step to step, or a schedule), `weightDecay` (0),
 * and for the optimizer `momentum` (0) and `nesterov` (false).
 * Errors: TypeError and ShapeError where the trees differ, with the path; RangeError for `nesterov` without momentum.
 * PyTorch: `torch.optim.SGD` with dampening 0. JAX: `optax.sgd`.
 * @example
 * ```ts
 * import { tensor, toArray } from "tuplet"
 * import { sgd } from "tuplet/optim"
 * const params = { w: tensor([1, 2]) }
 * toArray(sgd(params, { w: tensor([2, 4]) }, { lr: 0.5 }).w) // [0, 0]
 * ```
 */
export const sgd = ((...args: readonly unknown[]): unknown => {
  if (args.length < 2) return optimizer(args[0])
  const [params, gradients, options] = args
  const { lr, weightDecay } = readOptimizerOptions("sgd", options, { lr: 1e-3, weightDecay: 0 })
  if (typeof lr === "function") throw new TypeError("sgd: a schedule needs an optimizer that counts: sgd({ lr })")
  const leaves = alignedLeaves([
    ["params", params],
    ["gradients", gradients],
  ]) as readonly (readonly [Leaf, Leaf])[]
  return withLeaves(
    params,
    leaves.map(([param, gradient]) => sub(param, mul(decayed({ param, gradient }, weightDecay), lr))),
  )
}) as SgdOp

// internal

const optimizer = (options: unknown): Sgd => {
  const defaults = { lr: 1e-3, weightDecay: 0, momentum: 0, nesterov: false } satisfies MomentumOptions
  const { lr, weightDecay, momentum, nesterov } = readOptimizerOptions("sgd", options, defaults)
  assertBetween("sgd", "momentum", momentum, 0, Number.POSITIVE_INFINITY)
  if (assertBoolean("sgd", "nesterov", nesterov) && momentum === 0) {
    throw new RangeError("sgd: nesterov needs a momentum above 0, got 0")
  }
  return optimizerOf("sgd", lr, { velocity: 0 }, (leaf) => {
    const g = decayed(leaf, weightDecay)
    const velocity = add(mul(leaf.kept.velocity, momentum), g)
    const step = nesterov ? add(g, mul(velocity, momentum)) : velocity
    return { param: sub(leaf.param, mul(step, leaf.lr)), velocity }
  }) as unknown as Sgd
}
