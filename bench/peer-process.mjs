/**
 * @file One peer in a process of its own, so that none runs in code that another has warmed, or shares its memory.
 * It answers the messages of peer.mjs: load, prepare a workload and return its result, warm up, take a sample.
 */
import { workloads } from "./workloads.mjs"

const [file, threads] = process.argv.slice(2)

/** Runs `count` times; milliseconds of all together. */
const time = async (task, count) => {
  const start = performance.now()
  for (let i = 0; i < count; i++) {
    const pending = task.run()
    // what computes at once isn't made to wait for the event loop
    if (pending !== undefined) await pending
  }
  return performance.now() - start
}

let methods
let task
/** How often a sample runs it, and how long one run took at last. */
let [repeats, last] = [1, 0]

/** Milliseconds from which on a run is its own warming up. */
const SLOW = 200

const answers = {
  load: async () => {
    const { load } = await import(`./peers/${file}.mjs`)
    methods = await load(Number(threads))
    return { version: process.version }
  },

  prepare: async ({ workload }) => {
    const { method, given } = workloads[workload]
    task = undefined
    if (methods[method] === undefined) return {}
    task = methods[method](given())
    await time(task, 1)
    // a copy: the result may be a view of memory that sending detaches or grows
    return { result: new Float32Array(await task.read()) }
  },

  warm: async ({ milliseconds, sample }) => {
    let [spent, count] = [0, 1]
    while (spent < milliseconds) {
      last = (await time(task, count)) / count
      spent += last * count
      if (last * count < sample) count = Math.min(2 * count, Math.max(1, Math.ceil(sample / last)))
    }
    repeats = Math.max(1, Math.round(sample / last))
    return { milliseconds: last }
  },

  sample: async () => {
    // the processes that ran meanwhile took the caches
    if (repeats > 1 || last < SLOW) await time(task, 1)
    return { milliseconds: (await time(task, repeats)) / repeats }
  },
}

process.on("message", async ({ kind, ...rest }) => {
  try {
    process.send(await answers[kind](rest))
  } catch (error) {
    process.send({ fault: `${error?.message ?? error}`.split("\n")[0] })
  }
})
