/**
 * @file Rates that change from step to step, as functions of the count of the steps before: a scalar tensor, so that a
 * compiled step serves them all.
 */
import type { Schedule } from "../../types/optim.js"
import type {
  CosineOptions,
  ExponentialDecayOptions,
  OneCycleOptions,
  StepDecayOptions,
  WarmUpOp,
} from "../../types/schedule.js"
import type { Tensor } from "../../types/tensor.js"
import { add, minimum, mul, sub } from "../api/binary.js"
import { less } from "../api/compare.js"
import { div } from "../api/division.js"
import { pow } from "../api/power.js"
import { floor } from "../api/rounding.js"
import { cos } from "../api/trigonometry.js"
import { where } from "../api/where.js"
import { readOptions } from "../shape/options.js"
import { assertBetween } from "./range.js"
import { assertRate, rateAt } from "./rate.js"

/**
 * A rate that falls to `factor` of itself (0.1) every so many steps.
 *
 * Errors: RangeError for negative numbers.
 * PyTorch: `torch.optim.lr_scheduler.StepLR`. JAX: `optax.exponential_decay` with `staircase`.
 * @example
 * ```ts
 * import { tensor, toArray } from "tuplet"
 * import { stepDecay } from "tuplet/optim"
 * toArray(stepDecay({ lr: 8, every: 10, factor: 0.5 })(tensor(25))) // 2
 * ```
 */
export const stepDecay = (options: StepDecayOptions): Schedule => {
  const { lr, every, factor } = numbers("stepDecay", options, { lr: required, every: required, factor: 0.1 })
  return (step) => mul(pow(factor, floor(div(step, every))), lr)
}

/**
 * A rate that falls to `factor` of itself with each step.
 *
 * Errors: RangeError for negative numbers.
 * PyTorch: `torch.optim.lr_scheduler.ExponentialLR`. JAX: `optax.exponential_decay`.
 * @example
 * ```ts
 * import { tensor, toArray } from "tuplet"
 * import { exponentialDecay } from "tuplet/optim"
 * toArray(exponentialDecay({ lr: 8, factor: 0.5 })(tensor(3))) // 1
 * ```
 */
export const exponentialDecay = (options: ExponentialDecayOptions): Schedule => {
  const { lr, factor } = numbers("exponentialDecay", options, { lr: required, factor: required })
  return (step) => mul(pow(factor, step), lr)
}

/**
 * A rate that falls along half a cosine from `lr` to `end` (0) within `steps`, and stays there.
 *
 * Errors: RangeError for negative numbers.
 * PyTorch: `torch.optim.lr_scheduler.CosineAnnealingLR`, whose rate rises again after the last step.
 * JAX: `optax.cosine_decay_schedule`.
 * @example
 * ```ts
 * import { tensor, toArray } from "tuplet"
 * import { cosine } from "tuplet/optim"
 * toArray(cosine({ lr: 8, steps: 10 })(tensor(10))) // 0
 * ```
 */
export const cosine = (options: CosineOptions): Schedule => {
  const { lr, steps, end } = numbers("cosine", options, { lr: required, steps: required, end: 0 })
  return (step) => between(lr, end, div(minimum(step, steps), steps))
}

/**
 * A schedule of which the first steps have a share of its rate that rises evenly from `from` (0) to 1.
 *
 * Errors: RangeError for negative numbers.
 * PyTorch: `torch.optim.lr_scheduler.LinearLR`, chained with another. JAX: `optax.linear_schedule`, times another.
 * @example
 * ```ts
 * import { tensor, toArray } from "tuplet"
 * import { warmUp } from "tuplet/optim"
 * const rate = warmUp({ steps: 4 }, 8)
 * toArray(rate(tensor(1))) // 2
 * toArray(rate(tensor(9))) // 8
 * ```
 */
export const warmUp: WarmUpOp = (options, then) => {
  const { steps, from } = numbers("warmUp", options, { steps: required, from: 0 })
  const rate = assertRate("warmUp", then)
  return (step) => {
    const done = minimum(div(step, steps), 1)
    return mul(add(mul(done, 1 - from), from), rateAt("warmUp", rate, step)) as Tensor<[]>
  }
}

/**
 * A rate that rises along half a cosine to `lr`, in `rise` (0.3) of the steps, and falls along another.
 *
 * It starts at lr / `startFactor` (25) and ends at lr / (startFactor · `endFactor`), which is 10000.
 * Errors: RangeError for negative numbers.
 * PyTorch: `torch.optim.lr_scheduler.OneCycleLR`. JAX: `optax.cosine_onecycle_schedule`.
 * @example
 * ```ts
 * import { tensor, toArray } from "tuplet"
 * import { oneCycle } from "tuplet/optim"
 * toArray(oneCycle({ lr: 8, steps: 11, rise: 0.5, startFactor: 4 })(tensor(0))) // 2
 * ```
 */
export const oneCycle = (options: OneCycleOptions): Schedule => {
  const defaults = { lr: required, steps: required, rise: 0.3, startFactor: 25, endFactor: 1e4 }
  const { lr, steps, rise, startFactor, endFactor } = numbers("oneCycle", options, defaults)
  const first = lr / startFactor
  const [top, last] = [rise * steps - 1, steps - 1]
  return (step) => {
    const rising = between(first, lr, div(step, top))
    const falling = between(lr, first / endFactor, minimum(div(sub(step, top), last - top), 1))
    return where(less(step, top), rising, falling) as Tensor<[]>
  }
}

// internal

/** Stands for a default that there isn't. */
const required = Number.NaN

const numbers = <O extends Readonly<Record<string, number>>>(op: string, options: unknown, defaults: O): O => {
  const read = readOptions(op, options ?? {}, defaults) as O
  for (const [name, value] of Object.entries(read)) assertBetween(op, name, value, 0, Number.POSITIVE_INFINITY)
  return read
}

/** Along half a cosine, where `share` goes from 0 to 1. */
const between = (from: number, to: number, share: Tensor<[]>): Tensor<[]> =>
  add(mul(add(cos(mul(share, Math.PI)), 1), (from - to) / 2), to)
