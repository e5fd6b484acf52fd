/**
 * @file `npm run docs`: writes the pages that are made from the sources; a house test checks that they are up to date.
 */
import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { writtenPages } from "./pages.js"
import { root } from "./sources.js"

for (const [path, page] of Object.entries(writtenPages)) {
  writeFileSync(join(root, path), page())
  console.log(path)
}
