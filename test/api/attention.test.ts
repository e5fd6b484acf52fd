/** @file Attention against plain loops, its masks, and its gradients against central differences. */
import { describe, expect, it } from "vitest"
import { attentionWeights, scaledDotProductAttention } from "../../src/api/attention.js"
import { ones, tensor, zeros } from "../../src/api/create.js"
import { key } from "../../src/api/key.js"
import type { Node } from "../../src/graph/node.js"
import { toArray } from "../../src/read.js"
import { check, gradOf, leaf, read as readNode, weigh } from "../transform/differences.js"
import { expectDigits } from "./close.js"
import { numbers } from "./read.js"
import { untyped } from "./untyped.js"
import { wave } from "./wave.js"

const any = untyped({ attentionWeights, ones, scaledDotProductAttention, tensor, toArray, zeros })

const range = (count: number) => Array.from({ length: count }, (_, i) => i)

/** One head: [L, E], [S, E], [S, V] to [L, V]; `added` is a term for each query and key. */
const plain = (q: Node, k: Node, v: Node, scale: number, added: (i: number, j: number) => number) => {
  const [length, features] = q.shape as [number, number]
  const [count, width] = v.shape as [number, number]
  const [qs, ks, vs] = [readNode(q), readNode(k), readNode(v)]
  return range(length).flatMap((i) => {
    const scores = range(count).map(
      (j) =>
        range(features).reduce(
          (sum, e) => sum + (qs[i * features + e] as number) * (ks[j * features + e] as number),
          0,
        ) *
          scale +
        added(i, j),
    )
    const exps = scores.map((score) => Math.exp(score))
    const total = exps.reduce((a, b) => a + b, 0)
    const weights = exps.map((one) => (total === 0 ? 0 : one / total))
    return range(width).map((e) => weights.reduce((sum, weight, j) => sum + weight * (vs[j * width + e] as number), 0))
  })
}

const [q, k, v] = [wave([4, 3], 0), wave([5, 3], 1), wave([5, 2], 2)]
const root = 1 / Math.sqrt(3)

describe("scaledDotProductAttention", () => {
  it("is the plain loop", () => {
    expectDigits(
      numbers(any.scaledDotProductAttention(q, k, v)),
      plain(q, k, v, root, () => 0),
    )
    expectDigits(
      numbers(any.scaledDotProductAttention(q, k, v, { scale: 2 })),
      plain(q, k, v, 2, () => 0),
    )
    expectDigits(
      numbers(any.scaledDotProductAttention(k, v)(q)),
      plain(q, k, v, root, () => 0),
    )
  })
  it("keeps queries from keys behind them", () => {
    const causal = plain(q, k, v, root, (i, j) => (j <= i ? 0 : Number.NEGATIVE_INFINITY))
    expectDigits(numbers(any.scaledDotProductAttention(q, k, v, { isCausal: true })), causal)
  })
  it("takes masks of what is allowed, and of what is added", () => {
    const allowed = [1, 0, 1, 1, 0]
    const expected = plain(q, k, v, root, (_, j) => (allowed[j] === 1 ? 0 : Number.NEGATIVE_INFINITY))
    const bool = any.tensor(allowed.map((one) => one === 1))
    expectDigits(numbers(any.scaledDotProductAttention(q, k, v, { mask: bool })), expected)
    const float = leaf(
      allowed.map((one) => (one === 1 ? 0 : Number.NEGATIVE_INFINITY)),
      [5],
    )
    expectDigits(numbers(any.scaledDotProductAttention(q, k, v, { mask: float })), expected)
    const bias = wave([4, 5], 3)
    const biased = plain(q, k, v, root, (i, j) => readNode(bias)[i * 5 + j] as number)
    expectDigits(numbers(any.scaledDotProductAttention(q, k, v, { mask: bias })), biased)
    check((a, b, c, m) => weigh(any.scaledDotProductAttention(a, b, c, { mask: m })), q, k, v, bias)
  })
  it("gives zeros, and gradients of 0, to a query that may attend to nothing", () => {
    const rows = [[true, true, false, true, true], Array(5).fill(false), Array(5).fill(true), Array(5).fill(false)]
    const mask = any.tensor(rows)
    const expected = plain(q, k, v, root, (i, j) => (rows[i]?.[j] ? 0 : Number.NEGATIVE_INFINITY))
    expect(expected.slice(2, 4)).toEqual([0, 0])
    expectDigits(numbers(any.scaledDotProductAttention(q, k, v, { mask })), expected)
    check((a, b, c) => weigh(any.scaledDotProductAttention(a, b, c, { mask })), q, k, v)
    const lowest = leaf(Array(5).fill(Number.NEGATIVE_INFINITY), [1, 5])
    expectDigits(numbers(any.scaledDotProductAttention(q, k, v, { mask: lowest })), Array(8).fill(0))
    const slope = readNode(gradOf((a) => weigh(any.scaledDotProductAttention(a, k, v, { mask: lowest })))(q))
    expectDigits(slope, Array(12).fill(0))
    expect(numbers(any.scaledDotProductAttention(q, k, v, { mask: any.tensor(false) }))).toEqual(Array(8).fill(0))
  })
  it("broadcasts heads and masks, in kernels too", () => {
    const [a, b, c] = [any.ones([2, 1, 4, 3]), any.ones([3, 5, 3]), any.ones([2, 3, 5, 2])]
    const result = any.scaledDotProductAttention(a, b, c, { mask: any.zeros([2, 1, 1, 5]) })
    expect(result.shape).toEqual([2, 3, 4, 2])
    expectDigits(any.toArray(result).flat(3), Array(48).fill(1), 5)
  })
  it("has the gradient of central differences", () => {
    check((a, b, c) => weigh(any.scaledDotProductAttention(a, b, c)), q, k, v)
    check((a, b, c) => weigh(any.scaledDotProductAttention(a, b, c, { isCausal: true })), q, k, v)
  })
  it("is stable for large products", () => {
    const large = any.tensor([[1e4, 0]])
    expectDigits(any.toArray(any.scaledDotProductAttention(large, large, any.tensor([[3]]))).flat(), [3])
  })
  it("drops weights, and keeps their mean", () => {
    const [a, b] = [any.zeros([1, 4]), any.zeros([4000, 4])]
    const dropout = { p: 0.25, key: key(3) }
    const weights: readonly number[] = any.toArray(any.attentionWeights(a, b, { dropout })).flat()
    const kept = weights.filter((weight) => weight !== 0)
    expect(kept.length / 4000).toBeCloseTo(0.75, 1)
    expect(kept[0]).toBeCloseTo(1 / 4000 / 0.75, 8)
    const whole = any.toArray(any.attentionWeights(a, b, { dropout: { ...dropout, p: 0 } })).flat()
    expectDigits(whole, Array(4000).fill(1 / 4000), 7)
  })
  it("refuses a mask of integers, and options that are none", () => {
    expect(() => any.scaledDotProductAttention(q, k, v, { mask: zeros([5], "int32") })).toThrow(
      'scaledDotProductAttention: mask needs a float tensor, got int32: use cast(x, "float32") first',
    )
    expect(() => any.scaledDotProductAttention(q, k, v, { dropout: 0.5 })).toThrow(
      "scaledDotProductAttention: dropout: options are an object, got 0.5",
    )
    expect(() => any.scaledDotProductAttention(q, k, v, { dropout: { p: 2, key: key(0) } })).toThrow("dropout:")
  })
})

describe("attentionWeights", () => {
  it("has rows that add up to 1", () => {
    const weights = numbers(any.attentionWeights(q, k, { isCausal: true }))
    for (const i of range(4)) {
      expect(weights.slice(5 * i, 5 * i + 5).reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12)
      expect(weights.slice(5 * i + i + 1, 5 * i + 5)).toEqual(Array(4 - i).fill(0))
    }
    expect(numbers(any.attentionWeights(k)(q))).toEqual(numbers(any.attentionWeights(q, k)))
  })
})
