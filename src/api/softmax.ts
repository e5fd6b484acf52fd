/** @file Softmax and its logarithm, over logsumexp: no exponential overflows, and no logarithm of a vanished one is taken. */
import { binary, broadcastTo, insertAxes, reduce, unary } from "../graph/infer.js"
import type { Node } from "../graph/node.js"
import { axisOf } from "../shape/axis.js"
import { assertFloat } from "../shape/dtype.js"
import { operation, tensorFirst, type Untyped } from "./dual.js"
import { assertTensor } from "./operand.js"

export const logSoftmax: Untyped = operation(tensorFirst, (x: unknown, dim: unknown = -1) => body("logSoftmax", x, dim))

export const softmax: Untyped = operation(tensorFirst, (x: unknown, dim: unknown = -1) =>
  unary("exp", body("softmax", x, dim)),
)

/** x minus its log-normalizer along one axis of a float node. */
export const logSoftmaxNode = (x: Node, axis: number): Node => {
  const axes = x.shape.length === 0 ? [] : [axis]
  return binary("sub", x, broadcastTo(insertAxes(reduce("lognormalizer", x, axes), axes), x.shape))
}

// internal

const body = (op: string, x: unknown, dim: unknown): Node => {
  const node = assertTensor(op, x)
  assertFloat(op, node.dtype)
  return logSoftmaxNode(node, axisOf(op, node.shape, dim))
}
