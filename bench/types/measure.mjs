/**
 * @file Instantiations and check time of programs, against emitted declarations. Instantiations are deterministic;
 * those of 5.9 and 6.0 are counted in this process, those of 7.0 by `tsc --extendedDiagnostics`.
 */
import { spawnSync } from "node:child_process"
import fs from "node:fs"
import { createRequire } from "node:module"
import path from "node:path"
import { performance } from "node:perf_hooks"

const require = createRequire(import.meta.url)
export const root = path.resolve(import.meta.dirname, "../..")

/** A folder with the declarations as the package ships them; gone when the process is. */
export const emitDeclarations = () => {
  fs.mkdirSync(path.join(root, ".cache"), { recursive: true })
  const place = fs.mkdtempSync(path.join(root, ".cache/declarations-"))
  process.once("exit", () => fs.rmSync(place, { recursive: true, force: true }))
  const tsc = path.join(root, "node_modules/typescript/bin/tsc")
  const { stdout } = spawnSync(process.execPath, [tsc, "-p", "tsconfig.build.json", "--outDir", place], {
    cwd: root,
    encoding: "utf8",
  })
  if (!fs.existsSync(path.join(place, "src/index.d.ts"))) throw new Error(`no declarations: ${stdout}`)
  return place
}

/** A user's settings: strict, and `tuplet` where the declarations are. */
export const optionsOver = (place) => ({
  target: "es2022",
  module: "nodenext",
  moduleResolution: "nodenext",
  lib: ["es2023"],
  types: [],
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  skipLibCheck: true,
  noEmit: true,
  paths: Object.fromEntries(
    ["", "/nn", "/optim", "/torch"].map((entry) => [`tuplet${entry}`, [path.join(place, `src${entry}/index.d.ts`)]]),
  ),
})

/** @typedef {{ instantiations: number, ms: number, errors: string[] }} Cost */

/** @returns {(text: string) => Cost} */
export const inProcess = (packageName, place) => {
  const ts = require(path.join(root, "node_modules", packageName))
  const { options } = ts.convertCompilerOptionsFromJson(optionsOver(place), place)
  const file = path.join(place, "program.ts")
  const host = ts.createCompilerHost(options)
  const kept = new Map()
  const read = host.getSourceFile.bind(host)
  let source
  host.getSourceFile = (name, ...rest) => {
    if (name === file) return source
    if (!kept.has(name)) kept.set(name, read(name, ...rest))
    return kept.get(name)
  }
  const exists = host.fileExists.bind(host)
  host.fileExists = (name) => name === file || exists(name)
  return (text) => {
    source = ts.createSourceFile(file, text, options.target)
    const program = ts.createProgram([file], options, host)
    const checker = program.getTypeChecker()
    if (checker === undefined) throw new Error("no checker")
    const start = performance.now()
    const errors = program.getSemanticDiagnostics(program.getSourceFile(file))
    const ms = performance.now() - start
    return {
      instantiations: program.getInstantiationCount(),
      ms,
      errors: errors.map((d) => ts.flattenDiagnosticMessageText(d.messageText, "\n")),
    }
  }
}

/** @returns {(text: string) => Cost} */
export const byTsc = (packageName, place) => {
  const tsc = path.join(root, "node_modules", packageName, "bin/tsc")
  const file = path.join(place, "program.ts")
  const config = path.join(place, "tsconfig.json")
  fs.writeFileSync(config, JSON.stringify({ compilerOptions: optionsOver(place), files: [file] }))
  return (text) => {
    fs.writeFileSync(file, text)
    const { stdout } = spawnSync(process.execPath, [tsc, "-p", config, "--extendedDiagnostics", "--pretty", "false"], {
      encoding: "utf8",
    })
    const figure = (name) => Number(stdout.match(new RegExp(`^${name}:\\s+([\\d.]+)`, "m"))?.[1])
    return {
      instantiations: figure("Instantiations"),
      ms: figure("Check time") * 1000,
      errors: stdout.split("\n").filter((line) => line.includes("error TS")),
    }
  }
}

/** What a call costs beside its operands: the slope from `few` calls to `many`, so that fixed costs don't count. */
export const perCall = (measure, program, few, many) => {
  const slope = (withCalls) =>
    (measure(program(many, withCalls)).instantiations - measure(program(few, withCalls)).instantiations) / (many - few)
  return slope(true) - slope(false)
}

/** The least time of several runs: what is left is noise. */
export const leastTime = (measure, text, runs) => Math.min(...Array.from({ length: runs }, () => measure(text).ms))

/** The names an entry of the package exports. */
export const exportsOf = (place, entry) => {
  const text = fs.readFileSync(path.join(place, `src${entry}/index.d.ts`), "utf8")
  return new Set([...text.matchAll(/\b\w+\b/g)].map(([word]) => word))
}
