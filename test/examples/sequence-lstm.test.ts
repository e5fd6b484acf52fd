import { describe, expect, it } from "vitest"
import { guessing, sequencesOf } from "../../examples/sequence-lstm/data.js"
import { shown } from "../../examples/sequence-lstm/show.js"
import { key } from "../../src/api/key.js"
import { toArray } from "../../src/read.js"

describe("the adding problem", () => {
  const { x, y } = sequencesOf(key(2), 2000, 9)
  const [sequences, sums] = [toArray(x), toArray(y).flat()]

  it("marks a number in each half and asks for the sum of both", () => {
    for (const [i, sequence] of sequences.entries()) {
      const marked = sequence.flatMap(([value = 0, mark], place) => (mark === 1 ? [{ value, place }] : []))
      expect(marked).toHaveLength(2)
      expect(marked[0]?.place).toBeLessThan(4)
      expect(marked[1]?.place).toBeGreaterThanOrEqual(4)
      expect(sums[i]).toBeCloseTo((marked[0]?.value ?? 0) + (marked[1]?.value ?? 0), 6)
    }
  })

  it("is guessed with that error by always saying 1", () => {
    const error = sums.reduce((total, sum) => total + (sum - 1) ** 2, 0) / sums.length
    expect(Math.abs(error - guessing)).toBeLessThan(0.01)
  })

  it("is shown with the marked numbers in brackets", () => {
    const places = [
      [0.25, 1],
      [0.5, 0],
      [0.125, 1],
    ]
    expect(shown(places, 0.375, 0.4)).toBe("[0.25] 0.50 [0.13]: 0.38, told 0.40")
  })
})
