/** @file Trees of tensors at run time: records, tuples and lists whose leaves are nodes. */
import { isNode, type Node } from "./node.js"

/** The leaves in the order of keys. `path` names a leaf in messages: `params[0].weight`. */
export const leavesOf = (tree: unknown, path: string): readonly { path: string; node: Node }[] => {
  const leaves: { path: string; node: Node }[] = []
  mapLeaves(tree, path, (node, at) => {
    leaves.push({ path: at, node })
    return node
  })
  return leaves
}

/** The same tree with each leaf replaced; anything that is neither a tensor nor a container is refused. */
export const mapLeaves = (tree: unknown, path: string, f: (node: Node, path: string) => unknown): unknown => {
  if (isNode(tree)) return f(tree, path)
  if (Array.isArray(tree)) return tree.map((branch, i) => mapLeaves(branch, `${path}[${i}]`, f))
  if (isRecord(tree)) {
    const branches = Object.entries(tree)
    return Object.fromEntries(branches.map(([key, branch]) => [key, mapLeaves(branch, `${path}.${key}`, f)]))
  }
  throw new TypeError(`${path} is not a tensor: got ${describe(tree)}`)
}

// internal

const isRecord = (value: unknown): value is Record<string, unknown> => {
  if (typeof value !== "object" || value === null) return false
  const prototype = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

const describe = (value: unknown): string =>
  value === null ? "null" : typeof value === "object" ? (value.constructor?.name ?? "an object") : typeof value
