/** @file A model as a table: its layers, what they give, what they store and what they compute. */
import type { SummaryOp } from "../../types/summary.js"
import { tensorOf } from "../api/handle.js"
import { parameter } from "../graph/infer.js"
import { isNode, type Node, sizeOf } from "../graph/node.js"
import { leavesOf, mapTree } from "../graph/tree.js"
import { describe, isRecord } from "../shape/operand.js"
import { show } from "../shape/sentence.js"
import { flopsBetween } from "./flops.js"
import { inside, type Part, partOf, titleOf } from "./part.js"
import { nameOf } from "./place.js"

/**
 * A table of a model's layers as text: parameters and their bytes, and with the spec of an input, of sizes that are
 * numbers, also the shapes of results and the operations on numbers in evaluation (flops, a product's factors and terms
 * one each).
 *
 * Nothing is computed. Errors: those of `apply`. PyTorch: `torchinfo.summary`, a package of its own. JAX: Flax's
 * `tabulate`.
 * @example
 * ```ts
 * import { relu, spec } from "tuplet"
 * import { linear, sequential, summary } from "tuplet/nn"
 * const text = summary(sequential(linear(64, 128), relu, linear(128, 10)), spec([32, 64]))
 * text.split("\n")[2] // "  0 linear(64, 128)  [32, 128]       8,320  33,280    528,384"
 * text.split("\n").length // 5
 * ```
 */
export const summary = ((net: unknown, input?: unknown): string => {
  const part = partOf("summary", net, "given")
  const x = input === undefined ? undefined : standIn(input)
  const params = placeholders(part.spec, "params")
  const rows: Row[] = []
  visit(rows, part, { place: "", depth: 0 }, params, placeholders(part.state, "state"), x)
  const heads = x === undefined ? ["layer", "parameters", "bytes"] : ["layer", "output", "parameters", "bytes", "flops"]
  return tableOf([heads, ...rows.map((row) => cellsOf(row, x !== undefined))])
}) as SummaryOp

// internal

interface Row {
  readonly title: string
  readonly depth: number
  readonly params: readonly Node[]
  output?: unknown
  flops?: number
}

interface Place {
  readonly place: string
  readonly depth: number
}

const isSpec = (value: unknown): value is { shape: readonly number[]; dtype: Node["dtype"] } =>
  isRecord(value) && value.kind === "spec"

const placeholders = (specs: unknown, path: string): unknown =>
  mapTree(specs, path, isSpec, ({ shape, dtype }, at) => parameter(at, shape, dtype))

const standIn = (input: unknown): Node => {
  const isSized = isSpec(input) && input.shape.every((dim) => typeof dim === "number")
  if (!isSized) throw new TypeError(`summary: the input is a spec of sizes that are numbers, got ${describe(input)}`)
  return parameter("x", input.shape, input.dtype)
}

/** The rows of a layer and of those in it; gives its result, if there is an input. */
const visit = (rows: Row[], part: Part, at: Place, params: unknown, state: unknown, x: Node | undefined): unknown => {
  const name = nameOf(part)
  const title = [at.place, part[titleOf] ?? "model", name === undefined ? "" : `(${name})`].filter(Boolean).join(" ")
  const row: Row = { title, depth: at.depth, params: leavesOf(params, "params").map(({ node }) => node) }
  rows.push(row)
  const within = part[inside]
  const below = (i: number, value: Node | undefined): unknown => {
    const [name, child] = [within?.names[i], within?.parts[i] as Part]
    if (name === undefined) return value && child.apply({}, value)
    const place = { place: name, depth: at.depth + 1 }
    return visit(rows, child, place, branchOf(params, name), branchOf(state, name), value)
  }
  if (x === undefined) {
    for (const i of within?.names.keys() ?? []) below(i, undefined)
    return undefined
  }
  row.output =
    within === undefined
      ? part.apply(params, tensorOf(x), state)
      : // what a layer gave goes on as it is
        within.compute((i, y) => below(i, y as Node) as never, tensorOf(x))
  row.flops = flopsBetween(
    x,
    leavesOf(row.output, "output").map(({ node }) => node),
  )
  return row.output
}

const branchOf = (tree: unknown, name: string): unknown => (tree as Record<string, unknown>)[name] ?? {}

const cellsOf = ({ title, depth, params, output, flops }: Row, hasInput: boolean): readonly string[] => {
  const count = params.reduce((sum, { shape }) => sum + sizeOf(shape), 0)
  const stored = [grouped(count), grouped(4 * count)]
  const shape = isNode(output) ? show(output.shape) : ""
  return ["  ".repeat(depth) + title, ...(hasInput ? [shape, ...stored, grouped(flops ?? 0)] : stored)]
}

/** 1,234,567, whatever the host's language. */
const grouped = (n: number): string => `${n}`.replace(/\B(?=(\d{3})+$)/g, ",")

/** Words to the left, numbers to the right. */
const tableOf = (rows: readonly (readonly string[])[]): string => {
  const [heads = []] = rows
  const widths = heads.map((_, column) => Math.max(...rows.map((row) => (row[column] as string).length)))
  const isWord = (column: number) => heads[column] === "layer" || heads[column] === "output"
  return rows
    .map((row) =>
      row
        .map((cell, i) => (isWord(i) ? cell.padEnd(widths[i] as number) : cell.padStart(widths[i] as number)))
        .join("  ")
        .trimEnd(),
    )
    .join("\n")
}
