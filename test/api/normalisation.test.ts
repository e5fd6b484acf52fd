/** @file Normalisation against plain loops, its gradients against central differences, and how it is scheduled. */
import { describe, expect, it } from "vitest"
import { fromArray, tensor, zeros } from "../../src/api/create.js"
import { batchNorm, groupNorm, instanceNorm, layerNorm } from "../../src/api/normalisation.js"
import { cosineSimilarity, normalize } from "../../src/api/unit.js"
import { explain } from "../../src/explain.js"
import type { Node } from "../../src/graph/node.js"
import { toArray } from "../../src/read.js"
import { check, gradOf, leaf, read as readNode, weigh } from "../transform/differences.js"
import { expectDigits } from "./close.js"
import { numbers } from "./read.js"
import { untyped } from "./untyped.js"
import { wave } from "./wave.js"

const any = untyped({
  batchNorm,
  cosineSimilarity,
  explain,
  fromArray,
  groupNorm,
  instanceNorm,
  layerNorm,
  normalize,
  toArray,
})

/** Elements that have one key are taken together. */
const plain = (x: Node, keyOf: (position: number) => number, eps: number): readonly number[] => {
  const values = readNode(x)
  const groups = new Map<number, number[]>()
  values.forEach((value, i) => {
    groups.set(keyOf(i), [...(groups.get(keyOf(i)) ?? []), value])
  })
  return values.map((value, i) => {
    const group = groups.get(keyOf(i)) as number[]
    const mean = group.reduce((a, b) => a + b, 0) / group.length
    const variance = group.reduce((sum, one) => sum + (one - mean) ** 2, 0) / group.length
    return (value - mean) / Math.sqrt(variance + eps)
  })
}

// [2, 4, 3]: examples, channels, places
const x = wave([2, 4, 3])
const channel = (i: number) => Math.floor(i / 3) % 4
const [weight, bias] = [wave([4], 1), wave([4], 2)]
const affine = (values: readonly number[]) =>
  values.map((value, i) => value * (readNode(weight)[channel(i)] as number) + (readNode(bias)[channel(i)] as number))

describe("layerNorm", () => {
  it("is the plain loop over the last dims", () => {
    expectDigits(
      numbers(any.layerNorm(x, [3])),
      plain(x, (i) => Math.floor(i / 3), 1e-5),
    )
    expectDigits(
      numbers(any.layerNorm(x, [4, 3], { eps: 0.1 })),
      plain(x, (i) => Math.floor(i / 12), 0.1),
    )
    expectDigits(
      numbers(any.layerNorm(x, [2, 4, 3], { eps: 0 })),
      plain(x, () => 0, 0),
    )
  })
  it("scales and shifts", () => {
    const [scale, shift] = [wave([4, 3], 1), wave([4, 3], 2)]
    const normal = plain(x, (i) => Math.floor(i / 12), 1e-5)
    const expected = normal.map(
      (value, i) => value * (readNode(scale)[i % 12] as number) + (readNode(shift)[i % 12] as number),
    )
    expectDigits(numbers(any.layerNorm(x, [4, 3], { weight: scale, bias: shift })), expected)
    check((a, b, c) => weigh(any.layerNorm(a, [4, 3], { weight: b, bias: c })), x, scale, shift)
  })
  it("does not cancel far from 0", () => {
    const far = tensor([[30000, 30001, 30002, 30003]])
    expectDigits(any.toArray(any.layerNorm(far, [4], { eps: 0 }))[0], [-1.3416408, -0.4472136, 0.4472136, 1.3416408], 5)
  })
  it("has no rows, constant rows and rows of one element", () => {
    expect(numbers(any.layerNorm(zeros([0, 3]), [3]))).toEqual([])
    expect(numbers(any.layerNorm(tensor([[5, 5]]), [2]))).toEqual([0, 0])
    expect(numbers(any.layerNorm(tensor([[5], [7]]), [1]))).toEqual([0, 0])
    expect(numbers(any.layerNorm(tensor([[Number.NaN, 1]]), [2]))).toEqual([Number.NaN, Number.NaN])
  })
})

describe("groupNorm", () => {
  it("is the plain loop over groups of channels", () => {
    expectDigits(
      numbers(any.groupNorm(x, 2)),
      plain(x, (i) => Math.floor(i / 6), 1e-5),
    )
    expectDigits(
      numbers(any.groupNorm(x, 4)),
      plain(x, (i) => Math.floor(i / 3), 1e-5),
    )
    const normal = plain(x, (i) => Math.floor(i / 6), 0.2)
    expectDigits(numbers(any.groupNorm(x, 2, { weight, bias, eps: 0.2 })), affine(normal))
    expect(numbers(any.groupNorm(2)(x))).toEqual(numbers(any.groupNorm(x, 2)))
  })
  it("has the gradient of central differences", () => {
    check((a, b, c) => weigh(any.groupNorm(a, 2, { weight: b, bias: c })), x, weight, bias)
  })
  it("has no examples, and no places", () => {
    expect(any.groupNorm(zeros([0, 4, 3]), 2).shape).toEqual([0, 4, 3])
    expect(numbers(any.groupNorm(zeros([0, 4, 3]), 2))).toEqual([])
    expect(numbers(any.groupNorm(zeros([2, 4, 0]), 2))).toEqual([])
  })
})

describe("instanceNorm", () => {
  it("is the plain loop over places", () => {
    const normal = plain(x, (i) => Math.floor(i / 3), 1e-5)
    expectDigits(numbers(any.instanceNorm(x)), normal)
    expectDigits(numbers(any.instanceNorm(x, { weight, bias })), affine(normal))
    check((a, b, c) => weigh(any.instanceNorm(a, { weight: b, bias: c })), x, weight, bias)
  })
  it("takes statistics where those of the input are not used", () => {
    const [runningMean, runningVar] = [wave([4], 3), leaf([1, 2, 3, 4], [4])]
    const options = { runningMean, runningVar, eps: 0.5 }
    const expected = readNode(x).map(
      (value, i) => (value - (readNode(runningMean)[channel(i)] as number)) / Math.sqrt(channel(i) + 1.5),
    )
    expectDigits(numbers(any.instanceNorm(x, { ...options, useInputStats: false })), expected)
    expectDigits(numbers(any.instanceNorm(x, options)), numbers(any.instanceNorm(x, { eps: 0.5 })))
  })
})

describe("batchNorm", () => {
  it("is the plain loop over examples and places", () => {
    const normal = plain(x, channel, 1e-5)
    expectDigits(numbers(any.batchNorm(x, { training: true })), normal)
    expectDigits(numbers(any.batchNorm(x, { training: true, weight, bias })), affine(normal))
    check((a, b, c) => weigh(any.batchNorm(a, { training: true, weight: b, bias: c })), x, weight, bias)
    expectDigits(numbers(any.batchNorm(tensor([[1], [3]]), { training: true, eps: 0 })), [-1, 1])
  })
  it("takes statistics, and has gradients for them", () => {
    const [mean, variance] = [wave([4], 3), leaf([1, 2, 3, 4], [4])]
    const expected = readNode(x).map(
      (value, i) => (value - (readNode(mean)[channel(i)] as number)) / Math.sqrt(channel(i) + 1.5),
    )
    expectDigits(numbers(any.batchNorm(x, { runningMean: mean, runningVar: variance, eps: 0.5 })), expected)
    expectDigits(
      numbers(any.batchNorm({ runningMean: mean, runningVar: variance, eps: 0.5, weight, bias })(x)),
      affine(expected),
    )
    const options = { weight, bias, eps: 0.5 }
    check((a, b, c) => weigh(any.batchNorm(a, { runningMean: b, runningVar: c, ...options })), x, mean, variance)
  })
  it("refuses options that are none", () => {
    expect(() => any.batchNorm(x, { training: 1, runningMean: weight })).toThrow(
      "batchNorm: training is true or false, got 1",
    )
    expect(() => any.batchNorm(x, { momentum: 1 })).toThrow("batchNorm: unknown option momentum")
    expect(() => any.batchNorm(x, { training: true, eps: "0" })).toThrow('batchNorm: eps is a number, got "0"')
    expect(() => any.layerNorm(x, [3], { weight: zeros([3], "int32") })).toThrow(
      'layerNorm: weight needs a float tensor, got int32: use cast(x, "float32") first',
    )
  })
})

describe("normalize", () => {
  const lengthOf = (row: readonly number[], p: number): number => {
    const sizes = row.map(Math.abs)
    if (p === Number.POSITIVE_INFINITY) return Math.max(...sizes)
    if (p === Number.NEGATIVE_INFINITY) return Math.min(...sizes)
    if (p === 0) return sizes.filter((size) => size !== 0).length
    return sizes.reduce((sum, size) => sum + size ** p, 0) ** (1 / p)
  }
  it.each([0, 1, 2, 3, 0.5, -1, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])("divides by the %f-norm", (p) => {
    const rows = wave([2, 3], 1)
    const values = readNode(rows)
    const lengths = [lengthOf(values.slice(0, 3), p), lengthOf(values.slice(3), p)]
    expectDigits(
      numbers(any.normalize(rows, { p })),
      values.map((value, i) => value / (lengths[Math.floor(i / 3)] as number)),
    )
    check((y) => weigh(any.normalize(y, { p })), rows)
  })
  it("has a gradient where the length is 0", () => {
    const slope = gradOf((y) => weigh(any.normalize(y, { dim: 0, eps: 0.5 })))(leaf([0, 0], [2]))
    expectDigits(
      readNode(slope),
      readNode(gradOf((y) => weigh(y))(leaf([0, 0], [2]))).map((value) => value / 0.5),
    )
  })
  it("takes a scalar", () => expect(numbers(any.normalize(tensor(-3), { dim: 0 }))).toEqual([-1]))
})

describe("cosineSimilarity", () => {
  it("is the plain formula, broadcast", () => {
    const [a, b] = [wave([1, 2, 3]), wave([2, 1, 3], 2)]
    const [u, v] = [readNode(a), readNode(b)]
    const length = (row: readonly number[]) => Math.sqrt(row.reduce((sum, value) => sum + value * value, 0))
    const expected = [0, 1].flatMap((i) =>
      [0, 1].map((j) => {
        const [first, second] = [u.slice(3 * j, 3 * j + 3), v.slice(3 * i, 3 * i + 3)]
        return (
          first.reduce((sum, value, k) => sum + value * (second[k] as number), 0) / (length(first) * length(second))
        )
      }),
    )
    const result = any.cosineSimilarity(a, b, { dim: -1 })
    expect(result.shape).toEqual([2, 2])
    expectDigits(numbers(result), expected)
    check((s, t) => weigh(any.cosineSimilarity(s, t, { dim: -1 })), a, b)
  })
  it("is 0 of nothing", () => {
    const nothing = leaf([0, 0], [2])
    expect(numbers(any.cosineSimilarity(nothing, nothing, { dim: 0 }))).toEqual([0])
    expect(numbers(any.cosineSimilarity(zeros([0, 3]), zeros([0, 3])))).toEqual([])
  })
})

describe("the plan of a normalisation", () => {
  const ones = (shape: readonly number[]) =>
    any.fromArray(new Float32Array(shape.reduce((a, b) => a * b, 1)).fill(1), shape)
  const [rows, images, channels] = [ones([64, 256]), ones([4, 8, 6, 6]), ones([8])]
  const pair = { weight: channels, bias: channels }
  it.each([
    ["layerNorm", () => any.layerNorm(rows, [256], { weight: ones([256]), bias: ones([256]) })],
    ["groupNorm", () => any.groupNorm(images, 2, pair)],
    ["instanceNorm", () => any.instanceNorm(images, pair)],
    ["batchNorm", () => any.batchNorm(images, { training: true, ...pair })],
  ])("%s is one kernel over rows", (_, normalised) => {
    expect(String(any.explain(normalised()))).toMatch(/^plan: 1 kernel, 0 B of scratch\n {2}1\. row kernel /m)
  })
})
