/**
 * @file Runs the type tests: every file in test-d against TypeScript 5.9, 6.0 and 7.0, with the expectations written in
 * it (type-tests/markers.mjs says how), tsc over the files that expect no error, and tsd; and the same files at run
 * time (type-tests/run-cases.mjs).
 * Arguments pick files by name.
 * Prints each file's result per version, and `N passed, M failed` last.
 */
import fs from "node:fs"
import path from "node:path"
import { Worker } from "node:worker_threads"
import { runTsd } from "./type-tests/tsd.mjs"

const compilers = ["typescript", "typescript-6", "typescript-7"]

const main = async () => {
  const folder = path.resolve(import.meta.dirname, "../test-d")
  const wanted = process.argv.slice(2)
  const names = fs
    .readdirSync(folder)
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".test-d.ts"))
    .filter((name) => wanted.length === 0 || wanted.some((part) => name.includes(part)))
    .sort()
  if (names.length === 0) throw new Error(`no type tests in ${folder}`)
  const texts = Object.fromEntries(
    names.map((name) => [path.join(folder, name), fs.readFileSync(path.join(folder, name), "utf8")]),
  )
  const project = path.join(folder, "tsconfig.json")
  const root = path.dirname(folder)
  const runs = compilers.map((packageName) => inWorker("worker", { packageName, project, texts }))
  const cases = inWorker("case-worker", { root, texts })
  const results = await Promise.all([...runs, cases, ...(wanted.length === 0 ? [runTsd(root)] : [])])
  for (const { lines } of results) console.log(lines.join("\n"))
  const { counts } = await cases
  console.log(
    `correct programs with a stated type: ${counts.correct} compiled, ${counts.correctRun} of them run; ` +
      `wrong ones: ${counts.wrong} refused, ${counts.wrongRun} of them run and refused`,
  )
  const failed = results.reduce((sum, r) => sum + r.failed, 0)
  console.log(`${results.reduce((sum, r) => sum + r.passed, 0)} passed, ${failed} failed`)
  if (failed > 0) process.exitCode = 1
}

// internal

const inWorker = (module, workerData) =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL(`./type-tests/${module}.mjs`, import.meta.url), { workerData })
    worker.once("message", resolve)
    worker.once("error", reject)
    worker.once("exit", () => reject(new Error(`${workerData.packageName ?? module} gave no result`)))
  })

await main()
