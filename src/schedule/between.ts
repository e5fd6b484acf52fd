/**
 * @file The work between two products, of which the outer one multiplies with weights that are not written: traced for
 * each element of scores and of weights, or given up, so that weights are written after all.
 */
import type { Node } from "../graph/node.js"
import { drawn } from "./draw.js"
import { holdsSums } from "./epilogue.js"
import type { ProductWork } from "./product-rules.js"
import { bufferNode, type Region, type Weigh } from "./region.js"
import type { State } from "./state.js"
import { extendKernel, traceKernel } from "./trace.js"
import type { Refusal } from "./traced.js"
import { madeAgain, type Product, usedUp, type Weights } from "./used-up.js"

/**
 * Of the work on scores, and that on weights, where there is any; of the last of a gradient's products: what makes
 * weights, and gradients.
 */
export const traceBetween = (region: Region, outer: Node, weigh: Weigh): readonly (State | Refusal)[] =>
  workOf(region, outer).map(({ roots: [root, ...others] }) =>
    others.reduce(
      (trace, other) => (trace.kind === "refusal" ? trace : computedBefore(extendKernel(trace, other))),
      computedBefore(traceKernel(root, region, weigh)),
    ),
  )

/** Whether the work can't be done where the elements are: the weights are no longer among those of the region then. */
export const isGivenUp = (region: Region, outer: Node, traces: readonly (State | Refusal)[]): boolean => {
  const inner = region.weights.get(outer)?.inner
  if (inner === undefined) return false
  const fits = workOf(region, outer).every(({ elements, beside }, i) => {
    const trace = traces[i] as State | Refusal
    if (trace.kind === "refusal") return ![...trace.demands.keys()].some((node) => inner.has(node))
    const reads = trace.values.flatMap((value) => (value.kind === "load" ? [bufferNode(value.node)] : []))
    return (
      holdsSums(trace, elements) &&
      reads.every((read) => read === elements || beside.includes(read) || !inner.has(read))
    )
  })
  if (!fits) forgetWeights(region, outer)
  return !fits
}

/** The work that a product is part of, and stands for. */
export const workOfProduct = (region: Region, node: Product, traces: readonly State[] = []): ProductWork => {
  const weights = region.weights.get(node)
  const { gradient } = weights ?? {}
  if (weights !== undefined && gradient?.products.at(-1) === node) {
    const [onSoftmax, onScores] = traces as [State, State]
    return { kind: "gradient", node, weights, gradient, onSoftmax, onScores }
  }
  const traced = (root: Node) => traces[workOf(region, node).findIndex(({ roots }) => roots[0] === root)]
  const attending = weights && { weights, onScores: traced(weights.scores), onWeights: traced(weights.weights) }
  return { kind: "dot", node, isKept: true, roots: [], epilogue: undefined, attending }
}

// internal

interface Work {
  readonly roots: readonly [Node, ...Node[]]
  /** What is read and written in one place. */
  readonly elements: Node
  /** What else of what is not written is there. */
  readonly beside: readonly Node[]
}

const workOf = (region: Region, outer: Node): readonly Work[] => {
  const { product, scores, softmax, weights, gradient } = region.weights.get(outer) as Weights
  if (gradient?.products.at(-1) === outer) {
    const { state, slopes, ofScores } = gradient
    return [
      { roots: [softmax], elements: product, beside: state },
      { roots: weights === softmax ? [ofScores] : [ofScores, weights], elements: slopes, beside: [softmax] },
    ]
  }
  const both: readonly Work[] = [
    { roots: [scores], elements: product, beside: [] },
    { roots: [weights], elements: softmax, beside: [] },
  ]
  return both.filter(({ roots: [root], elements }) => root !== elements)
}

/** What rows of weights are reduced to is computed once, before; so is what is drawn, which gradients need again. */
const computedBefore = (trace: State | Refusal): State | Refusal => {
  if (trace.kind === "refusal") return trace
  const isAlong = ({ op: { kind } }: Node): boolean => kind === "reduce" || kind === "scan" || kind === "recurrence"
  const before = trace.axes === undefined ? drawn(trace.nodes) : trace.nodes.filter(isAlong)
  if (before.length === 0) return trace
  return { kind: "refusal", demands: new Map(before.map((node) => [node, "every block of weights needs it"])) }
}

const forgetWeights = (region: Region, outer: Node): void => {
  const { softmax, inner, gradient } = region.weights.get(outer) as Weights
  for (const product of gradient ? [gradient.outer, ...gradient.products] : [outer]) region.weights.delete(product)
  for (const node of inner) region.inner.delete(node)
  for (const node of [softmax, ...(gradient?.state ?? [])]) {
    const reason = region.boundaries.get(node)
    if (reason === usedUp || reason === madeAgain) region.boundaries.delete(node)
  }
}
