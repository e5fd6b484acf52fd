/** @file What is said where memory has no room for a run: which tensor is the largest, and what all of them need. */
import type { Node } from "../graph/node.js"
import { printOp } from "../graph/print.js"
import type { Plan } from "../schedule/plan.js"
import { memoryMessage } from "../shape/size.js"
import { mostBytes } from "./memory.js"
import { alignedBytes } from "./storage.js"

/** `needed`: bytes of the inputs, results and intermediates of a run. */
export const outOfMemory = ({ buffers }: Plan, needed: number): RangeError => {
  const [largest] = [...buffers].sort((a, b) => alignedBytes(b) - alignedBytes(a))
  const { dtype = "float32", length = 0, node } = largest ?? {}
  const tensor = memoryMessage(nameOf(node), node?.shape ?? [length], dtype, node?.label)
  return new RangeError(
    `${tensor}; all that the run needs is ${mebibytes(needed)} MiB of at most ${mebibytes(mostBytes)}`,
  )
}

// internal

const mebibytes = (bytes: number): number => Math.ceil(bytes / 2 ** 20)

/** The operation without its attributes, as users know it. */
const nameOf = (node: Node | undefined): string => {
  if (node === undefined) return "a result"
  if (node.op.kind === "parameter") return "an input"
  const name = printOp(node).replace(/\(.*/, "")
  return names[name] ?? name
}

const names: { readonly [name: string]: string } = { dot: "matmul", fill: "full", iota: "arange" }
