/** @file The pages of the manual that are written from the sources, by path. */
import { operationsOf, pageOf } from "./operations.js"
import { readSource } from "./sources.js"

/** The entries whose functions have names of their own. */
export const chapters = [
  { entry: "tuplet", index: "src/index.ts" },
  { entry: "tuplet/nn", index: "src/nn/index.ts" },
  { entry: "tuplet/optim", index: "src/optim/index.ts" },
  { entry: "tuplet/io", index: "src/io/index.ts" },
  { entry: "tuplet/display", index: "src/display/index.ts" },
  { entry: "tuplet/train", index: "src/train/index.ts" },
].map(({ entry, index }) => ({ entry, operations: operationsOf(readSource(index), readSource) }))

export const writtenPages: Readonly<Record<string, () => string>> = {
  "docs/operations.md": () => `${pageOf(chapters)}\n`,
}
