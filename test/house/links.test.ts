import { existsSync } from "node:fs"
import { dirname, join } from "node:path"
import { describe, expect, it } from "vitest"
import { readSource, root, type Source, sourcesOf } from "./sources.js"

const pages = [
  ...["docs", "bench", "examples"].flatMap((folder) => sourcesOf(folder, [".md"])),
  ...["README.md", "CONTRIBUTING.md", "CHANGELOG.md"].map(readSource),
]

/** Links to files of the repository that aren't there. */
const broken = ({ path, text }: Source): readonly string[] =>
  [...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)[^)]*\)/g)]
    .map(([, target]) => target as string)
    .filter((target) => !existsSync(join(root, dirname(path), target)))
    .map((target) => `${path}: ${target}`)

describe("the pages", () => {
  it("are found", () => expect(pages.length).toBeGreaterThan(6))
  it("link to files that exist", () => expect(pages.flatMap(broken)).toEqual([]))
})

describe("the check itself", () => {
  it("tells files that exist from those that don't", () => {
    const text = "[a](README.md) [b](docs/none.md#x) [c](https://example.org/none.md) [d](#here)"
    expect(broken({ path: "README.md", text })).toEqual(["README.md: docs/none.md"])
    expect(broken({ path: "docs/design/README.md", text: "[a](../../README.md) [b](README.txt)" })).toEqual([
      "docs/design/README.md: README.txt",
    ])
  })
})
