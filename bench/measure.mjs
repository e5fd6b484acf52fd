/**
 * @file One workload on several peers: each result is checked, then they take turns within each round, so that whatever
 * else the machine does meets all of them alike. Medians are what is reported.
 */
import { setTimeout } from "node:timers/promises"
import { referenceOf } from "./reference/reference.mjs"
import { workloads } from "./workloads.mjs"

/** A sample repeats short work until it takes at least `sample` milliseconds; `most` bounds what a slow peer costs. */
export const pace = (isQuick) =>
  isQuick ? { rounds: 5, warm: 150, sample: 4, most: 400 } : { rounds: 15, warm: 400, sample: 10, most: 2000 }

export const median = (values) => {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/** Milliseconds in which a peer's threads stop looking for work, before the next peer needs the cores. */
const PARKING = 50

/** For each peer that has the workload its median in milliseconds, or its fault. */
export const measure = async (peers, index, { rounds, warm, sample, most }) => {
  const { method, given, skip = [] } = workloads[index]
  const reference = referenceOf(method, given())
  const results = []
  for (const peer of peers) {
    if (skip.includes(peer.name)) continue
    try {
      const { result } = await peer.ask({ kind: "prepare", workload: index })
      if (result === undefined) continue
      const { right, error } = peer.isLimit ? { right: true, error: 0 } : reference.check(result)
      if (!right) throw new Error(`wrong by ${error.toExponential(1)}`)
      const { milliseconds } = await peer.ask({ kind: "warm", milliseconds: warm, sample })
      const turns = Math.min(rounds, Math.max(3, Math.floor(most / Math.max(milliseconds, sample))))
      results.push({ peer, error, turns, times: [] })
    } catch (error) {
      results.push({ peer, fault: error.message, turns: 0 })
    }
  }
  for (let round = 0; round < rounds; round++) {
    for (const entry of results) {
      const { peer, times, turns } = entry
      // a slow peer's turns are spread over the rounds
      if (Math.floor(((round + 1) * turns) / rounds) === Math.floor((round * turns) / rounds)) continue
      try {
        times.push((await peer.ask({ kind: "sample" })).milliseconds)
      } catch (error) {
        Object.assign(entry, { fault: error.message, turns: 0 })
      }
      if (peer.threads > 1) await setTimeout(PARKING)
    }
  }
  return results.map(({ peer, fault, error, times }) => ({
    peer: peer.name,
    threads: peer.threads,
    ...(fault === undefined ? { milliseconds: median(times), error } : { fault }),
  }))
}
