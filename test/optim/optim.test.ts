/** @file Optimizers against PyTorch's algorithms, written out here in float64 numbers. */
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { cast } from "../../src/api/cast.js"
import { fromArray, tensor } from "../../src/api/create.js"
import { adam } from "../../src/optim/adam.js"
import { sgd } from "../../src/optim/sgd.js"
import { data, toArray } from "../../src/read.js"
import { ShapeError } from "../../src/shape/error.js"
import type { Shape, Tensor } from "../../types/tensor.js"

type Numbers = readonly number[]
interface Step {
  readonly lr: number
  readonly weightDecay: number
}

/** torch.optim.SGD, dampening 0. */
const referenceSgd = (
  start: Numbers,
  gradients: readonly Numbers[],
  { lr, weightDecay, momentum, nesterov }: Step & { momentum: number; nesterov: boolean },
): Numbers => {
  const p = [...start]
  const buffer: (number | undefined)[] = p.map(() => undefined)
  for (const gradient of gradients) {
    gradient.forEach((raw, i) => {
      const g = raw + weightDecay * (p[i] as number)
      const before = buffer[i]
      const b = before === undefined ? g : momentum * before + g
      buffer[i] = b
      const step = momentum === 0 ? g : nesterov ? g + momentum * b : b
      p[i] = (p[i] as number) - lr * step
    })
  }
  return p
}

/** torch.optim.Adam, single-tensor, not capturable. */
const referenceAdam = (
  start: Numbers,
  gradients: readonly Numbers[],
  { lr, weightDecay, betas, eps }: Step & { betas: readonly [number, number]; eps: number },
): Numbers => {
  const p = [...start]
  const average = p.map(() => 0)
  const square = p.map(() => 0)
  gradients.forEach((gradient, t) => {
    const [correction1, correction2] = [1 - betas[0] ** (t + 1), 1 - betas[1] ** (t + 1)]
    gradient.forEach((raw, i) => {
      const g = raw + weightDecay * (p[i] as number)
      const m = betas[0] * (average[i] as number) + (1 - betas[0]) * g
      const v = betas[1] * (square[i] as number) + (1 - betas[1]) * g * g
      average[i] = m
      square[i] = v
      p[i] = (p[i] as number) - ((lr / correction1) * m) / (Math.sqrt(v) / Math.sqrt(correction2) + eps)
    })
  })
  return p
}

const float64 = (values: Numbers): Tensor<Shape, "float64"> => fromArray(Float64Array.from(values), [values.length])
const float32 = (values: Numbers): Tensor<Shape> => fromArray(Float32Array.from(values), [values.length])

interface Rule<S> {
  readonly init: <P>(params: P) => S
  readonly update: <P>(params: P, gradients: P, state: S) => { readonly params: P; readonly state: S }
}

/** Several steps of an optimizer on a tree of one leaf. */
const optimize = <S>(optimizer: unknown, params: unknown, gradients: readonly unknown[]): number[] => {
  const { init, update } = optimizer as Rule<S>
  let current = { w: params }
  let state = init(current)
  for (const gradient of gradients) {
    const next = update(current, { w: gradient }, state)
    current = next.params
    state = next.state
  }
  return [...data(current.w as Tensor<Shape>)]
}

const expectClose = (actual: Numbers, expected: Numbers, tolerance: number): void => {
  expect(actual.length).toBe(expected.length)
  expected.forEach((value, i) => {
    expect(Math.abs((actual[i] as number) - value)).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(value)))
  })
}

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true })
const runs = fc.record({
  start: fc.array(number(-2, 2), { minLength: 3, maxLength: 3 }),
  gradients: fc.array(fc.array(number(-3, 3), { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 8 }),
  lr: number(0.001, 0.5),
  weightDecay: fc.constantFrom(0, 0.01, 0.3),
})

describe("sgd", () => {
  const cases = fc.record({ run: runs, momentum: fc.constantFrom(0, 0.5, 0.9), nesterov: fc.boolean() })

  it("is PyTorch's, over several steps", () => {
    fc.assert(
      fc.property(cases, ({ run, momentum, nesterov }) => {
        const options = { lr: run.lr, weightDecay: run.weightDecay, momentum, nesterov: nesterov && momentum > 0 }
        const expected = referenceSgd(run.start, run.gradients, options)
        expectClose(optimize(sgd(options), float64(run.start), run.gradients.map(float64)), expected, 1e-12)
        expectClose(optimize(sgd(options), float32(run.start), run.gradients.map(float32)), expected, 1e-5)
      }),
      { numRuns: 30 },
    )
  })

  it("as one plain step is the optimizer without momentum", () => {
    fc.assert(
      fc.property(runs, ({ start, gradients, lr, weightDecay }) => {
        const stepped = gradients.reduce(
          (p, gradient) => sgd([p] as const, [float64(gradient)] as const, { lr, weightDecay })[0],
          float64(start),
        )
        const expected = referenceSgd(start, gradients, { lr, weightDecay, momentum: 0, nesterov: false })
        expectClose([...data(stepped)], expected, 1e-12)
      }),
      { numRuns: 30 },
    )
  })

  it("has PyTorch's default rate", () => {
    expect(toArray(sgd(tensor([1, 2]), tensor([1, 1])))).toEqual([Math.fround(0.999), Math.fround(1.999)])
  })
})

describe("adam", () => {
  const cases = fc.record({
    run: runs,
    betas: fc.constantFrom([0.9, 0.999] as const, [0.5, 0.9] as const, [0, 0.99] as const),
    eps: fc.constantFrom(1e-8, 1e-3),
  })

  it("is PyTorch's, over several steps", () => {
    fc.assert(
      fc.property(cases, ({ run, betas, eps }) => {
        const options = { lr: run.lr, weightDecay: run.weightDecay, betas, eps }
        const expected = referenceAdam(run.start, run.gradients, options)
        expectClose(optimize(adam(options), float64(run.start), run.gradients.map(float64)), expected, 1e-11)
      }),
      { numRuns: 30 },
    )
  })

  it("loses no digits to the bias correction in float32", () => {
    const gradients = Array.from({ length: 20 }, (_, t) => [Math.sin(t) + 2, 0.5, -1.5 - Math.cos(t)])
    const options = { lr: 0.1, weightDecay: 0, betas: [0.9, 0.999] as const, eps: 1e-8 }
    for (const steps of [1, 2, 20]) {
      const used = gradients.slice(0, steps)
      const expected = referenceAdam([0, 0, 0], used, options)
      expectClose(optimize(adam(options), float32([0, 0, 0]), used.map(float32)), expected, 1e-6)
    }
  })

  it("counts its steps in its state", () => {
    const optimizer = adam()
    const params = [tensor([1, 2])] as const
    const first = optimizer.update(params, params, optimizer.init(params))
    const second = optimizer.update(first.params, params, first.state)
    expect([optimizer.init(params), first.state, second.state].map(({ step }) => toArray(step))).toEqual([0, 1, 2])
  })
})

describe("optimizers", () => {
  const params = { layers: [{ weight: tensor([[1, 2]]), bias: tensor([3]) }, {}] } as const

  it("keep the tree", () => {
    const next = sgd(params, params, { lr: 1 })
    expect(toArray(next.layers[0].weight)).toEqual([[0, 0]])
    expect(next.layers[1]).toEqual({})
    const state = adam().init(params)
    expect(toArray(state.mean.layers[0].bias)).toEqual([0])
    expect(Object.keys(adam().update(params, params, state).params)).toEqual(["layers"])
  })

  it("take a rate that is a tensor", () => {
    expect(toArray(sgd(tensor([1]), tensor([4]), { lr: tensor(0.25) }))).toEqual([0])
    const optimizer = adam({ lr: tensor(0.5), eps: 0 })
    const p = tensor([1])
    expect(data(optimizer.update(p, tensor([7]), optimizer.init(p)).params)[0]).toBeCloseTo(0.5, 6)
  })

  it("say what doesn't fit, and where", () => {
    const loose = sgd as unknown as (...args: unknown[]) => unknown
    expect(() => loose(params, { layers: [{ weight: tensor([[1, 2]]) }, {}] })).toThrow(
      new ShapeError("gradients.layers[0].bias is missing"),
    )
    expect(() => loose([tensor([1])], [tensor([1]), tensor([2])])).toThrow(
      new ShapeError("gradients[1] is one too many"),
    )
    expect(() => loose([tensor([1])], [tensor([1, 2])])).toThrow(
      new ShapeError("gradients[0]: [2] is not [1]: dim 0 is 2, not 1"),
    )
    expect(() => loose(params, params, { lr: -1 })).toThrow(RangeError)
    expect(() => loose(params, params, { momentum: 0.9 })).toThrow("unknown option momentum")
    expect(() => loose(params, params, { lr: tensor([1, 2]) })).toThrow(ShapeError)
    expect(() => adam({ betas: [1, 0.9] })).toThrow("adam: betas[0] is a number of at least 0 and below 1, got 1")
    expect(toArray(cast(sgd(tensor([1]), tensor([1]), { lr: 1 }), "int32"))).toEqual([0])
  })

  it("say what is wrong with options and states", () => {
    type Loose = (options?: unknown) => { update: (...args: unknown[]) => unknown }
    const [anySgd, anyAdam] = [sgd as unknown as Loose, adam as unknown as Loose]
    const cases: readonly (readonly [() => unknown, Error])[] = [
      [() => anyAdam({ betas: 0.9 }), new TypeError("adam: betas are two numbers like [0.9, 0.999], got 0.9")],
      [() => anyAdam({ betas: null }), new TypeError("adam: betas are two numbers like [0.9, 0.999], got null")],
      [() => anyAdam({ betas: [0.9] }), new TypeError("adam: betas are two numbers like [0.9, 0.999], got [0.9]")],
      [
        () => anyAdam({ betas: ["a", 0.9] }),
        new RangeError('adam: betas[0] is a number of at least 0 and below 1, got "a"'),
      ],
      [() => anyAdam().update(params, params), new ShapeError("state is missing")],
      [() => anySgd({ momentum: 0.9 }).update(params, params), new ShapeError("state is missing")],
      [
        () => anySgd({ momentum: 0.9 }).update(params, params, { step: tensor(0) }),
        new ShapeError("state.velocity is missing"),
      ],
      [() => anySgd({ nesterov: "y" }), new TypeError('sgd: nesterov is true or false, got "y"')],
      [() => anySgd({ nesterov: true }), new RangeError("sgd: nesterov needs a momentum above 0, got 0")],
      [() => anySgd(new Map()), new TypeError("sgd: options are an object, got a Map")],
    ]
    for (const [call, error] of cases) expect(call).toThrow(error)
  })
})
