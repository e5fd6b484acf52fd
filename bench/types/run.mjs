/**
 * @file Measures what each operation and whole models cost the type checker, on TypeScript 5.9, 6.0 and 7.0.
 * `node bench/types/run.mjs` prints the table and writes it to RESULTS.md; names as arguments pick cases, and write
 * nothing.
 */
import fs from "node:fs"
import path from "node:path"
import { callProgram, calls } from "./cases.mjs"
import { byTsc, emitDeclarations, exportsOf, inProcess, leastTime, perCall } from "./measure.mjs"
import { modelProgram, models } from "./models.mjs"

const budgets = JSON.parse(fs.readFileSync(path.join(import.meta.dirname, "budgets.json"), "utf8"))
const wanted = process.argv.slice(2)
const place = emitDeclarations()
const exported = exportsOf(place, "")
const exportedNn = exportsOf(place, "/nn")
const available = ({ imports, nn = [] }) =>
  imports.every((name) => exported.has(name.replace("type ", ""))) && nn.every((name) => exportedNn.has(name))
const chosen = ({ name }) => wanted.length === 0 || wanted.some((part) => name.includes(part))
const compilers = [
  ["5.9", inProcess("typescript", place)],
  ["6.0", inProcess("typescript-6", place)],
  ["7.0", byTsc("typescript-7", place)],
]

const TIMED = 80
const columns = compilers.flatMap(([version]) => [version, `${version}, µs`])
const lines = []
const print = (cells) => {
  const line = `| ${cells.join(" | ")} |`
  lines.push(line)
  console.log(line)
}
const head = (title, units) => {
  print([title, "budget", ...units])
  print(["---", ...Array.from({ length: units.length + 1 }, () => "--:")])
}
const number = (value) => Math.round(value).toLocaleString("en")
const least = { 5.9: 5, "6.0": 5, "7.0": 3 }

head("a call", columns)
for (const one of calls.filter(chosen)) {
  if (!available(one)) {
    console.log(`${one.name}: not in the library`)
    continue
  }
  const program = (count, withCalls) => callProgram(one, count, withCalls)
  const figures = compilers.flatMap(([version, measure]) => {
    const { errors } = measure(program(2, true))
    if (errors.length > 0) throw new Error(`${one.name} on ${version}: ${errors[0]}`)
    const time = (withCalls) => leastTime(measure, program(TIMED, withCalls), least[version])
    return [number(perCall(measure, program, 10, 40)), number(((time(true) - time(false)) / TIMED) * 1000)]
  })
  print([one.name, budgets[one.name] === undefined ? "" : number(budgets[one.name]), ...figures])
}
const blank = () => {
  lines.push("")
  console.log("")
}
blank()
head(
  "a model",
  compilers.flatMap(([version]) => [version, `${version}, ms`]),
)
for (const one of models.filter(chosen).filter(available)) {
  const figures = compilers.flatMap(([version, measure]) => {
    const { errors, instantiations } = measure(modelProgram(one, true))
    if (errors.length > 0) throw new Error(`${one.name} on ${version}: ${errors[0]}`)
    const base = modelProgram(one, false)
    const time = leastTime(measure, modelProgram(one, true), least[version]) - leastTime(measure, base, least[version])
    return [number(instantiations - measure(base).instantiations), number(time)]
  })
  print([one.name, budgets[one.name] === undefined ? "" : number(budgets[one.name]), ...figures])
}

if (wanted.length === 0) {
  const text = `# What types cost

Instantiations and check time of a call, and of whole models, against the declarations that the package ships. Each call has
dims of its own and is counted without its operands; instantiations are exact, times are those of one machine with other
work on it (5.9 and 6.0 warmed up in one process, 7.0 with four threads in a process of its own). \`node bench/types/run.mjs\` writes this
page; \`bench/types/budgets.json\` holds the budgets, which \`npm test\` enforces on 5.9.

${lines.join("\n")}

Others, measured once in the same way (instantiations a call on 5.9): TypeTensor takes 1,674 to create a tensor, 2,499 for an
add, 3,066 for a product, 341 for a log-softmax in \`pipe\`, 4,214 for a reshape, about 4,400 for a rearrange; ts-torch 23, 30 and 103 for
the first three, and doesn't check dims of the others.
`
  fs.writeFileSync(path.join(import.meta.dirname, "RESULTS.md"), text)
}
