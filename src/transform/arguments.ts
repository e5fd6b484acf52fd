/**
 * @file What functions are given and return, seen by a transform: names of places, leaves that count, trees that must
 * agree.
 */
import { sameShape } from "../graph/infer.js"
import { isNode, type Node } from "../graph/node.js"
import { branchesOf, leavesOf } from "../graph/tree.js"
import { isFloat } from "../shape/dtype.js"
import { DTypeError, ShapeError } from "../shape/error.js"
import { describe } from "../shape/operand.js"
import { show } from "../shape/sentence.js"
import type { Cotangents } from "./cotangents.js"
import { assertFloat } from "./marked.js"

/** How messages name the arguments of a function whose parameters have no names at run time. */
export const argument = (position: number): string => `argument ${position}`

/** The leaves of what a function returned, which must be float. */
export const resultsOf = (op: string, value: unknown): readonly Node[] =>
  leavesOf(value, "the result", op).map(({ path, node }) => {
    assertFloat(op, path, node)
    return node
  })

/** The leaves of a tree that must be like another: the same structure, shapes and dtypes. */
export const leavesLike = (
  op: string,
  path: string,
  tree: unknown,
  modelPath: string,
  model: unknown,
): readonly Node[] => {
  const expected = leavesOf(model, modelPath)
  const given = new Map(leavesOf(tree, path, op).map(({ path: at, node }) => [at.slice(path.length), node]))
  if (isNode(tree) !== isNode(model) || given.size !== expected.length) {
    throw new TypeError(`${op}: ${path} must be a tree like ${modelPath}, got ${describe(tree)}`)
  }
  return expected.map(({ path: at, node }) => {
    const place = at.slice(modelPath.length)
    const leaf = given.get(place)
    if (leaf === undefined) throw new TypeError(`${op}: ${path}${place} is missing`)
    assertLike(op, `${path}${place}`, leaf, at, node)
    return leaf
  })
}

/** The float tensors in a value of any kind, replaced; the value itself where there are none. */
export const mapFloats = (value: unknown, f: (node: Node) => unknown, path = ""): unknown => {
  if (isNode(value)) return isFloat(value.dtype) ? f(value) : value
  const branches = branchesOf(value, path)
  if (branches === undefined) return value
  const mapped = branches.map(({ key, branch, at }) => [key, mapFloats(branch, f, at)] as const)
  if (mapped.every(([, branch], i) => branch === branches[i]?.branch)) return value
  return Array.isArray(value) ? mapped.map(([, branch]) => branch) : Object.fromEntries(mapped)
}

/**
 * What a rule gave for each float tensor of an argument: one like it, or nothing where it or a tree around it is null.
 */
export const contributionsLike = (op: string, path: string, given: unknown, model: unknown): Cotangents => {
  if (given === null) return floatsOf(model).map(() => undefined)
  if (isNode(model)) {
    if (!isFloat(model.dtype)) return []
    if (!isNode(given))
      throw new TypeError(`${op}: the rule must give a tensor or null for ${path}, got ${describe(given)}`)
    assertLike(op, `what the rule gives for ${path}`, given, path, model)
    return [given]
  }
  const branches = branchesOf(model, path) ?? []
  const parts = new Map(branchesOf(given, path)?.map(({ key, branch }) => [key, branch]))
  return branches.flatMap(({ key, branch, at }) => {
    if (floatsOf(branch).length === 0) return []
    if (!parts.has(key)) throw new TypeError(`${op}: the rule must give a tensor or null for ${at}`)
    return contributionsLike(op, at, parts.get(key), branch)
  })
}

// internal

const floatsOf = (value: unknown): readonly Node[] => {
  const floats: Node[] = []
  mapFloats(value, (node) => {
    floats.push(node)
    return node
  })
  return floats
}

const assertLike = (op: string, path: string, given: Node, modelPath: string, model: Node): void => {
  if (given.dtype !== model.dtype) {
    throw new DTypeError(`${op}: ${path} is ${given.dtype}, but ${modelPath} is ${model.dtype}`)
  }
  if (!sameShape(given.shape, model.shape)) {
    throw new ShapeError(`${op}: ${path} is ${show(given.shape)}, but ${modelPath} is ${show(model.shape)}`)
  }
}
