/**
 * @file Values that too many kernels would compute for themselves. Computing a value again costs less than memory as
 * long as it is cheap or there are few who need it; beyond that it gets a buffer.
 */
import type { Node } from "../graph/node.js"
import { isView } from "./index-map.js"
import { isLogSumExp } from "./lse.js"
import { type Region, type Weigh, type Weight, weighing } from "./region.js"
import type { Trace } from "./traced.js"

/**
 * Such values, boundaries from now on: the outermost first, since a buffer for them may make those inside cheap enough;
 * where they stand on each other in a long chain, the rest at once. What gets a buffer is still computed by the first
 * kernel that did; the others load it. Whether that holds is seen when the kernels are built.
 */
export const sharedTooOften = (traces: readonly Trace[], region: Region): readonly Node[] => {
  const kernels = traces.map(
    ({ members, nodes }): Kernel => ({ roots: members.map(({ root }) => root), nodes: [...new Set(nodes)] }),
  )
  const bounds: Node[] = []
  for (let round = 0; ; round++) {
    const shared = tooOften(kernels, region, round >= outermostRounds)
    if (shared.size === 0) return bounds
    for (const node of shared) region.boundaries.set(node, "several kernels need it")
    bounds.push(...shared)
    const written = new Set<Node>()
    for (const kernel of kernels) {
      const cut = kernel.nodes.filter((node) => shared.has(node))
      const own = cut.filter((node) => !written.has(node))
      for (const node of own) written.add(node)
      kernel.roots.push(...own)
      if (own.length < cut.length) kernel.nodes = computed(kernel.roots, kernel.nodes, region)
    }
  }
}

/** `kernels`: how many compute the node for themselves, more than one; `weight`: what it takes. */
export const isTooOften = (kernels: number, node: Node, { operations, transcendental, reduces }: Weight): boolean => {
  const isCostly = node.op.kind === "reduce" || transcendental || reduces
  return operations >= (kernels === 2 ? 48 : isCostly ? 1 : 12)
}

/** What a node is made of, movement aside. */
export const operandsOf = (node: Node): readonly Node[] =>
  node.inputs.flatMap((input) => (isView(input) ? operandsOf(input) : [input]))

// internal

const outermostRounds = 4

interface Kernel {
  readonly roots: Node[]
  nodes: readonly Node[]
}

const tooOften = (kernels: readonly Kernel[], region: Region, all: boolean): ReadonlySet<Node> => {
  const counts = new Map<Node, number>()
  for (const { nodes } of kernels) for (const node of nodes) counts.set(node, (counts.get(node) ?? 0) + 1)
  const found = new Set<Node>()
  let weigh: Weigh | undefined
  counts.forEach((count, node) => {
    if (count === 1 || region.boundaries.has(node) || isLogSumExp(node)) return
    weigh ??= weighing(region)
    if (isTooOften(count, node, weigh(node))) found.add(node)
  })
  if (!all) for (const inner of [...found].flatMap(operandsOf)) found.delete(inner)
  return found
}

/** What a kernel still computes of these for its roots, when it loads what has a buffer. */
const computed = (roots: readonly Node[], nodes: readonly Node[], { boundaries }: Region): readonly Node[] => {
  const own = new Set(roots)
  const needed = new Set(roots)
  return nodes
    .toReversed()
    .filter((node) => {
      const isComputed = needed.has(node) && (own.has(node) || !boundaries.has(node))
      if (isComputed) for (const operand of operandsOf(node)) needed.add(operand)
      return isComputed
    })
    .reverse()
}
