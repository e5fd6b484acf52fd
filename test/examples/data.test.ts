import { describe, expect, it } from "vitest"
import { readDigits } from "../../examples/digits/data.js"

describe("the digits", () => {
  const { training, heldOut } = readDigits()

  it("are 1,797, every fifth of them held out", () => {
    expect(training.labels).toHaveLength(1438)
    expect(heldOut.labels).toHaveLength(359)
    expect(training.ink).toHaveLength(1438 * 64)
    // rows 4 and 9 of the file
    expect([...heldOut.labels.slice(0, 2)]).toEqual([4, 9])
  })

  it("hold ink between 0 and 1 and labels between 0 and 9", () => {
    for (const { ink, labels } of [training, heldOut]) {
      expect(Math.min(...labels)).toBe(0)
      expect(Math.max(...labels)).toBe(9)
      expect(ink.every((pixel) => pixel >= 0 && pixel <= 1)).toBe(true)
      expect(ink.some((pixel) => pixel === 1)).toBe(true)
    }
  })
})
