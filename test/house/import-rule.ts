/** @file The import rule: what each layer may import, and that no files import each other in a circle. */
import { posix } from "node:path"
import ts from "typescript"
import type { Source } from "./sources.js"

const core = ["types", "shape", "graph", "schedule", "codegen", "primitives", "api", "transform", "exec"] as const
const front = ["pipeline", "read", "compile", "explain"] as const
const user = ["types", "shape", "graph", "primitives", "api", "transform", ...front] as const

const right = {
  types: [],
  shape: ["types"],
  graph: ["types", "shape"],
  schedule: ["types", "shape", "graph"],
  codegen: ["types", "shape", "graph", "schedule"],
  primitives: ["types", "shape", "graph", "schedule", "codegen"],
  api: ["types", "shape", "graph", "primitives"],
  transform: ["types", "shape", "graph", "primitives"],
  exec: ["types", "shape", "graph", "schedule", "codegen"],
  pipeline: core,
  read: [...core, "pipeline"],
  compile: [...core, "pipeline"],
  explain: [...core, "pipeline", "compile"],
  index: [...core, ...front],
  nn: user,
  optim: user,
  io: user,
  cli: ["io"],
  display: [...user, "schedule"],
  train: [...user, "display"],
  torch: [...user, "nn", "optim"],
} as const satisfies Record<string, readonly string[]>

export type House = keyof typeof right

/** The layer of a file, undefined for a file outside the house. */
export const houseOf = (path: string): House | undefined => {
  const name = /^types\//.test(path) ? "types" : /^src\/(\w+)(?:\/|\.ts$)/.exec(path)?.[1]
  return name !== undefined && Object.hasOwn(right, name) ? (name as House) : undefined
}

/** Specifiers of imports and exports, `import()` and type-only ones included. */
export const importsOf = (source: Source): readonly string[] =>
  ts.preProcessFile(source.text, true, true).importedFiles.map((file) => file.fileName)

/** One sentence for each import that breaks the rule. */
export const wrongImports = (sources: readonly Source[]): readonly string[] =>
  sources.flatMap((source) => {
    const from = houseOf(source.path)
    if (from === undefined) return [`${source.path} belongs to no layer`]
    return importsOf(source).flatMap((specifier) => {
      if (!specifier.startsWith(".")) {
        const outside = from === "io" ? /^(?:fp-ts\/lib\/\w+\.js|fflate|papaparse)$/ : /^fp-ts\/lib\/\w+\.js$/
        return outside.test(specifier) ? [] : [`${source.path} imports ${specifier} from outside`]
      }
      const target = targetOf(source, specifier)
      const to = houseOf(target)
      const allowed: readonly string[] = [from, ...right[from]]
      return to !== undefined && allowed.includes(to) ? [] : [`${source.path} (${from}) imports ${target} (${to})`]
    })
  })

/** Each circle of files once, as the path that closes it. */
export const cycles = (sources: readonly Source[]): readonly string[] => {
  const edges = new Map(
    sources.map((source) => [
      source.path,
      importsOf(source)
        .filter((specifier) => specifier.startsWith("."))
        .map((specifier) => targetOf(source, specifier)),
    ]),
  )
  const found: string[] = []
  const done = new Set<string>()
  const visit = (path: string, trail: readonly string[]): void => {
    const start = trail.indexOf(path)
    if (start >= 0) found.push([...trail.slice(start), path].join(" -> "))
    if (start >= 0 || done.has(path)) return
    for (const next of edges.get(path) ?? []) visit(next, [...trail, path])
    done.add(path)
  }
  for (const path of edges.keys()) visit(path, [])
  return found
}

// internal

const targetOf = (source: Source, specifier: string): string =>
  posix.join(posix.dirname(source.path), specifier).replace(/\.js$/, ".ts")
