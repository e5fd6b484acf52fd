/**
 * @file The work between two products, of which the outer one multiplies with weights that are not written: traced for
 * each element of scores and of weights, or given up, so that weights are written after all.
 */
import type { Node } from "../graph/node.js"
import type { Attending } from "./attend.js"
import { holdsSums } from "./epilogue.js"
import { bufferNode, type Region, type Weight } from "./region.js"
import type { State } from "./state.js"
import { traceKernel } from "./trace.js"
import type { Refusal } from "./traced.js"
import { usedUp, type Weights } from "./used-up.js"

/** Of the work on scores, and that on weights, where there is any. */
export const traceBetween = (
  region: Region,
  outer: Node,
  weights: ReadonlyMap<Node, Weight>,
): readonly (State | Refusal)[] =>
  workOf(region, outer).map(({ root }) => withoutAxes(traceKernel(root, region, weights)))

/** Whether the work can't be done where the elements are: the weights are no longer among those of the region then. */
export const isGivenUp = (region: Region, outer: Node, traces: readonly (State | Refusal)[]): boolean => {
  const inner = region.weights.get(outer)?.inner
  if (inner === undefined) return false
  const fits = workOf(region, outer).every(({ elements }, i) => {
    const trace = traces[i] as State | Refusal
    if (trace.kind === "refusal") return ![...trace.demands.keys()].some((node) => inner.has(node))
    const reads = trace.values.flatMap((value) => (value.kind === "load" ? [bufferNode(value.node)] : []))
    return holdsSums(trace, elements) && reads.every((read) => read === elements || !inner.has(read))
  })
  if (!fits) forgetWeights(region, outer)
  return !fits
}

export const attendingOf = (region: Region, outer: Node, traces: readonly State[] = []): Attending | undefined => {
  const weights = region.weights.get(outer)
  if (weights === undefined) return undefined
  const traced = (root: Node) => traces[workOf(region, outer).findIndex((work) => work.root === root)]
  return { weights, onScores: traced(weights.scores), onWeights: traced(weights.weights) }
}

// internal

interface Work {
  readonly root: Node
  /** What is read and written in one place. */
  readonly elements: Node
}

const workOf = (region: Region, outer: Node): readonly Work[] => {
  const { product, scores, softmax, weights } = region.weights.get(outer) as Weights
  const both = [
    { root: scores, elements: product },
    { root: weights, elements: softmax },
  ]
  return both.filter(({ root, elements }) => root !== elements)
}

/** What rows of weights are reduced to is computed once, before. */
const withoutAxes = (trace: State | Refusal): State | Refusal => {
  if (trace.kind === "refusal" || trace.axes === undefined) return trace
  const isAlong = ({ op: { kind } }: Node): boolean => kind === "reduce" || kind === "scan" || kind === "recurrence"
  return {
    kind: "refusal",
    demands: new Map(trace.nodes.filter(isAlong).map((node) => [node, "every block of weights needs it"])),
  }
}

const forgetWeights = (region: Region, outer: Node): void => {
  const { softmax, inner } = region.weights.get(outer) as Weights
  region.weights.delete(outer)
  for (const node of inner) region.inner.delete(node)
  if (region.boundaries.get(softmax) === usedUp) region.boundaries.delete(softmax)
}
