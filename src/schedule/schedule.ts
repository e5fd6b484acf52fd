/**
 * @file From a simplified graph, of which the leaves are parameters "0", "1", …, to the plan that runs it.
 * Products improved, then groups, then loop nests and routines, then buffers.
 */
import { parameter } from "../graph/infer.js"
import type { Node } from "../graph/node.js"
import { rewrite, topological, withInputs } from "../graph/walk.js"
import { numberBuffers } from "./buffers.js"
import { costOf } from "./cost.js"
import { group } from "./group.js"
import type { Group } from "./groups.js"
import { lowerTrace } from "./loops.js"
import { placeBuffers } from "./places.js"
import type { Origin, Plan, PlanBuffer, Step } from "./plan.js"
import { rulesOf } from "./product-rules.js"
import { isProduct } from "./product-views.js"
import { bufferNode } from "./region.js"
import type { Routine } from "./routines.js"
import { splitOf } from "./split.js"
import { nestFromStarts } from "./starts.js"
import { inTwoNests } from "./two-nests.js"
import { worth } from "./worth.js"

export const schedule = (graph: readonly Node[]): Plan => {
  const order = topological(graph)
  const product = order.find(isProduct)
  const { roots, weights } = product ? rulesOf(product).improved(graph, order) : { roots: graph }
  const { groups, reasons } = group(roots, roots === graph ? order : topological(roots), weights)
  const numbering = numberBuffers(roots, groups)
  const buffers = [...numbering.buffers]
  const lowered = groups.flatMap(originsOf).flatMap((origin) => {
    const step = lower(origin, (node) => numbering.indexOf(node) as number)
    return cut(step, buffers).map(
      (each, i) => [i === 0 ? origin : { ...origin, isSecond: true as const }, each] as const,
    )
  })
  const steps = lowered.map(([, step]) => withSplit(step, buffers))
  return {
    ...placeBuffers(buffers, steps),
    steps: steps.map(fromStarts),
    origins: lowered.map(([origin]) => origin),
    outputs: roots.map((root) => numbering.indexOf(root) as number),
    reasons: new Map([
      ...[...reasons].flatMap(([node, reason]) => numbered(numbering.indexOf(node), reason)),
      ...buffers.slice(numbering.buffers.length).map((_, i): [number, string] => {
        return [numbering.buffers.length + i, "elements are written when all rows are reduced"]
      }),
    ]),
  }
}

// internal

/** A boundary that no step reads any more has no buffer. */
const numbered = (index: number | undefined, reason: string): [number, string][] =>
  index === undefined ? [] : [[index, reason]]

/** Of each step of a group, in the order in which they run. */
const originsOf = (each: Group): readonly Origin[] => {
  switch (each.kind) {
    case "nest":
      return [{ kind: "nest", trace: each.trace, partOf: undefined }]
    case "parts":
      return each.traces.map((trace) => ({ kind: "nest", trace, partOf: each.node }))
    case "dot":
    case "gradient":
    case "check":
    case "routine":
      return [each]
  }
}

const lower = (origin: Origin, indexOf: (node: Node) => number): Step => {
  switch (origin.kind) {
    case "nest": {
      const { nest, arguments: nodes } = lowerTrace(origin.trace)
      return { kind: "nest", nest, buffers: nodes.map(indexOf) }
    }
    case "dot":
    case "gradient":
      return rulesOf(origin.node).lower(origin, indexOf)
    case "check":
      return { kind: "check", buffer: indexOf(bufferNode(origin.node)), range: origin.node.op }
    case "routine": {
      const { routine, results } = origin
      const [reads, writes] = [routine.operands.map(indexOf), results.map(indexOf)]
      return { kind: "routine", roots: alone(routine, results), reads, writes }
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

/** A nest as two, where that is faster; what they hand over is added to the buffers. */
const cut = (step: Step, buffers: PlanBuffer[]): readonly Step[] => {
  const two = step.kind === "nest" ? inTwoNests(step.nest) : undefined
  if (two === undefined || step.kind !== "nest") return [step]
  const own = [...step.buffers, ...two.handed.map((_, i) => buffers.length + i)]
  buffers.push(...two.handed.map((each) => ({ ...each, place: { kind: "scratch", offset: 0 } as const })))
  return two.nests.map(([nest, used]) => ({ kind: "nest", nest, buffers: used.map((i) => own[i] as number) }))
}

const withSplit = (step: Step, buffers: readonly PlanBuffer[]): Step => {
  const split = step.kind === "nest" && costOf(step, buffers).nanoseconds >= worth.sharing && splitOf(step.nest)
  return split ? { ...step, nest: { ...step.nest, split } } : step
}

const fromStarts = (step: Step): Step => {
  if (step.kind !== "nest") return step
  const [nest, starts] = nestFromStarts(step.nest)
  return nest === step.nest ? step : { ...step, nest, starts }
}
