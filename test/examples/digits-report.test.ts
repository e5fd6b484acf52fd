import { describe, expect, it } from "vitest"
import { pictureOf, sideBySide } from "../../examples/data/picture.js"
import { confusion, drawing } from "../../examples/digits/report.js"

/** Log-probabilities that put nearly everything on one digit. */
const sure = (digit: number): number[] => Array.from({ length: 10 }, (_, i) => (i === digit ? -0.01 : -7))

const ink = Array.from({ length: 64 }, (_, i) => (i === 0 ? 1 : i === 9 ? 0.5 : 0))

describe("the report", () => {
  it("shows each count of true and predicted digit", () => {
    const lines = confusion([
      [12, 1],
      [0, 3],
    ]).split("\n")
    expect(lines).toEqual(["  true │   0   1  predicted", "───────┼────────", "     0 │  12   1", "     1 │   ·   3"])
  })

  it("draws ink and marks the prediction", () => {
    const lines = drawing(ink, sure(4), 7).split("\n")
    expect(lines).toHaveLength(11)
    expect(lines[0]).toBe("  a 7, read as 4 (wrong)")
    expect(lines[1]).toBe("  ██                  0   -7.00")
    expect(lines[2]).toBe("    ▒▒                1   -7.00")
    expect(lines[5]).toBe(`${" ".repeat(20)}> 4   -0.01 ${"█".repeat(30)}`)
  })
})

describe("pictures", () => {
  it("have two characters a pixel", () => {
    const lines = pictureOf(ink)
    expect(lines).toHaveLength(8)
    expect(lines.every((line) => line.length === 16)).toBe(true)
  })

  it("shade what is below 0 or above 1 as what is next to it", () => {
    expect(pictureOf(Array.from({ length: 64 }, (_, i) => i * 2 - 1))[0]).toBe(`  ${"█".repeat(14)}`)
  })

  it("stand side by side, below their captions", () => {
    const lines = sideBySide([ink, ink], ["a 7", "a 1"]).split("\n")
    expect(lines).toHaveLength(9)
    expect(lines[0]).toBe(`  ${"a 7".padEnd(16)}  ${"a 1".padEnd(16)}`.trimEnd())
    expect(lines[1]).toBe(`  ██${" ".repeat(16)}██`)
  })
})
