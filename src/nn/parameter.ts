/** @file The tensors of one layer: parameters and states, checked where they are used, for they come from outside. */
import type { BesideMessage } from "../../types/layer-messages.js"
import type { AnyTensor, Shape, Tensor } from "../../types/tensor.js"
import { isTensor } from "../api/handle.js"
import { floatTensor } from "../api/operand.js"
import { sameShape } from "../graph/infer.js"
import type { Node } from "../graph/node.js"
import { assertFloat } from "../shape/dtype.js"
import { ShapeError } from "../shape/error.js"
import { assertLeaf, entriesOf } from "../shape/given.js"
import { describe } from "../shape/operand.js"
import { show } from "../shape/sentence.js"
import { assertSize } from "../shape/window.js"

/** `params.weight` of a layer, which has that shape. */
export const parameterOf = (params: unknown, name: string, shape: readonly number[]): Tensor =>
  entryOf("params", params, name, shape)

export const stateOf = (state: unknown, name: string, shape: readonly number[]): Tensor =>
  entryOf("state", state, name, shape)

/** The tensor a layer is applied to. */
export const assertInput = (op: string, x: unknown): AnyTensor => {
  if (!isTensor(x)) throw new TypeError(`${op}: expected a tensor, got ${describe(x)}`)
  assertFloat(op, x.dtype)
  return x
}

export const assertWidth = (op: string, what: string, value: unknown): number => assertSize(op, what, 1, value)

/** What a layer is given beside its input: a tensor of that shape. */
export const besideOf = (op: string, name: string, value: unknown, shape: readonly number[]): Node => {
  const node = floatTensor(`${op}: ${name}`, value)
  if (!sameShape(node.shape, shape)) throw new ShapeError(besideMessage(op, name, node.shape, show(shape)))
  return node
}

export const besideMessage = <
  const Op extends string,
  const Name extends string,
  const S extends Shape,
  const E extends string,
>(
  op: Op,
  name: Name,
  shape: S,
  expected: E,
): BesideMessage<Op, Name, S, E> => `${op}: ${name} is ${show(shape)}, not ${expected}` as BesideMessage<Op, Name, S, E>

// internal

const entryOf = (tree: string, entries: unknown, name: string, shape: readonly number[]): Tensor => {
  const [value] = entriesOf(tree, { keys: [name], isList: false, exact: false }, entries)
  // float64 is as good
  const dtype = isTensor(value) && value.dtype === "float64" ? value.dtype : "float32"
  return assertLeaf(`${tree}.${name}`, { shape, dtype }, isKnown, value) as Tensor
}

const isKnown = (value: unknown): value is AnyTensor & { readonly shape: readonly number[] } => isTensor(value)
