/** @file Views: the same numbers under another shape. */
import { broadcastTo as broadcastNode, permute as permuteNode, reshape as reshapeNode } from "../graph/infer.js"
import { assertBroadcastsTo } from "../shape/broadcast.js"
import { assertShape } from "../shape/operand.js"
import { permutation, transposition } from "../shape/permute.js"
import { reshapeShape } from "../shape/reshape.js"
import { squeezeShape, unsqueezeShape } from "../shape/squeeze.js"
import { alwaysFirst, operation, tensorFirst, type Untyped } from "./dual.js"
import { assertTensor } from "./operand.js"

export const reshape: Untyped = operation(tensorFirst, (x: unknown, shape: unknown) => {
  const node = assertTensor("reshape", x)
  return reshapeNode(node, reshapeShape(node.shape, shape))
})

export const permute: Untyped = operation(tensorFirst, (x: unknown, order: unknown) => {
  const node = assertTensor("permute", x)
  return permuteNode(node, permutation(node.shape, order))
})

export const transpose: Untyped = operation(alwaysFirst, (x: unknown) => {
  const node = assertTensor("transpose", x)
  return permuteNode(node, transposition(node.shape))
})

export const broadcastTo: Untyped = operation(tensorFirst, (x: unknown, shape: unknown) => {
  const node = assertTensor("broadcastTo", x)
  const to = assertShape("broadcastTo", shape)
  assertBroadcastsTo(node.shape, to)
  return broadcastNode(node, to)
})

export const unsqueeze: Untyped = operation(tensorFirst, (x: unknown, dim: unknown) => {
  const node = assertTensor("unsqueeze", x)
  return reshapeNode(node, unsqueezeShape(node.shape, dim))
})

export const squeeze: Untyped = operation(tensorFirst, (x: unknown, dim: unknown) => {
  const node = assertTensor("squeeze", x)
  return reshapeNode(node, squeezeShape(node.shape, dim))
})
