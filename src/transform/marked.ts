/**
 * @file Trees marked for a derivative: each leaf under the identity `variable`, so that a tensor has one derivative for
 * each place it is passed in, and none for its uses elsewhere.
 */
import { variable } from "../graph/infer.js"
import type { Node } from "../graph/node.js"
import { mapLeaves } from "../graph/tree.js"
import { rewrite, withInputs } from "../graph/walk.js"
import { isFloat } from "../shape/dtype.js"
import { DTypeError } from "../shape/error.js"
import { describe } from "../shape/operand.js"

export interface Marked {
  /** The tree, of marks. */
  readonly tree: unknown
  /** In the order of leaves. */
  readonly marks: readonly Node[]
}

/** Throws DTypeError for a leaf that is not float. */
export const markTree = (op: string, tree: unknown, path: string): Marked => {
  const marks: Node[] = []
  const marked = (leaf: Node, at: string): Node => {
    assertFloat(op, at, leaf)
    const mark = variable(leaf)
    marks.push(mark)
    return mark
  }
  return { tree: mapLeaves(tree, path, marked, op), marks }
}

/** Once differentiated, the marks have served: left in, they would keep the evaluated graph from being forgotten. */
export const withoutMarks = (roots: readonly Node[], marks: readonly Node[]): readonly Node[] => {
  const all = new Set(marks)
  return rewrite(roots, (node, inputs) => (all.has(node) ? (inputs[0] as Node) : withInputs(node, inputs)))
}

/** A tree of the same structure with other leaves, given in the order of leaves. */
export const withLeaves = (tree: unknown, leaves: readonly Node[]): unknown => {
  let next = 0
  return mapLeaves(tree, "", () => leaves[next++])
}

export const assertFloat = (op: string, path: string, { dtype }: Node): void => {
  if (!isFloat(dtype)) {
    throw new DTypeError(`${op}: ${path} is ${dtype}: only float tensors have gradients`)
  }
}

export function assertFunction(op: string, f: unknown): asserts f is (...args: readonly unknown[]) => unknown {
  if (typeof f !== "function") throw new TypeError(`${op}: expected a function, got ${describe(f)}`)
}
