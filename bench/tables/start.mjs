/** @file Cold start: the time of a process that computes one log-softmax, less that of an empty one. */
import { nodes } from "../install.mjs"
import { median } from "../measure.mjs"
import { roster } from "../peer.mjs"
import { wallTime } from "../program.mjs"
import { digits, table } from "../show.mjs"

export const start = async ({ isQuick, only }) => {
  const empty = { name: "empty", command: nodes.recent, file: "start/empty.mjs", times: [] }
  const entries = roster.flatMap(({ name, file, node, isLimit }) =>
    isLimit || node === nodes.twenty || !only.includes(name)
      ? []
      : [{ name, command: node ?? "python3", file: `start/${file}.${node === undefined ? "py" : "mjs"}`, times: [] }],
  )
  const failed = new Set()
  for (let round = 0; round < (isQuick ? 3 : 15); round++) {
    for (const entry of [empty, ...entries]) {
      if (failed.has(entry)) continue
      try {
        const { milliseconds, printed } = wallTime(entry.command, entry.file)
        if (entry !== empty && !isRight(JSON.parse(printed))) throw new Error("a wrong result")
        entry.times.push(milliseconds)
      } catch (error) {
        failed.add(entry)
        console.log(`cold start without ${entry.name}: ${error.message}`)
      }
    }
  }
  const base = median(empty.times)
  const shown = entries.filter((entry) => !failed.has(entry))
  return {
    title: "Cold start",
    text: `Milliseconds from the start of a process to the first log_softmax [32,10], less an empty one's ${digits(base)} (torch: with Python's start); medians of ${empty.times.length}.`,
    table: table(
      ["", ...shown.map(({ name }) => name)],
      [["ms", ...shown.map(({ times }) => digits(median(times) - base))]],
    ),
    milliseconds: Object.fromEntries(shown.map(({ name, times }) => [name, median(times) - base])),
  }
}

// internal

const isRight = (row) => {
  const x = Array.from({ length: 10 }, (_, i) => ((i * 37) % 101) / 25 - 2)
  const lse = Math.log(x.reduce((sum, value) => sum + Math.exp(value), 0))
  return row.length === 10 && x.every((value, i) => Math.abs(row[i] - (value - lse)) < 1e-5)
}
