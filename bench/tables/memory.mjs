/** @file Memory over a long loop of training steps that never lets the event loop run, and what managing it costs. */
import { nodes } from "../install.mjs"
import { outputOf } from "../program.mjs"
import { digits, table } from "../show.mjs"

/** The parts of the library that find, give back and look after memory. */
const managing = /^src\/exec\/(arena|keeper|memory|peak|room|storage)\.ts$/

export const memory = async ({ isQuick }) => {
  const steps = isQuick ? 20_000 : 100_000
  const { rss, microseconds, shares } = await outputOf(nodes.recent, "steps.mjs", [steps])
  const sum = (isPart) => Object.entries(shares).reduce((total, [part, share]) => total + (isPart(part) ? share : 0), 0)
  const managed = sum((part) => managing.test(part))
  const percent = (share) => `${(share * 100).toFixed(1)} %`
  return {
    title: "Memory",
    text:
      `Resident megabytes of a process that takes ${steps.toLocaleString("en")} training steps (MLP 64-128-10, batch 32, ` +
      `${digits(microseconds)} µs each) in one synchronous loop. Of the time, sampled over further steps, kernels took ` +
      `${percent(sum((part) => part === "kernels"))}, the library's memory management ${percent(managed)}, the garbage collector ` +
      `${percent(sum((part) => part === "garbage collector"))}.`,
    table: table(
      ["steps", ...rss.map((_, i) => ((i * steps) / 10).toLocaleString("en"))],
      [["MB", ...rss.map((megabytes) => megabytes.toFixed(0))]],
    ),
    managed,
  }
}
