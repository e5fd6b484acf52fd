/**
 * @file Building nodes: each function derives the shape and dtype of its primitive.
 * It expects well-formed operands (`api` reports users' mistakes first); `verify` re-checks between stages.
 */
import type { DType } from "../../types/dtype.js"
import { sorted } from "./along.js"
import { createNode, type Node } from "./node.js"
import type {
  Attributes,
  CompareFn,
  FactorFn,
  MatrixRoutine,
  PlainBinaryFn,
  PlainUnaryFn,
  ReduceFn,
  SquareFn,
  Storage,
  Windowing,
} from "./op.js"
import { convert } from "./scalar.js"
import { solution } from "./square.js"

export const constant = (storage: Storage, shape: readonly number[], label?: string): Node =>
  createNode({ kind: "constant", storage }, [], shape, storage.dtype, label)

export const parameter = (name: string, shape: readonly number[], dtype: DType): Node =>
  createNode({ kind: "parameter", name }, [], shape, dtype, name)

export const fill = (value: number, shape: readonly number[], dtype: DType): Node =>
  createNode({ kind: "fill", value: convert(value, dtype) }, [], shape, dtype)

export const iota = (shape: readonly number[], axis: number): Node =>
  createNode({ kind: "iota", axis }, [], shape, "int32")

export const unary = (fn: PlainUnaryFn, x: Node): Node => unaryBy({ fn }, x)

export const unaryBy = (by: Attributes["unary"], x: Node): Node =>
  createNode({ kind: "unary", ...by }, [x], x.shape, x.dtype)

export const binary = (fn: PlainBinaryFn, a: Node, b: Node): Node => binaryBy({ fn }, a, b)

export const binaryBy = (by: Attributes["binary"], a: Node, b: Node): Node =>
  createNode({ kind: "binary", ...by }, [a, b], a.shape, a.dtype)

export const compare = (fn: CompareFn, a: Node, b: Node): Node =>
  createNode({ kind: "compare", fn }, [a, b], a.shape, "bool")

export const select = (condition: Node, whenTrue: Node, whenFalse: Node): Node =>
  createNode({ kind: "select" }, [condition, whenTrue, whenFalse], whenTrue.shape, whenTrue.dtype)

export const cast = (x: Node, dtype: DType): Node =>
  x.dtype === dtype ? x : createNode({ kind: "cast" }, [x], x.shape, dtype)

export const reduce = (fn: ReduceFn, x: Node, axes: readonly number[]): Node =>
  axes.length === 0 && fn !== "lognormalizer"
    ? x
    : createNode(
        { kind: "reduce", fn, axes },
        [x],
        x.shape.filter((_, i) => !axes.includes(i)),
        x.dtype,
      )

export const sort = (x: Node, axis: number, descending: boolean): Node =>
  createNode({ kind: "sort", axis, descending, rules: { meaning: sorted } }, [x], x.shape, "int32")

/** `rules` are those of another product; a new one is made by `primitives/dot.ts`. */
export const productBy = (rules: object, a: Node, b: Node): Node =>
  createNode({ kind: "dot", rules }, [a, b], [...a.shape.slice(0, -1), b.shape[b.shape.length - 1] as number], a.dtype)

/** [...batch, n, n] and [...batch, n, k], one dtype */
export const solve = (a: Node, b: Node): Node =>
  createNode({ kind: "solve", routine: solution }, [a, b], b.shape, b.dtype)

export const square = (routine: MatrixRoutine<SquareFn>, x: Node): Node =>
  createNode({ kind: "square", routine }, [x], routine.fn === "det" ? x.shape.slice(0, -2) : x.shape, x.dtype)

export const factor = (routine: MatrixRoutine<FactorFn>, x: Node): Node =>
  createNode({ kind: "factor", routine }, [x], factorShape(routine.fn, x.shape), x.dtype)

export const factorShape = (fn: FactorFn, shape: readonly number[]): readonly number[] => {
  const [batch, columns] = [shape.slice(0, -2), shape.slice(-1)]
  const shapes = {
    qrQ: shape,
    qrR: [...batch, ...columns, ...columns],
    svdU: shape,
    svdS: [...batch, ...columns],
    svdV: [...batch, ...columns, ...columns],
    eighValues: [...batch, ...columns],
    eighVectors: shape,
  } as const satisfies { readonly [F in FactorFn]: readonly number[] }
  return shapes[fn]
}

export const reshape = (x: Node, shape: readonly number[]): Node => createNode({ kind: "reshape" }, [x], shape, x.dtype)

export const permute = (x: Node, order: readonly number[]): Node =>
  createNode(
    { kind: "permute", order },
    [x],
    order.map((axis) => x.shape[axis] as number),
    x.dtype,
  )

export const expand = (x: Node, shape: readonly number[]): Node => createNode({ kind: "expand" }, [x], shape, x.dtype)

export const slice = (x: Node, starts: readonly number[], steps: readonly number[], counts: readonly number[]): Node =>
  createNode({ kind: "slice", starts, steps }, [x], counts, x.dtype)

/** Operands agree in dtype and, but for the axis, in shape. */
export const concat = (nodes: readonly Node[], axis: number): Node => {
  const first = nodes[0] as Node
  const extent = nodes.reduce((sum, node) => sum + (node.shape[axis] as number), 0)
  return nodes.length === 1
    ? first
    : createNode({ kind: "concat", axis }, nodes, first.shape.with(axis, extent), first.dtype)
}

/** Windows over the last axes, of the extents [...kernel, ...counts]. */
export const window = (x: Node, { strides, dilations }: Windowing, extents: readonly number[]): Node =>
  createNode({ kind: "window", strides, dilations }, [x], [...x.shape.slice(0, -strides.length), ...extents], x.dtype)

export const overlap = (x: Node, { strides, dilations }: Windowing, sizes: readonly number[]): Node =>
  createNode(
    { kind: "overlap", strides, dilations },
    [x],
    [...x.shape.slice(0, -2 * strides.length), ...sizes],
    x.dtype,
  )

/** Element i of x's axis a is at starts[a] + i · steps[a] of a tensor that holds `value` elsewhere. */
export const spread = (
  x: Node,
  starts: readonly number[],
  steps: readonly number[],
  shape: readonly number[],
  value: number,
): Node => createNode({ kind: "pad", starts, steps, value: convert(value, x.dtype) }, [x], shape, x.dtype)

/** `value` around x: low[a] times before and high[a] times after its elements along axis a. */
export const pad = (x: Node, low: readonly number[], high: readonly number[], value: number): Node => {
  const shape = x.shape.map((dim, axis) => (low[axis] as number) + dim + (high[axis] as number))
  const ones = x.shape.map(() => 1)
  return sameShape(shape, x.shape) ? x : spread(x, low, ones, shape, value)
}

export const gather = (x: Node, indices: Node, axis: number): Node => {
  const shape = [...x.shape.slice(0, axis), ...indices.shape, ...x.shape.slice(axis + 1)]
  return createNode({ kind: "gather", axis }, [x, indices], shape, x.dtype)
}

export const scatterAdd = (indices: Node, updates: Node, axis: number, size: number): Node => {
  const after = updates.shape.slice(axis + indices.shape.length)
  const shape = [...updates.shape.slice(0, axis), size, ...after]
  return createNode({ kind: "scatterAdd", axis }, [indices, updates], shape, updates.dtype)
}

export const variable = (x: Node): Node => createNode({ kind: "variable" }, [x], x.shape, x.dtype)

export const stopGradient = (x: Node): Node => createNode({ kind: "stopGradient" }, [x], x.shape, x.dtype)

/** `rule` is a `Rule` of transform/rule.ts. */
export const custom = (rule: object, value: Node, args: readonly Node[]): Node =>
  createNode({ kind: "custom", rule }, [value, ...args], value.shape, value.dtype)

export const after = (x: Node, others: readonly Node[]): Node =>
  createNode({ kind: "after" }, [x, ...others], x.shape, x.dtype)

export const checkIndex = (x: Node, limit: number, operation: string, ignore?: number): Node =>
  createNode({ kind: "checkIndex", limit, ignore, operation }, [x], x.shape, x.dtype)

/** The same node where it has the shape already. */
export const reshapeTo = (x: Node, shape: readonly number[]): Node =>
  sameShape(x.shape, shape) ? x : reshape(x, shape)

/** An operand with size-1 axes put in front and grown to `shape`: NumPy broadcasting as movement. */
export const broadcastTo = (x: Node, shape: readonly number[]): Node => {
  if (sameShape(x.shape, shape)) return x
  const padded = [...Array<number>(shape.length - x.shape.length).fill(1), ...x.shape]
  const ranked = padded.length === x.shape.length ? x : reshape(x, padded)
  return sameShape(padded, shape) ? ranked : expand(ranked, shape)
}

/** The opposite of dropping axes: size-1 axes at the given (ascending) positions of the result. */
export const insertAxes = (x: Node, axes: readonly number[]): Node => {
  const shape = [...x.shape]
  for (const axis of axes) shape.splice(axis, 0, 1)
  return axes.length === 0 ? x : reshape(x, shape)
}

export const sameShape = (a: readonly number[], b: readonly number[]): boolean =>
  a === b || (a.length === b.length && a.every((dim, i) => dim === b[i]))
