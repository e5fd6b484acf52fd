/** @file Lists of tensors as one argument. */
import { isNode, type Node } from "../graph/node.js"
import { ShapeError } from "../shape/error.js"
import { nothingMessage } from "../shape/messages.js"
import { describe } from "../shape/operand.js"
import { assertTensor } from "./operand.js"

/** The tensors of a list, of which there is one at least. */
export const listOf = (op: string, tensors: unknown): readonly Node[] => {
  if (!Array.isArray(tensors)) {
    const got = isNode(tensors) ? "a tensor" : describe(tensors)
    throw new TypeError(`${op}: expected a list of tensors, got ${got}: use ${op}([a, b])`)
  }
  if (tensors.length === 0) throw new ShapeError(nothingMessage(op))
  return tensors.map((x) => assertTensor(op, x))
}
