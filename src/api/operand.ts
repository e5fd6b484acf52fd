/** @file The operands of an operation: checked, then brought to one dtype and one shape. Plain numbers are weak. */
import type { DType } from "../../types/dtype.js"
import { broadcastTo, cast, fill } from "../graph/infer.js"
import { isNode, type Node } from "../graph/node.js"
import { convert } from "../graph/scalar.js"
import { broadcast } from "../shape/broadcast.js"
import { assertFits, assertFloat, assertNumbers, promote } from "../shape/dtype.js"
import { describe } from "../shape/operand.js"

export type Operand = Node | number

export const assertTensor = (op: string, x: unknown): Node => {
  if (isNode(x)) return x
  throw new TypeError(`${op}: expected a tensor, got ${describe(x)}: ${remedy(x)}`)
}

export const floatTensor = (op: string, x: unknown): Node => {
  const node = assertTensor(op, x)
  assertFloat(op, node.dtype)
  return node
}

/** Of floats or int32. */
export const numericTensor = (op: string, x: unknown): Node => {
  const node = assertTensor(op, x)
  assertNumbers(op, node.dtype)
  return node
}

/** Of numbers: bool counts as int32. */
export const numbersOf = (op: string, x: unknown): Node => {
  const node = assertTensor(op, x)
  return node.dtype === "bool" ? cast(node, "int32") : node
}

/** How to make a tensor of what is none. */
export const remedy = (x: unknown): string =>
  ArrayBuffer.isView(x)
    ? "use fromArray(values, shape)"
    : typeof x === "function"
      ? "call it with its tensor first"
      : "use tensor(value) to make one"

/** Tensors and numbers, of which at least one is a tensor. */
export const assertOperands = (op: string, values: readonly unknown[]): readonly Operand[] => {
  const operands = values.map((x) => assertOperand(op, x))
  if (!operands.some(isNode)) {
    throw new TypeError(`${op}: expected a tensor among ${values.join(" and ")}: ${remedy(values[0])}`)
  }
  return operands
}

/** Two tensors in their common dtype, floats or int32. */
export const numericTensors = (op: string, a: unknown, b: unknown): readonly [Node, Node] => {
  const [left, right] = inCommonDType([assertTensor(op, a), assertTensor(op, b)])
  assertNumbers(op, left.dtype)
  return [left, right]
}

export const inCommonDType = <const T extends readonly Node[]>(nodes: T): { readonly [I in keyof T]: Node } => {
  const dtype = commonDType(nodes)
  return nodes.map((node) => cast(node, dtype)) as { readonly [I in keyof T]: Node }
}

export const inCommonShape = <const T extends readonly Node[]>(
  op: string,
  nodes: T,
): { readonly [I in keyof T]: Node } => {
  const shape = commonShape(op, nodes)
  return nodes.map((node) => broadcastTo(node, shape)) as { readonly [I in keyof T]: Node }
}

/** The dtype of the tensors among the operands; numbers don't change it. */
export const commonDType = (operands: readonly Operand[]): DType =>
  operands
    .filter(isNode)
    .map((x) => x.dtype)
    .reduce(promote)

export const commonShape = (op: string, operands: readonly Operand[]): readonly number[] =>
  operands.map((x) => (isNode(x) ? x.shape : [])).reduce((a, b) => broadcast(op, a, b))

export const bring = (op: string, x: Operand, dtype: DType, shape: readonly number[]): Node => {
  if (isNode(x)) return broadcastTo(cast(x, dtype), shape)
  assertFits(op, x, dtype)
  return fill(convert(x, dtype), shape, dtype)
}

/** Two operands, of which one may be a number, in the given form of their common dtype and in their common shape. */
export const bringBoth = (
  op: string,
  a: unknown,
  b: unknown,
  dtypeOf: (op: string, common: DType) => DType,
): readonly [Node, Node] => {
  const operands = assertOperands(op, [a, b])
  const dtype = dtypeOf(op, commonDType(operands))
  const shape = commonShape(op, operands)
  const [left, right] = operands as readonly [Operand, Operand]
  return [bring(op, left, dtype, shape), bring(op, right, dtype, shape)]
}

/** The common dtype itself, if it is one of numbers. */
export const numeric = (op: string, common: DType): DType => {
  assertNumbers(op, common)
  return common
}

/** The common dtype itself, if it is float. */
export const real = (op: string, common: DType): DType => {
  assertFloat(op, common)
  return common
}

// internal

const assertOperand = (op: string, x: unknown): Operand => {
  if (isNode(x) || typeof x === "number") return x
  throw new TypeError(`${op}: expected a tensor or a number, got ${describe(x)}: ${remedy(x)}`)
}
