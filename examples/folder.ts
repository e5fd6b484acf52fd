/** @file Where examples write their files: `--out DIR`, or a folder of the repository that git ignores. */
import { mkdirSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"

/** The path of a file there; the folder is made. */
export const fileFor = (name: string): string => {
  mkdirSync(folder, { recursive: true })
  return join(folder, name)
}

// internal

const named = process.argv[process.argv.indexOf("--out") + 1]
const folder =
  process.argv.includes("--out") && named !== undefined
    ? named
    : fileURLToPath(new URL("../.cache/examples", import.meta.url))
