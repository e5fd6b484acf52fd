import { readFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { readSource, root, sourcesOf } from "./sources.js"
import { banned, drawers, tooLong, tooWide, unexplained, withoutHeader } from "./style.js"

const folders = ["src", "types", "test-d", "test", "examples", "scripts", "bench"]
const all = folders.flatMap((folder) => sourcesOf(folder))
const pages = [
  ...["docs", "bench", "examples"].flatMap((folder) => sourcesOf(folder, [".md"])),
  readSource("README.md"),
]
const shipped = all.filter(({ path }) => /^(?:src|types)\//.test(path))
const entries = [
  "src/index.ts",
  "src/nn/index.ts",
  "src/optim/index.ts",
  "src/io/index.ts",
  "src/display/index.ts",
  "src/train/index.ts",
  "src/torch/index.ts",
]

describe("every file", () => {
  it("is found", () => expect(shipped.length).toBeGreaterThan(20))
  it("is short", () => expect(tooLong(all)).toEqual([]))
  it("has comments that fit the page", () => expect(tooWide(all)).toEqual([]))
  it("is named after a concept", () => expect(drawers(all, entries)).toEqual([]))
  it("does without what the house does without", () => expect(banned([...all, ...pages])).toEqual([]))
  it("that is shipped says why it casts", () => expect(unexplained(shipped)).toEqual([]))
  it("that is shipped says what it is", () => expect(withoutHeader(shipped)).toEqual([]))
})

describe("the entries", () => {
  it("are those of package.json", () => {
    const { exports } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
      exports: Record<string, { types: string }>
    }
    const declared = Object.values(exports).map(({ types }) => types.replace(/^\.\/dist\/types\/(.*)\.d\.ts$/, "$1.ts"))
    expect(declared).toEqual(entries)
  })
})

describe("the checks themselves", () => {
  const file = (text: string, path = "src/a.ts") => [{ path, text }]

  it("count lines", () => {
    const long = (lines: number, path?: string) => tooLong(file("\n".repeat(lines - 1).concat("end\n"), path))
    expect(long(250)).toEqual([])
    expect(long(251)).toEqual(["src/a.ts has 251 lines: the limit is 250"])
    expect(long(350, "test/a.test.ts")).toEqual([])
    expect(long(351, "test/a.test.ts")).toEqual(["test/a.test.ts has 351 lines: the limit is 350"])
  })

  it("measure comments, and nothing else", () => {
    const words = "word ".repeat(24)
    for (const wide of [`// ${words}`, `  /** ${words}*/`, ` * ${words}`, `const a = "${words}" // b`]) {
      expect(tooWide(file(wide))).toEqual([`src/a.ts:1 has ${wide.length} columns: the limit for comments is 120`])
    }
    expect(tooWide(file(`//! ${words}\nconst a = "${words}"\n// ${words.slice(0, 117)}`))).toEqual([])
  })

  it("want a header", () => {
    expect(withoutHeader(file("/** @file A. */\n"))).toEqual([])
    expect(withoutHeader(file("/**\n * @file A.\n */\n"))).toEqual([])
    expect(withoutHeader(file("export const a = 1\n"))).toHaveLength(1)
  })

  it("ask casts for a reason", () => {
    const cast = "const a = b as unknown as C[]"
    expect(unexplained(file(`\n\n${cast}`))).toEqual(["src/a.ts:3: a cast that doesn't say why"])
    expect(unexplained(file("f(x as never)"))).toHaveLength(1)
    expect(unexplained(file(`// the length is known\n${cast}\n\n}) as unknown as LinearOp`))).toEqual([])
  })

  it("see drawers and barrels", () => {
    expect(drawers(file("", "src/graph/utils.ts"), entries)).toHaveLength(1)
    expect(drawers(file("", "src/helpers/a.ts"), entries)).toHaveLength(1)
    expect(drawers(file("", "src/graph/index.ts"), entries)).toHaveLength(1)
    expect(drawers(file("", "src/index.ts"), entries)).toEqual([])
    expect(drawers(file("", "src/schedule/index-map.ts"), entries)).toEqual([])
  })

  it.each([
    `const a = b as${" "}any`,
    `// @ts-${"ignore"}`,
    `export en${"um"} A {}`,
    `// TO${"DO"} later`,
    `it.sk${"ip"}("a", () => {})`,
    `// as iss${"ue"} 2 says`,
    `read("/wo${"rk"}/main")`,
  ])("ban %s", (line) => expect(banned(file(line))).toHaveLength(1))

  it("let ordinary code through", () => {
    expect(banned(file("const many = x as unknown as Y // as anything\nObject.getPrototypeOf(x)"))).toEqual([])
  })
})
