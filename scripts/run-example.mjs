/**
 * @file Runs a TypeScript program of this repository as it is: `npm run example digits`, which is
 * examples/digits/main.ts, or `node scripts/run-example.mjs FILE.ts`.
 */
import { register } from "node:module"
import { pathToFileURL } from "node:url"

const [program, ...rest] = process.argv.slice(2)
if (program === undefined) {
  console.error("usage: node scripts/run-example.mjs NAME|FILE.ts [ARGUMENTS]")
  process.exit(2)
}
const file = program.endsWith(".ts") ? program : `examples/${program}/main.ts`
register("./typescript-hooks.mjs", import.meta.url)
process.setSourceMapsEnabled(true)
process.argv = [process.argv[0], file, ...rest]
await import(pathToFileURL(file).href)
