/** @file Runs a program of its own, in a process of its own, and reads the JSON that it prints last. */
import { execFile, spawnSync } from "node:child_process"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"

const pathOf = (file) => fileURLToPath(new URL(`programs/${file}`, import.meta.url))

export const outputOf = async (node, file, args = []) => {
  const { stdout } = await promisify(execFile)(node, [pathOf(file), ...args.map(String)], { maxBuffer: 2 ** 26 })
  return JSON.parse(stdout.trim().split("\n").at(-1))
}

/** Milliseconds from the start of a process to its end, and what it printed. */
export const wallTime = (command, file) => {
  const start = performance.now()
  const { status, stdout, stderr } = spawnSync(command, [pathOf(file)], { encoding: "utf8" })
  const milliseconds = performance.now() - start
  if (status !== 0) throw new Error(`${file}: ${stderr.trim().split("\n").at(-1)}`)
  return { milliseconds, printed: stdout.trim() }
}
