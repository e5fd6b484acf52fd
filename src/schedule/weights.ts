/**
 * @file Products of weights that are never written: the left operand is a softmax of another product's elements, and
 * nobody else reads what lies between the two products. Found by the shape of the graph, whoever wrote it.
 */
import { sameShape } from "../graph/infer.js"
import { type Node, sizeOf } from "../graph/node.js"
import { along, type IndexMap, isView, origin, sameMap } from "./index-map.js"
import { spreadLogSumExp } from "./lse.js"
import { isPlain, operandOf } from "./operand.js"
import type { Weights } from "./used-up.js"

/** By the outer product. `order` holds every node under the roots; those that are `excluded` are computed otherwise. */
export const findWeights = (
  roots: readonly Node[],
  order: readonly Node[],
  excluded: (node: Node) => boolean,
): Map<Node, Weights> => {
  const found = new Map<Node, Weights>()
  for (const node of order) {
    const weights = node.op.kind === "dot" && !excluded(node) ? weightsOf(node) : undefined
    if (weights !== undefined) found.set(node, weights)
  }
  if (found.size === 0) return found
  const readers = readersOf(order)
  for (const [outer, { inner }] of found) {
    const isOwn = (reader: Node): boolean => reader === outer || inner.has(reader)
    const isRead = (node: Node): boolean => roots.includes(node) || !readers.get(node)?.every(isOwn)
    if ([...inner].some((node) => excluded(node) || isRead(node))) found.delete(outer)
  }
  return found
}

export type Readers = ReadonlyMap<Node, readonly Node[]>

export const readersOf = (order: readonly Node[]): Readers => {
  const readers = new Map<Node, Node[]>()
  for (const node of order) {
    for (const input of node.inputs) {
      const known = readers.get(input)
      if (known === undefined) readers.set(input, [node])
      else known.push(node)
    }
  }
  return readers
}

/** Each element at its place. */
export const elementMap = (shape: readonly number[]): IndexMap =>
  shape.map((dim, axis) => (dim === 1 ? origin : along(axis)))

export const isZero = (node: Node | undefined): boolean => node?.op.kind === "fill" && node.op.value === 0

/** Products of so few rows read what they would have to pack here; weights are no larger than keys and values then. */
export const fewRows = 16

/** exp(x - lognormalizer x), along the last axis. */
export const isSoftmax = ({ inputs: [logp], shape }: Node, passed: Node[]): boolean => {
  if (logp?.op.kind !== "binary" || logp.op.fn !== "sub") return false
  const [x, subtracted] = logp.inputs as [Node, Node]
  const map = elementMap(shape)
  const spread = spreadLogSumExp(subtracted, map)
  if (spread?.node.op.fn !== "lognormalizer" || spread.node.inputs[0] !== x) return false
  const { axes } = spread.node.op
  if (axes.length !== 1 || axes[0] !== shape.length - 1 || !sameMap(spread.map, map.slice(0, -1))) return false
  for (let view = subtracted; isView(view); view = view.inputs[0] as Node) passed.push(view)
  passed.push(logp, spread.node)
  return true
}

/** The only product of the same size in the elementwise work that leads to a node. */
export const productUnder = (scores: Node, passed: Node[]): Node<"dot"> | undefined => {
  const holds = new Map<Node, boolean>()
  const products: Node[] = []
  const visit = (node: Node): boolean => {
    const known = holds.get(node)
    if (known !== undefined) return known
    if (holds.size > mostNodes || sizeOf(node.shape) !== sizeOf(scores.shape)) return false
    holds.set(node, false)
    const isProduct = node.op.kind === "dot"
    if (isProduct) products.push(node)
    const isHolder = isProduct || (elementwise.has(node.op.kind) && node.inputs.map(visit).some((held) => held))
    holds.set(node, isHolder)
    if (isHolder) passed.push(node)
    return isHolder
  }
  visit(scores)
  return products.length === 1 ? (products[0] as Node<"dot">) : undefined
}

// internal

/** Nodes that are looked at between the products: what a kernel could hold. */
const mostNodes = 64

const weightsOf = (outer: Node): Weights | undefined => {
  const [left] = outer.inputs as [Node]
  const [m, d] = outer.shape.slice(-2) as [number, number]
  if (outer.dtype !== "float32" || m <= fewRows || sizeOf(left.shape) * d === 0) return undefined
  const inner: Node[] = []
  const weights = reshaped(left, inner)
  const softmax = softmaxUnder(weights, inner)
  if (softmax === undefined) return undefined
  const logp = softmax.inputs[0] as Node
  const scores = reshaped(logp.inputs[0] as Node, inner)
  const product = productUnder(scores, inner)
  if (product === undefined || product.shape.at(-1) !== left.shape.at(-1)) return undefined
  // a tile takes at least one step of k
  if (product.inputs[0]?.shape.at(-1) === 0) return undefined
  const isAligned = sameShape(product.shape.slice(0, -1), outer.shape.slice(0, -1))
  if (!isAligned || !(weights === softmax || sameShape(product.shape, softmax.shape))) return undefined
  if (![...product.inputs, outer.inputs[1] as Node].every((operand) => isPlain(operandOf(operand)))) return undefined
  return { product, scores, softmax, weights, inner: new Set(inner) }
}

const reshaped = (node: Node, passed: Node[]): Node => {
  let source = node
  while (source.op.kind === "reshape" && source.shape.at(-1) === source.inputs[0]?.shape.at(-1)) {
    passed.push(source)
    source = source.inputs[0] as Node
  }
  return source
}

/** The softmax over the last axis in what a factor passes through, with all that leads to it and belongs to it. */
const softmaxUnder = (node: Node, passed: Node[], depth = 0): Node | undefined => {
  const { op, inputs } = node
  const under = (operand: number): Node | undefined =>
    depth < 8 ? softmaxUnder(inputs[operand] as Node, passed, depth + 1) : undefined
  let found: Node | undefined
  if (op.kind === "unary" && op.fn === "exp") found = isSoftmax(node, passed) ? node : undefined
  else if (op.kind === "select") found = isZero(inputs[2]) ? under(1) : isZero(inputs[1]) ? under(2) : undefined
  else if (op.kind === "binary" && op.fn === "mul") found = under(0) ?? under(1)
  else if (op.kind === "binary" && op.fn === "div") found = under(0)
  if (found !== undefined) passed.push(node)
  return found
}

const elementwise: ReadonlySet<Node["op"]["kind"]> = new Set([
  ...(["unary", "binary", "compare", "select", "cast", "reshape"] as const),
])
