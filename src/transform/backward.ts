/** @file Reverse mode: cotangents flow from results back to chosen nodes, one vjp rule at a time. */
import { binary, fill } from "../graph/infer.js"
import type { Node } from "../graph/node.js"
import { topological } from "../graph/walk.js"
import type { Cotangents } from "./cotangents.js"
import { joined } from "./joined.js"
import { vjp } from "./vjp.js"

/** The gradient of a scalar with respect to each target, zeros where it doesn't depend on one. */
export const backward = (output: Node, targets: readonly Node[]): readonly Node[] =>
  withZeros(pullback([output], [fill(1, output.shape, output.dtype)], targets), targets)

/**
 * The cotangents of the targets, given those of the outputs; undefined where nothing flows. What lies behind `isLeaf`
 * nodes does not depend on a target.
 */
export const pullback = (
  outputs: readonly Node[],
  seeds: Cotangents,
  targets: readonly Node[],
  isLeaf: (node: Node) => boolean = () => false,
): Cotangents => {
  const wanted = new Set(targets)
  const order = topological(outputs, (node) => wanted.has(node) || isLeaf(node))
  const active = dependents(order, wanted, isLeaf)
  const contributions = new Map<Node, Node[]>()
  const add = (node: Node, contribution: Node | undefined): void => {
    if (contribution === undefined || !active.has(node)) return
    const others = contributions.get(node)
    if (others === undefined) contributions.set(node, [contribution])
    else others.push(contribution)
  }
  const cotangentOf = (node: Node): Node | undefined => {
    const own = contributions.get(node)
    return own && joined(own).reduce((sum, contribution) => binary("add", sum, contribution))
  }
  outputs.forEach((output, i) => {
    add(output, seeds[i])
  })
  for (const node of [...order].reverse()) {
    const cotangent = wanted.has(node) ? undefined : cotangentOf(node)
    if (cotangent === undefined) continue
    vjp(node, cotangent).forEach((contribution, i) => {
      add(node.inputs[i] as Node, contribution)
    })
  }
  return targets.map(cotangentOf)
}

/** Zeros in place of what is undefined. */
export const withZeros = (contributions: Cotangents, like: readonly Node[]): readonly Node[] =>
  like.map((node, i) => contributions[i] ?? fill(0, node.shape, node.dtype))

// internal

/** The nodes through which a change of a target reaches the outputs. */
const dependents = (
  order: readonly Node[],
  targets: ReadonlySet<Node>,
  isLeaf: (node: Node) => boolean,
): ReadonlySet<Node> => {
  const active = new Set<Node>()
  for (const node of order) {
    const reaches = !isLeaf(node) && node.inputs.some((input) => active.has(input))
    if (targets.has(node) || reaches) active.add(node)
  }
  return active
}
