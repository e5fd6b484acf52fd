import { mkdirSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import ts from "typescript"
import { beforeAll, describe, expect, it } from "vitest"
import { disagreement } from "./agree.js"
import { assertionsIn, type Block, blocksOf, moduleOf } from "./blocks.js"
import { bundle } from "./bundle.js"
import { readSource, root, sourcesOf } from "./sources.js"

const place = join(root, ".cache/documentation")
const docstrings = sourcesOf("src").flatMap(blocksOf)
/** Design notes may sketch; the manual, and what is promised of the numbers, runs. */
const manuals = [
  ...sourcesOf("docs", [".md"]).filter(({ path }) => !path.startsWith("docs/design/")),
  readSource("docs/design/numerics.md"),
  readSource("README.md"),
]
const pages = manuals.flatMap(blocksOf)
const blocks = [...docstrings, ...pages]

const nameOf = (block: Block): string => block.at.replace(/[^\w]/g, "-")

/** What the compiler says of these files, by the repository's own settings. */
const faultsOf = (files: readonly string[]): readonly ts.Diagnostic[] => {
  const { config } = ts.readConfigFile(join(root, "tsconfig.json"), ts.sys.readFile)
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root)
  const program = ts.createProgram(files, { ...options, noUnusedLocals: false })
  return ts.getPreEmitDiagnostics(program).filter(({ file }) => files.includes(file?.fileName ?? ""))
}

describe("the documentation", () => {
  beforeAll(async () => {
    rmSync(place, { recursive: true, force: true })
    mkdirSync(place, { recursive: true })
    const check = `import { disagreement } from ${JSON.stringify(join(root, "test/house/agree.js"))}
export const outcomes: string[] = []
export const check = (actual: unknown, expected: string, line: number): void => {
  const printed = disagreement(actual, expected)
  outcomes.push(printed === undefined ? "" : \`line \${line}: \${printed} is not \${expected}\`)
}`
    writeFileSync(join(place, "check.ts"), check)
    for (const block of blocks) writeFileSync(join(place, `${nameOf(block)}.ts`), moduleOf(block, "./check.js"))
    await bundle(
      root,
      place,
      ["check", ...blocks.map(nameOf)].map((name) => join(place, `${name}.ts`)),
    )
  })

  it("type-checks", { timeout: 180_000 }, () => {
    const faults = faultsOf(blocks.map((block) => join(place, `${nameOf(block)}.ts`)))
    expect(
      faults.map(({ file, messageText }) => `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`),
    ).toEqual([])
  })

  it("shows examples in its docstrings", () => expect(docstrings.length).toBeGreaterThan(20))

  it.each(blocks.map((block) => [block.at, block] as const))("%s", async (_, block) => {
    const load = (name: string): Promise<unknown> =>
      import(/* @vite-ignore */ pathToFileURL(join(place, `out/${name}.mjs`)).href)
    const { outcomes } = (await load("check")) as { outcomes: string[] }
    outcomes.length = 0
    await load(nameOf(block))
    expect(outcomes.filter((outcome) => outcome !== "")).toEqual([])
    expect(outcomes).toHaveLength(assertionsIn(block))
  })

  it("asserts something in each docstring", () => {
    expect(docstrings.filter((block) => assertionsIn(block) === 0).map(({ at }) => at)).toEqual([])
  })
})

describe("the first screen of the README", () => {
  const { text } = readSource("README.md")
  const screen = /```text\n([\s\S]*?)```/.exec(text)?.[1] ?? ""
  /** Code starts in the first column, an error below its argument is indented. */
  const code = screen.split("\n").filter((line) => /^\S/.test(line))

  it("shows the errors that the compiler prints, under the arguments at fault", { timeout: 180_000 }, () => {
    const file = join(root, ".cache/first-screen.ts")
    mkdirSync(join(root, ".cache"), { recursive: true })
    const imports = 'import { logSoftmax, matmul, pipe, tensor } from "tuplet"'
    writeFileSync(file, [imports, ...code].join("\n"))
    const errors = faultsOf([file]).map((fault) => {
      const column = ts.getLineAndCharacterOfPosition(fault.file as ts.SourceFile, fault.start ?? 0).character
      const message = ts.flattenDiagnosticMessageText(fault.messageText, " ")
      return `${" ".repeat(column)}${"~".repeat(fault.length ?? 0)} ${message} ts(${fault.code})`
    })
    const shown = [...screen.matchAll(/^( +~+)\n([\s\S]*?ts\(\d+\))/gm)]
    expect(errors).toHaveLength(2)
    expect(shown.map(([, marks, message]) => `${marks} ${message?.trim().replace(/\s+/g, " ")}`)).toEqual(errors)
  })
})

describe("the reading of examples", () => {
  const text = [
    "/**",
    " * Adds.",
    " * @example",
    " * ```ts",
    ' * import { add } from "tuplet"',
    " * const x = 1 // one",
    " * add(x, 2) // 3",
    " * ```",
    " */",
  ].join("\n")
  const blocksFound = blocksOf({ path: "src/add.ts", text })

  it("finds the blocks of docstrings", () => {
    expect(blocksFound).toEqual([
      { at: "src/add.ts:4", code: 'import { add } from "tuplet"\nconst x = 1 // one\nadd(x, 2) // 3' },
    ])
  })

  it("turns expressions with a value into checks, and only those", () => {
    expect(assertionsIn(blocksFound[0] as Block)).toBe(1)
    expect(moduleOf(blocksFound[0] as Block, "./check.js")).toContain(';check(add(x, 2), "3", 3);')
  })

  it.each([
    [
      [
        [1, 2],
        [3, 4],
      ],
      "[[1, 2], [3, 4]]",
    ],
    [[1 / 3, -2.4076058864593506], "[0.333, -2.4076]"],
    [Float32Array.of(1, 2), "Float32Array [1, 2]"],
    [{ _tag: "Left", left: 1.5 }, '{ _tag: "Left", left: 1.5 }'],
    ["float32", '"float32"'],
    [[Number.NEGATIVE_INFINITY, Number.NaN], "[-Infinity, NaN]"],
    [1.5e-7, "1.5e-7"],
    [true, "true"],
  ])("accepts %j as %s", (value, expected) => expect(disagreement(value, expected)).toBeUndefined())

  it.each([
    [[1, 2], "[1, 3]"],
    [[1, 2], "[1, 2, 3]"],
    [[[1, 2]], "[1, 2]"],
    [0.336, "0.33"],
    [2.1, "2"],
    ["float32", '"float64"'],
    [1.6e-7, "1.5e-7"],
    [-1, "1"],
    [Number.NaN, "0"],
    [true, "false"],
    [undefined, "1"],
  ])("refuses %j as %s", (value, expected) => expect(disagreement(value, expected)).toBeTypeOf("string"))
})
