/** @file Adam (Kingma and Ba, "Adam: a method for stochastic optimization", ICLR 2015), and AdamW. */
import type { Adam, AdamOp, AdamOptions } from "../../types/optim.js"
import { add, mul, sub } from "../api/binary.js"
import { div } from "../api/division.js"
import { sqrt, square } from "../api/unary.js"
import type { Leaf } from "./leaves.js"
import { assertBetas, readOptimizerOptions } from "./options.js"
import { assertBetween } from "./range.js"
import { scaledRate } from "./rate.js"
import { averaged, complement, decayed, type Moving, optimizerOf } from "./rule.js"

/**
 * The Adam optimizer: `init(params)` gives its state, `update(params, gradients, state)` gives `{ params, state }`.
 * The count of steps is part of the state, as a tensor, so that a compiled step serves every step.
 *
 * Options: `lr` (0.001; a number, a scalar tensor or a schedule), `betas` ([0.9, 0.999]), `eps` (1e-8),
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
export const adam: AdamOp = (options) =>
  adaptive("adam", options, 0, (leaf, weightDecay) => ({ start: leaf.param, gradient: decayed(leaf, weightDecay) }))

/**
 * Adam with weight decay apart from the gradient: each parameter first loses lr · weightDecay of itself.
 *
 * Options: those of `adam`; `weightDecay` is 0.01 unless given.
 * Errors: TypeError and ShapeError where the trees differ, with the path.
 * PyTorch: `torch.optim.AdamW`. JAX: `optax.adamw`. Loshchilov and Hutter, "Decoupled weight decay regularization"
 * (2019).
 * @example
 * ```ts
 * import { tensor, toArray } from "tuplet"
 * import { adamw } from "tuplet/optim"
 * const optimizer = adamw({ lr: 0.5, eps: 0, weightDecay: 0.5 })
 * const params = { w: tensor([4]) }
 * toArray(optimizer.update(params, { w: tensor([3]) }, optimizer.init(params)).params.w) // [2.5]
 * ```
 */
export const adamw: AdamOp = (options) =>
  adaptive("adamw", options, 0.01, ({ param, gradient, lr }, weightDecay) => ({
    start: weightDecay === 0 ? param : sub(param, mul(param, scaledRate(lr, weightDecay))),
    gradient,
  }))

// internal

/** `decay` gives where a parameter moves from, and along which gradient. */
const adaptive = (
  op: string,
  options: AdamOptions | undefined,
  usualDecay: number,
  decay: (leaf: Moving<never>, weightDecay: number) => { readonly start: Leaf; readonly gradient: Leaf },
): Adam => {
  const defaults = { lr: 1e-3, betas: [0.9, 0.999] as const, eps: 1e-8, weightDecay: usualDecay }
  const { lr, betas, eps, weightDecay } = readOptimizerOptions(op, options, defaults)
  const [beta1, beta2] = assertBetas(op, betas)
  assertBetween(op, "eps", eps, 0, Number.POSITIVE_INFINITY)
  return optimizerOf(op, lr, { mean: 0, square: 0 }, (leaf) => {
    const { start, gradient } = decay(leaf, weightDecay)
    const mean = averaged(leaf.kept.mean, gradient, beta1)
    const squares = averaged(leaf.kept.square, square(gradient), beta2)
    const rate = div(leaf.lr, complement(beta1, leaf.step))
    const spread = add(div(sqrt(squares), sqrt(complement(beta2, leaf.step))), eps)
    return { param: sub(start, mul(div(mean, spread), rate)), mean, square: squares }
  }) as unknown as Adam
}
