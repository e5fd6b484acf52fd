/** @file Several trees of one structure, leaf by leaf. */
import type { Tensor } from "../../types/tensor.js"
import { tensorOf } from "../api/handle.js"
import { sameShape } from "../graph/infer.js"
import type { Node } from "../graph/node.js"
import { leavesOf, mapLeaves } from "../graph/tree.js"
import { ShapeError } from "../shape/error.js"
import { show } from "../shape/sentence.js"

/** Float tensors of any shape: the arithmetic of optimizers is the same for all. */
export type Leaf = Tensor

/**
 * The leaves of the first tree, each with those at the same place in the others. Names are for messages.
 * Throws where a tree lacks a leaf, has one too many, or has one of another shape.
 */
export const alignedLeaves = (
  op: string,
  trees: readonly (readonly [name: string, tree: unknown])[],
): readonly (readonly Leaf[])[] => {
  const [first, ...others] = trees.map(([name, tree]) => new Map(named(name, tree)))
  for (const [i, other] of others.entries()) {
    const name = trees[i + 1]?.[0]
    for (const [path, leaf] of first as Map<string, Node>) {
      const match = other.get(path)
      if (match === undefined) throw new TypeError(`${op}: ${name}${path} is missing`)
      if (!sameShape(match.shape, leaf.shape)) {
        throw new ShapeError(`${op}: ${name}${path} is ${show(match.shape)}, not ${show(leaf.shape)}`)
      }
    }
    for (const path of other.keys()) {
      if (!first?.has(path)) throw new TypeError(`${op}: ${name}${path} is not among the ${trees[0]?.[0]}`)
    }
  }
  return [...(first as Map<string, Node>)].map(([path, leaf]) => [
    tensorOf(leaf),
    ...others.map((other) => tensorOf(other.get(path) as Node) as Leaf),
  ])
}

/** The tree with its leaves replaced, in order. */
export const withLeaves = <P>(tree: P, leaves: readonly Leaf[]): P => {
  let next = 0
  return mapLeaves(tree, "params", () => leaves[next++]) as P
}

// internal

/** Leaves by their place, without the tree's own name. */
const named = (name: string, tree: unknown): readonly (readonly [string, Node])[] =>
  leavesOf(tree, name).map(({ path, node }) => [path.slice(name.length), node])
