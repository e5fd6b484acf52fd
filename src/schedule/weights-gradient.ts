/**
 * @file Gradients through weights that are never written: where only the gradient reads a softmax's weights beside the
 * product with values. Its graph is written anew so that any block of it can be made from rows and columns: weights are
 * exp(x - shift) · inverse, two numbers a row that attention keeps, and Σ weight · slope over a row is Σ result ·
 * slope. Whatever becomes of that later, its numbers are those of the gradient.
 */
import { after, binary, broadcastTo, fill, insertAxes, productBy, reduce, unary } from "../graph/infer.js"
import { transposed } from "../graph/matrix.js"
import { type Node, sizeOf } from "../graph/node.js"
import { part } from "../graph/part.js"
import { topological, withInputs } from "../graph/walk.js"
import { gradientKeys } from "./attention.js"
import { type Found, findGradients, flow } from "./find-gradients.js"
import type { Product, Streamed, Weights } from "./used-up.js"
import { readersOf } from "./weights.js"

/**
 * The products of the gradients that `streamed` would find. `order` holds every node under the roots, operands first.
 */
export const productsOfGradients = (roots: readonly Node[], order: readonly Node[]): ReadonlySet<Node> =>
  new Set(findGradients(roots, order).flatMap(({ endings }) => endings.map(({ product }) => product)))

export const streamed = (roots: readonly Node[], before: readonly Node[]): Streamed => {
  const all = findGradients(roots, before)
  const weights = new Map<Node, Weights>()
  if (all.length === 0) return { roots, weights }
  const known = new Map<Node, Node>()
  const now = <N extends Node>(node: N): N => known.get(node) as N
  const softmaxes = new Map(all.map((found) => [found.softmax, found]))
  const slopes = new Map(all.map((found) => [found.slope, found]))
  const endings = new Map(
    all.flatMap((found) => found.endings.map((ending) => [ending.product as Node, { found, ending }])),
  )
  const states = new Map<Found, readonly [shift: Node, inverse: Node]>()
  const outers = new Map<Found, Product>()
  /** Those of which one product needs another, or whose readers could not wait. */
  const late = new Set<Found>()
  const parts = new Map<Node, readonly Product[]>()
  /** One step writes all products of a gradient: who reads one waits for all. */
  const waited = (node: Node): Node => {
    const { found, ending } = endings.get(node) ?? {}
    if (found === undefined) return now(node)
    const all = found.endings.flatMap(({ product }) => parts.get(product) ?? [])
    if (!found.endings.every(({ product }) => parts.has(product))) late.add(found)
    const sum = (parts.get(node) ?? []).map((part) => after(part, all)).reduce((a, b) => binary("add", a, b))
    return ending?.isTurned ? transposed(sum) : sum
  }
  const made = (node: Node): Node => {
    const softmax = softmaxes.get(node)
    if (softmax !== undefined) {
      const x = now(softmax.scores)
      const shift = overRow("max", x)
      const exp = unary("exp", binary("sub", x, spread(shift, x)))
      const total = overRow("sum", exp)
      const inverse = binary("div", fill(1, total.shape, total.dtype), total)
      states.set(softmax, [shift, inverse])
      return binary("mul", exp, spread(inverse, x))
    }
    const slope = slopes.get(node)
    if (slope !== undefined && known.has(slope.outer ?? slope.weights)) {
      const { op, inputs } = now(slope.slopes)
      const [given, across] = inputs as [Node, Node]
      const outer = slope.outer ? now(slope.outer) : productBy(op.rules, now(slope.weights), transposed(across))
      outers.set(slope, outer as Product)
      const share = overRow("sum", binary("mul", given, outer))
      return binary("mul", now(slope.softmax), binary("sub", now(slope.ofWeights), spread(share, node)))
    }
    const inputs = node.inputs.map(waited)
    const own = endings.get(node)
    if (own === undefined) return withInputs(node, inputs)
    const { ending, found } = own
    const left = ending.isTransposed ? transposed(now(ending.left)) : now(ending.left)
    const [a, b] = ending.isTurned ? [left, transposed(inputs[0] as Node)] : (inputs as [Node, Node])
    const [axis, depth] = [a.shape.length - 1, a.shape.at(-1) as number]
    const most = ending.isTransposed ? depth : keysOfPart(found.product.shape)
    const made = Array.from({ length: Math.ceil(depth / most) }, (_, i) => {
      const [from, count] = [i * most, Math.min(most, depth - i * most)]
      return productBy(ending.product.op.rules, part(a, axis, from, count), part(b, axis - 1, from, count)) as Product
    })
    parts.set(node, made)
    return made[0] as Product
  }
  // one gradient after the other, as the first of them needs nothing of the next
  const first = all.flatMap(({ outer, weights, endings }) => [
    outer ?? weights,
    ...endings.map(({ product }) => product),
  ])
  for (const node of topological([...first, ...roots])) known.set(node, made(node))
  const results = roots.map(waited)
  const order = topological(results)
  const [readers, places] = [readersOf(order), new Map(order.map((node, i) => [node, i]))]
  for (const found of all) {
    const [outer, state, product] = [outers.get(found), states.get(found), now(found.product)]
    if (outer === undefined || state === undefined || late.has(found)) continue
    const gradient = {
      ...{ outer, state, slopes: now(found.slopes), ofScores: now(found.ofScores) },
      products: found.endings
        .flatMap(({ product }) => parts.get(product) ?? [])
        .sort((a, b) => (places.get(a) as number) - (places.get(b) as number)),
      overKeys: found.endings.flatMap((each) => (each.isTransposed ? [] : (parts.get(each.product) ?? []))),
      keys: keysOfPart(product.shape),
    }
    const { inside } = flow(readers, [product, gradient.slopes])
    const each: Weights = {
      ...{ product, scores: now(found.scores), softmax: now(found.softmax), weights: now(found.weights) },
      ...{ inner: new Set([...inside, ...gradient.products.slice(0, -1)]), gradient },
    }
    weights.set(outer, each)
    weights.set(gradient.products.at(-1) as Node, each)
  }
  return { roots: results, weights }
}

// internal

/**
 * Enough parts for several threads where there are few matrices, each of many keys, whole blocks of which end a part.
 */
const keysOfPart = (shape: readonly number[]): number => {
  const [matrices, keys] = [sizeOf(shape.slice(0, -2)), shape.at(-1) as number]
  const parts = Math.max(1, Math.min(Math.ceil(8 / matrices), Math.floor(keys / 512)))
  return Math.ceil(keys / parts / gradientKeys) * gradientKeys
}

const overRow = (fn: "max" | "sum", x: Node): Node => reduce(fn, x, [x.shape.length - 1])

const spread = (row: Node, like: Node): Node => broadcastTo(insertAxes(row, [row.shape.length]), like.shape)
