/**
 * @file Values that kernels of several stages need. Between two stages stands a product, a routine or what is written
 * part by part, so kernels of different ones seldom join, and would each compute the value for themselves: each step of
 * a recurrence all that came before it, which took most of the time of planning one before it was found to be too much.
 */
import type { Node } from "../graph/node.js"
import { isView } from "./index-map.js"
import { isLogSumExp } from "./lse.js"
import { hasParts } from "./parts.js"
import { isProduct } from "./product-views.js"
import { isBuffered, isHeavy, type Region, weighing } from "./region.js"
import { isTooOften } from "./sharing.js"

/**
 * Makes boundaries of what kernels of too many stages need, the outermost first, before kernels are traced. What they
 * need of a node that is likely to become a boundary itself isn't followed.
 */
export const boundAcrossStages = (region: Region): void => {
  const { order, boundaries, routines, inner } = region
  const stages = stagesOf(region)
  if (stages === undefined) return
  const stageOf = (node: Node): Stages => [stages.get(node) as number]
  const weigh = weighing(region)
  const needed = new Map<Node, Stages>()
  for (let i = order.length - 1; i >= 0; i--) {
    const node = order[i] as Node
    if (isProduct(node) || routines.has(node) || inner.has(node)) continue
    let own = boundaries.has(node) ? stageOf(node) : isBuffered(region, node) ? undefined : needed.get(node)
    if (own === undefined) continue
    if (own.length > 1 && !isView(node) && !isLogSumExp(node) && isTooOften(own.length, node, weigh(node))) {
      boundaries.set(node, "several kernels need it")
      own = stageOf(node)
    }
    const { kind } = node.op
    for (const input of node.inputs) {
      const isApart = kind === "reduce" || (kind === "expand" && isHeavy(weigh(input)))
      needed.set(input, together(needed.get(input), isApart ? stageOf(input) : own))
    }
  }
}

// internal

/** Some of the stages that need a value; from three on it makes no difference how many there are. */
type Stages = readonly number[]

const together = (a: Stages | undefined, b: Stages): Stages => {
  if (a === undefined || a === b) return b
  return a.length > 2 ? a : [...new Set([...a, ...b])]
}

/** For each node how many products, routines and nodes of parts come before it, one after another; undefined if few. */
const stagesOf = ({ order, routines }: Region): ReadonlyMap<Node, number> | undefined => {
  const isEnd = (node: Node): boolean => isProduct(node) || hasParts(node) || routines.has(node)
  const stages = new Map<Node, number>()
  let last = 0
  for (const node of order) {
    let stage = 0
    for (const input of node.inputs) stage = Math.max(stage, (stages.get(input) as number) + Number(isEnd(input)))
    stages.set(node, stage)
    last = Math.max(last, stage)
  }
  return last === 0 ? undefined : stages
}
