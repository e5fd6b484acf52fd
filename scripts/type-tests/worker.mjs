/** @file One compiler's run, on a thread of its own: the checks' self-test, every file, and tsc over the programs. */
import { spawnSync } from "node:child_process"
import fs from "node:fs"
import os from "node:os"
import path from "node:path"
import { parentPort, workerData } from "node:worker_threads"
import { checkFile } from "./check.mjs"
import { languageServer } from "./language-server.mjs"
import { languageService } from "./language-service.mjs"
import { right, selfTest, wrong } from "./self-test.mjs"

/** @returns {Promise<{ passed: number, failed: number, lines: string[] }>} */
const run = async ({ packageName, project, texts }) => {
  const open = packageName === "typescript-7" ? languageServer : languageService
  const folder = path.dirname(project)
  const probes = { [path.join(folder, "self-test-wrong.ts")]: wrong, [path.join(folder, "self-test-right.ts")]: right }
  const compiler = await open(packageName, project, { ...texts, ...probes })
  const result = { passed: 0, failed: 0, lines: [] }
  const report = (title, passed, says) => {
    result.passed += passed
    result.failed += says.length
    const verdict = says.length === 0 ? "ok  " : "FAIL"
    result.lines.push(`${verdict} ${compiler.version} ${title}: ${passed} passed, ${says.length} failed`)
    for (const line of says) result.lines.push(`    ${line}`)
  }

  const missed = await selfTest(compiler, ...Object.keys(probes))
  report("the checks themselves", missed.length === 0 ? 1 : 0, missed)
  for (const [file, text] of Object.entries(texts)) {
    const { passed, failures } = await checkFile(compiler, file, text)
    const says = failures.map((f) => `line ${f.line + 1}: ${f.says}`)
    report(path.basename(file), passed, says)
  }
  await compiler.close()

  const programs = Object.keys(texts).filter((file) => !/^\s*\/\/! /m.test(texts[file]))
  const errors = runTsc(packageName, project, programs)
  report(`tsc over ${programs.length} files without errors`, errors.length === 0 ? 1 : 0, errors)
  return result
}

// internal

/** The lines tsc prints; none when the programs are correct. */
const runTsc = (packageName, project, files) => {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), "type-tests-"))
  const config = path.join(directory, "tsconfig.json")
  fs.writeFileSync(config, JSON.stringify({ extends: project, files, include: [] }))
  const tsc = path.join(path.dirname(project), "../node_modules", packageName, "bin/tsc")
  const finished = spawnSync(process.execPath, [tsc, "-p", config, "--noEmit", "--pretty", "false"], {
    encoding: "utf8",
  })
  fs.rmSync(directory, { recursive: true })
  if (finished.status === 0) return []
  const lines = finished.stdout.split("\n").filter((line) => line !== "")
  return lines.length > 0 ? lines : [`tsc exited with ${finished.status}: ${finished.stderr}`]
}

parentPort.postMessage(await run(workerData))
