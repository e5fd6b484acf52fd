/**
 * @file Indices in tensors: int32, negative ones counted from the end, refused outside of their range when evaluated.
 */
import { binary, checkIndex, compare, fill, select } from "../graph/infer.js"
import type { Node } from "../graph/node.js"
import { DTypeError } from "../shape/error.js"
import { needsIndexTensor } from "../shape/index-messages.js"
import { assertTensor } from "./operand.js"

export const assertIndexTensor = (op: string, x: unknown): Node => {
  const node = assertTensor(op, x)
  if (node.dtype !== "int32") throw new DTypeError(needsIndexTensor(op, node.dtype))
  return node
}

/**
 * Positions along an axis of a size, below the limit. What is out of range stays as it is, so that the error shows it.
 */
export const positions = (op: string, indices: Node, size: number, limit: number = size): Node => {
  const whole = (value: number) => fill(value, indices.shape, "int32")
  const fromEnd = binary("and", compare("lt", indices, whole(0)), compare("ge", indices, whole(-size)))
  return checkIndex(select(fromEnd, binary("add", indices, whole(size)), indices), limit, op)
}
