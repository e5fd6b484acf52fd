/**
 * @file The operands of losses: a float prediction and what it is compared with, brought to one dtype and one shape.
 */
import { broadcastTo, cast, sameShape } from "../graph/infer.js"
import type { Node } from "../graph/node.js"
import { ShapeError } from "../shape/error.js"
import { factorMessage, sameTargetMessage } from "../shape/loss-messages.js"
import { assertTensor, floatTensor, inCommonDType, inCommonShape } from "./operand.js"

/** Two operands, broadcast. */
export const lossOperands = (op: string, x: unknown, target: unknown): readonly [Node, Node] => {
  return inCommonShape(op, inCommonDType([floatTensor(op, x), assertTensor(op, target)]))
}

/** Two operands of one shape. */
export const equalOperands = (op: string, x: unknown, target: unknown): readonly [Node, Node] => {
  const [input, wanted] = inCommonDType([floatTensor(op, x), assertTensor(op, target)])
  if (!sameShape(input.shape, wanted.shape)) throw new ShapeError(sameTargetMessage(op, input.shape, wanted.shape))
  return [input, wanted]
}

/** Factors of the losses, grown to their shape; undefined where there are none. */
export const lossWeight = (op: string, option: string, weight: unknown, losses: Node): Node | undefined => {
  if (weight === undefined) return undefined
  const node = floatTensor(`${op}: ${option}`, weight)
  if (!grows(node.shape, losses.shape)) throw new ShapeError(factorMessage(op, option, node.shape, losses.shape))
  return broadcastTo(cast(node, losses.dtype), losses.shape)
}

// internal

const grows = (from: readonly number[], to: readonly number[]): boolean => {
  const lead = to.length - from.length
  return lead >= 0 && from.every((dim, axis) => dim === 1 || dim === to[lead + axis])
}
