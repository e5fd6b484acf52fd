/** @file The progress of a run as text. */
import { describe, expect, it } from "vitest"
import { terminalProgress } from "../../src/train/index.js"

const event = { epochs: 2, loss: 0.25, metrics: { accuracy: 0.5 }, state: undefined }
const validation = { loss: 0.5, metrics: { accuracy: 0.75 } }

const shown = (overwrites: boolean, epochs = 2): string => {
  let text = ""
  const write = (more: string) => {
    text += more
  }
  const { onStep, onEpoch } = terminalProgress({ write, overwrites, width: 120 })
  onStep({ ...event, epoch: 1, step: 1, steps: 2 })
  onStep({ ...event, epoch: 1, step: 2, steps: 2 })
  onEpoch({ ...event, epochs, epoch: 1, validation, improved: false, ended: undefined })
  onEpoch({ ...event, epochs, epoch: 2, validation, improved: false, ended: epochs === 2 ? "finished" : "early" })
  return text
}

describe("the progress of a run", () => {
  it("is one line in a terminal, with its end on a line of its own", () => {
    const lines = shown(true).split("\r")
    expect(lines).toHaveLength(3)
    expect(lines[1]).toMatch(/^epoch █+ .*25% 0.5\/2 .*loss 0.25 accuracy 0.5/)
    expect(lines[2]).toMatch(/100% 2\/2 .*validation loss 0.5 validation accuracy 0.75/)
    expect(lines.map((line) => line.endsWith("\n"))).toEqual([false, false, true])
  })
  it("is a line an epoch elsewhere, at most one a second, and the last", () => {
    const lines = shown(false).trimEnd().split("\n")
    expect(lines.map((line) => line.includes("100%"))).toEqual([false, true])
  })
  it("ends where the run does, early or not", () => {
    expect(shown(true, 9).split("\r").at(-1)).toMatch(/2\/9 .*\n$/)
    expect(shown(false, 9).trimEnd().split("\n")).toHaveLength(2)
  })
})
