/** @file What the command line asks for. */
import { parseArgs } from "node:util"
import { roster } from "./peer.mjs"

export const tables = ["workloads", "threads", "growth", "graphs", "start", "size", "memory"]

/** `words` are looked for in the workloads' names; naming a table runs that one. Without words everything runs. */
export const options = () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { quick: { type: "boolean", default: false }, only: { type: "string", default: "" } },
  })
  const names = roster.map(({ name }) => name)
  const only = values.only === "" ? names : values.only.split(",").map((name) => name.trim())
  const unknown = only.filter((name) => !names.includes(name))
  if (unknown.length > 0) throw new Error(`unknown peer ${unknown.join(", ")}: use ${names.join(" | ")}`)
  const named = tables.filter((table) => positionals.includes(table))
  const words = positionals.filter((word) => !tables.includes(word))
  return {
    isQuick: values.quick,
    isFull: positionals.length === 0 && values.only === "" && !values.quick,
    only,
    words,
    tables: positionals.length === 0 ? tables : named.length === 0 ? ["workloads"] : named,
  }
}
