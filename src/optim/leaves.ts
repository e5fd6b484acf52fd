/** @file Several trees of one structure, leaf by leaf. */
import type { Tensor } from "../../types/tensor.js"
import { tensorOf } from "../api/handle.js"
import { isNode } from "../graph/node.js"
import { branchesOf, mapLeaves } from "../graph/tree.js"
import { assertLeaf, entriesOf, placed, placeIn } from "../shape/given.js"
import { describe } from "../shape/operand.js"

/** Float tensors of any shape: the arithmetic of optimizers is the same for all. */
export type Leaf = Tensor

/**
 * The leaves of the first tree, each with those at the same place in the others. Names are for messages.
 * Throws where a tree lacks a leaf, has one too many, or has one of another shape or dtype.
 */
export const alignedLeaves = (
  trees: readonly (readonly [name: string, tree: unknown])[],
): readonly (readonly Leaf[])[] => {
  const [[name, first], ...others] = trees as [Named, ...Named[]]
  if (isNode(first)) {
    const leaves = [first, ...others.map(([path, other]) => assertLeaf(path, first, isNode, other))]
    return [leaves.map((leaf) => tensorOf(leaf) as Leaf)]
  }
  const branches = branchesOf(first, name)
  if (branches === undefined) throw new TypeError(`${name} is not a tensor: got ${describe(first)}`)
  const isList = Array.isArray(first)
  const known = { keys: branches.map(({ key }) => key), isList, exact: true }
  const entries = others.map(([path, other]) => [path, entriesOf(path, known, other)] as const)
  return branches.flatMap(({ key, branch, at }, i) =>
    alignedLeaves([[at, branch], ...entries.map(([path, all]): Named => [placeIn(path, key, isList), all[i]])]),
  )
}

/** The tree with its leaves replaced, in order. */
export const withLeaves = <P>(tree: P, leaves: readonly Leaf[]): P => {
  let next = 0
  return mapLeaves(tree, "params", () => leaves[next++]) as P
}

/** Throws where a state lacks an entry, or, as a list, has one too many. Leaves are checked where they are used. */
export const assertState = (state: unknown, keys: readonly string[], isList = false): void => {
  entriesOf("state", { keys, isList, exact: isList }, state)
}

/** What `f` says of its state, said of the entry that it is. */
export const inState = <T>(place: string, f: () => T): T => {
  try {
    return f()
  } catch (error) {
    throw placed(error, place, "state") ?? error
  }
}

// internal

type Named = readonly [name: string, tree: unknown]
