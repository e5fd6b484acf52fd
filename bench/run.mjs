/**
 * @file Runs tuplet beside its peers: `node run.mjs`, or a part: `node run.mjs --only tuplet,ort-web attention`,
 * `node run.mjs threads matmul`, `node run.mjs --quick`. A full run writes RESULTS.md and chart.svg.
 */
import { install } from "./install.mjs"
import { measure, pace } from "./measure.mjs"
import { options } from "./options.mjs"
import { start } from "./peer.mjs"
import { ratioOf, show } from "./show.mjs"
import { workloads } from "./workloads.mjs"

const { isQuick, only, words, tables } = options()

const chosen = (isMeasured) =>
  [...workloads.entries()].filter(
    ([, workload]) =>
      isMeasured(workload) && (words.length === 0 || words.some((word) => workload.name.includes(word))),
  )

const sideBySide = async (groups, isMeasured) => {
  const peers = []
  const rows = []
  try {
    for (const [names, threads] of groups) peers.push(...(await start(names, threads)))
    for (const [index, { name, flops }] of chosen(isMeasured)) {
      console.log(name)
      const results = await measure(peers, index, pace(isQuick))
      const own = results.find(({ peer, milliseconds }) => peer === "tuplet" && milliseconds !== undefined)
      for (const { peer, threads, milliseconds, fault } of results) {
        const label = groups.length > 1 ? `${peer}, ${threads}` : peer
        const ratio = own === undefined ? "" : ratioOf(milliseconds, own.milliseconds)
        console.log(`  ${label.padEnd(16)}${fault ?? `${show(milliseconds).padStart(10)} ${ratio.padStart(9)}`}`)
      }
      rows.push({ name, flops, results })
    }
  } finally {
    for (const peer of peers) peer.stop()
  }
  return rows
}

const runs = {
  workloads: () => sideBySide([[only, 1]], () => true),
  threads: () => {
    const names = ["tuplet", "ort-web", "ort-node", "torch"].filter((name) => only.includes(name))
    return sideBySide(
      [
        [names, 1],
        [names, 2],
      ],
      ({ threads }) => threads,
    )
  },
}

await install()
console.log("medians of interleaved rounds, and each time over tuplet's: above 1 tuplet is the faster one\n")
for (const table of tables) await runs[table]?.()
