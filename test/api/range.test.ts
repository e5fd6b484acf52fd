/** @file Numbers at equal distances, and the identity matrix. */
import { describe, expect, it } from "vitest"
import { eye, linspace } from "../../src/api/range.js"
import { data, toArray } from "../../src/read.js"

describe("eye", () => {
  it("has ones on the diagonal, of the dtype that is named", () => {
    expect(toArray(eye(3))).toEqual([
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ])
    expect(toArray(eye(2, "bool"))).toEqual([
      [true, false],
      [false, true],
    ])
    expect(toArray(eye(0))).toEqual([])
  })

  it("refuses what is no size", () => expect(() => eye(-1)).toThrow(/eye: /))
})

describe("linspace", () => {
  it("has both ends, exactly", () => {
    for (const [start, end, count] of [
      [0, 1, 7],
      [-3, 0.1, 50],
      [1e-4, 0.02, 1000],
      [5, -5, 3],
    ] as const) {
      const values = data(linspace(start, end, count))
      expect([values[0], values[count - 1], values.length]).toEqual([Math.fround(start), Math.fround(end), count])
    }
    expect(toArray(linspace(10, -10, 5))).toEqual([10, 5, 0, -5, -10])
  })

  it("is its start where there is one", () => {
    expect(toArray(linspace(3, 4, 1))).toEqual([3])
    expect(toArray(linspace(3, 4, 0))).toEqual([])
  })

  it("refuses what is no number", () =>
    expect(() => linspace("0" as never, 1, 3)).toThrow("linspace: start is a number"))
})
