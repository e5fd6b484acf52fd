/**
 * @file Runs the type tests: every file in test-d against TypeScript 5.9, 6.0 and 7.0, with the expectations written in
 * it (type-tests/markers.mjs says how), and tsc over the programs that have no expected error.
 * Prints each file's result per version, and `N passed, M failed` last.
 */
import { spawnSync } from "node:child_process"
import fs from "node:fs"
import os from "node:os"
import path from "node:path"
import { checkFile } from "./type-tests/check.mjs"
import { languageServer } from "./type-tests/language-server.mjs"
import { languageService } from "./type-tests/language-service.mjs"
import { right, selfTest, wrong } from "./type-tests/self-test.mjs"

const root = path.resolve(import.meta.dirname, "..")
const folder = path.join(root, "test-d")
const project = path.join(folder, "tsconfig.json")

const compilers = [
  { packageName: "typescript", open: languageService },
  { packageName: "typescript-6", open: languageService },
  { packageName: "typescript-7", open: languageServer },
]

const main = async () => {
  const wanted = process.argv.slice(2)
  const names = fs
    .readdirSync(folder)
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".test-d.ts"))
    .filter((name) => wanted.length === 0 || wanted.some((part) => name.includes(part)))
    .sort()
  if (names.length === 0) throw new Error(`no type tests in ${folder}`)
  const texts = Object.fromEntries(
    names.map((name) => inFolder(name, fs.readFileSync(path.join(folder, name), "utf8"))),
  )
  const total = { passed: 0, failed: 0 }
  for (const { packageName, open } of compilers) {
    const results = await runCompiler(packageName, open, texts)
    total.passed += results.passed
    total.failed += results.failed
  }
  console.log(`${total.passed} passed, ${total.failed} failed`)
  if (total.failed > 0) process.exitCode = 1
}

// internal

const inFolder = (name, text) => [path.join(folder, name), text]

const runCompiler = async (packageName, open, texts) => {
  const probes = Object.fromEntries([inFolder("self-test-wrong.ts", wrong), inFolder("self-test-right.ts", right)])
  const compiler = await open(packageName, project, { ...texts, ...probes })
  const total = { passed: 0, failed: 0 }
  const report = (title, passed, says) => {
    total.passed += passed
    total.failed += says.length
    console.log(
      `${says.length === 0 ? "ok  " : "FAIL"} ${compiler.version} ${title}: ${passed} passed, ${says.length} failed`,
    )
    for (const line of says) console.log(`    ${line}`)
  }

  const missed = await selfTest(compiler, ...Object.keys(probes))
  report("the checks themselves", missed.length === 0 ? 1 : 0, missed)
  for (const [file, text] of Object.entries(texts)) {
    const { passed, failures } = await checkFile(compiler, file, text)
    report(
      path.basename(file),
      passed,
      failures.map((f) => `line ${f.line + 1}: ${f.says}`),
    )
  }
  await compiler.close()

  const programs = Object.keys(texts).filter((file) => !/^\s*\/\/! /m.test(texts[file]))
  const errors = runTsc(packageName, programs)
  report(`tsc over ${programs.length} programs`, errors.length === 0 ? 1 : 0, errors)
  return total
}

/** The lines tsc prints; none when the programs are correct. */
const runTsc = (packageName, files) => {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), "type-tests-"))
  const config = path.join(directory, "tsconfig.json")
  fs.writeFileSync(config, JSON.stringify({ extends: project, files, include: [] }))
  const tsc = path.join(root, "node_modules", packageName, "bin/tsc")
  const run = spawnSync(process.execPath, [tsc, "-p", config, "--noEmit", "--pretty", "false"], { encoding: "utf8" })
  fs.rmSync(directory, { recursive: true })
  const lines = run.stdout.split("\n").filter((line) => line !== "")
  return run.status === 0 ? [] : lines.length > 0 ? lines : [`tsc exited with ${run.status}: ${run.stderr}`]
}

await main()
