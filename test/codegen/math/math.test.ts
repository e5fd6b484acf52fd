import { describe, expect, it } from "vitest"
import { exp, expInRange, expNonPositive } from "../../../src/codegen/math/exponential.js"
import { log } from "../../../src/codegen/math/logarithm.js"
import { sigmoid, tanh } from "../../../src/codegen/math/sigmoidal.js"
import type { Vector, VectorBuilder } from "../../../src/codegen/math/vectors.js"
import { runsFma, targets, vectorFunction } from "../kernel.js"

/** The distance between float32 numbers around a value. */
const ulp = (y: number): number => {
  const exponent = Math.floor(Math.log2(Math.max(Math.abs(y), 2 ** -126)))
  return 2 ** (Math.max(exponent, -126) - 23)
}

const range = (low: number, high: number, count: number): Float32Array =>
  Float32Array.from({ length: count }, (_, i) => low + ((high - low) * i) / (count - 1))

/** Every `step`th float32 between two bit patterns. */
const patterns = (low: number, high: number, step: number): Float32Array =>
  new Float32Array(Uint32Array.from({ length: Math.floor((high - low) / step) }, (_, i) => low + i * step).buffer)

const bitsOf = (x: number): number => new Uint32Array(Float32Array.of(x).buffer)[0] as number

const negated = (xs: Float32Array): Float32Array => xs.map((x) => -x)

interface Case {
  readonly build: (v: VectorBuilder, x: Vector) => Vector
  readonly reference: (x: number) => number
  readonly sweeps: readonly Float32Array[]
  /** The largest error seen on these sweeps, rounded up: without FMA, with it. */
  readonly ulps: readonly [number, number]
}

const all = patterns(1, bitsOf(Number.POSITIVE_INFINITY), 4099)

const cases: { readonly [name: string]: Case } = {
  exp: {
    build: exp,
    reference: Math.exp,
    sweeps: [range(-103, 88.72, 400_003), range(-1, 1, 100_003), all, negated(all)],
    ulps: [1.2, 0.9],
  },
  expInRange: { build: expInRange, reference: Math.exp, sweeps: [range(-87.3, 87.3, 400_003)], ulps: [2.3, 2] },
  log: {
    build: log,
    reference: Math.log,
    sweeps: [range(0.5, 2, 400_003), all, range(0, 1e-37, 10_007)],
    ulps: [1.2, 1.2],
  },
  tanh: { build: tanh, reference: Math.tanh, sweeps: [range(-10, 10, 400_003), all, negated(all)], ulps: [1.7, 1.7] },
  sigmoid: {
    build: sigmoid,
    reference: (x) => (x < 0 ? Math.exp(x) / (1 + Math.exp(x)) : 1 / (1 + Math.exp(-x))),
    sweeps: [range(-104, 20, 400_003), range(-1, 1, 100_003), all, negated(all)],
    ulps: [2.2, 2.1],
  },
}

it("runs with and without FMA", () => {
  expect(runsFma).toBe(true)
})

describe.each(targets)("with fma $fma", (target) => {
  it.each(Object.entries(cases))("%s stays within its error", (_, { build, reference, sweeps, ulps }) => {
    const apply = vectorFunction(build, target)
    let worst = 0
    let where = 0
    for (const xs of sweeps) {
      const ys = apply(xs)
      xs.forEach((x, i) => {
        const y = ys[i] as number
        const truth = reference(x)
        const rounded = Math.fround(truth)
        const error = Number.isFinite(rounded) || Number.isFinite(y) ? Math.abs(y - truth) / ulp(truth) : 0
        const fine = Object.is(y, rounded) || error <= worst
        if (!fine) {
          worst = error
          where = x
        }
      })
    }
    expect({ worst, where, within: worst <= (ulps[Number(target.fma)] as number) }).toMatchObject({ within: true })
  })

  it("keeps NaN of every payload", () => {
    const nans = new Float32Array(
      Uint32Array.from([0x7fc00000, 0x7fc00001, 0x7f800001, 0x7fffffff, 0xffc00000, 0xff812345, 0xffffffff, 0x7fa00100])
        .buffer,
    )
    for (const build of [exp, expNonPositive, log, tanh, sigmoid]) {
      expect([...vectorFunction(build, target)(nans)]).toEqual(Array(8).fill(Number.NaN))
    }
  })

  it("meets the special values", () => {
    const at = (build: Case["build"], ...xs: readonly number[]) => [
      ...vectorFunction(build, target)(Float32Array.from(xs)),
    ]
    const { POSITIVE_INFINITY: inf } = Number
    expect(at(exp, inf, -inf, 0, -0, 1e-40, 88.73, 3e38, -104, -3e38)).toEqual([inf, 0, 1, 1, 1, inf, inf, 0, 0])
    expect(at(exp, -100, -103)).toEqual([Math.fround(Math.exp(-100)), Math.fround(Math.exp(-103))])
    expect(at(log, inf, -inf, 0, -0, 1, -1, -1e-45)).toEqual([inf, Number.NaN, -inf, -inf, 0, Number.NaN, Number.NaN])
    expect(at(log, 2 ** -149)[0]).toBe(Math.fround(Math.log(2 ** -149)))
    expect(at(tanh, inf, -inf, 0, -0, 1e-8, -1e-8, 1e-45, 50, -3e38)).toEqual(
      [1, -1, 0, -0, 1e-8, -1e-8, 1e-45, 1, -1].map(Math.fround),
    )
    expect(at(sigmoid, inf, -inf, 0, -0, 100, -3e38)).toEqual([1, 0, 0.5, 0.5, 1, 0])
    expect(at(sigmoid, -100)[0]).toBe(Math.fround(Math.exp(-100)))
    expect(at(sigmoid, -20)[0]).toBeCloseTo(2.0611536e-9, 15)
  })

  it("expNonPositive is good enough to be summed, vanishes, and never gives a negative", () => {
    const apply = vectorFunction(expNonPositive, target)
    for (const xs of [range(-87.3, 0, 400_003), range(-1, 0, 100_003)]) {
      const ys = apply(xs)
      let worst = 0
      xs.forEach((x, i) => {
        worst = Math.max(
          worst,
          Math.abs((ys[i] as number) / Math.exp(x) - 1) / (2e-7 + (target.fma ? 3e-9 * Math.abs(x) : 0)),
        )
      })
      expect(worst).toBeLessThan(1)
    }
    expect([...apply(Float32Array.of(-88, -200, Number.NEGATIVE_INFINITY, Number.NaN))]).toEqual([0, 0, 0, Number.NaN])
    for (const y of apply(range(-89, -87, 10_007))) expect(y >= 0 && y < 1.01 * Math.exp(-87)).toBe(true)
    expect([...apply(Float32Array.of(0, -0))]).toEqual([1, 1])
  })
})
