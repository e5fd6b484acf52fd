/**
 * @file One peer in a process of its own, so that none runs in code that another has warmed, or shares its memory.
 * It answers the messages of run.mjs: `prepare` a workload, take a `sample` of it.
 */
import { load as loadPlain } from "./peers/plain.mjs"
import { workloads } from "./workloads.mjs"

/** A sample repeats short work until it takes at least this long. */
const SAMPLE_MS = 4
const WARM_UP_MS = 100

const once = async (task) => {
  const pending = task.run()
  if (pending !== undefined) await pending
}

const sample = async (task, milliseconds) => {
  const start = performance.now()
  let count = 0
  do {
    await once(task)
    count++
  } while (performance.now() - start < milliseconds)
  return (performance.now() - start) / count
}

const agrees = (actual, expected) =>
  actual.length === expected.length &&
  expected.every((value, i) => Math.abs(actual[i] - value) <= 1e-3 + 1e-3 * Math.abs(value))

const prepare = async (methods, { method, args }) => {
  if (methods[method] === undefined) return undefined
  const reference = (await loadPlain())[method](...args)
  reference.run()
  const prepared = methods[method](...args)
  await once(prepared)
  if (!agrees(await prepared.read(), reference.read())) throw new Error("a wrong result")
  await sample(prepared, WARM_UP_MS)
  return prepared
}

const answer = async (reply) => {
  try {
    process.send(await reply())
  } catch (error) {
    process.send({ fault: `${error.message}`.split("\n")[0] })
  }
}

const { load } = await import(`./peers/${process.argv[2]}.mjs`)
let methods
let task
process.on("message", ({ kind, workload }) =>
  answer(async () => {
    if (kind === "load") methods = await load()
    if (kind === "prepare") {
      task = await prepare(methods, workloads[workload])
      return { has: task !== undefined }
    }
    return kind === "sample" ? { milliseconds: await sample(task, SAMPLE_MS) } : {}
  }),
)
