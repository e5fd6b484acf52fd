import { describe, expect, it } from "vitest"
import { applyUnary } from "../../../src/codegen/lanes.js"
import { expInRange, expNonPositive } from "../../../src/codegen/math/exponential.js"
import type { UnaryFn } from "../../../src/graph/op.js"
import { erfc, geluSlope } from "../../../src/graph/special.js"
import { unaryOp } from "../../graph/functions.js"
import { runsFma, targets, vectorFunction } from "../kernel.js"
import { measure } from "./accuracy.js"
import { cases, worst } from "./cases.js"

const range = (low: number, high: number, count: number): Float32Array =>
  Float32Array.from({ length: count }, (_, i) => low + ((high - low) * i) / (count - 1))

const { NaN: nan, POSITIVE_INFINITY: inf } = Number
const tiny = 2 ** -149

const nans = new Float32Array(
  Uint32Array.from([0x7fc00000, 0x7fc00001, 0x7f800001, 0x7fffffff, 0xffc00000, 0xff812345, 0xffffffff, 0x7fa00100])
    .buffer,
)

it("runs with and without FMA", () => {
  expect(runsFma).toBe(true)
})

describe.each(targets)("with fma $fma", (target) => {
  const at = (fn: UnaryFn, ...xs: readonly number[]): readonly number[] => [
    ...vectorFunction((v, x) => applyUnary(v, unaryOp(fn, "float32"), x, "float32"), target)(Float32Array.from(xs)),
  ]
  const binary = (fn: string, pairs: readonly (readonly [number, number])[]): readonly number[] => {
    const [a, b] = [0, 1].map((i) => Float32Array.from(pairs, (pair) => pair[i] as number))
    const { build } = cases.find((each) => each.fn === fn) as (typeof cases)[0]
    return [...build(target)(a as Float32Array, b as Float32Array)]
  }

  it.each(cases)("$fn stays within $bound ulp, and meets every special value", (each) => {
    const { ulps, at: where, wrong } = worst(each, target, 100_000)
    expect({ wrong, where, isWithin: ulps <= each.bound, ulps }).toMatchObject({ wrong: [], isWithin: true })
  })

  it("keeps NaN of every payload", () => {
    const numbers = new Float32Array(8).fill(3)
    const every = Array(8).fill(nan)
    for (const { fn, ranges, build } of cases) {
      const operands =
        ranges[0]?.length === 1 ? [[nans]] : [nans, numbers].map((b) => [nans, b]).concat([[numbers, nans]])
      for (const each of operands) expect({ fn, results: [...build(target)(...each)] }).toEqual({ fn, results: every })
    }
    expect([...vectorFunction(expNonPositive, target)(nans)]).toEqual(every)
  })

  it("gives subnormal results and takes subnormal arguments", () => {
    expect(at("exp", -100, -103)).toEqual([-100, -103].map((x) => Math.fround(Math.exp(x))))
    expect(at("sigmoid", -100, -103)).toEqual([-100, -103].map((x) => Math.fround(Math.exp(x))))
    expect(at("exp2", -149, -140, -127)).toEqual([-149, -140, -127].map((x) => 2 ** x))
    expect(at("erfc", 10)).toEqual([Math.fround(2.088487583762545e-45)])
    expect(at("gelu", -13.5, 4 * tiny)).toEqual([Math.fround((-13.5 * erfc(13.5 / Math.SQRT2)) / 2), 2 * tiny])
    expect(at("log", 2 ** -149)).toEqual([Math.fround(Math.log(2 ** -149))])
    expect(at("log2", 2 ** -149, 2 ** -130)).toEqual([-149, -130])
    for (const fn of ["expm1", "log1p", "sin", "atan", "tanh"] as const)
      expect(at(fn, tiny, -tiny)).toEqual([tiny, -tiny])
    expect(
      binary("pow", [
        [2, -149],
        [tiny, 1],
        [tiny, 0.5],
      ]),
    ).toEqual([2 ** -149, tiny, Math.fround(2 ** -74.5)])
    expect(
      binary("atan2", [
        [tiny, 1],
        [-tiny, 4],
      ]),
    ).toEqual([tiny, -0])
    expect(
      binary("rem", [
        [5 * tiny, 3 * tiny],
        [1, 3 * tiny],
      ]),
    ).toEqual([2 * tiny, 2 * tiny])
  })

  it("gives the slope of gelu to 5e-7 of the terms that cancel in it", () => {
    const x = range(-14, 14, 28001)
    const slopes = at("geluSlope", ...x)
    const errors = [...x].map((a, i) => {
      const terms = erfc(-a / Math.SQRT2) / 2 + (Math.abs(a) * Math.exp((-a * a) / 2)) / Math.sqrt(2 * Math.PI)
      return (Math.abs((slopes[i] as number) - geluSlope(a)) - 2 * tiny) / terms
    })
    expect(Math.max(...errors)).toBeLessThan(5e-7)
    expect(at("geluSlope", 0, -1e30, 1e30, inf, -inf)).toEqual([0.5, -0, 1, 1, -0])
  })

  it("is exact where a result has a name", () => {
    expect(at("exp", 0, -0)).toEqual([1, 1])
    expect(at("exp2", 10, -3, 0)).toEqual([1024, 0.125, 1])
    expect(at("log2", 8, 0.25, 1)).toEqual([3, -2, 0])
    expect(at("log10", 1000, 1e-5, 1e10, 1)).toEqual([3, -5, 10, 0])
    expect(at("cos", 0)).toEqual([1])
    expect(at("erfc", 0, -inf, inf)).toEqual([1, 2, 0])
    expect(
      binary("pow", [
        [3, 5],
        [10, 3],
        [-2, 3],
        [4, 0.5],
        [7, 1],
      ]),
    ).toEqual([243, 1000, -8, 2, 7])
  })

  it("follows C at the corners of pow and atan2", () => {
    const pow = (expected: number, ...pairs: readonly (readonly [number, number])[]) =>
      expect({ pairs, results: binary("pow", pairs) }).toEqual({ pairs, results: pairs.map(() => expected) })
    pow(1, [nan, 0], [1, nan], [1, inf], [-1, inf], [-1, -inf], [0, 0], [-2, -0], [inf, 0])
    pow(nan, [-8, 1 / 3], [-1, nan], [nan, 1], [-0.5, 1.5])
    pow(
      inf,
      [0, -1],
      [0, -inf],
      [-0, -2],
      [-0, -0.5],
      [inf, 2],
      [-inf, 2],
      [-inf, 0.5],
      [2, inf],
      [0.5, -inf],
      [2, 200],
    )
    pow(-inf, [-0, -3], [-inf, 3], [-2, 201])
    pow(0, [0, 3], [-0, 2], [-0, 0.5], [inf, -1], [-inf, -2], [0.5, inf], [-2, -inf], [2, -200])
    pow(-0, [-0, 3], [-inf, -3], [-2, -201])
    const quarter = Math.fround(Math.PI / 4)
    const pi = Math.fround(Math.PI)
    expect(
      binary("atan2", [
        [0, 0],
        [-0, 0],
        [0, -0],
        [-0, -0],
        [0, -1],
        [-0, -1],
        [0, 1],
        [-0, 1],
      ]),
    ).toEqual([0, -0, pi, -pi, pi, -pi, 0, -0])
    expect(
      binary("atan2", [
        [inf, inf],
        [-inf, inf],
        [inf, -inf],
        [1, inf],
        [-1, -inf],
        [inf, 1],
      ]),
    ).toEqual([quarter, -quarter, Math.fround((3 * Math.PI) / 4), 0, -pi, Math.fround(Math.PI / 2)])
  })

  it("reduces the argument of sin and cos anywhere", () => {
    for (const fn of ["sin", "cos"] as const) {
      const { build, reference } = cases.find((each) => each.fn === fn) as (typeof cases)[0]
      const sizes = Array.from({ length: 128 }, (_, i) => 2 ** i)
      const xs = Float32Array.from(sizes.flatMap((size) => [1, 1.1, 1.4, 1.7].flatMap((x) => [x * size, -x * size])))
      // the float32 numbers that come closest to a multiple of π/2
      const close = Float32Array.of(16367173 * 2 ** 72, -16367173 * 2 ** 72, 5419351 * 2 ** 21, 1.5707963, 2.5339e5)
      for (const each of [xs, close]) {
        expect(measure(build(target), reference, [each]).ulps).toBeLessThan(1.5)
      }
    }
  })

  it("expInRange stays within its error", () => {
    const { ulps } = measure(vectorFunction(expInRange, target), Math.exp, [range(-87.3, 87.3, 400_003)])
    expect(ulps).toBeLessThan(target.fma ? 2 : 2.3)
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
    expect([...apply(Float32Array.of(-88, -200, -inf, nan))]).toEqual([0, 0, 0, nan])
    for (const y of apply(range(-89, -87, 10_007))) expect(y >= 0 && y < 1.01 * Math.exp(-87)).toBe(true)
    expect([...apply(Float32Array.of(0, -0))]).toEqual([1, 1])
  })
})

it("measures what is wrong", () => {
  const xs = Float32Array.of(1, 2, 4, 0, inf, nan)
  const measured = (f: (x: number) => number) => measure((ys) => (ys as Float32Array).map(f), Math.abs, [xs])
  expect(measured((x) => x)).toEqual({ ulps: 0, at: [], wrong: [] })
  expect(measured((x) => (x === 2 ? 2 + 2 ** -21 : x))).toEqual({ ulps: 2, at: [2], wrong: [] })
  expect(measured((x) => -x).wrong).toHaveLength(5)
  expect(measured(() => 0)).toMatchObject({ ulps: 2 ** 23, wrong: { length: 2 } })
})
