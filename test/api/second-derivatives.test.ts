/** @file Second derivatives where formulas have a kink that the function has not, and where they meet infinities. */
import { describe, expect, it } from "vitest"
import * as tuplet from "../../src/index.js"
import type { Tensor } from "../../types/tensor.js"

type Line = Tensor<[number], "float64">

const { add, grad, sum, tensor, toArray } = tuplet

/** [f', f''] at each number. */
const derivatives = (f: (x: Line) => Line, numbers: readonly number[]): readonly (readonly number[])[] => {
  const first = grad((x: Line) => sum(f(x)))
  const x: Line = tensor([...numbers], "float64")
  const [slopes, bends] = [toArray(first(x)), toArray(grad((y: Line) => sum(first(y)))(x))]
  return slopes.map((slope, i) => [slope, bends[i] as number])
}

const zeros = (x: Line): Line => tuplet.mul(x, 0)
const none = { reduction: "none" } as const

describe("second derivatives at 0, where the formula has a kink", () => {
  it.each<readonly [string, (x: Line) => Line, slope: number, bend: number]>([
    ["cosh", tuplet.cosh, 0, 1],
    ["sinh", tuplet.sinh, 1, 0],
    ["mish", tuplet.mish, 0.6, 0.64],
    ["softplus", (x) => tuplet.softplus(x), 0.5, 0.25],
    ["logSigmoid", tuplet.logSigmoid, 0.5, -0.25],
    ["logaddexp", (x) => tuplet.logaddexp(x, zeros(x)), 0.5, 0.25],
    ["softMarginLoss", (x) => tuplet.softMarginLoss(x, add(zeros(x), 1), none), -0.5, 0.25],
    ["binaryCrossEntropyWithLogits", (x) => tuplet.binaryCrossEntropyWithLogits(x, zeros(x), none), 0.5, 0.25],
    ["huberLoss", (x) => tuplet.huberLoss(x, zeros(x), none), 0, 1],
    ["smoothL1Loss", (x) => tuplet.smoothL1Loss(x, zeros(x), none), 0, 1],
  ])("%s", (_, f, slope, bend) => {
    const [at, beside] = derivatives(f, [0, 1e-9]) as [readonly number[], readonly number[]]
    expect(at[0]).toBeCloseTo(slope, 14)
    expect(at[1]).toBeCloseTo(bend, 14)
    expect(beside[1]).toBeCloseTo(bend, 8)
  })

  it("has third and fourth ones of a logistic loss", () => {
    const f = (x: Tensor<[], "float64">) => tuplet.binaryCrossEntropyWithLogits(x, tensor(0, "float64"))
    const third = grad(grad(grad(f)))
    expect(tuplet.item(third(tensor(0, "float64")))).toBeCloseTo(0, 14)
    expect(tuplet.item(grad(third)(tensor(0, "float64")))).toBeCloseTo(-0.125, 14)
  })
})

describe("second derivatives near 0, relative to their size", () => {
  it.each<readonly [string, (x: Line) => Line, number]>([
    ["sinh", tuplet.sinh, 1],
    ["asin", tuplet.asin, 1],
    ["acos", tuplet.acos, -1],
    ["atanh", tuplet.atanh, 2],
  ])("%s", (_, f, factor) => {
    for (const x of [1e-30, -1e-12, 1e-9]) expect((derivatives(f, [x])[0]?.[1] as number) / x).toBeCloseTo(factor, 12)
  })
})

describe("derivatives at infinities, and beyond what squares can hold, are their limits", () => {
  const far = [1e30, 3e200, Number.POSITIVE_INFINITY]

  it.each<readonly [string, (x: Line) => Line, right: number]>([
    ["gelu", (x) => tuplet.gelu(x), 1],
    ["gelu by tanh", (x) => tuplet.gelu(x, { approximate: "tanh" }), 1],
    ["silu", tuplet.silu, 1],
    ["mish", tuplet.mish, 1],
    ["softplus", (x) => tuplet.softplus(x), 1],
    ["hardswish", tuplet.hardswish, 1],
    ["elu", (x) => tuplet.elu(x), 1],
    ["softsign", tuplet.softsign, 0],
    ["sigmoid", tuplet.sigmoid, 0],
    ["tanh", tuplet.tanh, 0],
    ["erf", tuplet.erf, 0],
  ])("%s", (_, f, right) => {
    const near = (x: number) => expect.closeTo(x, 30)
    const left = far.map((x) => -x)
    expect(derivatives(f, far)).toEqual(far.map(() => [near(right), near(0)]))
    expect(derivatives(f, left)).toEqual(left.map(() => [near(0), near(0)]))
  })

  it("holds in float32 kernels", () => {
    const x = tensor([Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 3e38, Number.NaN])
    const functions: readonly ((x: Tensor<[4]>) => Tensor<[4]>)[] = [(y) => tuplet.gelu(y), tuplet.silu, tuplet.mish]
    for (const f of functions) {
      const first = grad((y: Tensor<[4]>) => sum(f(y)))
      expect(toArray(add(first(x), 0))).toEqual([1, 0, 1, Number.NaN])
      expect(toArray(add(grad((y: Tensor<[4]>) => sum(first(y)))(x), 0))).toEqual([0, 0, 0, Number.NaN])
    }
  })
})

describe("second derivatives at the ends of a domain", () => {
  it("are infinite, as PyTorch's", () => {
    const infinity = Number.POSITIVE_INFINITY
    expect(derivatives(tuplet.asin, [1, -1]).map(([, bend]) => bend)).toEqual([infinity, -infinity])
    expect(derivatives(tuplet.acos, [1, -1]).map(([, bend]) => bend)).toEqual([-infinity, infinity])
    expect(derivatives(tuplet.atanh, [1, -1]).map(([, bend]) => bend)).toEqual([infinity, -infinity])
    expect(derivatives(tuplet.acosh, [1]).map(([, bend]) => bend)).toEqual([-infinity])
    expect(derivatives(tuplet.cosh, [1000, -1000])).toEqual([
      [infinity, infinity],
      [-infinity, infinity],
    ])
  })
})
