/** @file Metrics against counting by hand. */
import { describe, expect, it } from "vitest"
import { argmax } from "../../src/api/argmax.js"
import { tensor, zeros } from "../../src/api/create.js"
import { key } from "../../src/api/key.js"
import { normal, randint } from "../../src/api/random.js"
import { item, toArray } from "../../src/read.js"
import { DTypeError, IndexError, ShapeError } from "../../src/shape/error.js"
import { accuracy, confusionMatrix, f1, f1OfCounts, perplexity, topkAccuracy } from "../../src/train/index.js"
import type { TargetMessage } from "../../types/loss-messages.js"

const logits = normal(key(0), [50, 4])
const target = randint(key(1), 0, 4, [50])
const rows = toArray(logits) as number[][]
const classes = toArray(target) as number[]
const told = rows.map((row) => row.indexOf(Math.max(...row)))

const countsByHand = classes.reduce(
  (counts, row, i) => {
    ;(counts[row] as number[])[told[i] as number] = ((counts[row] as number[])[told[i] as number] as number) + 1
    return counts
  },
  Array.from({ length: 4 }, () => [0, 0, 0, 0]),
)

describe("metrics", () => {
  it("count what is right", () => {
    const right = classes.filter((c, i) => c === told[i]).length
    expect(item(accuracy(logits, target))).toBeCloseTo(right / 50, 6)
    expect(item(accuracy(logits, argmax(logits, -1)))).toBe(1)
    expect(item(accuracy(tensor([1, 3, 2]), tensor(1, "int32")))).toBe(1)
  })
  it("count what is among the first", () => {
    for (const k of [1, 2, 3, 4, 5]) {
      const among = classes.filter(
        (c, i) => (rows[i] as number[]).filter((x) => x > ((rows[i] as number[])[c] as number)).length < k,
      )
      expect(item(topkAccuracy(logits, target, k))).toBeCloseTo(among.length / 50, 6)
    }
    expect(() => topkAccuracy(logits, target, 0)).toThrow(RangeError)
  })
  it("take the first of equal logits, NaN as the largest, as argmax does", () => {
    const equal = tensor([
      [1, 1, 0],
      [1, 1, 0],
    ])
    expect(item(accuracy(equal, tensor([0, 1], "int32")))).toBe(0.5)
    const broken = tensor([
      [Number.NaN, 1, 0],
      [1, 2, Number.NaN],
    ])
    expect(item(accuracy(broken, tensor([1, 1], "int32")))).toBe(0)
    expect(item(topkAccuracy(broken, tensor([1, 1], "int32"), 2))).toBe(1)
  })
  it("leave out targets of -100", () => {
    const some = tensor([-100, 1, -100, 0], "int32")
    const scores = tensor([
      [1, 0],
      [0, 1],
      [1, 0],
      [0, 1],
    ])
    expect(item(accuracy(scores, some))).toBe(0.5)
    expect(toArray(confusionMatrix(scores, some))).toEqual([
      [0, 1],
      [0, 1],
    ])
  })
  it("take classes on dim 1 of more dims", () => {
    const scores = normal(key(2), [3, 4, 5])
    const best = argmax(scores, 1)
    expect(item(accuracy(scores, best))).toBe(1)
    expect(item(f1(scores, best))).toBe(1)
    expect(item(accuracy(scores, randint(key(3), 0, 4, [3, 5])))).toBeLessThan(1)
  })
  it("count each pair of classes", () => {
    expect(toArray(confusionMatrix(logits, target))).toEqual(countsByHand)
  })
  it("score by F1", () => {
    const each = [0, 1, 2, 3].map((c) => {
      const hits = countsByHand[c]?.[c] as number
      const predicted = countsByHand.reduce((sum, row) => sum + (row[c] as number), 0)
      const actual = (countsByHand[c] as number[]).reduce((sum, n) => sum + n, 0)
      return (2 * hits) / (predicted + actual)
    })
    expect(item(f1(logits, target))).toBeCloseTo(each.reduce((sum, x) => sum + x, 0) / 4, 6)
    expect(item(f1(logits, target, { average: "micro" }))).toBeCloseTo(item(accuracy(logits, target)), 6)
    // the last two classes don't occur
    expect(
      item(
        f1OfCounts(
          tensor([
            [1, 0, 0, 0],
            [0, 1, 0, 0],
            [0, 0, 0, 0],
            [0, 0, 0, 0],
          ]),
        ),
      ),
    ).toBe(1)
    expect(() => f1OfCounts(zeros([2, 3]))).toThrow("f1OfCounts: counts are [C, C], got [2, 3]")
    expect(() => f1(logits, target, { average: "weighted" as "micro" })).toThrow(
      'f1: average is "macro" or "micro", got "weighted"',
    )
  })
  it("measure uncertainty", () => {
    expect(item(perplexity(zeros([3, 7]), tensor([0, 3, 6], "int32")))).toBeCloseTo(7, 5)
  })
  it("refuse what doesn't fit, with the compiler's sentence", () => {
    const message: TargetMessage<"accuracy", [50, 4], [50], [49]> =
      "accuracy: [50, 4] needs class indices of shape [50], got [49]"
    const untyped = accuracy as unknown as (logits: unknown, target: unknown) => unknown
    expect(() => untyped(logits, randint(key(1), 0, 4, [49]))).toThrow(new ShapeError(message))
    expect(() => untyped(logits, zeros([50]))).toThrow(DTypeError)
    expect(() => item(accuracy(zeros([1, 2]), tensor([2], "int32")))).toThrow(IndexError)
  })
})
