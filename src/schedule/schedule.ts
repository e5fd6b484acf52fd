/**
 * @file From a simplified graph, of which the leaves are parameters "0", "1", …, to the plan that runs it.
 * Groups, then loop nests, then buffers; float64, integer matrix products and linear algebra are left to the reference interpreter.
 */
import { type Node, sizeOf } from "../graph/node.js"
import { printOp } from "../graph/print.js"
import { topological } from "../graph/walk.js"
import { assignBuffers, type Buffers } from "./buffers.js"
import { describeDot, describeNest } from "./describe.js"
import { type Group, group } from "./group.js"
import { lowerTrace } from "./loops.js"
import { isLoweredBinary, isLoweredReduce, isLoweredUnary } from "./lowered.js"
import { lowerDot } from "./matmul.js"
import type { Plan, Step } from "./plan.js"
import { bufferNode } from "./region.js"
import type { Trace } from "./traced.js"

/** Whether kernels exist for every node. */
export const canSchedule = (roots: readonly Node[]): boolean =>
  topological(roots).every(({ op, dtype }) => {
    if (op.kind === "solve" || op.kind === "square") return false
    if (op.kind === "scan" || op.kind === "recurrence" || op.kind === "sort") return false
    if (op.kind === "unary" && !isLoweredUnary(op.fn)) return false
    if (op.kind === "binary" && !isLoweredBinary(op.fn)) return false
    if (op.kind === "reduce" && !isLoweredReduce(op.fn)) return false
    return dtype !== "float64" && (op.kind !== "dot" || dtype === "float32")
  })

export const schedule = (roots: readonly Node[]): Plan => {
  const { groups, reasons } = group(roots, topological(roots))
  const buffers = assignBuffers(roots, groups)
  return {
    buffers: buffers.buffers,
    steps: groups.flatMap((each) => lower(each, buffers)),
    outputs: roots.map((root) => buffers.indexOf(root) as number),
    scratchBytes: buffers.scratchBytes,
    reasons: new Map([...reasons].flatMap(([node, reason]) => numbered(buffers.indexOf(node), reason))),
  }
}

// internal

/** A boundary that no step reads any more has no buffer. */
const numbered = (index: number | undefined, reason: string): [number, string][] =>
  index === undefined ? [] : [[index, reason]]

const lower = (each: Group, buffers: Buffers): readonly Step[] => {
  const indexOf = (node: Node) => buffers.indexOf(node) as number
  switch (each.kind) {
    case "nest":
      return [lowerNest(each.trace, "", indexOf)]
    case "parts":
      return each.traces.map((trace) => lowerNest(trace, `part of ${printOp(each.node)}: `, indexOf))
    case "dot": {
      const { gemm, a, b, batches } = lowerDot(each.node)
      const text = describeDot(gemm, batches.length)
      return [{ kind: "gemm", gemm, a: indexOf(a), b: indexOf(b), c: indexOf(each.node), batches, text }]
    }
    case "check": {
      const { op } = each.node
      const text = `check ${sizeOf(each.node.shape)} indices of ${op.operation} to be below ${op.limit}`
      return [{ kind: "check", buffer: indexOf(bufferNode(each.node)), range: op, text }]
    }
  }
}

const lowerNest = (trace: Trace, title: string, indexOf: (node: Node) => number): Step => {
  const { nest, arguments: nodes } = lowerTrace(trace)
  return { kind: "nest", nest, buffers: nodes.map(indexOf), text: `${title}${describeNest(trace, nest)}` }
}
