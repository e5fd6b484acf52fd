import { describe, expect, it } from "vitest"
import { counterpart, faultsOf, operationsOf, pageOf } from "./operations.js"
import { chapters, writtenPages } from "./pages.js"
import { readSource } from "./sources.js"

const facade = operationsOf(readSource("src/torch/index.ts"), readSource)

describe("the pages written from the sources", () => {
  it.each(Object.keys(writtenPages))("%s is up to date (npm run docs)", (path) => {
    expect(readSource(path).text).toBe(writtenPages[path]?.())
  })
})

describe("the docstrings of public functions", () => {
  const all = [...chapters.flatMap(({ operations }) => operations), ...facade]
  it("are found", () => expect(all.length).toBeGreaterThan(100))
  it("have an example, and PyTorch's name", () => expect(all.flatMap(faultsOf)).toEqual([]))
})

describe("the reading of docstrings", () => {
  const files: Readonly<Record<string, string>> = {
    "src/index.ts": 'export { pipe } from "fp-ts/lib/function.js"\nexport { last, sum } from "./api/sum.js"\n',
    "src/api/sum.ts": [
      "/** @file Sums: of elements. */",
      "/**",
      " * Adds.",
      " * PyTorch: `torch.sum`, with",
      " * `dtype`. NumPy: `np.sum(x, axis=0.5)`.",
      " * @example",
      " * ```ts",
      " * sum(x) // 3",
      " * ```",
      " */",
      "export const sum = 1",
      "/** The last. PyTorch: no counterpart: it indexes. */",
      "export const last = 1",
      "export const bare = 1",
    ].join("\n"),
  }
  const read = (path: string) => ({ path, text: files[path] as string })
  const found = operationsOf(read("src/index.ts"), read)

  it("finds what an entry exports from the repository", () => {
    expect(found.map(({ name, path }) => [name, path])).toEqual([
      ["last", "src/api/sum.ts"],
      ["sum", "src/api/sum.ts"],
    ])
  })

  it("reads counterparts as sentences", () => {
    const docstring = found[1]?.docstring as string
    expect(counterpart(docstring, "PyTorch")).toBe("`torch.sum`, with `dtype`")
    expect(counterpart(docstring, "NumPy")).toBe("`np.sum(x, axis=0.5)`")
    expect(counterpart(docstring, "JAX")).toBeUndefined()
  })

  it("writes a table for each entry", () => {
    const page = pageOf([{ entry: "tuplet", operations: found }])
    expect(page).toContain("## `tuplet`\n\n| tuplet | PyTorch | NumPy | JAX |\n|---|---|---|---|\n| `last` |")
    expect(page).toContain("| `sum` | `torch.sum`, with `dtype` | `np.sum(x, axis=0.5)` | - |")
  })

  it("finds what is missing", () => {
    const bare = { text: 'export { bare, last } from "./api/sum.js"', path: "src/index.ts" }
    expect(operationsOf(bare, read).flatMap(faultsOf)).toEqual([
      "src/api/sum.ts: bare has no docstring",
      "src/api/sum.ts: last has no example",
    ])
    const named = { name: "f", path: "f.ts", docstring: "F. PyTorch: the f. @example\n```ts" }
    expect(faultsOf(named)).toEqual(["f.ts: f has PyTorch's name outside of backticks"])
    expect(faultsOf({ ...named, docstring: "F. @example\n```ts" })).toEqual([
      "f.ts: f names no counterpart in PyTorch, nor the reason why there is none",
    ])
  })
})
