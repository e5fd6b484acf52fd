/** @file What is said where memory has no room for a run: which tensor is the largest, and what all of them need. */
import type { Node } from "../graph/node.js"
import { printOp } from "../graph/print.js"
import type { Plan, Step } from "../schedule/plan.js"
import { trafficOf } from "../schedule/traffic.js"
import { memoryMessage } from "../shape/size.js"
import { mostBytes } from "./memory.js"
import { alignedBytes } from "./storage.js"

/** `needed`: bytes of the inputs, results and intermediates of a run. */
export const outOfMemory = ({ buffers }: Plan, needed: number): RangeError => {
  const [largest] = [...buffers].sort((a, b) => alignedBytes(b) - alignedBytes(a))
  const { dtype = "float32", length = 0, node } = largest ?? {}
  const label = node?.op.kind === "parameter" ? undefined : node?.label
  const tensor = memoryMessage(nameOf(node), node?.shape ?? [length], dtype, label)
  return new RangeError(
    `${tensor}; all that the run needs is ${mebibytes(needed)} MiB of at most ${mebibytes(mostBytes)}`,
  )
}

/** Positions of loops are 32-bit numbers: few elements repeated over very many would be counted wrongly. */
export const assertLoops = ({ buffers, steps }: Plan): void => {
  for (const step of steps) {
    const longest = Math.max(0, ...extentsOf(step))
    if (longest < 2 ** 31) continue
    const { node } = buffers[trafficOf(step).writes[0] as number] ?? {}
    throw new RangeError(`${nameOf(node)}: ${longest} elements in one loop: at most ${2 ** 31 - 1}`)
  }
}

// internal

/** Of the loops of a kernel. */
const extentsOf = (step: Step): readonly number[] => {
  switch (step.kind) {
    case "nest":
      return step.nest.variables.map(({ extent }) => extent)
    case "gemm":
      return [step.gemm.m, step.gemm.n, step.gemm.k]
    case "attention":
    case "gradient":
      return [step.attention.m, step.attention.n, step.attention.e, step.attention.d]
    case "check":
    case "routine":
      return []
  }
}

const mebibytes = (bytes: number): number => Math.ceil(bytes / 2 ** 20)

/** The operation without its attributes, as users know it. */
const nameOf = (node: Node | undefined): string => {
  if (node === undefined) return "a result"
  if (node.op.kind === "parameter") return "an input"
  const name = printOp(node).replace(/\(.*/, "")
  return names[name] ?? name
}

const names: { readonly [name: string]: string } = { dot: "matmul", fill: "full", iota: "arange" }
