/** @file What each primitive means: plain loops over float64. */
import { type Carried, type Node, sizeOf } from "../graph/node.js"
import type { MatrixRoutine, Primitive, Storage } from "../graph/op.js"
import { applyBinary, applyCompare, applyUnary, convert } from "../graph/scalar.js"
import { assertIndices } from "./check.js"
import {
  at,
  gather,
  indexedPlaces,
  type Numbers,
  offsets,
  type Steps,
  slicePlaces,
  stridesOf,
  tabulate,
  windowPlaces,
} from "./layout.js"
import { applyReduce } from "./reductions.js"

/** What the leaves of a graph stand for. */
export interface Bindings {
  readonly constant: (storage: Storage) => ArrayLike<number>
  readonly parameter: (node: Node<"parameter">) => ArrayLike<number>
}

type Meaning<P extends Primitive> = (node: Node<P>, inputs: readonly Numbers[], bindings: Bindings) => Numbers

/** The value of a node, row-major, given those of its operands. */
export const meaningOf = (node: Node): Meaning<Primitive> => meanings[node.op.kind] as Meaning<Primitive>

/** The start of each row of a reduction, and the steps from there to its elements. */
export const rowsOf = (node: Node<"reduce">): { readonly starts: Steps; readonly steps: Steps } => {
  const { shape } = node.inputs[0] as Node
  const strides = stridesOf(shape)
  const along = (axes: readonly number[]): Steps =>
    offsets(
      axes.map((axis) => shape[axis] as number),
      axes.map((axis) => strides[axis] as number),
    )
  const kept = shape.map((_, axis) => axis).filter((axis) => !node.op.axes.includes(axis))
  return { starts: along(kept), steps: along(node.op.axes) }
}

// internal

const carried: Meaning<"random" | "scan" | "recurrence" | "sort" | "dot"> = (node, inputs) =>
  (node.op.rules as Carried).meaning(node, inputs)

const meanings: { readonly [P in Primitive]: Meaning<P> } = {
  constant: (node, _, bindings) => new Float64Array(bindings.constant(node.op.storage)),
  parameter: (node, _, bindings) => new Float64Array(bindings.parameter(node)),
  fill: (node) => new Float64Array(sizeOf(node.shape)).fill(node.op.value),
  iota: (node) => {
    const inner = sizeOf(node.shape.slice(node.op.axis + 1))
    const extent = node.shape[node.op.axis] as number
    return tabulate(node, (i) => Math.floor(i / inner) % extent)
  },
  random: carried,
  unary: (node, [x]) => {
    const f = applyUnary(node.op, node.dtype)
    return tabulate(node, (i) => f(at(x, i)))
  },
  binary: (node, [a, b]) => {
    const f = applyBinary(node.op, node.dtype)
    return tabulate(node, (i) => f(at(a, i), at(b, i)))
  },
  compare: (node, [a, b]) => {
    const f = applyCompare(node.op.fn)
    return tabulate(node, (i) => Number(f(at(a, i), at(b, i))))
  },
  select: (node, [condition, whenTrue, whenFalse]) =>
    tabulate(node, (i) => (at(condition, i) !== 0 ? at(whenTrue, i) : at(whenFalse, i))),
  cast: (node, [x]) => tabulate(node, (i) => convert(at(x, i), node.dtype)),
  reduce: (node, [x]) => {
    const { steps, starts } = rowsOf(node)
    const f = applyReduce(node.op.fn, node.dtype)
    return tabulate(node, (i) => f(steps, (step) => at(x, (starts[i] as number) + step)))
  },
  scan: carried,
  recurrence: carried,
  sort: carried,
  dot: carried,
  solve: (node, inputs) => ofMatrices(node.op.routine, node, inputs),
  square: (node, inputs) => ofMatrices(node.op.routine, node, inputs),
  factor: (node, inputs) => ofMatrices(node.op.routine, node, inputs),
  reshape: (_, [x]) => x as Numbers,
  permute: (node, [x]) => {
    const strides = stridesOf((node.inputs[0] as Node).shape)
    return gather(
      x as Numbers,
      offsets(
        node.shape,
        node.op.order.map((axis) => strides[axis] as number),
      ),
    )
  },
  expand: (node, [x]) => {
    const source = (node.inputs[0] as Node).shape
    const strides = stridesOf(source).map((stride, axis) => (source[axis] === 1 ? 0 : stride))
    return gather(x as Numbers, offsets(node.shape, strides))
  },
  slice: (node, [x]) => gather(x as Numbers, slicePlaces(node.op, (node.inputs[0] as Node).shape, node.shape)),
  pad: (node, [x]) => {
    const values = new Float64Array(sizeOf(node.shape)).fill(node.op.value)
    slicePlaces(node.op, node.shape, (node.inputs[0] as Node).shape).forEach((place, i) => {
      values[place] = at(x, i)
    })
    return values
  },
  concat: (node, inputs) => {
    const { axis } = node.op
    const strides = stridesOf(node.shape)
    const values = new Float64Array(sizeOf(node.shape))
    let from = 0
    node.inputs.forEach((input, i) => {
      offsets(input.shape, strides).forEach((place, element) => {
        values[from + place] = at(inputs[i], element)
      })
      from += (input.shape[axis] as number) * (strides[axis] as number)
    })
    return values
  },
  window: (node, [x]) => gather(x as Numbers, windowPlaces(node.op, (node.inputs[0] as Node).shape, node.shape)),
  overlap: (node, [x]) => addAt(node, windowPlaces(node.op, node.shape, (node.inputs[0] as Node).shape), x as Numbers),
  gather: (node, [x, indices]) => {
    const source = (node.inputs[0] as Node).shape
    const places = indexedPlaces(source, node.op.axis, indices as Numbers)
    return gather(x as Numbers, places)
  },
  scatterAdd: (node, [indices, updates]) =>
    addAt(node, indexedPlaces(node.shape, node.op.axis, indices as Numbers), updates as Numbers),
  variable: (_, [x]) => x as Numbers,
  stopGradient: (_, [x]) => x as Numbers,
  custom: (_, [x]) => x as Numbers,
  after: (_, [x]) => x as Numbers,
  checkIndex: (node, [x]) => {
    assertIndices(x as Numbers, node.op)
    return x as Numbers
  },
}

const ofMatrices = (routine: MatrixRoutine, node: Node, inputs: readonly Numbers[]): Numbers =>
  routine.numbers(
    inputs,
    node.inputs.map(({ shape }) => shape),
  )

const addAt = (node: Node, places: Steps, updates: Numbers): Numbers => {
  const values = new Float64Array(sizeOf(node.shape))
  places.forEach((place, i) => {
    values[place] = (values[place] as number) + at(updates, i)
  })
  return node.dtype === "int32" ? values.map((x) => x | 0) : values
}
