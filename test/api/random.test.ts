/** @file Random numbers: published vectors, moments, ranges, reproducibility. */
import { describe, expect, it } from "vitest"
import { add } from "../../src/api/binary.js"
import { zeros } from "../../src/api/create.js"
import { key, keySpec, splitKey as split } from "../../src/api/key.js"
import { normal, randint, uniform } from "../../src/api/random.js"
import { compile, spec } from "../../src/compile.js"
import { explain } from "../../src/explain.js"
import { normalPair } from "../../src/graph/normal.js"
import { threefryWords, type Words } from "../../src/graph/threefry.js"
import * as draws from "../../src/primitives/random.js"
import { data, toArray } from "../../src/read.js"
import { numbers, read } from "./read.js"
import { untyped } from "./untyped.js"

const any = untyped({ key, normal, randint, split, uniform })

describe("threefry2x32, 20 rounds", () => {
  // the known answers published with Random123 (kat_vectors)
  it.each<readonly [Words, Words, Words]>([
    [
      [0, 0],
      [0, 0],
      [0x6b200159, 0x99ba4efe],
    ],
    [
      [0xffffffff, 0xffffffff],
      [0xffffffff, 0xffffffff],
      [0x1cb996fc, 0xbb002be7],
    ],
    [
      [0x13198a2e, 0x03707344],
      [0x243f6a88, 0x85a308d3],
      [0xc4923a9c, 0x483df7a0],
    ],
  ])("of key %j at counter %j", (k, counter, block) => {
    expect([...threefryWords(k, counter, 2)]).toEqual(block)
  })
  it("gives the blocks of a stream in order", () => {
    const blocks = [0, 1, 2].flatMap((first) => [...threefryWords([1, 2], [7, first], 2)])
    expect([...threefryWords([1, 2], [7, 0], 5)]).toEqual(blocks.slice(0, 5))
  })
})

describe("Box–Muller", () => {
  it("agrees with the functions of Math", () => {
    const words = threefryWords([3, 4], [0, 0], 2000)
    for (let i = 0; i < words.length; i += 2) {
      const [first, second] = [words[i] as number, words[i + 1] as number]
      const radius = Math.sqrt(-2 * Math.log((first + 1) / 2 ** 32))
      const angle = (second / 2 ** 32) * 2 * Math.PI
      const [x, y] = normalPair(first, second)
      expect(Math.abs(x - radius * Math.cos(angle))).toBeLessThan(1e-14)
      expect(Math.abs(y - radius * Math.sin(angle))).toBeLessThan(1e-14)
    }
  })
  it("ends at a radius of √(64 ln 2), and begins at 0", () => {
    expect(normalPair(0, 0)[0]).toBeCloseTo(Math.sqrt(64 * Math.LN2), 14)
    expect(normalPair(0xffffffff, 0)[0]).toBeCloseTo(0, 14)
  })
})

describe("draws", () => {
  const moments = (values: readonly number[]) => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    const central = (power: number) => values.reduce((sum, value) => sum + (value - mean) ** power, 0) / values.length
    const variance = central(2)
    return { mean, variance, skewness: central(3) / variance ** 1.5, kurtosis: central(4) / variance ** 2 }
  }
  it("of the normal distribution have its moments", () => {
    const { mean, variance, skewness, kurtosis } = moments(numbers(normal(key(1), [100_000])))
    // five standard errors of each
    expect(Math.abs(mean)).toBeLessThan(0.016)
    expect(Math.abs(variance - 1)).toBeLessThan(0.023)
    expect(Math.abs(skewness)).toBeLessThan(0.039)
    expect(Math.abs(kurtosis - 3)).toBeLessThan(0.078)
  })
  it("of the uniform distribution fill [0, 1)", () => {
    const values = numbers(uniform(key(2), [100_000]))
    const { mean, variance } = moments(values)
    expect(Math.abs(mean - 0.5)).toBeLessThan(0.0046)
    expect(Math.abs(variance - 1 / 12)).toBeLessThan(0.0012)
    expect(Math.min(...values.slice(0, 50_000), ...[1])).toBeGreaterThanOrEqual(0)
    expect(values.every((value) => value < 1)).toBe(true)
  })
  it("of integers reach each in the range, evenly", () => {
    const counts = new Map<number, number>()
    for (const value of numbers(randint(key(3), -2, 3, [50_000]))) counts.set(value, (counts.get(value) ?? 0) + 1)
    expect([...counts.keys()].sort((a, b) => a - b)).toEqual([-2, -1, 0, 1, 2])
    for (const count of counts.values()) expect(Math.abs(count - 10_000)).toBeLessThan(450)
    expect(numbers(randint(key(3), 5, 6, [3]))).toEqual([5, 5, 5])
    const wide = numbers(randint(key(4), -(2 ** 31), 2 ** 31, [1000]))
    expect(wide.some((value) => value < -(2 ** 30)) && wide.some((value) => value > 2 ** 30)).toBe(true)
  })
  it("have a shape and a dtype", () => {
    expect(normal(key(0), [2, 3]).shape).toEqual([2, 3])
    expect(normal(key(0), [2, 3]).dtype).toBe("float32")
    expect(randint(key(0), 0, 2, [2]).dtype).toBe("int32")
    expect(numbers(normal(key(0), []))).toHaveLength(1)
    expect(numbers(uniform(key(0), [0, 3]))).toEqual([])
  })
  it("are one for each element of a tensor that stands for a shape", () => {
    const x = normal(key(3), zeros([2, 5], "int32"))
    expect([x.shape, x.dtype]).toEqual([[2, 5], "float32"])
    expect(read(x)).toEqual(read(normal(key(3), [2, 5])))
    const compiled = compile({ x: spec(["batch", 2]), key: keySpec }, ({ x, key }) => uniform(key, x))
    expect(toArray(compiled({ x: zeros([3, 2]), key: key(4) }))).toEqual(toArray(uniform(key(4), [3, 2])))
  })

  it("are the same for the same key, on every host", () => {
    expect(read(normal(key(42), [3]))).toEqual(read(normal(key(42), [3])))
    expect(numbers(normal(key(42), [5])).slice(0, 3)).toEqual(numbers(normal(key(42), [3])))
    expect(numbers(uniform(key(0), [3]))).toMatchInlineSnapshot(`
      [
        0.3146817088127136,
        0.7533912062644958,
        0.5760166049003601,
      ]
    `)
    expect(numbers(normal(key(0), [3]))).toMatchInlineSnapshot(`
      [
        1.3601083755493164,
        -0.1310766339302063,
        0.5631860494613647,
      ]
    `)
    expect(numbers(randint(key(0), 0, 1000, [3]))).toMatchInlineSnapshot(`
      [
        721,
        451,
        790,
      ]
    `)
  })
  it.each([
    ["uniform", uniform, draws.uniform],
    ["normal", normal, draws.normal],
  ] as const)("of many numbers are made by kernels, %s to the bit as few are", (_, op, { numbers }) => {
    const x = op(key(2 ** 33 + 5), [100, 100])
    expect(x.dtype).toBe("float32")
    expect(data(x)).toEqual(numbers([2, 5], 10_000, 0))
    expect(data(op(key(2 ** 33 + 5), [100]))).toEqual(numbers([2, 5], 100, 0))
  })
  it("of many numbers are drawn once, whoever reads them", () => {
    const noise = normal(key(6), [100, 100])
    const noisy = compile({ x: spec([100]) }, ({ x }) => add(x, noise))
    const x = zeros([100])
    expect(explain(noisy, { x })).not.toContain("normal")
    expect(data(noisy({ x }))).toEqual(data(noise))
    expect(data(add(noise, 0))).toEqual(data(noise))
    const drawing = compile({ x: spec([100]) }, ({ x }) => add(x, normal(key(6), [100, 100])))
    expect(explain(drawing, { x })).not.toContain("normal")
    expect(data(drawing({ x }))).toEqual(data(noise))
  })
  it("differ between keys", () => {
    const [a, b] = split(key(0), 2)
    const draws = [key(0), key(1), key(2 ** 40), key(-1), a, b].map((k) => numbers(normal(k as never, [4])).join())
    expect(new Set(draws).size).toBe(6)
    expect(split(key(0), 5).slice(0, 2)).toEqual([a, b])
    expect(split(key(0))).toHaveLength(2)
  })
  it("need a key, a shape and a range", () => {
    expect(() => any.key("1")).toThrow(TypeError)
    const cases: readonly (readonly [() => unknown, string])[] = [
      [() => any.normal(5, [2]), "normal: expected a key, got 5: use key(seed)"],
      [() => any.normal({ words: [] }, [2]), "normal: expected a key, got an object: use key(seed)"],
      [() => any.normal({ words: [0.5, 1] }, [2]), "normal: expected a key, got an object: use key(seed)"],
      [() => any.normal(zeros([1]), [2]), "normal: expected a key, got a tensor of shape [1]: use key(seed)"],
      [() => any.uniform(null, [2]), "uniform: expected a key, got null: use key(seed)"],
      [() => any.key(0.5), "key: a seed is an integer, got 0.5"],
      [() => any.split(key(0), -1), "split: a count is at least 0, got -1"],
      [() => any.normal(key(0), 3), "normal: a shape is an array of sizes like [2, 3], got 3"],
      [() => any.randint(key(0), 3, 3, [1]), "randint: low 3 is not below high 3"],
      [() => any.randint(key(0), 0, 2 ** 33, [1]), "randint: 0 to 8589934592 exceeds int32"],
    ]
    for (const [call, sentence] of cases) expect(call).toThrow(sentence)
  })
})
