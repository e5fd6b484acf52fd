/**
 * @file How long an editor waits: hovers and completions in a file with a model of a hundred layers, on TypeScript 6.0
 * (language service) and 7.0 (`tsc --lsp --stdio`), against the declarations that the package ships. Prints a table,
 * and writes it to EDITOR.md.
 */
import fs from "node:fs"
import path from "node:path"
import { performance } from "node:perf_hooks"
import { languageServer } from "../../scripts/type-tests/language-server.mjs"
import { languageService } from "../../scripts/type-tests/language-service.mjs"
import { emitDeclarations, optionsOver } from "./measure.mjs"

const LAYERS = 50
const TIMES = 15
const width = (i) => 128 + 2 * i

/** `batch` and `first` are what the edits change: a size in the last lines, and the first layer's output. */
const program = (batch, first, argument) => {
  const widths = Array.from({ length: LAYERS + 1 }, (_, i) => (i === 1 ? first : width(i)))
  const layers = Array.from({ length: LAYERS }, (_, i) => `  linear(${widths[i]}, ${widths[i + 1]}),\n  relu,`).join(
    "\n",
  )
  return `import { key, logSoftmax, pipe, relu, zeros } from "tuplet"
import { linear, sequential } from "tuplet/nn"

const net = sequential(
${layers}
)
const params = net.init(key(0))
const y = net.apply(params, zeros([${batch}, ${width(0)}]))
export const logp = pipe(y, logSoftmax(${argument}))
`
}

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]

const timed = async (f) => {
  const start = performance.now()
  const value = await f()
  return { ms: performance.now() - start, value }
}

const holds = (value, expected) => {
  if (!value.includes(expected)) throw new Error(`expected ${expected}, got ${value}`)
}

const measure = async (open, packageName, place) => {
  const project = path.join(place, "tsconfig.json")
  const file = path.join(place, "program.ts")
  fs.writeFileSync(project, JSON.stringify({ compilerOptions: optionsOver(place), files: [file] }))
  const first = program(32, width(1), "-1")
  fs.writeFileSync(file, first)
  const compiler = await open(packageName, project, { [file]: first })
  const hover = (text) => compiler.hover(file, text.lastIndexOf("logp ="))
  const rows = []

  const cold = await timed(() => hover(first))
  holds(cold.value, `Tensor<[32, ${width(LAYERS)}], "float32">`)
  rows.push(["hover, the first of all", cold.ms])

  const repeated = async (name, texts, ask, expected) => {
    const times = []
    for (let i = 0; i < TIMES; i++) {
      const text = texts(i)
      if (text !== undefined) await compiler.replace(file, text)
      const { ms, value } = await timed(() => ask(text))
      holds(String(value), expected(i))
      times.push(ms)
    }
    rows.push([name, median(times)])
  }
  const unchanged = () => undefined
  await repeated(
    "hover, warm",
    unchanged,
    () => hover(first),
    () => `[32, ${width(LAYERS)}]`,
  )
  const lastLine = (i) => program(33 + i, width(1), "-1")
  await repeated("hover, after an edit of the last lines", lastLine, hover, (i) => `[${33 + i}, ${width(LAYERS)}]`)
  const model = (i) => program(32, 500 + i, "-1")
  await repeated("hover, after an edit of the model", model, hover, () => "float32")

  const asking = program(32, width(1), "")
  const position = asking.lastIndexOf("logSoftmax(") + "logSoftmax(".length
  const offers = () => compiler.completions(file, position)
  await compiler.replace(file, asking)
  const firstOffer = await timed(offers)
  holds(String(firstOffer.value), "-2")
  rows.push(["completion, the first of all", firstOffer.ms])
  await repeated("completion, warm", unchanged, offers, () => "-2")
  const askingLastLine = (i) => program(10 + i, width(1), "")
  await repeated("completion, after an edit of the last lines", askingLastLine, offers, () => "-2")
  const askingModel = (i) => program(32, 600 + i, "")
  await repeated("completion, after an edit of the model", askingModel, offers, () => "1")

  await compiler.close()
  return { version: compiler.version, rows }
}

const place = emitDeclarations()
const results = [
  await measure(languageService, "typescript-6", place),
  await measure(languageServer, "typescript-7", place),
]
const table = [
  `| ms | ${results.map(({ version }) => version).join(" | ")} |`,
  `| --- | ${results.map(() => "--:").join(" | ")} |`,
  ...results[0].rows.map(
    ([name], i) => `| ${name} | ${results.map(({ rows }) => rows[i][1].toFixed(1)).join(" | ")} |`,
  ),
].join("\n")
console.log(table)
fs.writeFileSync(
  path.join(import.meta.dirname, "EDITOR.md"),
  `# How long an editor waits

Hovers and completions in a file whose model has ${2 * LAYERS} layers of ${LAYERS} widths, medians of ${TIMES} on one machine with other work on it.
\`node bench/types/editor.mjs\` writes this page. After an edit the file is checked anew as far as the question needs it.

${table}
`,
)
