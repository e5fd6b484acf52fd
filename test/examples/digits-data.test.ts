import { data, toArray } from "tuplet"
import { describe, expect, it } from "vitest"
import { readDigits } from "../../examples/data/digits.js"

describe("the digits", async () => {
  const { training, heldOut } = await readDigits()

  it("are 1,797, every fifth of them held out", () => {
    expect(training.x.shape).toEqual([1438, 64])
    expect(heldOut.x.shape).toEqual([359, 64])
    expect([training.y.shape, heldOut.y.shape]).toEqual([[1438], [359]])
    // rows 4 and 9 of the file
    expect(toArray(heldOut.y).slice(0, 2)).toEqual([4, 9])
    expect(toArray(training.y).slice(0, 6)).toEqual([0, 1, 2, 3, 5, 6])
  })

  it("hold ink between 0 and 1 and labels between 0 and 9", () => {
    for (const { x, y } of [training, heldOut]) {
      expect(Math.min(...toArray(y))).toBe(0)
      expect(Math.max(...toArray(y))).toBe(9)
      expect(data(x).every((pixel) => pixel >= 0 && pixel <= 1)).toBe(true)
      expect(data(x).some((pixel) => pixel === 1)).toBe(true)
    }
  })
})
