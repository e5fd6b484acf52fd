/**
 * @file Gradients through the weights of a softmax, as the rules of derivatives write them: found by the shape of the
 * graph, from the gradient of what the softmax is taken of, down to a product of slopes and up to the products that
 * read it.
 */
import { sameShape } from "../graph/infer.js"
import { transposed } from "../graph/matrix.js"
import { type Node, sizeOf } from "../graph/node.js"
import { isView, sameMap, throughViews } from "./index-map.js"
import { hasKernel } from "./lowered.js"
import { isPlain, operandOf } from "./operand.js"
import type { Product, Weights } from "./used-up.js"
import { elementMap, fewRows, isSoftmax, isZero, productUnder, type Readers, readersOf } from "./weights.js"

/** As the graph is before. */
export interface Found extends Omit<Weights, "inner" | "gradient">, Slope {
  /** Weights · values; none where nobody asks for it. */
  readonly outer: Product | undefined
  readonly slopes: Product
  readonly ofScores: Node
  readonly endings: readonly Ending[]
}

/** A product of the gradients of scores, or of weights. */
export interface Ending {
  readonly product: Product
  readonly left: Node
  readonly isTransposed: boolean
  /** Whether those are on the right, so that it is the transpose of a product. */
  readonly isTurned: boolean
}

/** The gradient of what a softmax is taken of, made from that of the softmax. */
export interface Slope {
  readonly slope: Node
  readonly softmax: Node
  readonly ofWeights: Node
}

/** `order` holds every node under the roots, operands first. */
export const findGradients = (roots: readonly Node[], order: readonly Node[]): readonly Found[] => {
  let readers: Readers | undefined
  return order.flatMap((node) => {
    const slope = slopeOf(node)
    if (slope === undefined) return []
    readers ??= readersOf(order)
    return foundOf(slope, readers, roots) ?? []
  })
}

/** All that is made of some nodes, up to the products that read it. */
export const flow = (readers: Readers, from: readonly Node[]) => {
  const [inside, ends] = [new Set(from), new Set<Product>()]
  for (const node of inside) {
    for (const reader of readers.get(node) ?? []) {
      if (inside.has(reader)) continue
      if (isProduct(reader)) ends.add(reader)
      else inside.add(reader)
    }
  }
  return { inside, ends }
}

// internal

const foundOf = (slope: Slope, readers: Readers, roots: readonly Node[]): Found | undefined => {
  const { softmax, ofWeights } = slope
  const scores = softmax.inputs[0]?.inputs[0] as Node
  const product = productUnder(scores, [])
  const chain = chainTo(ofWeights, isProduct)
  if (product?.dtype !== "float32" || chain === undefined) return undefined
  const slopes = chain.end as Product
  const [given, across] = slopes.inputs as [Node, Node]
  const { inside, ends } = flow(readers, [product, slopes])
  const ofSlope = flow(readers, [slope.slope]).inside
  // by what they read, and whether that is transposed
  const kinds = new Map<string, Ending>()
  for (const product of ends) {
    const [a, b] = product.inputs as [Node, Node]
    const isTurned = !inside.has(a)
    const read = isTurned ? b : a
    const left = plainOf(read)
    const ending = { product, left, isTransposed: isTurned === (left === read), isTurned }
    const kind = `${ofSlope.has(left) ? "scores" : "weights"} ${ending.isTransposed}`
    if (kinds.has(kind)) return undefined
    kinds.set(kind, ending)
  }
  const [forward, values] = [kinds.get("weights false"), kinds.get("weights true")]
  const [queries, keys] = [kinds.get("scores false"), kinds.get("scores true")]
  const weights = (forward ?? values)?.left ?? softmax
  const ofScores = (queries ?? keys)?.left
  const isOneEach = (values?.left ?? weights) === weights && (keys?.left ?? ofScores) === ofScores
  if (ofScores === undefined || !isOneEach) return undefined

  const own = chainTo(weights, (node) => node === softmax)?.factors.toReversed()
  const isSame = own?.length === chain.factors.length && own.every((factor, i) => same(factor, chain.factors[i]))
  if (!isSame || (values && !isRight(values, given))) return undefined
  const outer = forward?.product
  if (outer && (forward.isTurned || !isTransposeOf(across, outer.inputs[1] as Node))) return undefined
  const endings = [queries, keys, values].filter((each) => each !== undefined)
  const others = endings.map(({ product, isTurned }) => product.inputs[isTurned ? 0 : 1] as Node)
  const operands = [...product.inputs, given, across, ...others]
  const isOwn = [...inside].every((node) => hasKernel(node) && !roots.includes(node))
  const isWhole = [scores, softmax, weights, slopes, ofScores].every((node) => sameShape(node.shape, product.shape))
  const isSome = (product.shape.at(-2) as number) > fewRows && operands.every(({ shape }) => sizeOf(shape) > 0)
  if (!isOwn || !isWhole || !isSome || !operands.every((x) => !inside.has(x) && isPlain(operandOf(x)))) return undefined
  const columns = (product.inputs[0]?.shape.at(-1) as number) + (given.shape.at(-1) as number)
  const isSmall = columns > fewColumns && 4 * sizeOf(product.shape) <= cachedBytes
  if (isSmall && ![...inside].some(hidesByPosition)) return undefined
  return { ...slope, outer, product, scores, weights, slopes, ofScores, endings }
}

/**
 * Weights that are made again take one more product, of queries and keys. So many bytes of them are found in a cache
 * when they are read; what positions hide is not computed, which halves the work.
 */
const cachedBytes = 2 ** 22
const fewColumns = 64

const hidesByPosition = ({ op, inputs: [condition] }: Node): boolean =>
  op.kind === "select" && condition?.op.kind === "compare" && condition.inputs.every(isIota)

const isIota = (node: Node): boolean => node.op.kind === "iota" || (isView(node) && isIota(node.inputs[0] as Node))

const isRight = ({ product, isTurned }: Ending, right: Node): boolean => {
  const [a, b] = product.inputs as [Node, Node]
  return isTurned ? a !== right && plainOf(a) === right : b === right
}

const isProduct = (node: Node): node is Product => node.op.kind === "dot"

/** Without a last transpose. */
const plainOf = (node: Node): Node => {
  const [x] = node.inputs
  if (node.op.kind !== "permute" || x === undefined) return node
  const { order } = (transposed(x) as Node<"permute">).op
  return node.op.order.every((axis, i) => axis === order[i]) ? x : node
}

const isTransposeOf = (a: Node, b: Node): boolean => {
  const [x, y] = [operandOf(a), operandOf(transposed(b))]
  return x.node === y.node && x.offset === y.offset && JSON.stringify(x.axes) === JSON.stringify(y.axes)
}

/** w · g - w · Σ w · g, the gradient of what w is the softmax of. */
const slopeOf = (slope: Node): Slope | undefined => {
  const { op, inputs } = slope
  if (op.kind !== "binary" || op.fn !== "add") return undefined
  for (const [own, rows] of [inputs, inputs.toReversed()] as [Node, Node][]) {
    for (const [softmax, ofWeights] of factorsOf(own)) {
      const row = factorsOf(rows).find(([factor]) => factor === softmax)?.[1]
      if (row === undefined || softmax.op.kind !== "unary" || softmax.op.fn !== "exp") continue
      const all = elementMap(softmax.shape)
      const { node: sum, map } = throughViews(row, all)
      const [negated] = sum.inputs
      if (sum.op.kind !== "reduce" || sum.op.fn !== "sum" || !sameMap(map, all.slice(0, -1))) continue
      if (sum.op.axes.length !== 1 || sum.op.axes[0] !== all.length - 1) continue
      const isNegated = negated?.op.kind === "unary" && negated.op.fn === "neg" && negated.inputs[0] === own
      if (isNegated && isSoftmax(softmax, [])) return { slope, softmax, ofWeights }
    }
  }
  return undefined
}

/** Each factor, and the other one. */
const factorsOf = ({ op, inputs }: Node): readonly (readonly [Node, Node])[] =>
  op.kind === "binary" && op.fn === "mul" ? ([inputs, inputs.toReversed()] as [Node, Node][]) : []

/** What an element is multiplied with, or where it is 0. */
interface Factor {
  readonly kind: string
  readonly others: readonly unknown[]
}

const same = (a: Factor, b: Factor | undefined): boolean =>
  a.kind === b?.kind && a.others.every((other, i) => other === b.others[i])

/** The factors between a node and what they are applied to, the last first. */
const chainTo = (
  node: Node,
  isEnd: (node: Node) => boolean,
  depth = 0,
): { readonly end: Node; readonly factors: readonly Factor[] } | undefined => {
  if (isEnd(node)) return { end: node, factors: [] }
  const { op, inputs } = node
  const kind = op.kind === "binary" ? op.fn : op.kind
  const passed = kind === "mul" ? [0, 1] : kind === "div" ? [0] : kind === "select" ? [1, 2] : []
  for (const i of depth < 8 ? passed : []) {
    if (kind === "select" && !isZero(inputs[3 - i])) continue
    const under = chainTo(inputs[i] as Node, isEnd, depth + 1)
    const others = [...inputs.filter((_, at) => at !== i), ...(kind === "select" ? [i] : [])]
    if (under !== undefined) return { end: under.end, factors: [{ kind, others }, ...under.factors] }
  }
  return undefined
}
