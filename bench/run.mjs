/**
 * @file Runs every workload on every peer that is installed, in turn within each round, and prints medians with their
 * ratio to tuplet. `node run.mjs softmax` runs the workloads whose name contains the word.
 */
import { fork } from "node:child_process"
import { fileURLToPath } from "node:url"
import { workloads } from "./workloads.mjs"

const ROUNDS = 15

const start = (file) => {
  const child = fork(fileURLToPath(new URL("peer-process.mjs", import.meta.url)), [file])
  const ask = (message) =>
    new Promise((resolve, reject) => {
      const died = (code) => reject(new Error(`its process ended with code ${code}`))
      child.once("exit", died)
      child.once("message", (reply) => {
        child.off("exit", died)
        if (reply.fault === undefined) resolve(reply)
        else reject(new Error(reply.fault))
      })
      child.send(message)
    })
  return { ask, stop: () => child.kill() }
}

const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1]

const show = (milliseconds) =>
  milliseconds >= 1 ? `${milliseconds.toFixed(2)} ms` : `${(milliseconds * 1000).toFixed(1)} µs`

const measure = async (peers, index) => {
  const { name } = workloads[index]
  console.log(name)
  const ready = []
  for (const peer of peers) {
    try {
      const { has } = await peer.ask({ kind: "prepare", workload: index })
      if (has) ready.push({ peer, times: [] })
    } catch (error) {
      console.log(`  ${peer.name.padEnd(10)} fails: ${error.message}`)
    }
  }
  for (let round = 0; round < ROUNDS; round++) {
    for (const { peer, times } of ready) times.push((await peer.ask({ kind: "sample" })).milliseconds)
  }
  const own = ready.find(({ peer }) => peer.name === "tuplet")
  for (const { peer, times } of ready) {
    const ratio = own === undefined ? "" : `${(median(times) / median(own.times)).toFixed(2)}×`
    console.log(`  ${peer.name.padEnd(10)} ${show(median(times)).padStart(11)} ${ratio.padStart(9)}`)
  }
}

const peers = []
const processes = []
try {
  for (const file of ["tuplet", "plain", "jax", "tfjs", "onnx"]) {
    const peer = { name: (await import(`./peers/${file}.mjs`)).name, ...start(file) }
    processes.push(peer)
    try {
      await peer.ask({ kind: "load" })
      peers.push(peer)
    } catch (error) {
      console.log(`without ${peer.name}: ${error.message}`)
    }
  }
  const word = process.argv[2] ?? ""
  console.log(`Node ${process.version}, ${process.arch}; medians of ${ROUNDS} rounds, and times over tuplet's\n`)
  for (const [index, { name }] of workloads.entries()) if (name.includes(word)) await measure(peers, index)
} finally {
  for (const { stop } of processes) stop()
}
