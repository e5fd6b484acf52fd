/** @file Trees at run time: records, tuples and lists of leaves, with a name for each leaf's place. */
import { describe, isRecord } from "../shape/operand.js"
import { isNode, type Node } from "./node.js"

/** The leaves in the order of keys. `path` names a leaf in messages: `params[0].weight`; `op` is who asks. */
export const leavesOf = (tree: unknown, path: string, op = ""): readonly { path: string; node: Node }[] => {
  const leaves: { path: string; node: Node }[] = []
  const add = (node: Node, at: string): Node => {
    leaves.push({ path: at, node })
    return node
  }
  mapLeaves(tree, path, add, op)
  return leaves
}

/** The same tree with each tensor replaced; anything that is neither a tensor nor a container is refused. */
export const mapLeaves = (tree: unknown, path: string, f: (node: Node, path: string) => unknown, op = ""): unknown =>
  mapTree(tree, path, isNode, f, op)

/** The same tree with each leaf replaced; anything that is neither a leaf nor a container is refused. */
export const mapTree = <L>(
  tree: unknown,
  path: string,
  isLeaf: (value: unknown) => value is L,
  f: (leaf: L, path: string) => unknown,
  op = "",
): unknown => {
  if (isLeaf(tree)) return f(tree, path)
  const branches = branchesOf(tree, path)
  if (branches === undefined) {
    const subject = op === "" ? "" : `${op}: `
    throw new TypeError(`${subject}${path || "the input"} is not a tensor: got ${describe(tree)}`)
  }
  const mapped = branches.map(({ key, branch, at }) => [key, mapTree(branch, at, isLeaf, f, op)] as const)
  return Array.isArray(tree) ? mapped.map(([, branch]) => branch) : Object.fromEntries(mapped)
}

/** Makes the same tree of other leaves, which it asks for in the order of keys. */
export const remaking = (tree: unknown): ((next: () => unknown) => unknown) => {
  const branches = isNode(tree) ? undefined : branchesOf(tree, "")
  if (branches === undefined) return (next) => next()
  const parts = branches.map(({ key, branch }) => [key, remaking(branch)] as const)
  if (Array.isArray(tree)) return (next) => parts.map(([, part]) => part(next))
  // copying a record is faster than making one key by key, and has keys like __proto__ as its own
  const record: Record<string, unknown> = Object.fromEntries(parts)
  return (next) => {
    const made = { ...record }
    for (const [key, part] of parts) made[key] = part(next)
    return made
  }
}

export interface Branch {
  readonly key: string
  readonly branch: unknown
  readonly at: string
}

/** A list or a record. */
export const isContainer = (value: unknown): value is Readonly<Record<string, unknown>> =>
  Array.isArray(value) || isRecord(value)

/** What a container holds, undefined for anything else. */
export const branchesOf = (tree: unknown, path: string): readonly Branch[] | undefined => {
  if (path.length > longestPath) throw new TypeError(`${path.slice(0, 60)}… has no end: a tree is no part of itself`)
  if (Array.isArray(tree)) return tree.map((branch, i) => ({ key: `${i}`, branch, at: `${path}[${i}]` }))
  if (!isRecord(tree)) return undefined
  return Object.entries(tree).map(([key, branch]) => ({ key, branch, at: path === "" ? key : `${path}.${key}` }))
}

// internal

const longestPath = 2000
