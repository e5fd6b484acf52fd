/** @file Runs a TypeScript program of this repository as it is: `node scripts/run-example.mjs examples/digits/main.ts`. */
import { register } from "node:module"
import { pathToFileURL } from "node:url"

const [file, ...rest] = process.argv.slice(2)
if (file === undefined) {
  console.error("usage: node scripts/run-example.mjs FILE.ts [ARGUMENTS]")
  process.exit(2)
}
register("./typescript-hooks.mjs", import.meta.url)
process.setSourceMapsEnabled(true)
process.argv = [process.argv[0], file, ...rest]
await import(pathToFileURL(file).href)
