/** @file ctcLoss against the sum over all ways to spell a target, its edges and its gradient. */
import { describe, expect, it } from "vitest"
import { ctcLoss, grad, logSoftmax, sum, tensor, toArray, vmap } from "../../src/index.js"
import { check, gradOf, leaf, read as readNode, weigh } from "../transform/differences.js"
import { expectDigits } from "./close.js"
import { numbers } from "./read.js"
import { untyped } from "./untyped.js"
import { waveBetween } from "./wave.js"

const any = untyped({ ctcLoss, grad, logSoftmax, sum, tensor, toArray, vmap })

const ints = (values: unknown) => any.tensor(values, "int32")

/** What a path of classes spells: repetitions count once, blanks not at all. */
const spelled = (path: readonly number[], blank: number): string =>
  path.filter((c, i) => c !== blank && c !== path[i - 1]).join()

/** Minus the logarithm of the sum of the probabilities of all paths that spell the labels. */
const plain = (logp: readonly (readonly number[])[], labels: readonly number[], blank = 0): number => {
  const walk = (path: readonly number[], log: number): number => {
    const place = logp[path.length]
    if (place === undefined) return spelled(path, blank) === labels.join() ? Math.exp(log) : 0
    return place.reduce((total, value, c) => total + walk([...path, c], log + value), 0)
  }
  return -Math.log(walk([], 0))
}

const table = (x: unknown): number[][][] => {
  const [places, batch, classes] = [5, 3, 3]
  const flat = numbers(x as never)
  return Array.from({ length: batch }, (_, n) =>
    Array.from({ length: places }, (_, t) => flat.slice((t * batch + n) * classes, (t * batch + n + 1) * classes)),
  )
}

const logits = leaf(waveBetween(45, 3), [5, 3, 3])
const logp = any.logSoftmax(logits, -1)
const targets = [
  [1, 2, 1],
  [1, 1, -9],
  [2, -9, -9],
]

describe("ctcLoss", () => {
  it("is the sum over all ways to spell the target within the lengths", () => {
    const [stops, ends] = [
      [5, 4, 3],
      [3, 2, 1],
    ] as const
    const expected = table(logp).map((rows, n) =>
      plain(rows.slice(0, stops[n]), targets[n]?.slice(0, ends[n]) as number[]),
    )
    const loss = any.ctcLoss(logp, ints(targets), ints(stops), ints(ends), { reduction: "none" })
    expectDigits(numbers(loss), expected)
    const given = [ints(targets), ints(stops), ints(ends)]
    expectDigits(numbers(any.ctcLoss(...given, { reduction: "sum" })(logp)), [expected.reduce((a, b) => a + b)])
    const mean = expected.reduce((total, each, n) => total + each / (ends[n] as number), 0) / 3
    expectDigits(numbers(any.ctcLoss(...given)(logp)), [mean])
    expectDigits(numbers(any.ctcLoss(logp, ...given)), [mean])
  })
  it("takes one sequence, another blank, no label and no place", () => {
    const [rows] = table(logp) as [number[][]]
    const one = any.tensor(rows, "float64")
    const loss = any.ctcLoss(one, ints([0, 1]), ints(5), ints(2), { blank: 2 })
    expect(loss.shape).toEqual([])
    expectDigits(numbers(loss), [plain(rows, [0, 1], 2) / 2])
    const silent = any.ctcLoss(one, ints([1]), ints(5), ints(0), { reduction: "sum" })
    expectDigits(numbers(silent), [-rows.reduce((total, [blank]) => total + (blank as number), 0)])
    const nowhere = (ends: number) => numbers(any.ctcLoss(one, ints([1]), ints(0), ints(ends), { reduction: "sum" }))
    expect(nowhere(0)).toEqual([0])
    expect(nowhere(1)).toEqual([Number.POSITIVE_INFINITY])
  })
  it("is infinite, or 0, where the target does not fit, or a class can't be; no gradient is NaN", () => {
    const [stops, ends] = [ints([5, 2, 0]), ints([3, 2, 1])]
    const losses = (options: object) => (x: unknown) =>
      any.ctcLoss(x, ints(targets), stops, ends, { reduction: "none", ...options })
    expect(numbers(losses({})(logp)).map(Number.isFinite)).toEqual([true, false, false])
    expect(numbers(losses({ zeroInfinity: true })(logp)).slice(1)).toEqual([0, 0])
    const slopes = readNode(gradOf((x) => any.sum(losses({ zeroInfinity: true })(x)))(logp))
    expect(slopes.every(Number.isFinite)).toBe(true)
    const never = leaf([0, Number.NEGATIVE_INFINITY, 0, 0], [2, 2])
    const both = (x: unknown) => any.ctcLoss(x, ints([1]), ints(2), ints(1))
    expect(numbers(both(never))).toEqual([0])
    expect(readNode(gradOf(both)(never))).toEqual([-1, 0, 0, -1])
  })
  it("has the gradient of its formula", () => {
    const all = [ints(targets), ints([5, 4, 3]), ints([3, 2, 1])]
    check((x) => weigh(any.ctcLoss(any.logSoftmax(x, -1), ...all, { reduction: "none" })), logits)
    check((x) => any.ctcLoss(x, ...all), logp)
  })
  it("keeps NaN to its sequence", () => {
    const values = [...numbers(logp)]
    values[0] = Number.NaN
    const loss = any.ctcLoss(leaf(values, [5, 3, 3]), ints(targets), ints([5, 4, 3]), ints([3, 2, 1]), {
      reduction: "none",
    })
    expect(numbers(loss).map(Number.isNaN)).toEqual([true, false, false])
  })
  it("maps over sequences", () => {
    const single = (x: unknown, labels: unknown, stop: unknown, end: unknown) =>
      any.ctcLoss(x, labels, stop, end, { reduction: "sum" })
    const given = [ints(targets), ints([5, 4, 3]), ints([3, 2, 1])]
    const mapped = any.vmap(single, { in: [1, 0, 0, 0] })(logp, ...given)
    expectDigits(numbers(mapped), numbers(any.ctcLoss(logp, ...given, { reduction: "none" })))
  })
  it("refuses what is out of range", () => {
    const given = [ints(targets), ints([5, 4, 3])]
    expect(() => any.ctcLoss(logp, ...given, ints([3, 2, 1]), { blank: 3 })).toThrow(
      new RangeError("ctcLoss: blank 3 is none of 3 classes"),
    )
    const read = (...args: readonly unknown[]) => any.toArray(any.ctcLoss(...args))
    expect(() => read(logp, ...given, ints([4, 2, 1]))).toThrow("ctcLoss: targetLengths: index 4 (element 0)")
    expect(() => read(logp, ints(targets), ints([6, 4, 3]), ints([3, 2, 1]))).toThrow("ctcLoss: inputLengths: index 6")
    expect(() => read(logp, ...given, ints([3, 3, 1]))).toThrow(
      "ctcLoss: index -9 (element 5) is out of range for size 3",
    )
  })
})
