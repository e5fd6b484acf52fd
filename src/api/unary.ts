/** @file Elementwise operations of one tensor. */
import { binary, cast, compare, fill, select, unary } from "../graph/infer.js"
import type { Node } from "../graph/node.js"
import type { UnaryFn } from "../graph/op.js"
import { assertFloat, assertNumbers, isFloat } from "../shape/dtype.js"
import { alwaysFirst, operation, type Untyped } from "./dual.js"
import { assertTensor } from "./operand.js"

export const neg: Untyped = operation(alwaysFirst, (x: unknown) => unary("neg", numbers("neg", x)))

export const abs: Untyped = operation(alwaysFirst, (x: unknown) => unary("abs", numbers("abs", x)))

export const sign: Untyped = operation(alwaysFirst, (x: unknown) => unary("sign", numbers("sign", x)))

export const square: Untyped = operation(alwaysFirst, (x: unknown) => {
  const node = numbers("square", x)
  return binary("mul", node, node)
})

export const relu: Untyped = operation(alwaysFirst, (x: unknown) => {
  const node = numbers("relu", x)
  const zero = fill(0, node.shape, node.dtype)
  // not `x > 0 ? x : 0`: a NaN must stay one
  return select(compare("le", node, zero), zero, node)
})

export const reciprocal: Untyped = operation(alwaysFirst, (x: unknown) => {
  const node = numbers("reciprocal", x)
  const real = isFloat(node.dtype) ? node : cast(node, "float32")
  return binary("div", fill(1, real.shape, real.dtype), real)
})

export const exp: Untyped = operation(alwaysFirst, (x: unknown) => floats("exp", x))

export const log: Untyped = operation(alwaysFirst, (x: unknown) => floats("log", x))

export const sqrt: Untyped = operation(alwaysFirst, (x: unknown) => floats("sqrt", x))

export const tanh: Untyped = operation(alwaysFirst, (x: unknown) => floats("tanh", x))

export const sigmoid: Untyped = operation(alwaysFirst, (x: unknown) => floats("sigmoid", x))

export const logicalNot: Untyped = operation(alwaysFirst, (x: unknown) =>
  unary("not", cast(assertTensor("logicalNot", x), "bool")),
)

// internal

const numbers = (op: string, x: unknown): Node => {
  const node = assertTensor(op, x)
  assertNumbers(op, node.dtype)
  return node
}

const floats = (op: UnaryFn, x: unknown): Node => {
  const node = assertTensor(op, x)
  assertFloat(op, node.dtype)
  return unary(op, node)
}
