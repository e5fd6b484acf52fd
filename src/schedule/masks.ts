/**
 * @file Masks read off results. Where y = select(x ≤ 0, 0, x) is in memory, the gradient's mask x ≤ 0 is y ≤ 0 to the
 * bit, and x need not be kept for it.
 */
import type { Node } from "../graph/node.js"
import type { CompareFn } from "../graph/op.js"
import { countUses, withInputs } from "../graph/walk.js"
import { operandOf } from "./operand.js"

/** The same numbers; masks that a written result shows are computed from it. `order`: every node, operands first. */
export const masksOfResults = (roots: readonly Node[], order: readonly Node[]): readonly Node[] => {
  const results = resultsOfMasks(roots, order)
  if (results.size === 0) return roots
  const replaced = new Map<Node, Node>()
  const replacement = (node: Node): Node => replaced.get(node) as Node
  const rebuilt = (node: Node): Node =>
    withInputs(
      node,
      node.inputs.map((input) => {
        const result = results.get(input)
        return result === undefined || result === node ? replacement(input) : maskOf(input, result)
      }),
    )
  const masks = new Map<Node, Node>()
  const maskOf = (mask: Node, result: Node): Node => {
    const known = masks.get(mask)
    if (known !== undefined) return known
    // all that the result needs, its mask needed before
    if (!replaced.has(result)) replaced.set(result, rebuilt(result))
    const made = withInputs(mask, [replacement(result), replacement(mask.inputs[1] as Node)])
    masks.set(mask, made)
    return made
  }
  for (const node of order) if (!replaced.has(node)) replaced.set(node, rebuilt(node))
  return roots.map(replacement)
}

// internal

/** For each mask that others read too, a result that is in memory anyway: an operand of a product, or a root. */
const resultsOfMasks = (roots: readonly Node[], order: readonly Node[]): ReadonlyMap<Node, Node> => {
  const results = new Map<Node, Node>()
  const selections = order.filter((node) => showsMask(node))
  if (selections.length === 0) return results
  const uses = countUses(roots, order)
  const isShared = (node: Node): boolean => (uses.get(node.inputs[0] as Node) as number) > 1
  const candidates = selections.filter(isShared)
  if (candidates.length === 0) return results
  const written = new Set(roots)
  for (const { op, inputs } of order)
    if (op.kind === "dot") for (const input of inputs) written.add(operandOf(input).node)
  for (const node of candidates) {
    const [mask] = node.inputs as [Node]
    if (written.has(node) && !results.has(mask)) results.set(mask, node)
  }
  return results
}

/** Whether a selection keeps x on one side of a comparison with a number, and puts that number on the other. */
const showsMask = ({ op, inputs: [mask, a, b] }: Node): boolean => {
  if (op.kind !== "select" || mask?.op.kind !== "compare") return false
  const [x, limit] = mask.inputs as [Node, Node]
  if (limit.op.kind !== "fill" || Number.isNaN(limit.op.value)) return false
  // the number itself has to fall on the side it is put on
  return holdsForEquals[mask.op.fn] ? a === limit && b === x : a === x && b === limit
}

const holdsForEquals: Readonly<Record<CompareFn, boolean>> = {
  eq: true,
  le: true,
  ge: true,
  ne: false,
  lt: false,
  gt: false,
}
