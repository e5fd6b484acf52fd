import { describe, expect, it } from "vitest"
import { accuracy, confusion, drawing, predicted } from "../../examples/digits/report.js"

/** Log-probabilities that put nearly everything on one digit. */
const sure = (digit: number): number[] => Array.from({ length: 10 }, (_, i) => (i === digit ? -0.01 : -7))

describe("the report", () => {
  it("predicts the likeliest class, the first of equals", () => {
    expect(predicted([-3, -0.1, -2])).toBe(1)
    expect(predicted([-1, -1, -1])).toBe(0)
  })

  it("counts what was right", () => {
    expect(accuracy([sure(1), sure(2), sure(3), sure(4)], [1, 2, 3, 9])).toBe(0.75)
  })

  it("counts each pair of true and predicted digit", () => {
    const lines = confusion([sure(3), sure(3), sure(5)], [3, 5, 5]).split("\n")
    expect(lines).toHaveLength(12)
    const cells = (digit: number) => lines[digit + 2]?.split("│")[1]?.trim().split(/\s+/)
    expect(cells(3)).toEqual(["·", "·", "·", "1", "·", "·", "·", "·", "·", "·"])
    expect(cells(5)).toEqual(["·", "·", "·", "1", "·", "1", "·", "·", "·", "·"])
  })

  it("draws ink and marks the prediction", () => {
    const ink = Float32Array.from({ length: 64 }, (_, i) => (i === 0 ? 1 : i === 9 ? 0.5 : 0))
    const lines = drawing(ink, sure(4), 7).split("\n")
    expect(lines[0]).toBe("  a 7, read as 4 (wrong)")
    expect(lines[1]).toBe("  ██                  0   -7.00")
    expect(lines[2]).toBe("    ▒▒                1   -7.00")
    expect(lines[5]).toBe(`${" ".repeat(20)}> 4   -0.01 ${"█".repeat(30)}`)
  })
})
