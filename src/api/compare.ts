/** @file Comparisons: bool tensors. NaN differs from everything, itself included. */
import type { DType } from "../../types/dtype.js"
import { compare } from "../graph/infer.js"
import { isNode, type Node } from "../graph/node.js"
import type { CompareFn } from "../graph/op.js"
import { isInt32, promote } from "../shape/dtype.js"
import { operation, twoOperands, type Untyped } from "./dual.js"
import { assertOperands, bring, commonDType, commonShape, type Operand } from "./operand.js"

export const equal: Untyped = operation(twoOperands, (a: unknown, b: unknown) => comparison("equal", "eq", a, b))

export const notEqual: Untyped = operation(twoOperands, (a: unknown, b: unknown) => comparison("notEqual", "ne", a, b))

export const less: Untyped = operation(twoOperands, (a: unknown, b: unknown) => comparison("less", "lt", a, b))

export const lessEqual: Untyped = operation(twoOperands, (a: unknown, b: unknown) =>
  comparison("lessEqual", "le", a, b),
)

export const greater: Untyped = operation(twoOperands, (a: unknown, b: unknown) => comparison("greater", "gt", a, b))

export const greaterEqual: Untyped = operation(twoOperands, (a: unknown, b: unknown) =>
  comparison("greaterEqual", "ge", a, b),
)

// internal

const comparison = (op: string, fn: CompareFn, a: unknown, b: unknown): Node => {
  const operands = assertOperands(op, [a, b])
  const shape = commonShape(op, operands)
  const dtype = operands.reduce(withNumber, commonDType(operands))
  const [x, y] = operands.map((operand) => bring(op, operand, dtype, shape)) as [Node, Node]
  return compare(fn, x, y)
}

/** The result is bool whatever is compared, so a number that an integer tensor can't hold makes it compare as float32. */
const withNumber = (dtype: DType, x: Operand): DType =>
  isNode(x) ? dtype : promote(dtype, isInt32(x) ? "int32" : "float32")
