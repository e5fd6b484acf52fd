/** @file The files that tsd checks (`*.test-d.ts`), and a file that it must refuse. */
import fs from "node:fs"
import path from "node:path"
import tsdModule from "tsd"

const tsd = tsdModule.default

/** @returns {Promise<{ passed: number, failed: number, lines: string[] }>} */
export const runTsd = async (root) => {
  const wrong = "scripts/type-tests/refused.test-d.ts"
  const files = fs.readdirSync(path.join(root, "test-d")).filter((name) => name.endsWith(".test-d.ts"))
  const testFiles = [wrong, ...files.map((name) => `test-d/${name}`)]
  const diagnostics = await tsd({ cwd: root, typingsFile: "src/index.ts", testFiles })
  // only what concerns a file: the package's own form is checked when it is packed
  const complaints = (file) => diagnostics.filter((d) => path.resolve(root, d.fileName) === path.join(root, file))

  const result = { passed: 0, failed: 0, lines: [] }
  const report = (title, says, passed) => {
    result.passed += says.length === 0 ? passed : 0
    result.failed += says.length
    const verdict = says.length === 0 ? "ok  " : "FAIL"
    result.lines.push(`${verdict} tsd ${title}: ${says.length === 0 ? passed : 0} passed, ${says.length} failed`)
    for (const line of says) result.lines.push(`    ${line}`)
  }
  const refused = complaints(wrong).length
  report("the checks themselves", refused === 2 ? [] : [`expected 2 complaints about ${wrong}, got ${refused}`], 1)
  for (const file of testFiles.slice(1)) {
    const assertions = fs.readFileSync(path.join(root, file), "utf8").match(/^expect\w+[<(]/gm) ?? []
    const says = complaints(file).map((d) => `line ${d.line}: ${d.message}`)
    report(path.basename(file), assertions.length === 0 ? ["no assertion"] : says, assertions.length)
  }
  return result
}
