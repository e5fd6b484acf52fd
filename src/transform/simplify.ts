/**
 * @file Smaller graphs with the same numbers: common subexpressions merge, constants fold, laws that are exact
 * in floating point apply. `x + 0` stays, since it changes -0; so does `0 · x`, since it hides NaN.
 */
import { after, binary, broadcastTo, concat, expand, fill, permute, reshapeTo, sameShape } from "../graph/infer.js"
import { type Node, sizeOf } from "../graph/node.js"
import type { BinaryFn, Primitive, ReduceFn } from "../graph/op.js"
import { printOp } from "../graph/print.js"
import { applyBinary, applyCompare, applyUnary } from "../graph/scalar.js"
import { rewrite, withInputs } from "../graph/walk.js"

export const simplify = (roots: readonly Node[]): readonly Node[] => {
  const simple = simplifying()
  return rewrite(roots, (node, inputs) => simple(withInputs(node, inputs)))
}

/** What takes the place of each node of a graph, of which the operands have been replaced. */
export const simplifying = (): ((node: Node) => Node) => {
  const merge = merging()
  return (node) => merge((laws[node.op.kind] as Law<Primitive>)(node, node.inputs as Inputs))
}

// internal

type Inputs = readonly [Node, Node, Node]

/** A node that equals the given one, of which the operands are already simple. */
type Law<P extends Primitive> = (node: Node<P>, inputs: Inputs) => Node

const keep: Law<Primitive> = (node) => node

const laws: { readonly [P in Primitive]: Law<P> } = {
  constant: keep,
  parameter: keep,
  fill: keep,
  iota: keep,
  random: keep,
  unary: (node, [x]) => {
    if (isFill(x)) return like(node, applyUnary(node.op, node.dtype)(x.op.value))
    const involution = node.op.fn === "neg" || node.op.fn === "not"
    return involution && isUnary(x) && x.op.fn === node.op.fn ? (x.inputs[0] as Node) : node
  },
  binary: (node, [a, b]) => {
    const { fn } = node.op
    if (isFill(a) && isFill(b)) return like(node, applyBinary(node.op, node.dtype)(a.op.value, b.op.value))
    if (isFill(b) && Object.is(b.op.value, rightIdentity[fn])) return a
    if (isFill(a) && fn === "mul" && a.op.value === 1) return b
    return node
  },
  compare: (node, [a, b]) =>
    isFill(a) && isFill(b) ? like(node, Number(applyCompare(node.op.fn)(a.op.value, b.op.value))) : node,
  select: (node, [condition, a, b]) => {
    if (a === b) return a
    if (isFill(condition)) return condition.op.value !== 0 ? a : b
    return node
  },
  cast: (node, [x]) => (x.dtype === node.dtype ? x : isFill(x) ? like(node, x.op.value) : node),
  reduce: (node, [x]) => {
    const extents = node.op.axes.map((axis) => x.shape[axis] as number)
    if (extents.every((extent) => extent === 1)) return single(node.op.fn, reshapeTo(x, node.shape))
    if (!isFill(x) || node.op.fn !== "sum") return node
    const total = sizeOf(extents) * x.op.value
    // sums of other fractions round on the way; and no sum is -0
    return Number.isInteger(x.op.value) && Math.abs(total) <= 2 ** 24 ? like(node, total + 0) : node
  },
  scan: keep,
  recurrence: keep,
  sort: keep,
  // an outer product, which joins what is computed around it
  dot: (node, [a, b]) => {
    if (a.shape.at(-1) !== 1) return node
    return single("sum", binary("mul", broadcastTo(a, node.shape), broadcastTo(b, node.shape)))
  },
  solve: keep,
  square: keep,
  factor: keep,
  reshape: (node, [x]) => {
    if (sameShape(node.shape, x.shape)) return x
    if (isFill(x)) return like(node, x.op.value)
    if (x.op.kind !== "reshape") return node
    return reshapeTo(x.inputs[0] as Node, node.shape)
  },
  permute: (node, [x]) => {
    if (isFill(x)) return like(node, x.op.value)
    const source = isPermute(x) ? (x.inputs[0] as Node) : x
    const order = isPermute(x) ? node.op.order.map((axis) => x.op.order[axis] as number) : node.op.order
    return order.every((axis, i) => axis === i) ? source : permute(source, order)
  },
  expand: (node, [x]) => {
    if (sameShape(node.shape, x.shape)) return x
    if (isFill(x)) return like(node, x.op.value)
    return x.op.kind === "expand" ? expand(x.inputs[0] as Node, node.shape) : node
  },
  slice: (node, [x]) => {
    const isWhole = sameShape(node.shape, x.shape) && node.op.steps.every((step) => step === 1)
    if (isWhole) return x
    return isFill(x) ? like(node, x.op.value) : node
  },
  concat: (node) => {
    const inputs = node.inputs.filter((input) => input.shape[node.op.axis] !== 0)
    return inputs.length === 0 ? (node.inputs[0] as Node) : concat(inputs, node.op.axis)
  },
  pad: (node, [x]) => {
    const isEmpty = sizeOf(x.shape) === 0
    return isEmpty || (isFill(x) && Object.is(x.op.value, node.op.value)) ? like(node, node.op.value) : node
  },
  window: (node, [x]) => (isFill(x) ? like(node, x.op.value) : node),
  overlap: keep,
  gather: keep,
  scatterAdd: keep,
  variable: (_, [x]) => x,
  stopGradient: (_, [x]) => x,
  custom: (_, [x]) => x,
  after: ({ inputs: [x, ...others] }) => {
    const waits = others.map(moved).filter((other) => !isFill(other))
    const wait = (y: Node): Node =>
      isFill(y) ? y : isMovement(y) ? withInputs(y, [wait(y.inputs[0] as Node)]) : after(y, waits)
    return wait(x as Node)
  },
  checkIndex: keep,
}

/** The right operand that leaves the left one as it is, bit for bit. */
const rightIdentity = {
  add: -0,
  sub: 0,
  mul: 1,
  div: 1,
  maximum: Number.NEGATIVE_INFINITY,
  minimum: Number.POSITIVE_INFINITY,
  and: 1,
  or: 0,
  pow: 1,
  atan2: undefined,
  rem: undefined,
  quotient: 1,
} as const satisfies { readonly [F in BinaryFn]: number | undefined }

/** One element is its own maximum and log-sum-exp, and its own sum but for -0; x - x makes an infinite one NaN. */
const single = (fn: ReduceFn, x: Node): Node => {
  if (fn === "lognormalizer") return binary("add", x, binary("sub", x, x))
  return fn === "sum" && x.dtype !== "int32" ? binary("add", x, fill(0, x.shape, x.dtype)) : x
}

const like = (node: Node, value: number): Node => fill(value, node.shape, node.dtype)

const isFill = (node: Node): node is Node<"fill"> => node.op.kind === "fill"
const isUnary = (node: Node): node is Node<"unary"> => node.op.kind === "unary"
const isPermute = (node: Node): node is Node<"permute"> => node.op.kind === "permute"

/** Movement of one operand. */
const isMovement = ({ op: { kind } }: Node): boolean =>
  kind === "reshape" || kind === "permute" || kind === "expand" || kind === "slice" || kind === "window"

const moved = (node: Node): Node => (isMovement(node) ? moved(node.inputs[0] as Node) : node)

/** The first node that was given with the same operation, operands, shape and dtype. */
const merging = (): ((node: Node) => Node) => {
  const identities = new Map<object, number>()
  const identity = (value: object): number => {
    const known = identities.get(value)
    if (known !== undefined) return known
    identities.set(value, identities.size)
    return identities.size - 1
  }
  const nodes = new Map<string, Node>()
  return (node) => {
    let key = node.op.kind === "constant" ? `constant ${identity(node.op.storage)}` : printOp(node)
    for (const input of node.inputs) key += ` ${identity(input)}`
    key += ` ${node.dtype} ${node.shape.join(" ")}`
    const known = nodes.get(key)
    if (known !== undefined) return known
    nodes.set(key, node)
    return node
  }
}
