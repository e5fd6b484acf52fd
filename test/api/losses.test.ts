/**
 * @file Losses of two tensors: against plain formulas, at their edges, and their gradients against central differences.
 */
import { describe, expect, it } from "vitest"
import { binaryCrossEntropy, binaryCrossEntropyWithLogits } from "../../src/api/binary-loss.js"
import { tensor, zeros } from "../../src/api/create.js"
import { klDiv, poissonNllLoss } from "../../src/api/likelihood-loss.js"
import { hingeEmbeddingLoss } from "../../src/api/margin-loss.js"
import { permute } from "../../src/api/movement.js"
import { huberLoss, l1Loss, mseLoss, smoothL1Loss } from "../../src/api/regression-loss.js"
import type { Node } from "../../src/graph/node.js"
import { toArray } from "../../src/read.js"
import { check, gradOf, leaf, read as readNode, weigh } from "../transform/differences.js"
import { expectDigits } from "./close.js"
import { numbers } from "./read.js"
import { untyped } from "./untyped.js"
import { waveBetween } from "./wave.js"

const any = untyped({
  binaryCrossEntropy,
  binaryCrossEntropyWithLogits,
  hingeEmbeddingLoss,
  huberLoss,
  klDiv,
  l1Loss,
  mseLoss,
  permute,
  poissonNllLoss,
  smoothL1Loss,
  toArray,
})

const single = (values: readonly number[]) => tensor([...values])

const none = { reduction: "none" }
const softplus = (x: number) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)))
const sigmoid = (x: number) => 1 / (1 + Math.exp(-x))

interface PairCase {
  readonly loss: keyof typeof any
  readonly options: object
  readonly plain: (x: number, t: number) => number
  readonly xs: readonly number[]
  readonly ts: readonly number[]
}

const signs = [1, -1, 1, -1, 1, -1]
const shares = waveBetween(6, 2, 0.05, 0.95)
const pairs: readonly PairCase[] = [
  { loss: "mseLoss", options: {}, plain: (x, t) => (x - t) ** 2, xs: waveBetween(6, 0), ts: waveBetween(6, 1) },
  { loss: "l1Loss", options: {}, plain: (x, t) => Math.abs(x - t), xs: waveBetween(6, 0), ts: waveBetween(6, 1) },
  {
    loss: "smoothL1Loss",
    options: { beta: 1.3 },
    plain: (x, t) => (Math.abs(x - t) < 1.3 ? (x - t) ** 2 / 2.6 : Math.abs(x - t) - 0.65),
    xs: waveBetween(6, 0),
    ts: waveBetween(6, 1),
  },
  {
    loss: "smoothL1Loss",
    options: { beta: 0 },
    plain: (x, t) => Math.abs(x - t),
    xs: waveBetween(6, 0),
    ts: waveBetween(6, 1),
  },
  {
    loss: "huberLoss",
    options: { delta: 0.7 },
    plain: (x, t) => (Math.abs(x - t) <= 0.7 ? (x - t) ** 2 / 2 : 0.7 * (Math.abs(x - t) - 0.35)),
    xs: waveBetween(6, 0),
    ts: waveBetween(6, 1),
  },
  {
    loss: "binaryCrossEntropy",
    options: {},
    plain: (x, t) => -t * Math.log(x) - (1 - t) * Math.log(1 - x),
    xs: waveBetween(6, 0, 0.05, 0.95),
    ts: shares,
  },
  {
    loss: "binaryCrossEntropyWithLogits",
    options: {},
    plain: (x, t) => t * softplus(-x) + (1 - t) * softplus(x),
    xs: waveBetween(6, 0, -9, 9),
    ts: shares,
  },
  {
    loss: "binaryCrossEntropyWithLogits",
    options: { posWeight: leaf([3], [1]) },
    plain: (x, t) => 3 * t * softplus(-x) + (1 - t) * softplus(x),
    xs: waveBetween(6, 0, -9, 9),
    ts: shares,
  },
  { loss: "klDiv", options: {}, plain: (x, t) => t * (Math.log(t) - x), xs: waveBetween(6, 0), ts: shares },
  {
    loss: "klDiv",
    options: { logTarget: true },
    plain: (x, t) => Math.exp(t) * (t - x),
    xs: waveBetween(6, 0),
    ts: waveBetween(6, 1),
  },
  {
    loss: "poissonNllLoss",
    options: {},
    plain: (x, t) => Math.exp(x) - t * x,
    xs: waveBetween(6, 0),
    ts: waveBetween(6, 1, 0, 5),
  },
  {
    loss: "poissonNllLoss",
    options: { logInput: false, full: true, eps: 1e-3 },
    plain: (x, t) => x - t * Math.log(x + 1e-3) + (t > 1 ? t * Math.log(t) - t + Math.log(2 * Math.PI * t) / 2 : 0),
    xs: waveBetween(6, 0, 0.1, 3),
    ts: waveBetween(6, 1, 0.2, 5),
  },
  {
    loss: "hingeEmbeddingLoss",
    options: { margin: 0.8 },
    plain: (x, t) => (t === 1 ? x : Math.max(0, 0.8 - x)),
    xs: waveBetween(6, 0),
    ts: signs,
  },
]

describe.each(pairs)("$loss $options", ({ loss, options, plain, xs, ts }) => {
  const [x, t] = [leaf(xs, [2, 3]), leaf(ts, [2, 3])]
  const losses = xs.map((value, i) => plain(value, ts[i] as number))
  const total = losses.reduce((a, b) => a + b, 0)

  it("is the plain formula, reduced each way", () => {
    expectDigits(numbers(any[loss](x, t, { ...options, ...none })), losses)
    expectDigits(numbers(any[loss](x, t, { ...options, reduction: "sum" })), [total])
    expectDigits(numbers(any[loss](x, t, options)), [total / 6])
    expectDigits(numbers(any[loss](t, options)(x)), [total / 6])
  })
  it("is the same in kernels", () => {
    const [a, b] = [single(xs), single(ts)]
    const given = "posWeight" in options ? { posWeight: tensor([3]) } : options
    expectDigits(any.toArray(any[loss](a, b, { ...given, ...none })), losses, 4)
  })
  it("has the gradient of central differences", () => {
    const f = (a: Node) => weigh(any[loss](a, t, { ...options, ...none }))
    check(f, x)
    if (ts !== signs) check((b) => weigh(any[loss](x, b as Node, { ...options, ...none })), t)
  })
  it("has none of no elements", () => {
    const empty = leaf([], [0, 3])
    expect(numbers(any[loss](empty, empty, { ...options, reduction: "sum" }))).toEqual([0])
    expect(numbers(any[loss](empty, empty, options))).toEqual([Number.NaN])
  })
})

describe("losses at their edges", () => {
  it("squares nothing that is far away", () => {
    const far = leaf([Number.POSITIVE_INFINITY, 1e300], [2])
    const origin = leaf([0, 0], [2])
    const slope = gradOf((x) => any.smoothL1Loss(x, origin, { reduction: "sum" }))(far)
    expect(readNode(slope)).toEqual([1, 1])
    expect(readNode(gradOf((x) => any.huberLoss(x, origin, { reduction: "sum" }))(far))).toEqual([1, 1])
  })
  it("ends the logarithms of probabilities at -100, and their slopes at 1e12", () => {
    const x = leaf([0, 1, 0, 1], [4])
    const t = leaf([1, 0, 0, 1], [4])
    expectDigits(numbers(any.binaryCrossEntropy(x, t, none)), [100, 100, 0, 0])
    const slope = gradOf((y) => any.binaryCrossEntropy(y, t, { reduction: "sum" }))(x)
    expect(readNode(slope)).toEqual([-1e12, 1e12, 0, 0])
  })
  it("loses no digits of small probabilities, nor of large logits", () => {
    const [loss] = numbers(any.binaryCrossEntropy(leaf([1e-20], [1]), leaf([0], [1]), none))
    expect(loss).toBe(1e-20)
    const logits = leaf([-50, 1000, -1000, 0], [4])
    const t = leaf([0, 1, 0, 0.5], [4])
    expectDigits(numbers(any.binaryCrossEntropyWithLogits(logits, t, none)), [Math.exp(-50), 0, 0, Math.LN2], 30)
    const slope = readNode(gradOf((y) => any.binaryCrossEntropyWithLogits(y, t, { reduction: "sum" }))(logits))
    expectDigits(slope, [sigmoid(-50), 0, 0, 0], 25)
  })
  it("weighs binary losses", () => {
    const [x, t] = [leaf([0.5, 0.5], [2]), leaf([1, 0], [2])]
    expectDigits(numbers(any.binaryCrossEntropy(x, t, { weight: leaf([2, 3], [2]), ...none })), [
      2 * Math.LN2,
      3 * Math.LN2,
    ])
    expect(() => any.binaryCrossEntropy(x, t, { weight: zeros([2], "int32") })).toThrow(
      'binaryCrossEntropy: weight needs a float tensor, got int32: use cast(x, "float32") first',
    )
  })
  it("takes 0 · log 0 for 0", () => {
    const [x, t] = [leaf([-1, -2], [2]), leaf([0, 1], [2])]
    expect(numbers(any.klDiv(x, t, none))).toEqual([0, 2])
    expect(readNode(gradOf((y) => any.klDiv(x, y, { reduction: "sum" }))(t))).toEqual([1, 3])
  })
  it("divides a batchmean by the first size", () => {
    const [x, t] = [leaf([0, 0, 0, 0], [2, 2]), leaf([1, Math.E, 1, 1], [2, 2])]
    expectDigits(numbers(any.klDiv(x, t, { reduction: "batchmean" })), [Math.E / 2])
    expect(() => any.klDiv(zeros([]), zeros([]), { reduction: "batchmean" })).toThrow(
      'klDiv: a scalar has no batch: use reduction "sum"',
    )
  })
  it("keeps Stirling's formula and its slope for targets above 1", () => {
    const t = leaf([0, 1, -3, 2], [4])
    const slope = gradOf((y) => any.poissonNllLoss(leaf([0, 0, 0, 0], [4]), y, { full: true, reduction: "sum" }))(t)
    expectDigits(readNode(slope), [0, 0, 0, Math.log(2) + 0.25])
  })
  it("passes the gradient of a margin that is just met", () => {
    const slope = gradOf((y) => any.hingeEmbeddingLoss(y, leaf([-1], [1]), { reduction: "sum" }))(leaf([1], [1]))
    expect(readNode(slope)).toEqual([-1])
  })
  it("broadcasts and promotes", () => {
    const result = any.mseLoss(zeros([2, 1]), zeros([3], "float64"), none)
    expect([result.shape, result.dtype]).toEqual([[2, 3], "float64"])
    expect(any.mseLoss(zeros([2]), zeros([2], "bool")).dtype).toBe("float32")
  })
  it("lets NaN through", () => {
    const [x, t] = [leaf([Number.NaN], [1]), leaf([1], [1])]
    for (const { loss, options } of pairs) {
      expect(numbers(any[loss](x, t, { ...options, ...none }))[0], loss).toBeNaN()
    }
  })
  it("refuses what is out of range", () => {
    const x = zeros([2])
    expect(() => any.huberLoss(x, x, { delta: 0 })).toThrow(
      new RangeError("huberLoss: delta is a number above 0, got 0"),
    )
    expect(() => any.smoothL1Loss(x, x, { beta: -1 })).toThrow(
      new RangeError("smoothL1Loss: beta is a number of at least 0, got -1"),
    )
    expect(() => any.mseLoss(x, x, { reduction: "median" })).toThrow(
      new TypeError('mseLoss: unknown reduction "median": use mean | sum | none'),
    )
    expect(() => any.klDiv(x, x, { reduction: "median" })).toThrow(
      new TypeError('klDiv: unknown reduction "median": use mean | sum | none | batchmean'),
    )
  })
})

describe("losses of tensors at the edges of what there is", () => {
  const deep = [1, 2, 1, 1, 2, 1, 1, 1]
  it.each(pairs.map(({ loss, options }) => [loss, options] as const))(
    "%s %o: scalars, rank 8, itself",
    (loss, options) => {
      const given = { ...options, ...none }
      const scalar = any[loss](leaf([0.5], []), leaf([0.25], []), none)
      expect(scalar.shape).toEqual([])
      const x = leaf(waveBetween(4, 1, 0.1, 0.9), deep)
      const whole = any[loss](x, x, given)
      expect(whole.shape).toEqual(deep)
      const flat = leaf(readNode(x), [4])
      expect(numbers(whole)).toEqual(numbers(any[loss](flat, flat, given)))
      check(
        (y) => weigh(any[loss](y, y, given)),
        leaf(
          waveBetween(4, 1, 1.1, 1.9).map((v) => v / 2),
          deep,
        ),
      )
    },
  )
  it("reads views that are not contiguous", () => {
    const x = tensor([
      [1, 2, 3],
      [4, 5, 6],
    ])
    const turned = any.permute(x, [1, 0])
    expect(
      any.toArray(
        any.mseLoss(
          turned,
          tensor([
            [1, 4],
            [2, 5],
            [3, 6],
          ]),
        ),
      ),
    ).toBe(0)
  })
})
