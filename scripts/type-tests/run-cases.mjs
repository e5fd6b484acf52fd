/**
 * @file The same cases at run time: each file of test-d runs with types off, statement by statement. What the compiler
 * refuses must throw the same sentence, everything else must run, and each tensor must have the shape the editor shows.
 *
 *     //> sentence      what the next statement throws, where it isn't what the compiler says of it
 *     //- reason        the next statement is for the compiler only
 */
import fs from "node:fs"
import path from "node:path"
import { pathToFileURL } from "node:url"
import { build } from "esbuild"
import { caseModule } from "./case-module.mjs"
import { agrees } from "./shown-type.mjs"

/** @returns {Promise<{ passed: number, failed: number, lines: string[], counts: object }>} */
export const runCases = async (root, texts) => {
  const modules = Object.entries(texts).map(([file, text]) => ({ file, ...caseModule(file, text) }))
  const place = temporary(root)
  const load = await bundled(root, place, modules)
  const counts = { correct: 0, correctRun: 0, wrong: 0, wrongRun: 0, hovers: 0, hoversRun: 0, declared: 0 }
  const result = { passed: 0, failed: 0, lines: [], counts }
  for (const module of modules) {
    const { passed, failures, onlyCompiled } = await check(module, await load(module.file), counts)
    result.passed += passed
    result.failed += failures.length
    const verdict = failures.length === 0 ? "ok  " : "FAIL"
    const only = onlyCompiled.length > 0 ? `, ${onlyCompiled.length} compile-time only` : ""
    result.lines.push(
      `${verdict} run ${path.basename(module.file)}: ${passed} passed, ${failures.length} failed${only}`,
      ...failures.map(({ line, says }) => `    line ${line + 1}: ${says}`),
      ...[...byReason(onlyCompiled)].map(([says, at]) => `    (compile-time only, ${says}: line ${at.join(", ")})`),
    )
  }
  return result
}

// internal

const byReason = (list) => {
  const found = new Map()
  for (const { line, says } of list) found.set(says, [...(found.get(says) ?? []), line + 1])
  return found
}

/** A folder of its own for each run, gone when the process is. */
const temporary = (root) => {
  fs.mkdirSync(path.join(root, ".cache"), { recursive: true })
  const place = fs.mkdtempSync(path.join(root, ".cache/cases-"))
  process.once("exit", () => fs.rmSync(place, { recursive: true, force: true }))
  return place
}

/** Built beside each other, so that they share one copy of the library. */
const bundled = async (root, place, modules) => {
  const nameOf = (file) => path.basename(file, ".ts")
  for (const { file, code } of modules) fs.writeFileSync(path.join(place, `${nameOf(file)}.ts`), code)
  await build({
    absWorkingDir: root,
    entryPoints: modules.map(({ file }) => path.join(place, `${nameOf(file)}.ts`)),
    outdir: path.join(place, "out"),
    outExtension: { ".js": ".mjs" },
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "es2022",
    tsconfig: path.join(root, "tsconfig.json"),
    logLevel: "error",
  })
  return async (file) => (await import(pathToFileURL(path.join(place, "out", `${nameOf(file)}.mjs`)).href)).default
}

const check = async ({ statements, hovers }, program, counts) => {
  const outcomes = await run(program, statements)
  const failures = []
  const onlyCompiled = []
  let passed = 0
  const expect = (holds, line, says) => {
    if (holds) passed += 1
    else failures.push({ line, says })
  }

  statements.forEach((statement, index) => {
    const { line, runs, wrong } = statement
    const shown = hovers.filter((hover) => hover.statement === index)
    const outcome = outcomes[index]
    if (wrong !== undefined) counts.wrong += 1
    else if (shown.length > 0) counts.correct += 1
    counts.hovers += shown.length
    if (!runs) {
      counts.declared += 1
      if (shown.length + (wrong === undefined ? 0 : 1) > 0) onlyCompiled.push({ line, says: "a declaration" })
    } else if (outcome.skipped !== undefined) {
      if (!outcome.dependent) onlyCompiled.push({ line, says: outcome.skipped })
      else if (shown.length > 0 || wrong !== undefined) onlyCompiled.push({ line, says: outcome.skipped })
    } else {
      const expected = sentenceOf(statement)
      if (expected === undefined) expect(!outcome.thrown, line, `threw ${outcome.message}`)
      else if (expected === "") expect(false, line, "say what is thrown: //> sentence, or why nothing is: //- reason")
      else if (!outcome.thrown) expect(false, line, `did not throw "${expected}"`)
      else {
        const said = outcome.message.includes(expected)
        expect(said, line, `expected "${expected}" in ${outcome.message}`)
        if (wrong !== undefined && said) counts.wrongRun += 1
      }
      let seen = 0
      for (const { says, line } of shown) {
        const at = hovers.findIndex((hover) => hover.line === line)
        const values = outcome.values.filter((value) => value.hover === at)
        const verdicts = values.map(({ value }) => agrees(value, says)).filter((verdict) => verdict !== undefined)
        if (verdicts.length === 0) continue
        seen += 1
        const bad = values[verdicts.indexOf(false)]
        expect(!verdicts.includes(false), line, `shown as ${says}, is ${bad && describe(bad.value)}`)
      }
      counts.hoversRun += seen
      if (wrong === undefined && seen > 0 && !outcome.thrown) counts.correctRun += 1
    }
  })
  return { passed, failures, onlyCompiled }
}

/** What each statement does. One that uses a name without a value doesn't run. */
const run = async (program, statements) => {
  const without = new Map()
  for (const { runs, declares } of statements) {
    if (!runs) for (const name of declares) without.set(name, "is declared only")
  }
  const outcomes = statements.map(() => ({ skipped: "was not reached", values: [] }))
  let current = outcomes[0]
  const seen = (hover, value) => current.values.push({ hover, value })
  await program(async (index, execute) => {
    const { declares, uses, only } = statements[index]
    const missing = uses.find((name) => without.has(name))
    current = outcomes[index]
    current.skipped = only ?? (missing === undefined ? undefined : `${missing} ${without.get(missing)}`)
    current.dependent = only === undefined
    if (current.skipped !== undefined) {
      for (const name of declares) without.set(name, "does not run")
      return
    }
    try {
      const pending = execute()
      // nothing that doesn't wait is put off
      if (pending !== undefined) await pending
    } catch (error) {
      current.thrown = true
      current.message = error instanceof Error ? error.message : String(error)
      for (const name of declares) without.set(name, "was refused")
    }
  }, seen)
  return outcomes
}

const UNION = /-?\d+(?: \| -?\d+)+/
const COMPILERS_WORDS = /assignable|Property '|expression|these dims must be equal|Tensor<|Argument of|^is missing/

/** What must be thrown; "" if the compiler speaks in its own words, which say nothing of that. */
const sentenceOf = ({ wrong, throws }) =>
  throws ?? (wrong === undefined ? undefined : (wrong.match(UNION)?.[0] ?? (COMPILERS_WORDS.test(wrong) ? "" : wrong)))

const describe = (value) =>
  Array.isArray(value?.shape) ? `a ${value.dtype} tensor of shape [${value.shape.join(", ")}]` : String(value)
