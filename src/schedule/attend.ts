/** @file From two products, and what is done between and after them, to attention over strided views. */
import { type Node, sizeOf } from "../graph/node.js"
import type { CompareFn } from "../graph/op.js"
import { type Attention, untouched } from "./attention.js"
import { type Argument, type LoweredEpilogue, lowerEpilogue } from "./epilogue.js"
import { axesOf } from "./matmul.js"
import type { Nest, Store, Value } from "./nest.js"
import { batchOf, matrixOf, type Operand, operandOf } from "./operand.js"
import type { Trace } from "./traced.js"
import type { Weights } from "./used-up.js"

/** Weights that are not written, and what is traced of the work on them and on scores, where there is any. */
export interface Attending {
  readonly weights: Weights
  readonly onScores: Trace | undefined
  readonly onWeights: Trace | undefined
}

export const lowerAttention = (
  outer: Node,
  { weights: { product, softmax, gradient }, onScores, onWeights }: Attending,
  epilogue: Trace | undefined,
  isKept: boolean,
): { readonly attention: Attention; readonly arguments: readonly Node[] } => {
  const operands = [...product.inputs, outer.inputs[1]] as [Node, Node, Node]
  const [q, k, v] = operands.map(operandOf) as [Operand, Operand, Operand]
  const dims = outer.shape.slice(0, -2)
  const [m, d] = outer.shape.slice(-2) as [number, number]
  const [n, e] = [product.shape.at(-1), operands[0].shape.at(-1)] as [number, number]
  const args = [q, k, v].map((operand): Argument => {
    return { node: operand.node, batch: batchOf(operand) }
  })
  const work = ({ epilogue: { nest, per }, arguments: own }: LoweredEpilogue) => ({
    ...{ nest, per },
    arguments: own.slice(1).map((argument) => args.push(argument) - 1),
  })
  const on = (trace: Trace | undefined, elements: Node) =>
    trace && work(lowerEpilogue(trace, elements, false) as LoweredEpilogue)
  const scores = on(onScores, product)
  const weights = on(onWeights, softmax)
  const whole: LoweredEpilogue = {
    epilogue: { nest: untouched(m, d), per: "tile" },
    arguments: [{ node: outer, batch: dims.map((_, axis) => m * d * sizeOf(dims.slice(axis + 1))) }],
  }
  const after = epilogue === undefined ? whole : (lowerEpilogue(epilogue, outer, true) as LoweredEpilogue)
  const results = work(apart(after, isKept))
  const rows = dims.map((_, axis) => m * sizeOf(dims.slice(axis + 1)))
  const state = gradient?.state.map((node) => args.push({ node, batch: rows }) - 1)
  return {
    attention: {
      ...{ m, n, e, d, q: matrixOf(q), k: matrixOf(k), v: matrixOf(v), batch: axesOf(dims, args) },
      ...{ arguments: args.map(({ node }) => node.dtype), scores, weights, results },
      reach: scores && reachOf(scores.nest, (scores.nest.stores[0] as Store).value),
      ...(state && { state }),
    },
    arguments: args.map(({ node }) => node),
  }
}

/** The smallest c for which a selection by positions leaves -∞ wherever the column is beyond the row + c. */
export const reachOf = ({ values }: Nest, x: number): number | undefined => {
  const at = (index: number): Value => values[index] as Value
  const isHidden = (index: number): boolean => {
    const value = at(index)
    return value.kind === "literal" && value.value === Number.NEGATIVE_INFINITY
  }
  let least: number | undefined
  let value = at(x)
  while (value.kind === "select" && (isHidden(value.a) || isHidden(value.b))) {
    const isSeen = isHidden(value.b)
    const condition = at(value.condition)
    if (condition.kind === "compare") {
      const fn = isSeen ? condition.fn : negated[condition.fn]
      const reach = reachWhere(fn, at(condition.a), at(condition.b))
      if (reach !== undefined) least = Math.min(reach, least ?? reach)
    }
    value = at(isSeen ? value.a : value.b)
  }
  return least
}

// internal

/** Where the product is written, if it is, becomes another buffer than that of its elements. */
const apart = ({ epilogue: { nest, per }, arguments: own }: LoweredEpilogue, isKept: boolean): LoweredEpilogue => {
  const [first, ...stores] = nest.stores as [Store, ...Store[]]
  if (!isKept) return { epilogue: { nest: { ...nest, stores }, per }, arguments: own }
  const kept = { ...first, access: { ...first.access, buffer: own.length } }
  const buffers = [...nest.buffers, "float32" as const]
  return {
    epilogue: { nest: { ...nest, stores: [kept, ...stores], buffers }, per },
    arguments: [...own, own[0] as Argument],
  }
}

/** Of integers. */
const negated: { readonly [F in CompareFn]: CompareFn } = { eq: "ne", ne: "eq", lt: "ge", ge: "lt", gt: "le", le: "gt" }

const reachWhere = (fn: CompareFn, a: Value, b: Value): number | undefined => {
  if (fn === "le") return reachWhere("ge", b, a)
  if (fn === "lt") return reachWhere("gt", b, a)
  if ((fn !== "ge" && fn !== "gt") || a.kind !== "index" || b.kind !== "index") return undefined
  const [row, column] = [0, 1].map((i) => (a.strides[i] as number) - (b.strides[i] as number))
  return row === 1 && column === -1 ? a.offset - b.offset - (fn === "gt" ? 1 : 0) : undefined
}
