/**
 * @file Optimizers, schedules and clipping over a hundred steps beside PyTorch's, which test/interop/optim.py has
 * written.
 */
import { readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"
import { fromArray } from "../../src/api/create.js"
import * as optim from "../../src/optim/index.js"
import { data, evaluate, item } from "../../src/read.js"
import type { AnyOptimizer } from "../../types/optim-compose.js"
import type { Tensor } from "../../types/tensor.js"

interface Trajectory {
  /** After every tenth step. */
  readonly values: readonly (readonly number[])[]
  readonly rates?: readonly number[]
}

const trajectories = JSON.parse(readFileSync(new URL("trajectories.json", import.meta.url), "utf8")) as Readonly<
  Record<string, Trajectory>
>

const STEPS = 100
const SIZE = 6

const { adagrad, adam, adamw, chain, clipByNorm, clipByValue, lion, rmsprop, sgd } = optim
const betas = [0.8, 0.95] as const

const schedules: Readonly<Record<string, optim.Schedule>> = {
  stepDecay: optim.stepDecay({ lr: 0.1, every: 30, factor: 0.5 }),
  exponentialDecay: optim.exponentialDecay({ lr: 0.1, factor: 0.97 }),
  cosine: optim.cosine({ lr: 0.1, steps: STEPS, end: 0.01 }),
  warmUp: optim.warmUp({ steps: 20, from: 0.25 }, 0.1),
  oneCycle: optim.oneCycle({ lr: 0.2, steps: STEPS + 1 }),
}

const optimizers: Readonly<Record<string, AnyOptimizer>> = {
  sgd: sgd({ lr: 0.05, weightDecay: 0.1 }),
  "sgd, momentum": sgd({ lr: 0.05, momentum: 0.9 }),
  "sgd, nesterov": sgd({ lr: 0.05, momentum: 0.9, nesterov: true, weightDecay: 0.01 }),
  adam: adam({ lr: 0.05 }),
  "adam, decay": adam({ lr: 0.05, betas, eps: 1e-6, weightDecay: 0.1 }),
  adamw: adamw({ lr: 0.05 }),
  "adamw, decay": adamw({ lr: 0.05, betas, eps: 1e-6, weightDecay: 0.3 }),
  rmsprop: rmsprop({ lr: 0.02 }),
  "rmsprop, centered": rmsprop({ lr: 0.02, alpha: 0.9, eps: 1e-6, centered: true, momentum: 0.5, weightDecay: 0.1 }),
  adagrad: adagrad({ lr: 0.1 }),
  "adagrad, decay": adagrad({ lr: 0.1, lrDecay: 0.01, weightDecay: 0.1, initialAccumulatorValue: 0.5, eps: 1e-8 }),
  lion: lion({ lr: 0.01, weightDecay: 0.1 }),
  clipByNorm: chain(clipByNorm(0.7), sgd({ lr: 0.1 })),
  clipByValue: chain(clipByValue(0.3), sgd({ lr: 0.1 })),
  ...Object.fromEntries(Object.entries(schedules).map(([name, lr]) => [name, sgd({ lr })])),
}

type Numbers = Float32Array | Float64Array

const gradient = (p: Numbers, t: number): Numbers => p.map((x, i) => x * (1 + (i % 3)) + Math.sin(t + i))

const trajectoryOf = (optimizer: AnyOptimizer, start: Numbers): readonly (readonly number[])[] => {
  const { init, update } = optimizer as unknown as {
    init: (params: unknown) => unknown
    update: (params: unknown, gradients: unknown, state: unknown) => { params: unknown; state: unknown }
  }
  const tensorOf = (numbers: Numbers) => fromArray(numbers, [numbers.length])
  let current: { params: unknown; state: unknown } = { params: tensorOf(start), state: init(tensorOf(start)) }
  const values: (readonly number[])[] = []
  for (let t = 0; t < STEPS; t++) {
    const p = data(current.params as Tensor<number[]>)
    current = evaluate(update(current.params, tensorOf(gradient(p, t)), current.state))
    if (t % 10 === 9) values.push([...data(current.params as Tensor<number[]>)])
  }
  return values
}

const start = Float64Array.from({ length: SIZE }, (_, i) => Math.cos(i))

const expectClose = (actual: readonly number[], expected: readonly number[], tolerance: number): void => {
  expect(actual).toHaveLength(expected.length)
  expected.forEach((value, i) => {
    expect(Math.abs((actual[i] as number) - value)).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(value)))
  })
}

describe("a hundred steps", () => {
  it("have a case for each that PyTorch has run", () => {
    expect(Object.keys(optimizers).toSorted()).toEqual(Object.keys(trajectories).toSorted())
  })

  it.each(Object.keys(optimizers))("of %s are PyTorch's", (name) => {
    const { values } = trajectories[name] as Trajectory
    for (const [numbers, tolerance] of [
      [start, 1e-6],
      [Float32Array.from(start), 1e-5],
    ] as const) {
      const actual = trajectoryOf(optimizers[name] as AnyOptimizer, numbers)
      values.forEach((expected, i) => {
        expectClose(actual[i] as readonly number[], expected, tolerance)
      })
    }
  })

  it.each(Object.keys(schedules))("have the rates of %s", (name) => {
    const rates = Array.from({ length: STEPS }, (_, t) => item((schedules[name] as optim.Schedule)(scalar(t))))
    expectClose(rates, (trajectories[name] as Trajectory).rates as readonly number[], 1e-7)
  })
})

const scalar = (value: number): Tensor<[]> => fromArray(Float32Array.of(value), [])
