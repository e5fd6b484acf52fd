/** @file Nodes of every scalar function by its name, of those that their nodes carry too. */
import * as build from "../../src/graph/infer.js"
import type { Node } from "../../src/graph/node.js"
import type {
  Attributes,
  BinaryFn,
  CarriedBinaryFn,
  CarriedUnaryFn,
  PlainBinaryFn,
  PlainUnaryFn,
  UnaryFn,
} from "../../src/graph/op.js"
import * as elementary from "../../src/primitives/elementary.js"
import type { DType } from "../../types/dtype.js"

const unaries: { readonly [F in CarriedUnaryFn]: (x: Node) => Node } = elementary
const binaries: { readonly [F in CarriedBinaryFn]: (a: Node, b: Node) => Node } = elementary

export const unary = (fn: UnaryFn, x: Node): Node =>
  fn in unaries ? unaries[fn as CarriedUnaryFn](x) : build.unary(fn as PlainUnaryFn, x)

export const binary = (fn: BinaryFn, a: Node, b: Node): Node =>
  fn in binaries ? binaries[fn as CarriedBinaryFn](a, b) : build.binary(fn as PlainBinaryFn, a, b)

/** What a node of a function is, with what it carries. */
export const unaryOp = (fn: UnaryFn, dtype: DType): Attributes["unary"] => {
  const { kind: _, ...op } = (unary(fn, build.fill(1, [], dtype)) as Node<"unary">).op
  return op
}

export const binaryOp = (fn: BinaryFn, dtype: DType): Attributes["binary"] => {
  const one = build.fill(1, [], dtype)
  const { kind: _, ...op } = (binary(fn, one, one) as Node<"binary">).op
  return op
}
