/** @file A call of a function taken apart: what it computed, over the tensors it was given and those it closes over. */
import { variable } from "../graph/infer.js"
import type { Node } from "../graph/node.js"
import { mapLeaves } from "../graph/tree.js"
import { rewrite, topological, withInputs } from "../graph/walk.js"
import { isFloat } from "../shape/dtype.js"
import { mapFloats } from "./arguments.js"

export interface Enclosed {
  /** What the function returned; `results` are its leaves over the tensors as they were given. */
  readonly value: unknown
  readonly results: readonly Node[]
  /** The float tensors among the arguments. */
  readonly args: readonly Node[]
  /** The other float tensors that the results are computed from. */
  readonly closure: readonly Node[]
  /** The results computed from other tensors in place of arguments and closure. */
  readonly over: (args: readonly Node[], closure: readonly Node[]) => readonly Node[]
}

/** Arguments may be of any kind; only float tensors have derivatives. */
export const enclose = (
  op: string,
  f: (...args: readonly unknown[]) => unknown,
  given: readonly unknown[],
): Enclosed => {
  const args: Node[] = []
  const marks: Node[] = []
  const tree = mapFloats(given, (node) => {
    const mark = variable(node)
    args.push(node)
    marks.push(mark)
    return mark
  })
  const value = f(...(tree as readonly unknown[]))
  const marked: Node[] = []
  mapLeaves(value, "the result", (node) => marked.push(node), op)
  const closure = closureOf(marked, new Set(marks))
  const over = (...others: readonly (readonly Node[])[]): readonly Node[] => {
    const replaced = new Map([...marks, ...closure].map((node, i): [Node, Node] => [node, others.flat()[i] as Node]))
    return rewrite(
      marked,
      (node, inputs) => replaced.get(node) ?? withInputs(node, inputs),
      (node) => replaced.has(node),
    )
  }
  return { value, results: over(args, closure), args, closure, over }
}

// internal

/** Where the graph over the marks ends: the float nodes next to it that depend on none of them. */
const closureOf = (results: readonly Node[], marks: ReadonlySet<Node>): readonly Node[] => {
  const order = topological(results, (node) => marks.has(node))
  const dependent = new Set<Node>()
  for (const node of order) {
    if (marks.has(node) || node.inputs.some((input) => dependent.has(input))) dependent.add(node)
  }
  const edge = new Set<Node>()
  const meet = (node: Node): void => {
    if (!dependent.has(node) && isFloat(node.dtype) && node.op.kind !== "fill") edge.add(node)
  }
  results.forEach(meet)
  for (const node of order) if (dependent.has(node) && !marks.has(node)) node.inputs.forEach(meet)
  return [...edge]
}
