/**
 * @file What a user of the package meets: the packed tarball is installed without a network, imported by plain Node,
 * and compiled against by each TypeScript, declarations included.
 */
import { execFileSync } from "node:child_process"
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { gzipSync } from "node:zlib"
import { buildSync } from "esbuild"
import { consumer, typedFile, wrongConsumer } from "./smoke-consumer.mjs"

const root = fileURLToPath(new URL("..", import.meta.url))
const place = mkdtempSync(join(tmpdir(), "tuplet-"))
const app = join(place, "app")

const specifiers = [
  "tuplet",
  "tuplet/nn",
  "tuplet/optim",
  "tuplet/io",
  "tuplet/display",
  "tuplet/train",
  "tuplet/torch",
]

/** Programs, and the bytes they may take, minified and compressed, as a browser would load them. */
const budgets = [
  ["all of it", specifiers.map((name, i) => `export * as e${i} from ${JSON.stringify(name)}`).join("\n"), 183_300],
  ["a safetensors file into a tree", 'export { intoTree, loadSafetensors } from "tuplet/io"', 8_000],
  ["one log-softmax", 'export { logSoftmax, tensor, toArray } from "tuplet"', 40_000],
]

const run = (command, args, cwd) => execFileSync(command, args, { cwd, encoding: "utf8", stdio: "pipe" })

const pack = (folder) => {
  const [{ filename }] = JSON.parse(run("npm", ["pack", folder, "--json", "--pack-destination", place], root))
  return join(place, filename)
}

const tarball = () => join(place, readdirSync(place).find((file) => /^tuplet-.*\.tgz$/.test(file)) ?? "no tarball")

const install = () => {
  mkdirSync(app)
  writeFileSync(join(app, "package.json"), JSON.stringify({ name: "app", private: true, type: "module" }))
  const tarballs = [pack("./node_modules/fp-ts"), pack(".")]
  run("npm", ["install", "--offline", "--no-audit", "--no-fund", "--ignore-scripts", ...tarballs], app)
}

/** Linters of the package's form: what they say is in the output of the failing command. */
const publint = () =>
  run(process.execPath, ["node_modules/publint/src/cli.js", "run", "--strict", "--pack", "false", tarball()], root)

const typesResolve = () =>
  run(
    process.execPath,
    ["node_modules/@arethetypeswrong/cli/dist/index.js", tarball(), "--profile", "esm-only", "--no-definitely-typed"],
    root,
  )

const imports = (specifier, names) => {
  const program = `import * as entry from ${JSON.stringify(specifier)}
for (const name of ${JSON.stringify(names)}) if (typeof entry[name] === "undefined") throw new Error("no export " + name)`
  run(process.execPath, ["--input-type=module", "-e", program], app)
}

const runs = () => {
  const program = `import { toArray, tensor, logSoftmax, key } from "tuplet"
import { linear, sequential } from "tuplet/nn"
const net = sequential(linear(2, 3), logSoftmax(-1))
const rows = toArray(net.apply(net.init(key(0)), tensor([[1, 2], [3, 4]])))
for (const row of rows) {
  const total = row.reduce((sum, x) => sum + Math.exp(x), 0)
  if (row.length !== 3 || !(Math.abs(total - 1) < 1e-5)) throw new Error("a row sums to " + total)
}`
  run(process.execPath, ["--input-type=module", "-e", program], app)
}

/** The command writes the types of a file, against which the file's use is then compiled. */
const writesTypes = () => {
  const save = `import { key } from "tuplet"
import { linear } from "tuplet/nn"
import { saveSafetensors } from "tuplet/io"
await saveSafetensors("my-model.safetensors", [linear(3, 2).init(key(0))])`
  run(process.execPath, ["--input-type=module", "-e", save], app)
  run(process.execPath, ["node_modules/tuplet/dist/cli.js", "types", "my-model.safetensors"], app)
  compile("typescript", "nodenext", typedFile(2))
  try {
    compile("typescript", "nodenext", typedFile(5))
  } catch (error) {
    if (`${error.stdout}`.includes("dim 0 is 2, not 5")) return
    throw error
  }
  throw new Error("a wrong model compiles")
}

const fits = (contents, budget) => {
  const { outputFiles } = buildSync({
    stdin: { contents, resolveDir: app },
    bundle: true,
    minify: true,
    format: "esm",
    write: false,
  })
  const size = gzipSync(outputFiles[0].contents).length
  if (size > budget) throw new Error(`${size} bytes compressed: the budget is ${budget}`)
}

const leavesGlobalsAlone = () => {
  const program = `const before = Reflect.ownKeys(globalThis).length
await Promise.all(${JSON.stringify(specifiers)}.map((specifier) => import(specifier)))
if (Reflect.ownKeys(globalThis).length !== before) throw new Error("an import added a global")`
  run(process.execPath, ["--input-type=module", "-e", program], app)
}

const compile = (compiler, resolution, source) => {
  const file = join(app, "consumer.ts")
  writeFileSync(file, source)
  const module = resolution === "bundler" ? "esnext" : "nodenext"
  const flags = ["--noEmit", "--strict", "--skipLibCheck", "false", "--target", "es2022"]
  const tsc = join(root, "node_modules", compiler, "bin/tsc")
  run(process.execPath, [tsc, ...flags, "--module", module, "--moduleResolution", resolution, file], app)
}

const refuses = (compiler) => {
  try {
    compile(compiler, "nodenext", wrongConsumer)
  } catch (error) {
    const faults = [...`${error.stdout}`.matchAll(/error TS.*type '([^']*)'\.$/gm)]
    // TypeScript 7 sorts unions
    const dims = faults[0]?.[1]?.split(" | ").sort().join(" ")
    if (faults.length === 1 && dims === "-1 -2 0 1") return
    throw error
  }
  throw new Error("a wrong dim compiles")
}

const onlyDist = () => {
  const shipped = readdirSync(join(app, "node_modules/tuplet")).sort().join(" ")
  if (shipped !== "LICENSE README.md dist package.json") throw new Error(`the tarball holds ${shipped}`)
}

const compilers = ["typescript", "typescript-6", "typescript-7"]

const checks = [
  ["the tarball installs offline", install],
  ["it ships dist, README and licence", onlyDist],
  ["publint has nothing to say", publint],
  ["arethetypeswrong has nothing to say", typesResolve],
  ["tuplet imports", () => imports("tuplet", ["tensor", "logSoftmax", "grad", "compile", "pipe", "toArray"])],
  ["tuplet/nn imports", () => imports("tuplet/nn", ["linear", "sequential"])],
  ["tuplet/optim imports", () => imports("tuplet/optim", ["sgd", "adam"])],
  ["tuplet/io imports", () => imports("tuplet/io", ["loadSafetensors", "saveSafetensors"])],
  ["tuplet/display imports", () => imports("tuplet/display", ["explainSvg", "lineChart", "progressBar"])],
  ["tuplet/train imports", () => imports("tuplet/train", ["fit", "accuracy", "firstNonFinite"])],
  ["tuplet/torch imports", () => imports("tuplet/torch", ["nn", "randn", "randint", "manualSeed"])],
  ["a model of one entry runs on the tensors of another", runs],
  ["the types of a file are written, and wrong models are refused by them", writesTypes],
  ["imports leave the globals alone", leavesGlobalsAlone],
  ...budgets.map(([name, contents, budget]) => [`${name} fits in ${budget} bytes`, () => fits(contents, budget)]),
  ...compilers.flatMap((compiler) =>
    ["nodenext", "bundler"].map((resolution) => [
      `${compiler} compiles a consumer (${resolution})`,
      () => compile(compiler, resolution, consumer),
    ]),
  ),
  ...compilers.map((compiler) => [`${compiler} refuses a wrong dim`, () => refuses(compiler)]),
]

let passed = 0
let failed = 0
for (const [name, check] of checks) {
  try {
    check()
    passed++
    console.log(`ok   ${name}`)
  } catch (error) {
    failed++
    console.log(`FAIL ${name}\n${error.message}\n${error.stdout ?? ""}`)
    // without an installed package nothing else says anything
    if (check === install) break
  }
}
rmSync(place, { recursive: true, force: true })
console.log(`smoke: ${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
