/**
 * @file The workloads on all peers, with one thread and with two, and what part of the machine's limit products reach.
 */
import { measure, pace } from "../measure.mjs"
import { start } from "../peer.mjs"
import { digits, ratioOf, show, table } from "../show.mjs"
import { workloads } from "../workloads.mjs"

/** Measures the chosen workloads on peers that are started with a number of threads each, printing as it goes. */
export const sideBySide = async ({ isQuick, words }, groups, isMeasured = () => true) => {
  const peers = []
  const rows = []
  const isChosen = ({ name }) => words.length === 0 || words.some((word) => name.includes(word))
  try {
    for (const [names, threads] of groups) peers.push(...(await start(names, threads)))
    for (const [index, workload] of workloads.entries()) {
      if (!isMeasured(workload) || !isChosen(workload)) continue
      console.log(workload.name)
      const results = await measure(peers, index, pace(isQuick))
      rows.push({ name: workload.name, flops: workload.flops, results })
      print(results, groups.length > 1)
    }
  } finally {
    for (const peer of peers) peer.stop()
  }
  return { peers, rows }
}

export const timeOf = ({ results }, peer, threads = 1) =>
  results.find((result) => result.peer === peer && result.threads === threads)?.milliseconds

/** Ratios to tuplet's time; where a peer is the faster one its ratio is bold. */
export const ratioTable = ({ peers, rows }) => {
  const names = peers.filter(({ isLimit, name }) => !isLimit && name !== "tuplet").map(({ name }) => name)
  return table(
    ["workload", "tuplet", ...names],
    rows.map((row) => {
      const own = timeOf(row, "tuplet")
      return [row.name, own === undefined ? "fails" : show(own), ...names.map((name) => ratioCell(row, name, own))]
    }),
  )
}

export const timeTable = ({ peers, rows }) => {
  const names = peers.filter(({ isLimit }) => !isLimit).map(({ name }) => name)
  return table(
    ["milliseconds", ...names],
    rows.map((row) => [
      row.name,
      ...names.map((name) => {
        const milliseconds = timeOf(row, name)
        return milliseconds === undefined ? "–" : digits(milliseconds, 5)
      }),
    ]),
  )
}

export const threadTable = ({ rows }, names) =>
  table(
    [
      "workload",
      ...names.flatMap((name) => [`${name}, 2`, "gain"]),
      ...names.slice(1).map((name) => `tuplet beside ${name}`),
    ],
    rows.map((row) => {
      const own = timeOf(row, "tuplet", 2)
      return [
        row.name,
        ...names.flatMap((name) => {
          const [one, two] = [timeOf(row, name), timeOf(row, name, 2)]
          return two === undefined ? ["–", "–"] : [show(two), ratioOf(one, two)]
        }),
        ...names.slice(1).map((name) => mark(timeOf(row, name, 2), own)),
      ]
    }),
  )

export const limitTable = ({ rows }) =>
  table(
    ["", "limit, GFLOP/s", "tuplet's share", "limit, Node 20", "tuplet's share"],
    rows.flatMap((row) => {
      if (row.flops === undefined) return []
      const share = (limit, own) => {
        const [least, spent] = [timeOf(row, limit), timeOf(row, own)]
        if (least === undefined || spent === undefined) return ["–", "–"]
        return [digits(row.flops / least / 1e6), `${Math.round((100 * least) / spent)} %`]
      }
      return [[row.name, ...share("limit", "tuplet"), ...share("limit, Node 20", "tuplet, Node 20")]]
    }),
  )

/** What failed, or gave a wrong result, in words. */
export const faults = ({ rows }) =>
  rows.flatMap(({ name, results }) =>
    results.filter(({ fault }) => fault !== undefined).map(({ peer, fault }) => `- ${name}: ${peer}: ${fault}`),
  )

// internal

const mark = (milliseconds, own) => {
  if (milliseconds === undefined || own === undefined) return "–"
  const ratio = ratioOf(milliseconds, own)
  return milliseconds < own ? `**${ratio}**` : ratio
}

const ratioCell = ({ results }, name, own) => {
  const result = results.find(({ peer }) => peer === name)
  if (result === undefined) return "–"
  return result.fault === undefined ? mark(result.milliseconds, own) : "wrong or fails"
}

const print = (results, areThreadsNamed) => {
  for (const { peer, threads, milliseconds, fault } of results) {
    const own = timeOf({ results }, "tuplet", threads)
    const label = areThreadsNamed ? `${peer}, ${threads}` : peer
    const ratio = own === undefined || fault !== undefined ? "" : ratioOf(milliseconds, own)
    console.log(`  ${label.padEnd(17)}${fault ?? `${show(milliseconds).padStart(10)} ${ratio.padStart(9)}`}`)
  }
}
