/** @file Tensors from literals, from typed arrays, and from a shape alone. */
import type { DType } from "../../types/dtype.js"
import { fill, iota } from "../graph/infer.js"
import { createNode, type Node, sizeOf } from "../graph/node.js"
import { convert } from "../graph/scalar.js"
import { assertDType, assertFits } from "../shape/dtype.js"
import { DTypeError, ShapeError } from "../shape/error.js"
import { literal } from "../shape/literal.js"
import { show } from "../shape/messages.js"
import { assertShape, describe } from "../shape/operand.js"
import { arrayOf, constantOf } from "./constant.js"
import { alwaysFirst, operation, tensorFirst, type Untyped } from "./dual.js"
import { assertTensor } from "./operand.js"

export const tensor: Untyped = operation(alwaysFirst, (data: unknown, dtype?: unknown) => {
  const { shape, dtype: kind, values } = literal("tensor", data, optionalDType(dtype))
  return constantOf(arrayOf(values, kind), shape, kind)
})

export const zeros: Untyped = operation(alwaysFirst, (shape: unknown, dtype?: unknown) =>
  filled("zeros", shape, 0, dtype),
)

export const ones: Untyped = operation(alwaysFirst, (shape: unknown, dtype?: unknown) =>
  filled("ones", shape, 1, dtype),
)

export const full: Untyped = operation(alwaysFirst, (shape: unknown, value: unknown, dtype?: unknown) =>
  filled("full", shape, value, dtype),
)

export const arange: Untyped = operation(alwaysFirst, (n: unknown) => iota(assertShape("arange", [n]), 0))

export const fromArray: Untyped = operation(alwaysFirst, (values: unknown, shape: unknown) => {
  const dtype = arrayDType(values)
  const array = values as ArrayLike<number>
  const to = assertShape("fromArray", shape)
  if (array.length !== sizeOf(to)) {
    throw new ShapeError(`fromArray: ${show(to)} has ${sizeOf(to)} elements but the array has ${array.length}`)
  }
  return constantOf(arrayOf(array, dtype), to, dtype)
})

export const label: Untyped = operation(tensorFirst, (x: unknown, name: unknown) => {
  const node = assertTensor("label", x)
  if (typeof name !== "string") throw new TypeError(`label: a name is a string, got ${describe(name)}`)
  return createNode(node.op, node.inputs, node.shape, node.dtype, name)
})

// internal

const optionalDType = (dtype: unknown): DType | undefined => (dtype === undefined ? undefined : assertDType(dtype))

const filled = (op: string, shape: unknown, value: unknown, dtype: unknown): Node => {
  const kind = optionalDType(dtype) ?? (typeof value === "boolean" ? "bool" : "float32")
  if (typeof value !== "number" && typeof value !== "boolean") {
    throw new TypeError(`${op}: a value is a number or a boolean, got ${describe(value)}`)
  }
  assertFits(op, Number(value), kind)
  return fill(convert(Number(value), kind), assertShape(op, shape), kind)
}

const arrayDType = (values: unknown): DType => {
  if (values instanceof Float32Array) return "float32"
  if (values instanceof Float64Array) return "float64"
  if (values instanceof Int32Array) return "int32"
  if (values instanceof Uint8Array) return "bool"
  throw new DTypeError(
    `fromArray: expected a Float32Array, Float64Array, Int32Array or Uint8Array (bool), got ${describe(values)}`,
  )
}
