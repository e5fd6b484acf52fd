/**
 * @file Values that too many kernels would compute for themselves. Computing a value again costs less than memory as
 * long as it is cheap or there are few who need it; beyond that it gets a buffer.
 */
import type { Node } from "../graph/node.js"
import { isView } from "./index-map.js"
import { isLogSumExp } from "./lse.js"
import type { Region, Weight } from "./region.js"
import type { Trace } from "./traced.js"

/**
 * Such values: at first the outermost, since a buffer for them may make those inside cheap enough; where they stand
 * on each other in a long chain, later rounds take all.
 */
export const sharedTooOften = (
  traces: readonly Trace[],
  region: Region,
  weights: ReadonlyMap<Node, Weight>,
  round: number,
): readonly Node[] => {
  const kernels = new Map<Node, number>()
  for (const { nodes } of traces) for (const node of new Set(nodes)) kernels.set(node, (kernels.get(node) ?? 0) + 1)
  const tooOften = new Set<Node>()
  for (const [node, count] of kernels) {
    const weight = weights.get(node)
    const isKept = region.boundaries.has(node) || isLogSumExp(node)
    if (weight !== undefined && !isKept && isTooOften(count, node, weight)) tooOften.add(node)
  }
  if (round >= outermostRounds) return [...tooOften]
  const inner = new Set([...tooOften].flatMap((node) => operandsOf(node)))
  return [...tooOften].filter((node) => !inner.has(node))
}

// internal

const outermostRounds = 4

const isTooOften = (kernels: number, node: Node, { operations, transcendental, reduces }: Weight): boolean => {
  if (kernels < 2) return false
  const isCostly = node.op.kind === "reduce" || transcendental || reduces
  return operations >= (kernels === 2 ? 48 : isCostly ? 1 : 12)
}

/** What a node is made of, movement aside. */
const operandsOf = (node: Node): readonly Node[] =>
  node.inputs.flatMap((input) => (isView(input) ? operandsOf(input) : [input]))
