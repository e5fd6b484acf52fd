/**
 * @file Runs tuplet beside its peers: `node run.mjs`, or a part: `node run.mjs --only tuplet,ort-web attention`,
 * `node run.mjs threads matmul`, `node run.mjs --quick`. A full run writes RESULTS.md and chart.svg.
 */
import { install } from "./install.mjs"
import { options } from "./options.mjs"
import { machine, versionsOf, writeReport } from "./report.mjs"
import { graphs, growth } from "./tables/growth.mjs"
import { memory } from "./tables/memory.mjs"
import { sideBySide } from "./tables/side-by-side.mjs"
import { size } from "./tables/size.mjs"
import { start } from "./tables/start.mjs"

const chosen = options()

const printed = (table) => async (asked) => {
  const result = await table(asked)
  console.log(`${result.title}. ${result.text}\n${result.table}\n`)
  return result
}

const runs = {
  workloads: (asked) => sideBySide(asked, [[asked.only, 1]]),
  threads: (asked) => {
    const names = ["tuplet", "ort-web", "ort-node", "torch"].filter((name) => asked.only.includes(name))
    const isMeasured = ({ threads }) => threads === true
    return sideBySide(
      asked,
      [1, 2].map((threads) => [names, threads]),
      isMeasured,
    )
  },
  growth: printed(growth),
  graphs: printed(graphs),
  start: printed(start),
  size: printed(size),
  memory: printed(memory),
}

await install()
console.log(`${machine()}\nmedians of interleaved rounds, and each over tuplet's: above 1 tuplet is the faster one\n`)
const results = {}
for (const table of chosen.tables) {
  results[table] = await runs[table](chosen)
  if (results[table].peers !== undefined) console.log(`${versionsOf(results[table].peers)}\n`)
}
if (chosen.isFull) writeReport(results)
