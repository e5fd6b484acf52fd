import { mkdirSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import ts from "typescript"
import { beforeAll, describe, expect, it } from "vitest"
import { bundle } from "./bundle.js"
import { type Entry, entriesOf, programOf, sentencesOf } from "./errors.js"
import { readSource, root, sourcesOf } from "./sources.js"

const place = join(root, ".cache/errors")
const page = readSource("docs/errors.md")
const entries = entriesOf(page.path, page.text)
const files = sourcesOf("types").filter(({ path }) => /messages/.test(path))

const exported = (file: string): ReadonlySet<string> =>
  new Set(
    [...readSource(file).text.matchAll(/export (?:type )?\{([^}]*)\}/g)].flatMap(
      ([, names = ""]) => names.match(/\w+/g) ?? [],
    ),
  )
const packages = new Map([
  ["tuplet", exported("src/index.ts")],
  ["tuplet/nn", exported("src/nn/index.ts")],
  ["tuplet/io", exported("src/io/index.ts")],
])

const kinds = ["wrong", "fixed"] as const
const nameOf = (entry: Entry, kind: "wrong" | "fixed"): string => `${entries.indexOf(entry)}-${kind}`
const fileOf = (entry: Entry, kind: "wrong" | "fixed"): string => join(place, `${nameOf(entry, kind)}.ts`)

const errorsIn = new Map<string, string[]>()

const compileAll = (): void => {
  const { config } = ts.readConfigFile(join(root, "tsconfig.json"), ts.sys.readFile)
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root)
  const sources = entries.flatMap((entry) => kinds.map((kind) => fileOf(entry, kind)))
  const program = ts.createProgram(sources, { ...options, noUnusedLocals: false })
  for (const file of sources) {
    const found = program.getSemanticDiagnostics(program.getSourceFile(file))
    errorsIn.set(
      file,
      found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n").replaceAll('\\"', '"')),
    )
  }
}

/** What the program throws, if it does. */
const thrownBy = async (entry: Entry, kind: "wrong" | "fixed"): Promise<string | undefined> => {
  const url = pathToFileURL(join(place, "out", `${nameOf(entry, kind)}.mjs`)).href
  return import(/* @vite-ignore */ url).then(
    () => undefined,
    (error: unknown) => (error as Error).message,
  )
}

describe("docs/errors.md", () => {
  beforeAll(async () => {
    rmSync(place, { recursive: true, force: true })
    mkdirSync(place, { recursive: true })
    for (const entry of entries) {
      for (const kind of kinds) writeFileSync(fileOf(entry, kind), programOf(entry[kind], packages))
    }
    compileAll()
    await bundle(
      root,
      place,
      entries.flatMap((entry) => kinds.map((kind) => fileOf(entry, kind))),
    )
  }, 180_000)

  it.each(files)("has each sentence of $path, once", ({ path, text }) => {
    const listed = entries.filter(({ file }) => file === path).map(({ type }) => type)
    expect([...listed].sort()).toEqual([...sentencesOf(text)].sort())
  })

  it("has no entry without a sentence, a wrong program and a right one", () => {
    expect(files.length).toBeGreaterThan(2)
    expect(
      entries.filter((entry) => [entry.sentence, entry.wrong, entry.fixed].includes("")).map(({ at }) => at),
    ).toEqual([])
  })

  it.each(entries)("$at, $type: the compiler says it of the wrong program", (entry) => {
    const errors = errorsIn.get(fileOf(entry, "wrong")) ?? ["not compiled"]
    if (entry.where === "run") expect(errors).toEqual([])
    else {
      expect(errors).toHaveLength(1)
      expect(errors[0]).toContain(`"${entry.sentence}"`)
    }
  })

  it.each(entries.filter(({ where }) => where !== "compile"))(
    "$at, $type: the wrong program throws it",
    async (entry) => {
      expect(await thrownBy(entry, "wrong")).toBe(entry.sentence)
    },
  )

  it.each(entries)("$at, $type: the fixed program is right", async (entry) => {
    expect(errorsIn.get(fileOf(entry, "fixed"))).toEqual([])
    if (entry.where !== "compile") expect(await thrownBy(entry, "fixed")).toBeUndefined()
  })
})
