/** @file A graph as text, one node a line: `%3 = add %1 %2 : float32[32, 10]`. */
import type { Node } from "./node.js"
import type { Attributes, Primitive, Windowing } from "./op.js"
import { topological } from "./walk.js"

export const printGraph = (roots: readonly Node[]): string => {
  const order = topological(roots)
  const names = new Map(order.map((node, i) => [node, `%${i}`]))
  const lines = order.map((node) => {
    const operands = node.inputs.map((input) => names.get(input))
    return `${names.get(node)} = ${[printOp(node), ...operands].join(" ")} : ${printType(node)}`
  })
  return [...lines, `return ${roots.map((root) => names.get(root)).join(", ")}`].join("\n")
}

export const printType = (node: Node): string => `${node.dtype}[${node.shape.join(", ")}]`

/** An operation with its attributes, without its operands: `sum(axes 1)`, `fill(0.5)`. */
export const printOp = (node: Node): string => (printers[node.op.kind] as (op: unknown) => string)(node.op)

// internal

const printers: { readonly [P in Primitive]: (op: Attributes[P]) => string } = {
  constant: () => "constant",
  parameter: ({ name }) => `parameter(${name})`,
  fill: ({ value }) => `fill(${number(value)})`,
  iota: ({ axis }) => `iota(axis ${axis})`,
  random: ({ draw }) => draw.name,
  unary: ({ fn }) => fn,
  binary: ({ fn }) => fn,
  compare: ({ fn }) => fn,
  select: () => "select",
  cast: () => "cast",
  reduce: ({ fn, axes }) => `${fn}(axes ${axes.join(" ")})`,
  scan: ({ fn, axis }) => `scan ${fn}(axis ${axis})`,
  recurrence: ({ axis }) => `recurrence(axis ${axis})`,
  sort: ({ axis, descending }) => `sort(axis ${axis}${descending ? " descending" : ""})`,
  dot: () => "dot",
  solve: () => "solve",
  square: ({ routine }) => routine.fn,
  factor: ({ routine }) => routine.fn,
  reshape: () => "reshape",
  permute: ({ order }) => `permute(${order.join(" ")})`,
  expand: () => "expand",
  slice: ({ starts, steps }) => `slice(from ${starts.join(" ")} by ${steps.join(" ")})`,
  pad: ({ starts, steps, value }) => `pad(${number(value)} from ${starts.join(" ")} by ${steps.join(" ")})`,
  concat: ({ axis }) => `concat(axis ${axis})`,
  window: (op) => `window(${windowing(op)})`,
  overlap: (op) => `overlap(${windowing(op)})`,
  gather: ({ axis }) => `gather(axis ${axis})`,
  scatterAdd: ({ axis }) => `scatterAdd(axis ${axis})`,
  variable: () => "variable",
  stopGradient: () => "stopGradient",
  custom: () => "custom",
  after: () => "after",
  checkIndex: ({ limit, ignore, operation }) =>
    `checkIndex(${operation}: < ${limit}${ignore === undefined ? "" : `, ignoring ${ignore}`})`,
}

const number = (value: number): string => (Object.is(value, -0) ? "-0" : `${value}`)

const windowing = ({ strides, dilations }: Windowing): string => `by ${strides.join(" ")}, apart ${dilations.join(" ")}`
