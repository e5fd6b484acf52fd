/** @file The margin loss of lists of classes, against a plain loop, and what it refuses. */
import { describe, expect, it } from "vitest"
import { tensor, zeros } from "../../src/api/create.js"
import { multilabelMarginLoss } from "../../src/api/multilabel-margin-loss.js"
import { IndexError, ShapeError } from "../../src/shape/error.js"
import { check, leaf, read, weigh } from "../transform/differences.js"
import { expectDigits } from "./close.js"
import { numbers } from "./read.js"
import { untyped } from "./untyped.js"
import { waveBetween } from "./wave.js"

const any = untyped({ multilabelMarginLoss, tensor, zeros })

const none = { reduction: "none" }

const plain = (scores: readonly number[], list: readonly number[]): number => {
  const end = list.indexOf(-1)
  const wanted = end < 0 ? list : list.slice(0, end)
  let total = 0
  for (const t of wanted) {
    scores.forEach((x, c) => {
      if (!wanted.includes(c)) total += Math.max(0, 1 - (scores[t] as number) + x)
    })
  }
  return total / scores.length
}

describe("multilabelMarginLoss", () => {
  const lists = [
    [2, 0, -1, 1],
    [1, 2, 3, 0],
    [-1, 0, 1, 2],
    [3, 3, -1, 0],
  ]
  const x = leaf(waveBetween(16, 0), [4, 4])
  const target = any.tensor(lists, "int32")
  const expected = lists.map((list, i) => plain(read(x).slice(4 * i, 4 * i + 4), list))

  it("counts each class of a list beside each that is not in it, up to the first -1", () => {
    expectDigits(numbers(any.multilabelMarginLoss(x, target, none)), expected)
    expectDigits(numbers(any.multilabelMarginLoss(target, none)(x)), expected)
    expectDigits(numbers(any.multilabelMarginLoss(x, target)), [expected.reduce((a, b) => a + b) / 4])
    check((y) => weigh(any.multilabelMarginLoss(y, target, none)), x)
  })
  it("takes one list, and images of them along axis 1", () => {
    expectDigits(numbers(any.multilabelMarginLoss(leaf([0.5, 2], [2]), any.tensor([0, -1], "int32"))), [1.25])
    const image = any.multilabelMarginLoss(zeros([2, 3, 5]), zeros([2, 3, 5], "int32"), none)
    expect(image.shape).toEqual([2, 5])
    expect(numbers(image)).toEqual(Array(10).fill(2))
  })
  it("is 0 where every class is asked for, and of nothing NaN", () => {
    const all = any.tensor([[1, 0]], "int32")
    expect(numbers(any.multilabelMarginLoss(leaf([3, -1], [1, 2]), all))).toEqual([0])
    expect(numbers(any.multilabelMarginLoss(zeros([0, 3]), zeros([0, 3], "int32")))).toEqual([Number.NaN])
  })
  it("does not compute with the scores of classes that are not asked for", () => {
    const far = leaf([Number.NEGATIVE_INFINITY, 0, Number.POSITIVE_INFINITY], [1, 3])
    expect(numbers(any.multilabelMarginLoss(far, any.tensor([[2, -1, 0]], "int32")))).toEqual([0])
  })
  it("refuses classes that don't exist, behind the end of a list too", () => {
    for (const list of [
      [3, -1, 0],
      [0, -1, 3],
      [0, -2, 1],
    ]) {
      expect(() => numbers(any.multilabelMarginLoss(zeros([1, 3]), any.tensor([list], "int32")))).toThrow(IndexError)
    }
    expect(() => any.multilabelMarginLoss(zeros([]), zeros([], "int32"))).toThrow(ShapeError)
    expect(() => any.multilabelMarginLoss(zeros([1, 3]), zeros([3], "int32"))).toThrow(
      "multilabelMarginLoss: [1, 3] needs a target of its shape, got [3]",
    )
  })
})
