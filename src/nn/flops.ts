/** @file How many operations on numbers a graph takes, as written: kernels may save some. */
import { type Node, sizeOf } from "../graph/node.js"
import type { Primitive } from "../graph/op.js"
import { topological } from "../graph/walk.js"

/** From the input to the results; a product of [m, k] and [k, n] takes 2 · m · n · k. */
export const flopsBetween = (input: Node, results: readonly Node[]): number =>
  topological(results, (node) => node === input)
    .filter((node) => node !== input)
    .reduce((sum, node) => sum + counts[counted[node.op.kind]](node), 0)

// internal

const first = (node: Node): Node => node.inputs[0] as Node

const counts = {
  none: () => 0,
  result: (node: Node) => sizeOf(node.shape),
  operand: (node: Node) => sizeOf(first(node).shape),
  product: (node: Node) => 2 * sizeOf(node.shape) * (first(node).shape.at(-1) as number),
  /** n³, about what factors and solutions take. */
  cubic: (node: Node) => sizeOf(first(node).shape) * (first(node).shape.at(-1) as number),
}

const counted: { readonly [P in Primitive]: keyof typeof counts } = {
  constant: "none",
  parameter: "none",
  fill: "none",
  iota: "none",
  random: "result",
  unary: "result",
  binary: "result",
  compare: "result",
  select: "result",
  cast: "none",
  reduce: "operand",
  scan: "operand",
  recurrence: "operand",
  sort: "operand",
  dot: "product",
  solve: "cubic",
  square: "cubic",
  factor: "cubic",
  reshape: "none",
  permute: "none",
  expand: "none",
  slice: "none",
  pad: "none",
  concat: "none",
  window: "none",
  overlap: "operand",
  gather: "none",
  scatterAdd: "operand",
  variable: "none",
  stopGradient: "none",
  custom: "none",
  after: "none",
  checkIndex: "none",
}
