/**
 * @file Keys as values of graphs, and draws with odds: moments, bounds, and the same numbers wherever they are drawn.
 */
import { describe, expect, it } from "vitest"
import { fromArray, full, ones, tensor, zeros } from "../../src/api/create.js"
import { foldIn, key, keySpec, keys, splitKey } from "../../src/api/key.js"
import { gumbel, normal, permutation, randint, truncatedNormal, uniform } from "../../src/api/random.js"
import { bernoulli, categorical, dropout } from "../../src/api/sample.js"
import { compile, spec } from "../../src/compile.js"
import { quantile } from "../../src/graph/normal.js"
import { erfc } from "../../src/graph/special.js"
import { data } from "../../src/read.js"
import { vmap } from "../../src/transform/vmap.js"
import type { Key } from "../../types/key.js"
import { numbers } from "./read.js"
import { untyped } from "./untyped.js"

const any = untyped({ bernoulli, categorical, dropout, foldIn, keys, permutation, truncatedNormal })

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

const base = key(12)

describe("a key that is an argument of a compiled function gives the numbers that it gives outside", () => {
  const draws = {
    uniform: (k: typeof base) => uniform(k, [7]),
    normal: (k: typeof base) => normal(k, [2, 3]),
    randint: (k: typeof base) => randint(k, -5, 5, [9]),
    truncatedNormal: (k: typeof base) => truncatedNormal(k, 1, Infinity, [5]),
    permutation: (k: typeof base) => permutation(k, 12),
    gumbel: (k: typeof base) => gumbel(k, [4]),
    split: (k: typeof base) => normal(splitKey(k)[1], [3]),
    foldIn: (k: typeof base) => normal(foldIn(k, 3), [3]),
    keys: (k: typeof base) => keys(k, 3).words,
    bernoulli: (k: typeof base) => bernoulli(k, 0.3, [9]),
    categorical: (k: typeof base) => categorical(k, zeros([5, 3])),
    dropout: (k: typeof base) => dropout(k, ones([9]), 0.4),
  }
  it.each(Object.entries(draws))("%s", (_, f) => {
    const compiled = compile({ k: keySpec }, ({ k }) => f(k as typeof base))
    const plain = numbers(f(base))
    const near = [...data(compiled({ k: base }))].map(Number)
    expect(near).toHaveLength(plain.length)
    for (const [i, value] of plain.entries()) expect(near[i]).toBeCloseTo(value, 5)
  })
  it("and a step's number may be one too", () => {
    const f = compile({ k: keySpec, n: spec([], "int32") }, ({ k, n }) => normal(foldIn(k, n), [3]))
    const drawn = [0, 1].map((n) => [...data(f({ k: base, n: tensor(n, "int32") }))])
    expect(drawn).toEqual([0, 1].map((n) => numbers(normal(foldIn(base, n), [3]))))
    expect(drawn[0]).not.toEqual(drawn[1])
  })
})

it("a mapped key draws for each example what it draws alone", () => {
  const alone = splitKey(base, 3).map((each) => numbers(normal(each, [2])))
  const mapped = vmap((each: Key) => normal(each, [2]))(keys(base, 3))
  expect([...data(mapped)]).toEqual(alone.flat())
})

describe("draws", () => {
  it("of the truncated normal distribution stay between the bounds and have its mean", () => {
    for (const [low, high, expected] of [
      [-2, 2, 0],
      [0, Infinity, Math.sqrt(2 / Math.PI)],
      [5, 6, 5.1823],
    ] as const) {
      const values = numbers(truncatedNormal(key(1), low, high, [20_000]))
      expect(values.every((x) => x >= low && x <= high)).toBe(true)
      expect(Math.abs(mean(values) - expected)).toBeLessThan(0.035)
    }
  })
  it("have quantiles that the distribution gives back", () => {
    for (const p of [1e-300, 1e-40, 1e-10, 0.01, 0.075, 0.3, 0.5, 0.9, 0.99]) {
      expect(Math.abs(erfc(-quantile(p) / Math.SQRT2) / 2 / p - 1)).toBeLessThan(1e-12)
    }
    expect([quantile(0), quantile(1)]).toEqual([-Infinity, Infinity])
  })
  it("of the Gumbel distribution have its mean and variance", () => {
    const values = numbers(gumbel(key(2), [50_000]))
    const centre = mean(values)
    expect(Math.abs(centre - 0.5772)).toBeLessThan(0.03)
    expect(Math.abs(mean(values.map((x) => (x - centre) ** 2)) - Math.PI ** 2 / 6)).toBeLessThan(0.1)
    expect(values.every(Number.isFinite)).toBe(true)
  })
  it("of orders are orders, and each place is as likely", () => {
    const firsts = new Map<number, number>()
    for (let seed = 0; seed < 600; seed++) {
      const order = numbers(permutation(key(seed), 3))
      expect([...order].sort()).toEqual([0, 1, 2])
      firsts.set(order[0] as number, (firsts.get(order[0] as number) ?? 0) + 1)
    }
    for (const count of firsts.values()) expect(Math.abs(count - 200)).toBeLessThan(60)
    expect(numbers(permutation(key(0), 0))).toEqual([])
  })
  it("of coins have their odds", () => {
    expect(Math.abs(mean(numbers(bernoulli(key(3), 0.3, [20_000]))) - 0.3)).toBeLessThan(0.017)
    expect(numbers(bernoulli(key(3), tensor([0, 1, 0, 1])))).toEqual([0, 1, 0, 1])
  })
  it("of classes have the odds of the softmax, and none of -Infinity", () => {
    const logits = fromArray(
      Float32Array.from({ length: 30_000 }, (_, i) => [Math.log(1), Math.log(3), -Infinity][i % 3] as number),
      [10_000, 3],
    )
    const drawn = numbers(categorical(key(4), logits))
    expect(Math.abs(mean(drawn) - 0.75)).toBeLessThan(0.022)
    expect(Math.max(...drawn)).toBe(1)
    expect(numbers(categorical(key(4), tensor([[-Infinity], [0]]), 0))).toEqual([1])
  })
  it("of dropout keep the mean", () => {
    const kept = numbers(dropout(key(5), full([20_000], 2), 0.25))
    expect(Math.abs(mean(kept) - 2)).toBeLessThan(0.05)
    expect(new Set(kept.map((x) => x.toFixed(4)))).toEqual(new Set(["0.0000", "2.6667"]))
    expect(numbers(dropout(key(5), tensor([1, NaN]), 0))).toEqual([1, NaN])
    expect(numbers(dropout(key(5), tensor([1, NaN]), 1))).toEqual([0, 0])
  })
  it("refuse what they can't be drawn from", () => {
    const cases: readonly (readonly [() => unknown, string])[] = [
      [() => any.bernoulli(key(0), 1.5, [2]), "bernoulli: a probability is between 0 and 1, got 1.5"],
      [() => any.bernoulli(key(0), tensor([0, 1, 1]), [2]), "has the shape of its probabilities, [3]: give no other"],
      [() => any.bernoulli(key(0), "x", [2]), 'bernoulli: a probability is a number, got "x"'],
      [() => any.bernoulli(key(0), tensor([1], "int32")), "bernoulli needs a float tensor, got int32"],
      [() => any.dropout(key(0), ones([2]), -1), "dropout: a probability is between 0 and 1, got -1"],
      [() => any.dropout(ones([2]), ones([2])), "dropout: expected a key, got a tensor of shape [2]: use key(seed)"],
      [() => any.categorical(key(0), zeros([2, 3]), 2), "categorical: dim 2 is out of range for [2, 3]"],
      [
        () => any.categorical(key(0), zeros([2, 0])),
        "categorical: dim 1 of [2, 0] is empty: there is no categorical of nothing",
      ],
      [() => any.truncatedNormal(key(0), 2, 1, [1]), "truncatedNormal: low 2 is not below high 1"],
      [() => any.truncatedNormal(key(0), NaN, 1, [1]), "truncatedNormal: low is a number, got NaN"],
      [() => any.permutation(key(0), -1), "permutation: a size is an integer of at least 0, got -1"],
      [() => any.foldIn(key(0), 0.5), "foldIn: a number is an integer, got 0.5"],
      [() => any.foldIn(key(0), ones([])), "foldIn: a number is an int32 scalar, got float32 of shape []"],
      [
        () => any.permutation(key(0), 2 ** 40),
        "permutation: [1099511627776] has 1099511627776 elements: at most 1073741824",
      ],
      [() => any.keys(key(0), -1), "keys: a count is at least 0, got -1"],
    ]
    for (const [call, sentence] of cases) expect(call).toThrow(sentence)
  })
})
