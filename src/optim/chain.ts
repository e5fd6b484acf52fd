/** @file An optimizer with transforms in front, and one that waits for several gradients. */
import type { Optimizer, StateFn } from "../../types/optim.js"
import type { AccumulatedState, AccumulateOp, ChainOp } from "../../types/optim-compose.js"
import type { Tensor } from "../../types/tensor.js"
import { add, mul } from "../api/binary.js"
import { equal } from "../api/compare.js"
import { full } from "../api/create.js"
import { fmod } from "../api/division.js"
import { where } from "../api/where.js"
import { describe } from "../shape/operand.js"
import { filledLike } from "./initial.js"
import { alignedLeaves, assertState, inState, withLeaves } from "./leaves.js"
import { assertOptimizer, assertTransform } from "./link.js"

/**
 * An optimizer that sees gradients once each transform has had them, in order: `chain(clipByNorm(1), adamw())`.
 * Its state is a list with that of each.
 *
 * Errors: TypeError where the last is no optimizer, or another is no transform.
 * PyTorch: no counterpart: calls between `backward` and `step`. JAX: `optax.chain`.
 * @example
 * ```ts
 * import { tensor, toArray } from "tuplet"
 * import { chain, clipByValue, sgd } from "tuplet/optim"
 * const optimizer = chain(clipByValue(1), sgd({ lr: 0.5 }))
 * const params = [tensor([1])] as const
 * toArray(optimizer.update(params, [tensor([8])], optimizer.init(params)).params[0]) // [0.5]
 * ```
 */
export const chain = ((...links: readonly unknown[]) => {
  const transforms = links.slice(0, -1).map((link, i) => assertTransform("chain", link, `link ${i}`))
  const optimizer = assertOptimizer("chain", links.at(-1), "the last")
  return {
    init: (params: unknown) => [...transforms, optimizer].map(({ init }) => init(params)),
    update: (params: unknown, gradients: unknown, states: readonly unknown[]) => {
      assertState(states, Object.keys(links), true)
      const passed: unknown[] = []
      const last = transforms.reduce((given, { transform }, i) => {
        const { gradients: next, state } = inState(`[${i}]`, () => transform(given, states[i]))
        passed.push(state)
        return next
      }, gradients)
      const { params: moved, state } = inState(`[${links.length - 1}]`, () =>
        optimizer.update(params, last, states.at(-1)),
      )
      return { params: moved, state: [...passed, state] }
    },
  }
}) as unknown as ChainOp

/**
 * An optimizer that moves at every `steps`-th update, along the mean of the gradients since: a large batch in parts.
 * In between parameters stay, to the bit.
 *
 * Errors: RangeError for anything but a whole number of at least 1.
 * PyTorch: no counterpart: `backward` called several times. JAX: `optax.MultiSteps`.
 * @example
 * ```ts
 * import { tensor, toArray } from "tuplet"
 * import { accumulate, sgd } from "tuplet/optim"
 * const optimizer = accumulate(2, sgd({ lr: 1 }))
 * const start = { params: { w: tensor([0]) }, state: optimizer.init({ w: tensor([0]) }) }
 * const first = optimizer.update(start.params, { w: tensor([2]) }, start.state)
 * const second = optimizer.update(first.params, { w: tensor([4]) }, first.state)
 * toArray(first.params.w) // [0]
 * toArray(second.params.w) // [-3]
 * ```
 */
export const accumulate: AccumulateOp = <F extends StateFn>(steps: number, optimizer: Optimizer<F>) => {
  if (!Number.isInteger(steps) || steps < 1) {
    throw new RangeError(`accumulate: steps is a whole number of at least 1, got ${describe(steps)}`)
  }
  const inner = assertOptimizer("accumulate", optimizer, "what moves")
  return {
    init: (params: unknown) => ({ step: full([], 0), sum: filledLike(params, 0), inner: inner.init(params) }),
    update: (params: unknown, gradients: unknown, state: AccumulatedState<unknown, unknown>) => {
      assertState(state, ["step", "sum", "inner"])
      const leaves = alignedLeaves([
        ["params", params],
        ["gradients", gradients],
        ["state.sum", state.sum],
      ])
      const sums = leaves.map(([, gradient, sum]) => add(sum as Tensor, gradient as Tensor))
      const means = withLeaves(
        params,
        sums.map((sum) => mul(sum, 1 / steps)),
      )
      const step = add(state.step, 1)
      const isDue = equal(fmod(step, steps), 0)
      const moved = inState(".inner", () => inner.update(params, means, state.inner))
      const rest = sums.map((sum) => where(isDue, 0, sum) as Tensor)
      return {
        params: chosen(isDue, moved.params, params),
        state: { step, sum: withLeaves(params, rest), inner: chosen(isDue, moved.state, state.inner) },
      }
    },
    // the trees of unknown parameters have the types that F gives them
  } as never
}

// internal

/** Leaf by leaf, one tree or the other. */
const chosen = (condition: Tensor<[], "bool">, a: unknown, b: unknown): unknown =>
  withLeaves(
    b,
    alignedLeaves([
      ["the next state", a],
      ["the state", b],
    ]).map(([x, y]) => where(condition, x as Tensor, y as Tensor) as Tensor),
  )
