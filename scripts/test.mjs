/**
 * @file Runs every check, fast ones first, and stops at the first layer that fails.
 * Layers named as arguments run alone: `npm test -- compile types`. The last line counts what ran.
 */
import { spawnSync } from "node:child_process"
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { fileURLToPath } from "node:url"

const root = fileURLToPath(new URL("..", import.meta.url))
const report = ".cache/vitest.json"

/** A checker that only says "no fault" counts as one test for each of its runs, provided that it read a file. */
const runsThatRead = (files) => (output) => ({
  passed: [...output.matchAll(files)].filter(([, count]) => Number(count) > 0).length,
  failed: 0,
})

/** Each command of the layer says at its end what passed and failed. */
const closingLines = (output) => {
  const lines = [...output.matchAll(/^(?!ok|FAIL)(?:[\w ]+: )?(\d+) passed, (\d+) failed/gm)]
  const sum = (at) => lines.reduce((total, line) => total + Number(line[at]), 0)
  return { passed: sum(1), failed: sum(2) }
}

const vitestReport = () => {
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(readFileSync(report, "utf8"))
  // a skipped test is a check that nobody makes
  return { passed: numPassedTests, failed: numFailedTests + numPendingTests + numTodoTests }
}

const node = (...args) => [process.execPath, args]

const examples = readdirSync(`${root}examples`, { recursive: true }).filter((file) => /\bmain\.ts$/.test(file))

const layers = [
  {
    name: "style",
    commands: [node("node_modules/@biomejs/biome/bin/biome", "check", "--error-on-warnings", ".")],
    count: runsThatRead(/Checked (\d+) files/g),
  },
  {
    name: "compile",
    commands: ["typescript-7", "typescript-6", "typescript"].map((version) =>
      node(`node_modules/${version}/bin/tsc`, "--noEmit", "--diagnostics", "-p", "."),
    ),
    count: runsThatRead(/^Files:\s+(\d+)/gm),
  },
  { name: "types", commands: [node("scripts/type-tests.mjs"), node("bench/types/check.mjs")], count: closingLines },
  {
    name: "unit",
    commands: [
      node(
        "node_modules/vitest/vitest.mjs",
        "run",
        "--reporter=default",
        "--reporter=json",
        `--outputFile.json=${report}`,
      ),
    ],
    count: vitestReport,
  },
  {
    name: "examples",
    // each fails where it misses its figure
    commands: examples.map((file) => node("scripts/run-example.mjs", `examples/${file}`, "--small")),
    count: (output) => ({ passed: [...output.matchAll(/^reached: /gm)].length, failed: 0 }),
    least: examples.length,
  },
  { name: "package", commands: [node("scripts/build.mjs"), node("scripts/smoke.mjs")], count: closingLines },
]

const run = ({ commands }) => {
  let output = ""
  for (const [command, args] of commands) {
    const { status, stdout, stderr, error } = spawnSync(command, args, {
      cwd: root,
      encoding: "utf8",
      maxBuffer: 2 ** 28,
      env: { ...process.env, NO_COLOR: "1" },
    })
    output += `${stdout ?? ""}${stderr ?? ""}${error ?? ""}`
    if (status !== 0) return { ok: false, output }
  }
  return { ok: true, output }
}

process.chdir(root)
mkdirSync(".cache", { recursive: true })
const chosen = process.argv.slice(2)
const unknown = chosen.filter((name) => !layers.some((layer) => layer.name === name))
if (unknown.length > 0) {
  console.error(`unknown layer ${unknown.join(", ")}: use ${layers.map(({ name }) => name).join(" | ")}`)
  process.exit(2)
}

const total = { passed: 0, failed: 0 }
for (const layer of layers) {
  if (chosen.length > 0 && !chosen.includes(layer.name)) continue
  rmSync(report, { force: true })
  const start = performance.now()
  const { ok, output } = run(layer)
  const counts = layer.count === vitestReport && !existsSync(report) ? { passed: 0, failed: 0 } : layer.count(output)
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  const good = ok && counts.failed === 0 && counts.passed >= (layer.least ?? 1)
  // the command that failed read files too
  if (!ok && counts.failed === 0) counts.passed = Math.max(counts.passed - 1, 0)
  total.passed += counts.passed
  total.failed += good ? 0 : Math.max(counts.failed, 1)
  console.log(`${good ? "ok  " : "FAIL"} ${layer.name.padEnd(8)} ${counts.passed} passed in ${seconds} s`)
  if (!good) {
    console.log(output)
    if (ok && counts.failed === 0) console.log(`${layer.name}: no test ran`)
    if (ok && counts.failed > 0) console.log(`${layer.name}: ${counts.failed} failed or skipped`)
    break
  }
}
console.log(`tests: ${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed === 0 ? 0 : 1
