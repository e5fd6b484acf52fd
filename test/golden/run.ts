/**
 * @file `npm run golden -- FILE.jsonl.gz [--op NAME] [--failures N] [--evaluator NAME]`: cases computed by PyTorch,
 * through kernels and through the reference interpreter, forward and backward.
 *
 * The file holds one JSON object a line, gzipped:
 * - `id`: `op[.variant]/sample`; `op`: PyTorch's function below `torch` (`log_softmax`, `nn.functional.conv2d`);
 *   `variant`: a name or null
 * - `inputs`: its positional arguments, `kwargs`: those by name. A tensor is `{shape, dtype, data}`, data flat and
 *   row-major, numbers that are not finite as "nan", "inf", "-inf" (scalars too); a slice is
 *   `{"slice": [start, stop, step]}`, a dtype `{"dtype": "float32"}`; lists nest
 * - `outputs`: the tensors it returned
 * - `cotangents`: one for each output, null where it has no gradient; null where nothing is differentiated
 * - `grads`: the gradient of the sum of ⟨cotangent, output⟩ for each float tensor in `inputs`, then `kwargs`, depth
 *   first; null where there is none
 *
 * Prints each operation's count, the first differences of what failed and the reason for what is unsupported, and the
 * total last. The exit status is 1 if any case failed, 2 if there was nothing to run.
 */
import { parseArgs } from "node:util"
import { type Case, casesOf, nameOf } from "./cases.js"
import { check, type EvaluatorName, evaluatorNames } from "./check.js"
import { count, type Judged, report, summary } from "./report.js"

const { values, positionals } = parseArgs({
  args: process.argv.slice(2),
  allowPositionals: true,
  options: {
    op: { type: "string" },
    failures: { type: "string", default: "3" },
    evaluator: { type: "string" },
  },
})

const usage = (fault: string): never => {
  console.error(
    `${fault}\nusage: npm run golden -- FILE.jsonl.gz [--op NAME] [--failures N] [--evaluator ${evaluatorNames.join("|")}]`,
  )
  process.exit(2)
}

const evaluatorsOf = (name: string | undefined): readonly EvaluatorName[] => {
  if (name === undefined) return evaluatorNames
  const chosen = evaluatorNames.filter((known) => known === name)
  return chosen.length > 0 ? chosen : usage(`unknown evaluator ${name}`)
}

const [file] = positionals
if (file === undefined || positionals.length > 1) usage("one file of cases is needed")
const failures = Number(values.failures)
if (!Number.isInteger(failures) || failures < 0) usage(`--failures takes a count, got ${values.failures}`)
const evaluators = evaluatorsOf(values.evaluator)

const groups = new Map<string, Case[]>()
for (const sample of casesOf(file as string)) {
  const name = nameOf(sample)
  if (values.op !== undefined && values.op !== name && values.op !== sample.op) continue
  groups.set(name, [...(groups.get(name) ?? []), sample])
}
if (groups.size === 0) usage(`no cases${values.op === undefined ? "" : ` of ${values.op}`} in ${file}`)

const all: Judged[] = []
for (const [name, samples] of groups) {
  const judged = samples.map((sample) => ({ id: sample.id, outcome: check(sample, evaluators) }))
  all.push(...judged)
  console.log(report(name, judged, failures))
}
console.log(summary(all))
process.exitCode = count(all, "failed") > 0 ? 1 : 0
