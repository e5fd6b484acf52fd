/**
 * @file From a simplified graph, of which the leaves are parameters "0", "1", …, to the plan that runs it.
 * Masks read off results, then groups, then loop nests and routines, then buffers.
 */
import { parameter } from "../graph/infer.js"
import { type Node, sizeOf } from "../graph/node.js"
import { printOp } from "../graph/print.js"
import { rewrite, topological, withInputs } from "../graph/walk.js"
import { assignBuffers, type Buffers } from "./buffers.js"
import { describeDot, describeNest, describeRoutine } from "./describe.js"
import { group } from "./group.js"
import type { Group } from "./groups.js"
import { lowerTrace } from "./loops.js"
import { masksOfResults } from "./masks.js"
import { lowerDot } from "./matmul.js"
import type { Plan, Step } from "./plan.js"
import { bufferNode } from "./region.js"
import type { Routine } from "./routines.js"
import type { Trace } from "./traced.js"

export const schedule = (graph: readonly Node[]): Plan => {
  const roots = masksOfResults(graph)
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
      const { gemm, arguments: nodes } = lowerDot(each.node, each.epilogue, each.isKept)
      return [{ kind: "gemm", gemm, buffers: nodes.map(indexOf), text: describeDot(gemm, each.epilogue) }]
    }
    case "check": {
      const { op } = each.node
      const text = `check ${sizeOf(each.node.shape)} indices of ${op.operation} to be below ${op.limit}`
      return [{ kind: "check", buffer: indexOf(bufferNode(each.node)), range: op, text }]
    }
    case "routine": {
      const { routine, results } = each
      const [reads, writes] = [routine.operands.map(indexOf), results.map(indexOf)]
      return [{ kind: "routine", roots: alone(routine, results), reads, writes, text: describeRoutine(routine) }]
    }
  }
}

/** The results of a routine as a graph of its own, in which parameters "0", "1", … stand for its operands. */
const alone = ({ operands }: Routine, results: readonly Node[]): readonly Node[] => {
  const slots = new Map(operands.map((node, i) => [node, i]))
  return rewrite(
    results,
    (node, inputs) =>
      slots.has(node) ? parameter(`${slots.get(node)}`, node.shape, node.dtype) : withInputs(node, inputs),
    (node) => slots.has(node),
  )
}

const lowerNest = (trace: Trace, title: string, indexOf: (node: Node) => number): Step => {
  const { nest, arguments: nodes } = lowerTrace(trace)
  return { kind: "nest", nest, buffers: nodes.map(indexOf), text: `${title}${describeNest(trace, nest)}` }
}
