/** @file The tensors of one layer: parameters and states, checked where they are used, for they come from outside. */
import type { AnyTensor, Tensor } from "../../types/tensor.js"
import { isTensor } from "../api/handle.js"
import { sameShape } from "../graph/infer.js"
import { assertFloat } from "../shape/dtype.js"
import { ShapeError } from "../shape/error.js"
import { describe } from "../shape/operand.js"
import { show } from "../shape/sentence.js"
import { assertSize } from "../shape/window.js"

/** `params.weight` of a layer, which has that shape. */
export const parameterOf = (op: string, params: unknown, name: string, shape: readonly number[]): Tensor =>
  entryOf(op, "params", params, name, shape)

export const stateOf = (op: string, state: unknown, name: string, shape: readonly number[]): Tensor =>
  entryOf(op, "state", state, name, shape)

/** The tensor a layer is applied to. */
export const assertInput = (op: string, x: unknown): AnyTensor => {
  if (!isTensor(x)) throw new TypeError(`${op}: expected a tensor, got ${describe(x)}`)
  assertFloat(op, x.dtype)
  return x
}

export const assertWidth = (op: string, what: string, value: unknown): number => assertSize(op, what, 1, value)

// internal

type Entries = Readonly<Record<string, unknown>>

const entryOf = (op: string, tree: string, entries: unknown, name: string, shape: readonly number[]): Tensor => {
  const value = typeof entries === "object" && entries !== null ? (entries as Entries)[name] : undefined
  if (!isTensor(value)) throw new TypeError(`${op}: ${tree}.${name} is not a tensor: got ${describe(value)}`)
  assertFloat(op, value.dtype)
  if (!sameShape(value.shape as readonly number[], shape)) {
    throw new ShapeError(`${op}: ${tree}.${name} is ${show(value.shape)}, not ${show(shape)}`)
  }
  return value as Tensor
}
