/** @file Elementwise operations of two tensors, or of a tensor and a number. */
import { binary } from "../graph/infer.js"
import type { Node } from "../graph/node.js"
import type { BinaryFn } from "../graph/op.js"
import { assertNumbers, promote } from "../shape/dtype.js"
import { operation, twoOperands, type Untyped } from "./dual.js"
import { assertOperands, bring, commonDType, commonShape } from "./operand.js"

export const add: Untyped = operation(twoOperands, (a: unknown, b: unknown) => arithmetic("add", a, b))

export const sub: Untyped = operation(twoOperands, (a: unknown, b: unknown) => arithmetic("sub", a, b))

export const mul: Untyped = operation(twoOperands, (a: unknown, b: unknown) => arithmetic("mul", a, b))

export const div: Untyped = operation(twoOperands, (a: unknown, b: unknown) => arithmetic("div", a, b))

export const maximum: Untyped = operation(twoOperands, (a: unknown, b: unknown) => arithmetic("maximum", a, b))

export const minimum: Untyped = operation(twoOperands, (a: unknown, b: unknown) => arithmetic("minimum", a, b))

export const logicalAnd: Untyped = operation(twoOperands, (a: unknown, b: unknown) =>
  logical("logicalAnd", "and", a, b),
)

export const logicalOr: Untyped = operation(twoOperands, (a: unknown, b: unknown) => logical("logicalOr", "or", a, b))

// internal

const arithmetic = (op: Exclude<BinaryFn, "and" | "or">, a: unknown, b: unknown): Node => {
  const operands = assertOperands(op, [a, b])
  const common = commonDType(operands)
  assertNumbers(op, common)
  const dtype = op === "div" ? promote(common, "float32") : common
  const shape = commonShape(op, operands)
  const [x, y] = operands.map((operand) => bring(op, operand, dtype, shape)) as [Node, Node]
  return binary(op, x, y)
}

const logical = (op: string, fn: "and" | "or", a: unknown, b: unknown): Node => {
  const operands = assertOperands(op, [a, b])
  const shape = commonShape(op, operands)
  const [x, y] = operands.map((operand) => bring(op, operand, "bool", shape)) as [Node, Node]
  return binary(fn, x, y)
}
