/** @file Losses of class indices against a plain reading of PyTorch's definitions. */
import fc from "fast-check"
import { pipe } from "fp-ts/lib/function.js"
import { describe, expect, it } from "vitest"
import { tensor, zeros } from "../../src/api/create.js"
import { nodeOf } from "../../src/api/handle.js"
import { crossEntropy, nllLoss } from "../../src/api/loss.js"
import { reshape } from "../../src/api/movement.js"
import { logSoftmax } from "../../src/api/softmax.js"
import { variable } from "../../src/graph/infer.js"
import { DTypeError, IndexError, ShapeError } from "../../src/shape/error.js"
import { backward } from "../../src/transform/backward.js"
import { numbers, read } from "./read.js"
import { untyped } from "./untyped.js"

const { NaN: nan, POSITIVE_INFINITY: inf } = Number
const any = untyped({ nllLoss, crossEntropy, logSoftmax, tensor, reshape })

interface Options {
  readonly reduction?: "mean" | "sum" | "none"
  readonly ignoreIndex?: number
  readonly weight?: readonly number[]
  readonly labelSmoothing?: number
}

/** cross_entropy_loss_label_smoothing of ATen/native/LossNLL.cpp, on rows. */
const reference = (logp: number[][], target: number[], options: Options): number[] => {
  const { reduction = "mean", ignoreIndex = -100, labelSmoothing: smoothing = 0 } = options
  const classes = (logp[0] as number[]).length
  const weight = options.weight ?? Array<number>(classes).fill(1)
  const rows = logp.map((row, i) => {
    const y = target[i] as number
    if (y === ignoreIndex) return { sharp: 0, even: 0, count: 0 }
    const w = weight[y] as number
    const even = row.reduce((sum, value, c) => sum - value * (weight[c] as number), 0)
    return { sharp: -w * (row[y] as number), even, count: w }
  })
  const total = (of: (row: (typeof rows)[number]) => number) => rows.reduce((sum, row) => sum + of(row), 0)
  const mix = (sharp: number, even: number) =>
    smoothing === 0 ? sharp : (1 - smoothing) * sharp + (smoothing / classes) * even
  if (reduction === "none") return rows.map((row) => mix(row.sharp, row.even))
  const scale = reduction === "mean" ? 1 / total((row) => row.count) : 1
  return [mix(total((row) => row.sharp) * scale, total((row) => row.even) * scale)]
}

const logits = [
  [1, 2, 3],
  [-1, 0, 4],
  [0.5, 0.5, -2],
]
const rowsOf = (x: number[][]): number[][] =>
  x.map((row) => {
    const total = Math.log(row.reduce((sum, value) => sum + Math.exp(value), 0))
    return row.map((value) => value - total)
  })

describe("both losses", () => {
  const weight = [0.25, 1.5, 3]
  const cases: readonly Options[] = (["mean", "sum", "none"] as const).flatMap((reduction) => [
    { reduction },
    { reduction, weight },
    { reduction, ignoreIndex: 1 },
    { reduction, ignoreIndex: 1, weight },
    { reduction, labelSmoothing: 0.1 },
    { reduction, labelSmoothing: 0.1, weight },
    { reduction, labelSmoothing: 1, weight, ignoreIndex: 2 },
  ])
  it.each(cases)("with %j", (options) => {
    const target = [2, 0, 1]
    const given = options.weight === undefined ? options : { ...options, weight: tensor(weight, "float64") }
    const expected = reference(rowsOf(logits), target, options)
    const indices = tensor(target, "int32")
    const compared = numbers(any.crossEntropy(tensor(logits, "float64"), indices, given))
    expect(compared.length).toBe(expected.length)
    for (const [i, value] of compared.entries()) expect(value).toBeCloseTo(expected[i] as number, 13)
    if (options.labelSmoothing !== undefined) return
    const direct = numbers(any.nllLoss(logSoftmax(tensor(logits, "float64")), indices, given))
    expect(direct).toEqual(compared)
  })
  it("leave out -100 unless told", () => {
    const some = tensor([2, -100, 1], "int32")
    const [a, , c] = numbers(crossEntropy(tensor(logits), tensor([2, 0, 1], "int32"), { reduction: "none" }))
    expect(numbers(crossEntropy(tensor(logits), some, { reduction: "none" }))).toEqual([a, 0, c])
    expect(numbers(crossEntropy(tensor(logits), some))).toEqual([((a as number) + (c as number)) / 2])
  })
  it("of no elements are NaN in the mean, 0 in the sum", () => {
    const none = tensor([-100, -100, -100], "int32")
    expect(numbers(crossEntropy(tensor(logits), none))).toEqual([nan])
    expect(numbers(crossEntropy(tensor(logits), none, { reduction: "sum" }))).toEqual([0])
    expect(numbers(nllLoss(zeros([0, 3]), any.tensor([], "int32")))).toEqual([nan])
  })
  it("don't let other classes' -Infinity in", () => {
    const logp = tensor([
      [-inf, Math.log(0.5)],
      [-inf, 0],
    ])
    expect(numbers(nllLoss(logp, tensor([1, 1], "int32"), { reduction: "none" }))).toEqual([
      -Math.fround(Math.log(0.5)),
      0,
    ])
    expect(numbers(nllLoss(logp, tensor([0, 1], "int32"), { reduction: "none" }))).toEqual([inf, 0])
  })
  it("have their class axis second, or first where it is the only one", () => {
    const one = numbers(crossEntropy(tensor([1, 2, 3]), tensor(2, "int32")))
    expect(one).toEqual(numbers(crossEntropy(tensor([[1, 2, 3]]), tensor([2], "int32"))))
    const image = any.reshape(tensor([1, 2, 3, 4, 5, 7]), [1, 3, 2])
    const pixels = numbers(any.crossEntropy(image, tensor([[0, 2]], "int32"), { reduction: "none" }))
    const columns = numbers(
      crossEntropy(
        tensor([
          [1, 3, 5],
          [2, 4, 7],
        ]),
        tensor([0, 2], "int32"),
        { reduction: "none" },
      ),
    )
    expect(pixels).toEqual(columns)
  })
  it("have two call forms that agree", () => {
    const target = tensor([2, 0, 1], "int32")
    const x = tensor(logits)
    expect(read(pipe(x, crossEntropy(target)))).toEqual(read(crossEntropy(x, target)))
    expect(read(pipe(x, logSoftmax(-1), nllLoss(target, { reduction: "none" })))).toEqual(
      read(nllLoss(logSoftmax(x), target, { reduction: "none" })),
    )
  })
  it("equal each other to the bit, for any logits and targets", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(fc.array(fc.float({ noNaN: true, min: -1e4, max: 1e4 }), { minLength: 4, maxLength: 4 }), fc.nat(3)),
          {
            minLength: 1,
            maxLength: 5,
          },
        ),
        (rows) => {
          const x = any.tensor(rows.map(([row]) => row))
          const target = any.tensor(
            rows.map(([, y]) => y),
            "int32",
          )
          expect(numbers(any.crossEntropy(x, target))).toEqual(numbers(any.nllLoss(any.logSoftmax(x, 1), target)))
        },
      ),
      { numRuns: 50 },
    )
  })
  it("have softmax less the target as gradient", () => {
    const x = variable(nodeOf(tensor(logits, "float64")))
    const loss = any.crossEntropy(x, tensor([2, -100, 1], "int32"))
    const [gradient] = backward(loss, [x])
    const expected = rowsOf(logits).map((row, i) =>
      row.map((logp, c) => (i === 1 ? 0 : (Math.exp(logp) - Number(c === [2, 0, 1][i])) / 2)),
    )
    const values = numbers(gradient as never)
    for (const [i, value] of expected.flat().entries()) expect(values[i]).toBeCloseTo(value, 14)
  })
})

describe("refusals", () => {
  const x = zeros([8, 10])
  it("of shapes and dtypes", () => {
    const target = zeros([8], "int32")
    const cases: readonly (readonly [() => unknown, Error])[] = [
      [
        () => any.nllLoss(x, zeros([7], "int32")),
        new ShapeError("nllLoss: [8, 10] needs class indices of shape [8], got [7]"),
      ],
      [
        () => any.nllLoss(zeros([7], "int32"))(x),
        new ShapeError("nllLoss: [8, 10] needs class indices of shape [8], got [7]"),
      ],
      [
        () => any.crossEntropy(x, target, { weight: zeros([9]) }),
        new ShapeError("crossEntropy: weight has shape [9], but there are 10 classes"),
      ],
      [
        () => any.crossEntropy(x, zeros([8])),
        new ShapeError("crossEntropy: [8, 10] needs class probabilities of its shape, got [8]"),
      ],
      [
        () => any.nllLoss(x, zeros([8])),
        new DTypeError('nllLoss needs int32 class indices, got float32: use cast(x, "int32") first'),
      ],
      [
        () => any.crossEntropy(zeros([8, 10], "int32"), target),
        new DTypeError('crossEntropy needs a float tensor, got int32: use cast(x, "float32") first'),
      ],
      [() => any.nllLoss(tensor(1), tensor(0, "int32")), new ShapeError("nllLoss: needs rank >= 1, got []")],
      [
        () => any.nllLoss(x, target, { reduction: "avg" }),
        new TypeError('nllLoss: unknown reduction "avg": use mean | sum | none'),
      ],
      [
        () => any.nllLoss(x, target, { labelSmoothing: 0.1 }),
        new TypeError("nllLoss: unknown option labelSmoothing: use reduction | ignoreIndex | weight"),
      ],
      [
        () => any.crossEntropy(x, target, { labelSmoothing: 2 }),
        new RangeError("crossEntropy: labelSmoothing is from 0 to 1, got 2"),
      ],
      [
        () => any.crossEntropy(x, target, { ignoreIndex: "a" }),
        new TypeError('crossEntropy: ignoreIndex is an integer, got "a"'),
      ],
      [
        () => any.crossEntropy(x, [1, 2]),
        new TypeError("crossEntropy: expected a tensor, got [1, 2]: use tensor(value) to make one"),
      ],
    ]
    for (const [call, error] of cases) expect(call).toThrow(error)
  })
  it("of classes that don't exist, when the numbers are known", () => {
    const loss = crossEntropy(x, tensor([0, 1, 2, 3, 10, 5, 6, 7], "int32"))
    expect(() => numbers(loss)).toThrow(IndexError)
    expect(() => numbers(loss)).toThrow(/^crossEntropy: index 10 \(element 4\) is out of range for size 10/)
    expect(() => numbers(nllLoss(x, tensor([0, 1, 2, 3, -1, 5, 6, 7], "int32")))).toThrow(IndexError)
  })
})
