/**
 * @file Losses of three tensors, and of class probabilities: against plain formulas, and their gradients against
 * central differences.
 */
import { describe, expect, it } from "vitest"
import { sub } from "../../src/api/binary.js"
import { tensor, zeros } from "../../src/api/create.js"
import { gaussianNllLoss } from "../../src/api/likelihood-loss.js"
import { crossEntropy } from "../../src/api/loss.js"
import {
  cosineEmbeddingLoss,
  marginRankingLoss,
  tripletMarginLoss,
  tripletMarginWithDistanceLoss,
} from "../../src/api/margin-loss.js"
import { sum as sumOf } from "../../src/api/reduce.js"
import { abs as absolute } from "../../src/api/unary.js"
import type { Node } from "../../src/graph/node.js"
import { check, gradOf, leaf, read as readNode, weigh } from "../transform/differences.js"
import { expectDigits } from "./close.js"
import { numbers } from "./read.js"
import { untyped } from "./untyped.js"
import { waveBetween } from "./wave.js"

const any = untyped({
  absolute,
  cosineEmbeddingLoss,
  crossEntropy,
  gaussianNllLoss,
  marginRankingLoss,
  sub,
  sumOf,
  tripletMarginLoss,
  tripletMarginWithDistanceLoss,
})

const none = { reduction: "none" }
const signs = [1, -1, 1, -1, 1, -1]

describe("losses of three tensors", () => {
  const [a, b, c] = [leaf(waveBetween(6, 0), [2, 3]), leaf(waveBetween(6, 1), [2, 3]), leaf(waveBetween(6, 4), [2, 3])]
  const rows = (node: Node) => {
    const values = readNode(node)
    return [values.slice(0, 3), values.slice(3)]
  }
  const zip = (x: readonly number[], y: readonly number[], f: (x: number, y: number) => number) =>
    x.map((value, i) => f(value, y[i] as number))
  const sum = (values: readonly number[]) => values.reduce((x, y) => x + y, 0)

  it("marginRankingLoss asks for an order", () => {
    const t = leaf([...signs], [2, 3])
    const expected = readNode(a).map((x, i) =>
      Math.max(0, -(signs[i] as number) * (x - (readNode(b)[i] as number)) + 0.4),
    )
    expectDigits(numbers(any.marginRankingLoss(a, b, t, { margin: 0.4, ...none })), expected)
    check((x, y) => weigh(any.marginRankingLoss(x, y, t, { margin: 0.4, ...none })), a, b)
    expect(numbers(any.marginRankingLoss(b, t)(a))).toEqual(numbers(any.marginRankingLoss(a, b, t)))
  })
  it("cosineEmbeddingLoss turns vectors to each other and apart", () => {
    const t = leaf([1, -1], [2])
    const cosines = rows(a).map((row, i) => {
      const other = rows(b)[i] as readonly number[]
      const length = (x: readonly number[]) => Math.sqrt(sum(x.map((value) => value * value)))
      return sum(zip(row, other, (x, y) => x * y)) / (length(row) * length(other))
    }) as [number, number]
    const expected = [1 - cosines[0], Math.max(0, cosines[1] + 0.9)]
    expectDigits(numbers(any.cosineEmbeddingLoss(a, b, t, { margin: -0.9, ...none })), expected)
    check((x, y) => weigh(any.cosineEmbeddingLoss(x, y, t, { margin: -0.9, ...none })), a, b)
    const nothing = leaf([0, 0], [2])
    expect(numbers(any.cosineEmbeddingLoss(nothing, nothing, leaf([1], [])))).toEqual([1])
    expect(readNode(gradOf((x) => any.cosineEmbeddingLoss(x, nothing, leaf([1], [])))(nothing))).toEqual([0, 0])
  })
  it.each([1, 2, 3, 0.5, Number.POSITIVE_INFINITY])("tripletMarginLoss with the %f-norm", (p) => {
    const norm = (x: readonly number[]) =>
      p === Number.POSITIVE_INFINITY
        ? Math.max(...x.map(Math.abs))
        : sum(x.map((value) => Math.abs(value) ** p)) ** (1 / p)
    const distance = (x: Node, y: Node) =>
      rows(x).map((row, i) => norm(zip(row, rows(y)[i] as readonly number[], (v, w) => v - w + 1e-6)))
    const swapped = zip(distance(a, c), distance(b, c), Math.min)
    const expected = zip(distance(a, b), swapped, (near, away) => Math.max(0, near - away + 2))
    const options = { p, margin: 2, swap: true, ...none }
    expectDigits(numbers(any.tripletMarginLoss(a, b, c, options)), expected, 9)
    check((x, y, z) => weigh(any.tripletMarginLoss(x, y, z, options)), a, b, c)
  })
  it("tripletMarginWithDistanceLoss takes a distance of one's own", () => {
    const taxicab = (x: unknown, y: unknown) => any.sumOf(any.absolute(any.sub(x, y)), -1)
    const options = { margin: 2, swap: true, ...none }
    const own = (x: unknown, y: unknown, z: unknown) =>
      any.tripletMarginWithDistanceLoss(x, y, z, { ...options, distanceFunction: taxicab })
    expectDigits(numbers(own(a, b, c)), numbers(any.tripletMarginLoss(a, b, c, { ...options, p: 1, eps: 0 })))
    check((x, y, z) => weigh(own(x, y, z)), a, b, c)
    expect(numbers(any.tripletMarginWithDistanceLoss(a, b, c, options))).toEqual(
      numbers(any.tripletMarginLoss(a, b, c, options)),
    )
    expect(numbers(any.tripletMarginWithDistanceLoss(b, c)(a))).toEqual(
      numbers(any.tripletMarginWithDistanceLoss(a, b, c)),
    )
    const call = (distanceFunction: unknown) => () => any.tripletMarginWithDistanceLoss(a, b, c, { distanceFunction })
    expect(call(3)).toThrow("tripletMarginWithDistanceLoss: distanceFunction is a function, got 3")
    expect(call(() => 3)).toThrow("tripletMarginWithDistanceLoss: distanceFunction: expected a tensor")
    expect(() => any.tripletMarginWithDistanceLoss(leaf([1], []), b, c)).toThrow("needs rank >= 1, got []")
  })
  it("gaussianNllLoss, with the variance of elements and of rows", () => {
    const whole = leaf(waveBetween(6, 2, 0.5, 3), [2, 3])
    const plain = (x: number, t: number, v: number) => (Math.log(v) + (x - t) ** 2 / v + Math.log(2 * Math.PI)) / 2
    const [xs, ts, vs] = [readNode(a), readNode(b), readNode(whole)]
    const expected = xs.map((x, i) => plain(x, ts[i] as number, vs[i] as number))
    const options = { full: true, ...none }
    expectDigits(numbers(any.gaussianNllLoss(a, b, whole, options)), expected)
    check((x, y, z) => weigh(any.gaussianNllLoss(x, y, z, options)), a, b, whole)
    const rowwise = leaf([0.5, 2], [2])
    const byRow = xs.map((x, i) => plain(x, ts[i] as number, i < 3 ? 0.5 : 2))
    expectDigits(numbers(any.gaussianNllLoss(a, b, rowwise, options)), byRow)
    expectDigits(numbers(any.gaussianNllLoss(a, b, leaf([0.5, 2], [2, 1]), options)), byRow)
    check((z) => weigh(any.gaussianNllLoss(a, b, z, options)), rowwise)
  })
  it("gaussianNllLoss takes the slope at the least variance, as if that were the variance", () => {
    const [x, t] = [leaf([1], [1]), leaf([0], [1])]
    const slope = gradOf((v) => any.gaussianNllLoss(x, t, v, { eps: 0.5 }))(leaf([0.25], [1]))
    expectDigits(readNode(slope), [0.5 * (1 / 0.5 - 1 / 0.25)])
    expect(numbers(any.gaussianNllLoss(x, t, leaf([-1], [1]), { eps: 0.5 }))).toEqual(
      numbers(any.gaussianNllLoss(x, t, leaf([0.5], [1]))),
    )
  })
})

describe("crossEntropy of probabilities", () => {
  const logits = leaf(waveBetween(6, 0), [2, 3])
  const target = leaf([0.2, 0.5, 0.3, 1, 0, 0], [2, 3])
  const logp = (row: readonly number[]) => {
    const total = Math.log(row.map(Math.exp).reduce((x, y) => x + y, 0))
    return row.map((x) => x - total)
  }
  const plain = (weight: readonly number[], smoothing: number) => {
    const [xs, ts] = [readNode(logits), readNode(target)]
    return [0, 1].map((row) =>
      logp(xs.slice(3 * row, 3 * row + 3)).reduce((loss, value, c) => {
        const share = (ts[3 * row + c] as number) * (1 - smoothing) + smoothing / 3
        return loss - share * value * (weight[c] as number)
      }, 0),
    )
  }
  it("is the plain formula, weighted and smoothed", () => {
    const [x, y] = plain([1, 2, 3], 0.3) as [number, number]
    const options = { weight: leaf([1, 2, 3], [3]), labelSmoothing: 0.3 }
    expectDigits(numbers(any.crossEntropy(logits, target, { ...options, ...none })), [x, y])
    expectDigits(numbers(any.crossEntropy(logits, target, options)), [(x + y) / 2])
    expectDigits(numbers(any.crossEntropy(logits, target, { ...options, reduction: "sum" })), [x + y])
    check((l, t) => any.crossEntropy(l, t, options), logits, target)
  })
  it("is that of the indices where the probabilities are 0 and 1", () => {
    const sharp = leaf([0, 0, 1, 1, 0, 0], [2, 3])
    expectDigits(
      numbers(any.crossEntropy(logits, sharp, { labelSmoothing: 0.1 })),
      numbers(any.crossEntropy(logits, tensor([2, 0], "int32"), { labelSmoothing: 0.1 })),
    )
  })
  it("takes one example, and images of them", () => {
    expect(any.crossEntropy(leaf([1, 2], [2]), leaf([0, 1], [2]), none).shape).toEqual([])
    expect(any.crossEntropy(zeros([2, 3, 4]), zeros([2, 3, 4]), none).shape).toEqual([2, 4])
  })
})
