/**
 * @file How cost grows with the work: elements from a thousand to a hundred million, graphs from ten to 10,000 nodes.
 */
import { nodes } from "../install.mjs"
import { outputOf } from "../program.mjs"
import { digits, table } from "../show.mjs"

export const growth = async ({ isQuick }) => {
  const most = isQuick ? 6 : 8
  const powers = Array.from({ length: most - 2 }, (_, i) => i + 3)
  const rows = []
  for (const name of ["log_softmax", "elementwise"]) {
    const nanoseconds = await outputOf(nodes.recent, "growth.mjs", [name, most])
    const shown = name === "elementwise" ? "tanh(ax+b)·sigmoid(x)+exp(-x²)" : "log_softmax, rows of 1000"
    rows.push([shown, ...powers.map((power) => digits(nanoseconds[power]))])
  }
  return {
    title: "Cost by size",
    text: "Nanoseconds an element of a compiled function, one thread; medians, so without the first calls, which touch new memory.",
    table: table(["elements", ...powers.map((power) => `10^${power}`)], rows),
  }
}

export const graphs = async ({ isQuick }) => {
  const rows = []
  let planning = 0
  for (const [kind, name] of [
    ["branching", "elementwise, parting and joining"],
    ["layers", "layers: product, bias, relu"],
  ]) {
    for (const size of isQuick ? [10, 1000] : [10, 100, 1000, 10_000]) {
      const { build, plan, compile, run } = await outputOf(nodes.recent, "graphs.mjs", [kind, size])
      // what a graph costs apart from its nodes is much of the smallest
      if (size >= 1000) planning = Math.max(planning, plan)
      rows.push([name, size.toLocaleString("en"), digits(build), digits(plan), digits(compile), digits(run)])
    }
  }
  return {
    title: "Cost by number of nodes",
    text:
      "Microseconds a node. Building is what the operations' calls take; compiling, what the host does with the kernels; " +
      "running is a later call of the compiled function; planning, what remains of its first call.",
    table: table(["graph", "nodes", "building", "planning", "compiling", "running"], rows),
    planning,
  }
}
