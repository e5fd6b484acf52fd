/** @file The peers, and how a process of each is started and asked. */
import { fork, spawn } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { fileURLToPath } from "node:url"
import { nodes } from "./install.mjs"
import { workloads } from "./workloads.mjs"

const pathOf = (file) => fileURLToPath(new URL(file, import.meta.url))

/** `native` ones run machine code of their own; `isLimit` only spend what a result costs at least, and have none. */
export const roster = [
  { name: "tuplet", file: "tuplet", node: nodes.recent },
  { name: "tuplet, Node 20", file: "tuplet", node: nodes.twenty },
  { name: "plain JS", file: "plain", node: nodes.recent },
  { name: "jax-js", file: "jax", node: nodes.recent, package: "@jax-js/jax" },
  { name: "tfjs-wasm", file: "tfjs", node: nodes.recent, package: "@tensorflow/tfjs-backend-wasm" },
  { name: "ort-web", file: "onnx-web", node: nodes.recent, package: "onnxruntime-web" },
  { name: "ort-node", file: "onnx-node", node: nodes.recent, package: "onnxruntime-node", native: true },
  { name: "torch", file: "pytorch", native: true },
  { name: "limit", file: "limit", node: nodes.recent, isLimit: true },
  { name: "limit, Node 20", file: "limit", node: nodes.twenty, isLimit: true },
]

/** Starts those named, or says why it can't. */
export const start = async (names, threads) => {
  const peers = []
  for (const entry of roster) {
    if (!names.includes(entry.name)) continue
    const peer = entry.node === undefined ? startPython(entry, threads) : startNode(entry, threads)
    try {
      const { version } = await peer.ask({ kind: "load" })
      peers.push({ ...entry, ...peer, threads, version: versionOf(entry) ?? version })
    } catch (error) {
      console.log(`without ${entry.name}: ${error.message}`)
      peer.stop()
    }
  }
  return peers
}

// internal

const versionOf = ({ package: name }) =>
  name === undefined ? undefined : JSON.parse(readFileSync(pathOf(`node_modules/${name}/package.json`), "utf8")).version

/** One question at a time: `send` it, and whatever `receive` is told next is the answer. */
const conversation = (child, send) => {
  let receive
  const settle = (reply) => {
    const { resolve, reject } = receive ?? {}
    receive = undefined
    if (reply.fault === undefined) resolve?.(reply)
    else reject?.(new Error(reply.fault))
  }
  child.on("exit", (code) => settle({ fault: `its process ended with code ${code}` }))
  child.on("error", (error) => settle({ fault: error.message }))
  const ask = (message) =>
    new Promise((resolve, reject) => {
      receive = { resolve, reject }
      if (child.exitCode !== null) settle({ fault: `its process ended with code ${child.exitCode}` })
      else send(message)
    })
  return { settle, ask, stop: () => child.kill() }
}

const startNode = ({ file, node }, threads) => {
  const child = fork(pathOf("peer-process.mjs"), [file, `${threads}`], {
    execPath: node,
    execArgv: [],
    serialization: "advanced",
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  })
  child.stderr.resume()
  const { settle, ...peer } = conversation(child, (message) => child.send(message))
  child.on("message", settle)
  return peer
}

const startPython = ({ file }, threads) => {
  const child = spawn("python3", [pathOf(`peers/${file}.py`), `${threads}`], {
    stdio: ["pipe", "pipe", "ignore"],
    env: { ...process.env, OMP_NUM_THREADS: `${threads}`, OPENBLAS_NUM_THREADS: `${threads}` },
  })
  const folder = mkdtempSync(join(tmpdir(), "tuplet-bench-"))
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }))
  child.stdin.on("error", () => {})
  const { settle, ask, stop } = conversation(child, (message) => child.stdin.write(`${JSON.stringify(message)}\n`))
  createInterface({ input: child.stdout }).on("line", (line) => settle(JSON.parse(line)))
  const result = join(folder, "result")

  const prepare = async (index) => {
    const { method, given } = workloads[index]
    let count = 0
    const filed = JSON.parse(
      JSON.stringify(given(), (_, value) => {
        if (!ArrayBuffer.isView(value?.data)) return value
        const path = join(folder, `${count++}`)
        writeFileSync(path, value.data)
        return { file: path, shape: value.shape, dtype: value.data instanceof Int32Array ? "int32" : "float32" }
      }),
    )
    const reply = await ask({ kind: "prepare", method, given: filed, result })
    if (reply.result === undefined) return {}
    const bytes = readFileSync(result)
    return { result: new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)) }
  }

  return { stop, ask: (message) => (message.kind === "prepare" ? prepare(message.workload) : ask(message)) }
}
