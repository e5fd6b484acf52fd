import { describe, expect, it } from "vitest"
import { knownStorage } from "../../src/exec/known.js"
import { capture } from "../../src/graph/capture.js"
import type { Node } from "../../src/graph/node.js"
import { add, fromArray, softmax, type Tensor, toArray, transpose } from "../../src/index.js"
import type { Nest } from "../../src/schedule/nest.js"
import { schedule } from "../../src/schedule/schedule.js"

const matrix = (rows: number, columns: number, scale: number): Tensor<[number, number]> =>
  fromArray(
    Float32Array.from({ length: rows * columns }, (_, i) => i * scale),
    [rows, columns],
  )

const nestOf = (root: unknown): Nest => {
  const [step] = schedule(capture([root as Node], knownStorage).roots()).steps
  if (step?.kind !== "nest") throw new Error("not a loop nest")
  return step.nest
}

describe("loops", () => {
  it("go through what is read transposed in strips of a cache line", () => {
    const sum = add(transpose(matrix(64, 48, 1)), matrix(48, 64, 0.25))
    expect(nestOf(sum)).toMatchObject({
      variables: [{ extent: 4 }, { extent: 48 }, { extent: 16 }],
      lanes: 2,
      unroll: 1,
    })
    const expected = Array.from({ length: 48 }, (_, i) =>
      Array.from({ length: 64 }, (_, j) => j * 48 + i + (i * 64 + j) / 4),
    )
    expect(toArray(sum)).toEqual(expected)
  })

  it("are left as they are where no strip fits, or all is read in order", () => {
    const inOrder = [{ extent: 33 * 64 }]
    expect(nestOf(add(transpose(matrix(61, 33, 1)), matrix(33, 61, 1))).variables).toMatchObject([
      { extent: 33 },
      { extent: 61 },
    ])
    expect(nestOf(add(matrix(33, 64, 1), matrix(33, 64, 2))).variables).toMatchObject(inOrder)
  })

  it("cut the axis of a log-sum-exp into blocks of nearly equal size", () => {
    const blocks = [10, 80, 100, 1000, 50257].map((columns) => nestOf(softmax(matrix(2, columns, 1), -1)).block)
    expect(blocks).toEqual([16, 80, 64, 64, 80])
    expect(nestOf(softmax(matrix(1000, 64, 1), 0)).block).toBe(63)
  })
})
