/** @file The log-softmax examples keep what they promise, through both interfaces. */
import { describe, expect, it } from "vitest"
import * as functional from "../../examples/log-softmax/functional.js"
import * as torch from "../../examples/log-softmax/torch.js"

for (const [name, programs] of Object.entries({ functional, torch })) {
  describe(name, () => {
    it("classifies with log-softmax as the last layer", () => {
      const { rows, loss } = programs.classify()
      expect(rows.map((row) => row.length)).toEqual([3, 3, 3, 3, 3, 3])
      for (const row of rows) expect(row.reduce((total, logp) => total + Math.exp(logp), 0)).toBeCloseTo(1, 6)
      expect(loss).toBeGreaterThan(0)
      expect(loss).toBeLessThanOrEqual(Math.max(...rows.flat().map((logp) => -logp)))
    })

    it("gets cross-entropy of scores from the log-likelihood of their log-softmax", () => {
      const { atOnce, inTwoSteps } = programs.lossTwice()
      expect(atOnce).toBeGreaterThan(1)
      expect(Math.abs(atOnce - inTwoSteps)).toBeLessThanOrEqual(5e-7 * atOnce)
    })

    it("has log-probabilities of at most 0, and probabilities that add up to 1", () => {
      const { rows, totals } = programs.inspect()
      expect(rows).toHaveLength(5)
      for (const logp of rows.flat()) expect(logp).toBeLessThanOrEqual(0)
      expect(totals).toHaveLength(5)
      for (const total of totals) expect(total).toBeCloseTo(1, 6)
    })
  })
}
