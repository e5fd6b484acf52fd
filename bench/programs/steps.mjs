/**
 * @file 100,000 training steps without a pause for the event loop: the resident memory after every tenth of them,
 * whether the loss went down, and the share of the time that each part of the library took, sampled over further steps.
 */
import { readFileSync } from "node:fs"
import { Session } from "node:inspector/promises"
import { fileURLToPath } from "node:url"
import { compile, crossEntropy, fromArray, item, key, relu, setThreads, spec, valueAndGrad } from "../dist/index.js"
import { linear, sequential } from "../dist/nn.js"
import { sgd } from "../dist/optim.js"

setThreads(1)
const steps = Number(process.argv[2])

const net = sequential(linear(64, 128), relu, linear(128, 10))
const lossOf = (params, x, y) => crossEntropy(net.apply(params, x), y)
const step = compile({ params: net.spec, x: spec([32, 64]), y: spec([32], "int32") }, ({ params, x, y }) => {
  const [loss, gradients] = valueAndGrad(lossOf)(params, x, y)
  return { loss, params: sgd(params, gradients, { lr: 0.01 }) }
})
const x = fromArray(
  Float32Array.from({ length: 2048 }, (_, i) => ((i * 37) % 101) / 50 - 1),
  [32, 64],
)
const y = fromArray(
  Int32Array.from({ length: 32 }, (_, i) => (i * 7) % 10),
  [32],
)

const train = (count, start) => {
  let state = start
  for (let i = 0; i < count; i++) state = step({ params: state.params, x, y })
  return state
}

/** Which source file each line of the bundle comes from, by the comments that the bundler leaves. */
const sources = new Map()
const sourceOf = (url, line) => {
  if (url.startsWith("wasm:")) return "kernels"
  if (!url.includes("/dist/")) return "other"
  if (!sources.has(url)) sources.set(url, readFileSync(fileURLToPath(url), "utf8").split("\n"))
  const lines = sources.get(url)
  for (let at = line; at >= 0; at--) if (lines[at].startsWith("// src/")) return lines[at].slice(3)
  return "other"
}

const profile = async (work) => {
  const session = new Session()
  session.connect()
  await session.post("Profiler.enable")
  await session.post("Profiler.setSamplingInterval", { interval: 200 })
  await session.post("Profiler.start")
  work()
  const { profile } = await session.post("Profiler.stop")
  session.disconnect()
  const shares = {}
  for (const { hitCount, callFrame } of profile.nodes) {
    const isCollector = callFrame.functionName === "(garbage collector)"
    const part = isCollector ? "garbage collector" : sourceOf(callFrame.url, callFrame.lineNumber)
    shares[part] = (shares[part] ?? 0) + hitCount
  }
  const total = Object.values(shares).reduce((a, b) => a + b, 0)
  return Object.fromEntries(Object.entries(shares).map(([part, hits]) => [part, hits / total]))
}

let state = train(1, { params: net.init(key(0)) })
const before = item(state.loss)
const rss = [process.memoryUsage.rss() / 2 ** 20]
const start = performance.now()
for (let i = 0; i < 10; i++) {
  state = train(steps / 10, state)
  rss.push(process.memoryUsage.rss() / 2 ** 20)
}
const microseconds = ((performance.now() - start) * 1000) / steps
const loss = [before, item(state.loss)]
if (!(loss[1] < loss[0])) throw new Error(`the loss went from ${loss[0]} to ${loss[1]}`)
const shares = await profile(() => train(steps / 5, state))
console.log(JSON.stringify({ rss, microseconds, loss, shares }))
