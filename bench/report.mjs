/**
 * @file RESULTS.md of a full run: its machine and versions, the tables, and the notes without which they can't be read.
 */
import { writeFileSync } from "node:fs"
import { cpus, totalmem } from "node:os"
import { aimTable } from "./aims.mjs"
import { chart } from "./chart.mjs"
import { faults, limitTable, ratioTable, threadTable, timeTable } from "./tables/side-by-side.mjs"

export const machine = () => {
  const all = cpus()
  const memory = Math.round(totalmem() / 2 ** 30)
  return `${all.length} × ${all[0].model.trim()}, ${memory} GiB, ${process.platform} ${process.arch}`
}

export const versionsOf = (peers) =>
  [...new Set(peers.filter(({ isLimit }) => !isLimit).map(({ name, version }) => `${name} ${version}`))].join(" · ")

const section = ({ title, text, table }) => `## ${title}\n\n${text}\n\n${table}\n`

export const writeReport = (run) => {
  const { workloads, threads } = run
  const wrong = faults(workloads)
  const parts = [
    "# Results",
    "Written by `npm run bench`; [README.md](README.md) says how it measures. Times are of this machine, shared with whatever else ran on it: read the ratios.",
    `${machine()} · ${new Date().toISOString().slice(0, 10)}\n\n${versionsOf(workloads.peers)}`,
    "![Each peer's time over tuplet's](chart.svg)",
    section({
      title: "One thread",
      text: "tuplet's time, and each peer's over it: above 1 tuplet is the faster one, **bold** where it is not. ort-node and torch run native code, with vectors as wide as the processor has; WebAssembly's have 128 bits.",
      table: ratioTable(workloads),
    }),
    ...(wrong.length === 0
      ? []
      : [`Left out, because the result was wrong or there was none:\n\n${wrong.join("\n")}\n`]),
    section({
      title: "The machine's limit",
      text: "Multiply-adds of 128-bit vectors between registers, on one thread, in turn with the products.",
      table: limitTable(workloads),
    }),
    section({
      title: "Two threads",
      text: "Times with two threads, how much faster than with one, and each peer's time over tuplet's.",
      table: threadTable(threads, [...new Set(threads.peers.map(({ name }) => name))]),
    }),
    ...[run.growth, run.graphs, run.start, run.size, run.memory].map(section),
    section({
      title: "Aims",
      text: "What tuplet means to reach on a recent Node, and what this run reached.",
      table: aimTable(run),
    }),
    section({ title: "Times", text: "Milliseconds on one thread; medians.", table: timeTable(workloads) }),
  ]
  writeFileSync(
    new URL("RESULTS.md", import.meta.url),
    `${parts
      .join("\n\n")
      .replace(/\n{3,}/g, "\n\n")
      .trim()}\n`,
  )
  writeFileSync(new URL("chart.svg", import.meta.url), chart(workloads))
}
