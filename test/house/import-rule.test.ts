import { existsSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { cycles, houseOf, importsOf, wrongImports } from "./import-rule.js"
import { root, sourcesOf } from "./sources.js"

const house = [...sourcesOf("types"), ...sourcesOf("src")]

describe("the house", () => {
  it("has files in every layer of the core", () => {
    const layers = new Set(house.map(({ path }) => houseOf(path)))
    const core = ["types", "shape", "graph", "schedule", "codegen", "primitives", "api", "transform", "exec"]
    expect([...layers]).toEqual(expect.arrayContaining(core))
  })

  it("imports only to the left", () => expect(wrongImports(house)).toEqual([]))

  it("has no circle of imports", () => expect(cycles(house)).toEqual([]))

  it("imports files that exist, by their JavaScript names", () => {
    const missing = house.flatMap((source) =>
      importsOf(source)
        .filter((specifier) => specifier.startsWith("."))
        .filter((specifier) => !existsSync(join(root, source.path, "..", specifier.replace(/\.js$/, ".ts"))))
        .map((specifier) => `${source.path}: ${specifier}`),
    )
    expect(missing).toEqual([])
  })
})

describe("the rule itself", () => {
  const file = (path: string, text: string) => ({ path, text })

  it.each([
    ['import { a } from "../api/add.js"', "src/graph/op.ts (graph) imports src/api/add.ts (api)"],
    ['import type { A } from "../exec/run.js"', "src/graph/op.ts (graph) imports src/exec/run.ts (exec)"],
    ['export * from "../pipeline.js"', "src/graph/op.ts (graph) imports src/pipeline.ts (pipeline)"],
    ['type A = import("../nn/linear.js").A', "src/graph/op.ts (graph) imports src/nn/linear.ts (nn)"],
    ['const a = import("../codegen/nest.js")', "src/graph/op.ts (graph) imports src/codegen/nest.ts (codegen)"],
    ['import { a } from "../../test/house/a.js"', "src/graph/op.ts (graph) imports test/house/a.ts (undefined)"],
    ['import { readFileSync } from "node:fs"', "src/graph/op.ts imports node:fs from outside"],
  ])("catches %s", (text, sentence) => {
    expect(wrongImports([file("src/graph/op.ts", text)])).toEqual([sentence])
  })

  it("refuses siblings that must not know each other", () => {
    expect(wrongImports([file("src/api/add.ts", 'import "../transform/vjp.js"')])).toHaveLength(1)
    expect(wrongImports([file("types/dim.ts", 'import "../src/shape/dim.js"')])).toHaveLength(1)
  })

  it("refuses a file outside every layer", () => {
    expect(wrongImports([file("src/misc/a.ts", "")])).toEqual(["src/misc/a.ts belongs to no layer"])
  })

  it("lets the right ones through", () => {
    const text =
      'import { a } from "./a.js"\nimport type { T } from "../../types/t.js"\nimport { pipe } from "fp-ts/lib/function.js"'
    expect(wrongImports([file("src/graph/op.ts", text)])).toEqual([])
  })

  it("finds circles, type-only ones too", () => {
    const circle = [
      file("src/graph/a.ts", 'import type { B } from "./b.js"'),
      file("src/graph/b.ts", 'import { c } from "./c.js"'),
      file("src/graph/c.ts", 'import type { A } from "./a.js"'),
    ]
    expect(cycles(circle)).toEqual(["src/graph/a.ts -> src/graph/b.ts -> src/graph/c.ts -> src/graph/a.ts"])
    expect(cycles(circle.slice(1))).toEqual([])
  })
})
