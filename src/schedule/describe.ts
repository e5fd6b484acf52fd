/** @file What a step does, in one line: its loops, its operations in the order they run. */
import { type Node, sizeOf } from "../graph/node.js"
import { printOp } from "../graph/print.js"
import type { Attention, AttentionGradient } from "./attention.js"
import { type Gemm, productsOf } from "./gemm.js"
import type { Nest } from "./nest.js"
import type { Origin, Plan, Step } from "./plan.js"
import type { Routine } from "./routines.js"
import type { Trace } from "./traced.js"

/** One line a step. */
export const describeSteps = ({ steps, origins }: Plan): readonly string[] =>
  steps.map((step, i) => describeStep(origins[i] as Origin, step))

/** `1.5 kB`, `12.0 Mflop`: three digits are enough to compare. */
export const quantity = (amount: number, unit: string): string => {
  const prefixes = ["", "k", "M", "G", "T"]
  const power = amount < 1000 ? 0 : Math.min(prefixes.length - 1, Math.floor(Math.log10(amount) / 3))
  const scaled = amount / 1000 ** power
  return `${power === 0 ? scaled : scaled.toPrecision(3)} ${prefixes[power]}${unit}`
}

// internal

const describeStep = (origin: Origin, step: Step): string => {
  if (origin.kind === "nest" && step.kind === "nest") {
    if (origin.isSecond) return `elementwise over [${extents(step.nest, "row")}]: elements of the rows before`
    const title = origin.partOf === undefined ? "" : `part of ${printOp(origin.partOf)}: `
    return `${title}${describeNest(origin.trace, step.nest)}`
  }
  if (origin.kind === "dot" && step.kind === "gemm") return describeDot(step.gemm, origin.epilogue)
  if (origin.kind === "dot" && step.kind === "attention") return describeAttention(step.attention, origin)
  if (origin.kind === "gradient" && step.kind === "gradient") return describeGradient(step.attention, origin)
  if (origin.kind === "check") {
    const { op, shape } = origin.node
    return `check ${sizeOf(shape)} indices of ${op.operation} to be below ${op.limit}`
  }
  if (origin.kind === "routine") return describeRoutine(origin.routine)
  throw new Error(`a ${step.kind} is not made from a ${origin.kind}`)
}

const describeNest = (trace: Trace, nest: Nest): string => {
  const rows = extents(nest, "row")
  const axes = extents(nest, "axis")
  const loops = trace.axes === undefined ? `over [${rows}]` : `rows [${rows}] × axis [${axes}]`
  const kind = trace.axes === undefined ? "elementwise" : isPureReduction(trace) ? "reduction" : "row kernel"
  return `${kind} ${loops}: ${operations(trace)}`
}

const describeDot = (gemm: Gemm, trace: Trace | undefined): string => {
  const { m, n, k } = gemm
  const product = `[${m}, ${k}] @ [${k}, ${n}]`
  const then = trace === undefined ? "" : `, then ${operations(trace)}`
  return `matrix product ${product}${timesOf(gemm.batch)}${then}`
}

const describeAttention = (
  { m, n, e, d, batch }: Attention,
  { attending, epilogue }: Origin & { readonly kind: "dot" },
): string => {
  const after = (trace: Trace | undefined, title: string) =>
    trace === undefined ? [] : [`${title}${operations(trace)}`]
  return [
    `attention [${m}, ${e}] @ [${e}, ${n}]`,
    ...after(attending?.onScores, ""),
    "softmax",
    ...after(attending?.onWeights, ""),
    `@ [${n}, ${d}]${timesOf(batch)}`,
    ...after(epilogue, "then "),
  ].join(", ")
}

const describeGradient = (
  { m, n, e, d, batch }: AttentionGradient,
  { onSoftmax, onScores }: Origin & { readonly kind: "gradient" },
): string => {
  const slopes = `${operations(onSoftmax)}, [${m}, ${d}] @ [${d}, ${n}], ${operations(onScores)}`
  return `gradient of attention [${m}, ${e}] @ [${e}, ${n}]${timesOf(batch)}, ${slopes}`
}

const timesOf = (batch: Attention["batch"]): string => {
  const products = productsOf({ batch })
  return products === 1 ? "" : ` × ${products}`
}

const describeRoutine = ({ members, reason }: Routine): string => {
  const computed = members.filter(({ inputs }) => inputs.length > 0)
  const names = (computed.length === 0 ? members : computed).map(nameOf)
  const [first, rest] = [names.slice(0, 24), names.length - 24]
  return `routine: ${first.join(" · ")}${rest > 0 ? ` and ${rest} more` : ""} (${reason})`
}

const extents = (nest: Nest, role: "row" | "axis"): string =>
  nest.variables
    .filter((variable) => variable.role === role)
    .map(({ extent }) => extent)
    .join(", ")

const isPureReduction = (trace: Trace): boolean => trace.members.every(({ root }) => root.op.kind === "reduce")

const operations = (trace: Trace): string => {
  const names = trace.nodes.filter((node) => node.inputs.length > 0 || isRoot(trace, node)).map(nameOf)
  return names.length === 0 ? "copy" : names.join(" · ")
}

const isRoot = (trace: Trace, node: Node): boolean => trace.members.some(({ root }) => root === node)

const nameOf = (node: Node): string =>
  node.op.kind === "reduce" ? node.op.fn : node.op.kind === "cast" ? `cast to ${node.dtype}` : printOp(node)
