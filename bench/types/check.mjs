/**
 * @file Instantiations on TypeScript 5.9 against budgets.json; time is never judged. Fails where a budget is exceeded,
 * or a measured program has an error. Prints `N passed, M failed` last.
 */
import fs from "node:fs"
import path from "node:path"
import { callProgram, calls } from "./cases.mjs"
import { emitDeclarations, exportsOf, inProcess, perCall } from "./measure.mjs"
import { modelProgram, models } from "./models.mjs"

const budgets = JSON.parse(fs.readFileSync(path.join(import.meta.dirname, "budgets.json"), "utf8"))
const known = new Set([...calls, ...models].map(({ name }) => name))
const place = emitDeclarations()
const measure = inProcess("typescript", place)
const exported = exportsOf(place, "")
const exportedNn = exportsOf(place, "/nn")

const available = ({ imports, nn = [] }) =>
  imports.every((name) => exported.has(name.replace("type ", ""))) && nn.every((name) => exportedNn.has(name))

const failures = Object.keys(budgets).flatMap((name) => (known.has(name) ? [] : [`no case is called ${name}`]))
let passed = 0
const judge = (name, cost, { errors }) => {
  const budget = budgets[name]
  if (errors.length > 0) failures.push(`${name} does not compile: ${errors[0]}`)
  else if (budget === undefined) return
  else if (!(cost <= budget)) failures.push(`${name}: ${Math.round(cost)} instantiations, the budget is ${budget}`)
  else passed += 1
}

for (const one of calls.filter(available)) {
  const program = (count, withCalls) => callProgram(one, count, withCalls)
  judge(one.name, perCall(measure, program, 10, 40), measure(program(10, true)))
}
for (const one of models.filter(available)) {
  const cost = measure(modelProgram(one, true))
  judge(one.name, cost.instantiations - measure(modelProgram(one, false)).instantiations, cost)
}

for (const line of failures) console.log(`FAIL ${line}`)
console.log(`type budgets: ${passed} passed, ${failures.length} failed`)
process.exitCode = failures.length === 0 ? 0 : 1
