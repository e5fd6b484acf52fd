/**
 * @file The derivative of each primitive, as graph: from the cotangent of a node to those of its inputs.
 */
import {
  binary,
  broadcastTo,
  cast,
  compare,
  fill,
  gather,
  insertAxes,
  overlap,
  permute,
  reduce,
  reshape,
  scatterAdd,
  select,
  slice,
  spread,
  unary,
  window,
} from "../graph/infer.js"
import type { Node } from "../graph/node.js"
import type { Primitive, ReduceFn, UnaryFn } from "../graph/op.js"
import { part } from "../graph/part.js"
import { dot } from "../primitives/dot.js"
import { cos, geluSlope, sin } from "../primitives/elementary.js"
import { isFloat } from "../shape/dtype.js"
import type { Cotangents } from "./cotangents.js"
import { ruleOf } from "./rule.js"
import { binaryCotangents } from "./vjp-binary.js"
import { factorCotangent } from "./vjp-factor.js"
import { solveCotangents, squareCotangent } from "./vjp-linear-algebra.js"
import { productCotangent as cotangentOfProduct, recurrenceCotangents, scanCotangent } from "./vjp-scan.js"

/** The cotangents of a node's inputs, given the node's own. */
export const vjp = (node: Node, cotangent: Node): Cotangents =>
  (rules[node.op.kind] as Rule<Primitive>)(node, cotangent, node.inputs as readonly [Node, Node, Node])

// internal

type Rule<P extends Primitive> = (node: Node<P>, cotangent: Node, inputs: readonly [Node, Node, Node]) => Cotangents

const none: Rule<Primitive> = () => []

const rules: { readonly [P in Primitive]: Rule<P> } = {
  constant: none,
  parameter: none,
  fill: none,
  iota: none,
  random: none,
  unary: (node, g, [x]) => [unaries[node.op.fn](g, x, node)],
  binary: (node, g, [a, b]) => binaryCotangents[node.op.fn](g, a, b, node),
  compare: none,
  select: (_, g, [condition]) => [
    undefined,
    select(condition, g, constantLike(g, 0)),
    select(condition, constantLike(g, 0), g),
  ],
  cast: (_, g, [x]) => [isFloat(x.dtype) ? cast(g, x.dtype) : undefined],
  reduce: (node, g, [x]) => {
    const spread = (y: Node) => broadcastTo(insertAxes(y, node.op.axes), x.shape)
    return [reductions[node.op.fn](g, x, node, spread, node.op.axes)]
  },
  scan: (node, g, [x]) => [scanCotangent[node.op.fn](g, x, node, node.op.axis)],
  recurrence: (node, g, [a]) => recurrenceCotangents(g, a, node, node.op.axis),
  sort: none,
  dot: (_, g, [a, b]) => [dot(g, transpose(b)), productCotangent(a, b, g)],
  solve: (node, g, [a]) => solveCotangents(g, a, node),
  square: (node, g, [x]) => [squareCotangent[node.op.routine.fn](g, x, node)],
  factor: (node, g, [x]) => [factorCotangent[node.op.routine.fn](g, x, node)],
  reshape: (_, g, [x]) => [reshape(g, x.shape)],
  permute: (node, g) => [
    permute(
      g,
      node.op.order.map((_, axis) => node.op.order.indexOf(axis)),
    ),
  ],
  expand: (node, g, [x]) => {
    const grown = x.shape.flatMap((dim, axis) => (dim === 1 && node.shape[axis] !== 1 ? [axis] : []))
    return [insertAxes(reduce("sum", g, grown), grown)]
  },
  slice: ({ op: { starts, steps } }, g, [x]) => [spread(g, starts, steps, x.shape, 0)],
  pad: ({ op: { starts, steps } }, g, [x]) => [slice(g, starts, steps, x.shape)],
  concat: (node, g) => {
    const { axis } = node.op
    let from = 0
    return node.inputs.map((input) => {
      const start = from
      const count = input.shape[axis] as number
      from += count
      return part(g, axis, start, count)
    })
  },
  window: (node, g, [x]) => [overlap(g, node.op, x.shape.slice(-node.op.strides.length))],
  overlap: (node, g, [x]) => [window(g, node.op, x.shape.slice(-2 * node.op.strides.length))],
  gather: (node, g, [x, indices]) => [scatterAdd(indices, g, node.op.axis, x.shape[node.op.axis] as number), undefined],
  scatterAdd: (node, g, [indices]) => [undefined, gather(g, indices, node.op.axis)],
  variable: (_, g) => [g],
  stopGradient: none,
  custom: (node, g) => [undefined, ...ruleOf(node).cotangents(g, node)],
  after: (_, g) => [g],
  checkIndex: none,
}

const unaries: { readonly [F in UnaryFn]: (g: Node, x: Node, y: Node) => Node | undefined } = {
  neg: (g) => unary("neg", g),
  abs: (g, x) => binary("mul", g, unary("sign", x)),
  sign: () => undefined,
  not: () => undefined,
  floor: () => undefined,
  ceil: () => undefined,
  round: () => undefined,
  trunc: () => undefined,
  exp: (g, _, y) => binary("mul", g, y),
  exp2: (g, _, y) => binary("mul", g, scaled(y, Math.LN2)),
  // the exponential, since y + 1 loses its digits where y is near -1
  expm1: (g, x) => binary("mul", g, unary("exp", x)),
  log: (g, x) => binary("div", g, x),
  log2: (g, x) => binary("div", g, scaled(x, Math.LN2)),
  log10: (g, x) => binary("div", g, scaled(x, Math.LN10)),
  log1p: (g, x) => binary("div", g, binary("add", x, constantLike(x, 1))),
  sqrt: (g, _, y) => binary("div", scaled(g, 0.5), y),
  sin: (g, x) => binary("mul", g, cos(x)),
  cos: (g, x) => unary("neg", binary("mul", g, sin(x))),
  atan: (g, x) => binary("div", g, binary("add", binary("mul", x, x), constantLike(x, 1))),
  tanh: (g, _, y) => binary("mul", g, binary("sub", constantLike(y, 1), binary("mul", y, y))),
  sigmoid: (g, _, y) => binary("mul", g, binary("mul", y, binary("sub", constantLike(y, 1), y))),
  erf: (g, x) => binary("mul", g, scaled(gaussian(x), 2 / Math.sqrt(Math.PI))),
  erfc: (g, x) => binary("mul", g, scaled(gaussian(x), -2 / Math.sqrt(Math.PI))),
  gelu: (g, x) => binary("mul", g, geluSlope(x)),
  geluSlope: (g, x) => {
    const length = square(near(x))
    const density = scaled(unary("exp", scaled(length, -0.5)), 1 / Math.sqrt(2 * Math.PI))
    return binary("mul", g, binary("mul", density, binary("sub", constantLike(x, 2), length)))
  },
}

const scaled = (x: Node, factor: number): Node => binary("mul", x, constantLike(x, factor))

const gaussian = (x: Node): Node => unary("exp", unary("neg", square(near(x))))

const square = (x: Node): Node => binary("mul", x, x)

/** As far as densities are above 0: beyond, their slopes would be 0 · ∞. */
const near = (x: Node): Node => binary("minimum", binary("maximum", x, constantLike(x, -40)), constantLike(x, 40))

type ReduceRule = (g: Node, x: Node, y: Node, spread: (y: Node) => Node, axes: readonly number[]) => Node

/**
 * Ties share the cotangent evenly; where a NaN is the extremum there is none to share: 0 / 0 (PyTorch's amax, amin).
 */
const extremum: ReduceRule = (g, x, y, spread, axes) => {
  const hit = cast(compare("eq", x, spread(y)), g.dtype)
  return binary("mul", hit, spread(binary("div", g, reduce("sum", hit, axes))))
}

/** Softmax, written so that it fuses with the log-sum-exp it belongs to. */
const softmaxCotangent = (g: Node, x: Node, y: Node, spread: (y: Node) => Node): Node =>
  binary("mul", spread(g), unary("exp", binary("sub", x, spread(y))))

const reductions: { readonly [F in ReduceFn]: ReduceRule } = {
  sum: (g, _x, _y, spread) => spread(g),
  prod: (g, x, _y, spread, axes) => cotangentOfProduct(spread(g), x, axes),
  max: extremum,
  min: extremum,
  logsumexp: (g, x, y, spread) => softmaxCotangent(g, x, y, spread),
  lognormalizer: (g, x, y, spread) => softmaxCotangent(g, x, y, spread),
}

/** aᵀ g; as (gᵀ a)ᵀ where b is itself a transposed matrix, so that the two transposes cancel. */
const productCotangent = (a: Node, b: Node, g: Node): Node => {
  const plain = transpose(b)
  const isTransposed = b.op.kind === "permute" && sameOrder(b.op.order, (plain as Node<"permute">).op.order)
  return isTransposed ? transpose(dot(transpose(g), a)) : dot(transpose(a), g)
}

const sameOrder = (a: readonly number[], b: readonly number[]): boolean => a.every((axis, i) => axis === b[i])

const transpose = (x: Node): Node => {
  const last = x.shape.length - 1
  return permute(
    x,
    x.shape.map((_, axis) => (axis === last ? last - 1 : axis === last - 1 ? last : axis)),
  )
}

const constantLike = (x: Node, value: number): Node => fill(value, x.shape, x.dtype)
