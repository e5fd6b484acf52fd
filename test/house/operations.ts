/** @file The table of names: what the docstrings of public functions call their counterparts, as docs/operations.md. */
import { posix } from "node:path"
import type { Source } from "./sources.js"

export const libraries = ["PyTorch", "NumPy", "JAX"] as const
export type Library = (typeof libraries)[number]

export interface Operation {
  readonly name: string
  /** `src/api/reduce.ts` */
  readonly path: string
  /** undefined where there is none */
  readonly docstring: string | undefined
}

/** The functions that an entry exports from files of the repository; errors are classes, not functions. */
export const operationsOf = (entry: Source, read: (path: string) => Source): readonly Operation[] =>
  [...entry.text.matchAll(/^export \{([^}]*)\} from "(\.[^"]+)"/gm)].flatMap(([, names = "", from = ""]) => {
    const path = posix.join(posix.dirname(entry.path), from).replace(/\.js$/, ".ts")
    const { text } = read(path)
    return names
      .split(",")
      .map((name) => name.trim())
      .filter((name) => name !== "" && !name.startsWith("type ") && !new RegExp(`class ${name}\\b`).test(text))
      .map((exported) => exported.split(" as ") as [string, string?])
      .map(([own, name = own]) => ({ name, path, docstring: docstringOf(text, own) }))
  })

/** The sentence `PyTorch: … .` of a docstring, without its end: code in backticks, and words about it. */
export const counterpart = (docstring: string, library: Library): string | undefined =>
  new RegExp(`(?:^|\\s)${library}: ((?:\`[^\`]*\`|[^\`.@]|\\.(?=\\S))+)\\.(?=\\s|$)`)
    .exec(docstring)?.[1]
    ?.replaceAll(/\s+/g, " ")

/** What a docstring owes: an example, and a counterpart in PyTorch or the reason why there is none. */
export const faultsOf = ({ name, path, docstring }: Operation): readonly string[] => {
  if (docstring === undefined) return [`${path}: ${name} has no docstring`]
  const pytorch = counterpart(docstring, "PyTorch")
  return [
    ...(/@example\s+```ts/.test(docstring) ? [] : [`${path}: ${name} has no example`]),
    ...(pytorch === undefined
      ? [`${path}: ${name} names no counterpart in PyTorch, nor the reason why there is none`]
      : []),
    ...(pytorch !== undefined && !/`|^no counterpart: \S/.test(pytorch)
      ? [`${path}: ${name} has PyTorch's name outside of backticks`]
      : []),
  ]
}

/** One package entry of the page: its import, and its operations. */
export interface Chapter {
  readonly entry: string
  readonly operations: readonly Operation[]
}

export const pageOf = (chapters: readonly Chapter[]): string =>
  [introduction, ...chapters.flatMap(({ entry, operations }) => [`## \`${entry}\``, tableOf(operations)])].join("\n\n")

// internal

const introduction = `# Operations

What each function is called in PyTorch, NumPy and JAX. "-" stands where a library has no function of its own for it.
\`np\` is \`numpy\`, \`jnp\` is \`jax.numpy\`. \`tuplet/torch\` has PyTorch's own names.

The tables are written by \`npm run docs\` from the docstrings, which say more: shapes, dtypes, errors, an example.`

const tableOf = (operations: readonly Operation[]): string =>
  [
    `| tuplet | ${libraries.join(" | ")} |`,
    `|---|${libraries.map(() => "---|").join("")}`,
    ...[...operations].sort(byName).map(rowOf),
  ].join("\n")

const rowOf = ({ name, docstring = "" }: Operation): string => {
  const cells = libraries.map((library) => counterpart(docstring, library)?.replaceAll("|", "\\|") ?? "-")
  return `| \`${name}\` | ${cells.join(" | ")} |`
}

const byName = (a: Operation, b: Operation): number => a.name.localeCompare(b.name, "en")

const docstringOf = (text: string, name: string): string | undefined =>
  new RegExp(`/\\*\\*((?:(?!\\*/)[^])*)\\*/\\s*(?:/\\*[^\\n]*\\*/\\s*)?export (?:const|function) ${name}\\b`)
    .exec(text)?.[1]
    ?.replaceAll(/^\s*\* ?/gm, "")
