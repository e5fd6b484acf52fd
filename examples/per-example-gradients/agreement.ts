/** @file Gradients of all examples at once against a loop over them: how much they differ, and which is faster. */
import { abs, at, evaluate, item, max, stack, sub } from "tuplet"
import type { Digits } from "../data/digits.js"
import { gradientOfOne, gradientsOfEach } from "./gradients.js"
import type { Params } from "./model.js"

export interface Agreement {
  readonly difference: number
  /** Milliseconds, the best of three. */
  readonly together: number
  readonly loop: number
}

export const agreementOf = (params: Params, { x, y }: Digits): Agreement => {
  const rows = Array.from({ length: y.shape[0] }, (_, i) => evaluate({ x: at(x, i), y: at(y, i) }))
  const inLoop = () => rows.map(({ x, y }) => gradientOfOne({ params, x, y }))
  const atOnce = () => gradientsOfEach({ params, x, y })
  const [one, all] = [inLoop(), atOnce()]
  const differences = [
    sub(all[0].weight, stack(one.map((each) => each[0].weight))),
    sub(all[0].bias, stack(one.map((each) => each[0].bias))),
    sub(all[2].weight, stack(one.map((each) => each[2].weight))),
    sub(all[2].bias, stack(one.map((each) => each[2].bias))),
  ]
  return {
    difference: Math.max(...differences.map((each) => item(max(abs(each))))),
    together: fastest(atOnce),
    loop: fastest(inLoop),
  }
}

// internal

const fastest = (f: () => unknown): number => {
  const times = [1, 2, 3].map(() => {
    const start = performance.now()
    f()
    return performance.now() - start
  })
  return Math.min(...times)
}
