/** @file What a page loads: programs bundled, minified and compressed, and the WebAssembly files that they fetch. */
import { readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { gzipSync } from "node:zlib"
import { build } from "esbuild"
import { digits, table } from "../show.mjs"

const here = fileURLToPath(new URL("..", import.meta.url))

const programs = [
  {
    name: "tuplet, one log_softmax",
    code: 'export { logSoftmax, tensor, toArray } from "./dist/index.js"',
  },
  {
    name: "tuplet with nn, optim and torch",
    code: ["index", "nn", "optim", "torch"].map((entry, i) => `export * as e${i} from "./dist/${entry}.js"`).join("\n"),
  },
  { name: "jax-js", code: 'export { init, nn, numpy } from "@jax-js/jax"' },
  {
    name: "tfjs-wasm, core and backend",
    code: 'export { logSoftmax, setBackend, tensor } from "@tensorflow/tfjs-core"; import "@tensorflow/tfjs-backend-wasm"',
    fetched: ["@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm"],
  },
  {
    name: "ort-web",
    code: 'export { env, InferenceSession, Tensor } from "onnxruntime-web/wasm"',
    fetched: ["onnxruntime-web/dist/ort-wasm-simd-threaded.wasm"],
  },
]

export const size = async () => {
  const rows = []
  const kilobytes = {}
  for (const { name, code, fetched = [] } of programs) {
    const { outputFiles, metafile } = await build({
      stdin: { contents: code, resolveDir: here },
      bundle: true,
      minify: true,
      // what is imported on demand is not part of what a page loads first
      splitting: true,
      outdir: "out",
      metafile: true,
      format: "esm",
      platform: "browser",
      external: NODE,
      write: false,
      logLevel: "error",
    })
    const loaded = loadedFirst(metafile.outputs)
    const parts = outputFiles.filter(({ path }) => [...loaded].some((file) => path.endsWith(file)))
    const compressed = (bytes) => gzipSync(bytes, { level: 9 }).length / 1000
    const script = parts.reduce((sum, { contents }) => sum + compressed(contents), 0)
    const wasm = fetched.reduce((sum, file) => sum + compressed(readFileSync(`${here}node_modules/${file}`)), 0)
    kilobytes[name] = script + wasm
    rows.push([name, digits(script), wasm === 0 ? "–" : digits(wasm), digits(script + wasm)])
  }
  return {
    title: "Size",
    text: "Kilobytes, minified and compressed by gzip.",
    table: table(["program", "JavaScript", "WebAssembly", "together"], rows),
    kilobytes,
  }
}

// internal

/** The entry, and what it imports before it runs. */
const loadedFirst = (outputs) => {
  const loaded = new Set(Object.keys(outputs).filter((file) => outputs[file].entryPoint !== undefined))
  for (const file of loaded) {
    for (const { path, kind } of outputs[file].imports)
      if (kind === "import-statement" && path in outputs) loaded.add(path)
  }
  return loaded
}

/** What the peers' builds for Node ask for, in branches that browsers don't take. */
const NODE = [
  "node:*",
  "fs",
  "path",
  "os",
  "crypto",
  "module",
  "worker_threads",
  "perf_hooks",
  "util",
  "string_decoder",
]
