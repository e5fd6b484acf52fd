/**
 * @file The graph's invariants, one rule a primitive. Run between stages in the tests: a broken pass is caught where it
 * broke.
 */
import { factorShape, sameShape } from "./infer.js"
import { type Node, sizeOf } from "./node.js"
import type { Primitive } from "./op.js"
import { printOp, printType } from "./print.js"
import { topological } from "./walk.js"
import { sliceFault, windowsFault } from "./within.js"

/** Throws on the first node that its operands don't justify. */
export const verify = (roots: readonly Node[]): void => {
  for (const node of topological(roots)) {
    const problem = (rules[node.op.kind] as Rule<Primitive>)(node, node.inputs)
    if (problem !== undefined) {
      throw new Error(`invalid graph: ${printOp(node)} : ${printType(node)}: ${problem}`)
    }
  }
}

// internal

type Rule<P extends Primitive> = (node: Node<P>, inputs: readonly Node[]) => string | undefined

const unless = (holds: boolean, problem: string): string | undefined => (holds ? undefined : problem)

const leaf: Rule<Primitive> = (_, inputs) => unless(inputs.length === 0, "a leaf has no operands")

const rules: { readonly [P in Primitive]: Rule<P> } = {
  constant: (node, inputs) =>
    leaf(node, inputs) ??
    unless(node.op.storage.length === sizeOf(node.shape), "the storage's length is not the shape's size") ??
    unless(node.op.storage.dtype === node.dtype, "the storage has another dtype"),
  parameter: leaf,
  fill: leaf,
  iota: (node, inputs) =>
    leaf(node, inputs) ?? unless(node.op.axis < node.shape.length && node.dtype === "int32", "no such axis"),
  random: (node, inputs) => {
    const [keys, data] = inputs as [Node, Node | undefined]
    const batch = keys.shape.slice(0, -1)
    return (
      unless(keys.shape.at(-1) === 2, "a key has two words") ??
      typed(keys, "int32") ??
      arity(inputs, node.op.draw.takesData ? 2 : 1) ??
      unless(sameShape(node.shape.slice(0, batch.length), batch), "the keys' axes come first") ??
      unless(data === undefined || (data.dtype === "int32" && sameShape(data.shape, batch)), "one number a key")
    )
  },
  unary: (node, inputs) => arity(inputs, 1) ?? alike(node, inputs),
  binary: (node, inputs) => arity(inputs, 2) ?? alike(node, inputs),
  compare: (node, inputs) =>
    arity(inputs, 2) ?? alike(inputs[0] as Node, inputs) ?? shaped(node, inputs) ?? typed(node, "bool"),
  select: (node, inputs) =>
    arity(inputs, 3) ?? shaped(node, inputs) ?? typed(inputs[0] as Node, "bool") ?? alike(node, inputs.slice(1)),
  cast: (node, inputs) => arity(inputs, 1) ?? shaped(node, inputs),
  reduce: (node, inputs) => {
    const [x] = inputs as [Node]
    const { axes } = node.op
    return (
      arity(inputs, 1) ??
      typed(x, node.dtype) ??
      unless(
        axes.every((axis, i) => axis > (axes[i - 1] ?? -1)),
        "axes must ascend",
      ) ??
      unless(
        sameShape(
          node.shape,
          x.shape.filter((_, i) => !axes.includes(i)),
        ),
        "the shape keeps a reduced axis",
      )
    )
  },
  scan: (node, inputs) => arity(inputs, 1) ?? alike(node, inputs) ?? hasAxis(node, node.op.axis),
  recurrence: (node, inputs) => arity(inputs, 2) ?? alike(node, inputs) ?? hasAxis(node, node.op.axis),
  sort: (node, inputs) =>
    arity(inputs, 1) ?? shaped(node, inputs) ?? typed(node, "int32") ?? hasAxis(node, node.op.axis),
  dot: (node, inputs) => {
    const [a, b] = inputs as [Node, Node]
    const [m, k, batch] = [a.shape.at(-2), a.shape.at(-1), a.shape.slice(0, -2)]
    return (
      arity(inputs, 2) ??
      typed(a, node.dtype) ??
      typed(b, node.dtype) ??
      unless(k === b.shape.at(-2) && sameShape(batch, b.shape.slice(0, -2)), "operands don't fit") ??
      unless(sameShape(node.shape, [...batch, m as number, b.shape.at(-1) as number]), "wrong shape")
    )
  },
  solve: (node, inputs) => {
    const [a, b] = inputs as [Node, Node]
    return (
      arity(inputs, 2) ??
      typed(a, node.dtype) ??
      alike(node, [b]) ??
      unless(sameShape(a.shape, [...b.shape.slice(0, -1), b.shape.at(-2) as number]), "operands don't fit")
    )
  },
  square: (node, inputs) => {
    const [x] = inputs as [Node]
    const shape = node.op.routine.fn === "det" ? x.shape.slice(0, -2) : x.shape
    return (
      arity(inputs, 1) ??
      typed(x, node.dtype) ??
      unless(x.shape.length >= 2 && x.shape.at(-1) === x.shape.at(-2), "matrices must be square") ??
      unless(sameShape(node.shape, shape), "wrong shape")
    )
  },
  factor: (node, inputs) => {
    const [x] = inputs as [Node]
    const { fn } = node.op.routine
    const [rows, columns] = x.shape.slice(-2) as [number, number]
    const isSymmetric = fn === "eighValues" || fn === "eighVectors"
    return (
      arity(inputs, 1) ??
      typed(x, node.dtype) ??
      unless(x.shape.length >= 2 && (isSymmetric ? rows === columns : rows >= columns), "matrices of another shape") ??
      unless(sameShape(node.shape, factorShape(fn, x.shape)), "wrong shape")
    )
  },
  reshape: (node, inputs) =>
    arity(inputs, 1) ??
    typed(inputs[0] as Node, node.dtype) ??
    unless(sizeOf(node.shape) === sizeOf((inputs[0] as Node).shape), "the number of elements changes"),
  permute: (node, inputs) => {
    const [x] = inputs as [Node]
    const { order } = node.op
    return (
      arity(inputs, 1) ??
      typed(x, node.dtype) ??
      unless(new Set(order).size === x.shape.length, "the order is not a permutation") ??
      unless(
        sameShape(
          node.shape,
          order.map((axis) => x.shape[axis] as number),
        ),
        "wrong shape",
      )
    )
  },
  expand: (node, inputs) => {
    const [x] = inputs as [Node]
    const fits = x.shape.every((dim, axis) => dim === 1 || dim === node.shape[axis])
    return (
      arity(inputs, 1) ??
      typed(x, node.dtype) ??
      unless(fits && x.shape.length === node.shape.length, "only axes of size 1 grow")
    )
  },
  slice: (node, [x]) => sliced(node, x as Node, node),
  pad: (node, [x]) => sliced(node, node, x as Node),
  concat: (node, inputs) => {
    const { axis } = node.op
    const extents = inputs.map(({ shape }) => shape[axis] as number)
    const others = inputs.every(({ shape }, i) => sameShape(shape.with(axis, 0), node.shape.with(axis, 0)) && i >= 0)
    return (
      unless(inputs.length > 1, "several operands expected") ??
      unless(
        inputs.every((input) => input.dtype === node.dtype),
        "dtypes differ",
      ) ??
      unless(others, "operands differ off the axis") ??
      unless(extents.reduce((sum, extent) => sum + extent, 0) === node.shape[axis], "wrong extent")
    )
  },
  window: (node, [x]) => windowed(node, x as Node, node),
  overlap: (node, [x]) => windowed(node, node, x as Node),
  gather: (node, inputs) => {
    const [x, indices] = inputs as [Node, Node]
    const { axis } = node.op
    const shape = [...x.shape.slice(0, axis), ...(indices?.shape ?? []), ...x.shape.slice(axis + 1)]
    return (
      arity(inputs, 2) ??
      typed(x, node.dtype) ??
      typed(indices, "int32") ??
      unless(axis < x.shape.length && sameShape(node.shape, shape), "wrong shape")
    )
  },
  scatterAdd: (node, inputs) => {
    const [indices, updates] = inputs as [Node, Node]
    const { axis } = node.op
    const shape = [...node.shape.slice(0, axis), ...indices.shape, ...node.shape.slice(axis + 1)]
    return (
      arity(inputs, 2) ??
      typed(updates, node.dtype) ??
      typed(indices, "int32") ??
      unless(sameShape(updates.shape, shape), "wrong shape")
    )
  },
  variable: (node, inputs) => arity(inputs, 1) ?? alike(node, inputs),
  stopGradient: (node, inputs) => arity(inputs, 1) ?? alike(node, inputs),
  custom: (node, inputs) => alike(node, inputs.slice(0, 1)),
  after: (node, inputs) => alike(node, inputs.slice(0, 1)),
  checkIndex: (node, inputs) => arity(inputs, 1) ?? alike(node, inputs) ?? typed(node, "int32"),
}

const arity = (inputs: readonly Node[], count: number) =>
  unless(inputs.length === count, `${count} operands expected, got ${inputs.length}`)

const hasAxis = (node: Node, axis: number) => unless(axis < node.shape.length, "no such axis")

const shaped = (node: Node, inputs: readonly Node[]) =>
  unless(
    inputs.every((input) => sameShape(input.shape, node.shape)),
    "operands have other shapes",
  )

const typed = (node: Node, dtype: Node["dtype"]) => unless(node.dtype === dtype, `${dtype} expected`)

const alike = (node: Node, inputs: readonly Node[]) =>
  shaped(node, inputs) ??
  unless(
    inputs.every((input) => input.dtype === node.dtype),
    "dtypes differ",
  )

const windowed = ({ op, inputs, dtype }: Node<"window" | "overlap">, whole: Node, windows: Node) =>
  arity(inputs, 1) ?? typed(inputs[0] as Node, dtype) ?? windowsFault(op, whole.shape, windows.shape)

const sliced = ({ op, inputs, dtype }: Node<"slice" | "pad">, whole: Node, part: Node) =>
  arity(inputs, 1) ?? typed(inputs[0] as Node, dtype) ?? sliceFault(op, whole.shape, part.shape)
