/**
 * @file Applications of every primitive, for laws that hold for all: typed by the vocabulary, so that a new primitive
 * is tested or does not compile. Values keep away from kinks and from the edges of domains.
 */
import { eighValues, eighVectors, qrQ, qrR, svdS, svdU, svdV } from "../../src/graph/factors.js"
import * as build from "../../src/graph/infer.js"
import { type Node, sizeOf } from "../../src/graph/node.js"
import type { BinaryFn, CompareFn, Primitive, ReduceFn, ScanFn, UnaryFn } from "../../src/graph/op.js"
import { choleskyFactor, cofactors, determinant } from "../../src/graph/square.js"
import { dot } from "../../src/primitives/dot.js"
import { fold, normal, random } from "../../src/primitives/random.js"
import { recurrence, scan } from "../../src/primitives/scan.js"
import type { DType } from "../../types/dtype.js"
import { binary, unary } from "../graph/functions.js"

export interface PrimitiveCase {
  readonly name: string
  readonly inputs: readonly Sample[]
  readonly f: (...inputs: readonly Node[]) => Node
  /** Whether the result changes smoothly with the float inputs. */
  readonly isSmooth: boolean
}

/** Numbers of one dtype and shape, others for each seed. */
export interface Sample {
  readonly shape: readonly number[]
  readonly dtype: DType
  readonly values: (seed: number) => readonly number[]
}

export const casesOf = (kind: Primitive): readonly PrimitiveCase[] => cases[kind]

export const primitives = (): readonly Primitive[] => Object.keys(cases) as Primitive[]

export const leafOf = (values: readonly number[], shape: readonly number[], dtype: DType): Node => {
  const data =
    dtype === "int32" ? Int32Array.from(values) : dtype === "bool" ? Uint8Array.from(values) : Float64Array.from(values)
  return build.constant({ dtype, length: data.length, data, address: undefined }, shape)
}

// internal

/** In [low, high], all distinct. */
const floats = (shape: readonly number[], low = -2, high = 2): Sample => {
  const size = sizeOf(shape)
  const place = (i: number, seed: number) =>
    (((i * 7 + seed * 3) % size) + 0.25 + 0.5 * Math.sin(i + 5 * seed) ** 2) / size
  return {
    shape,
    dtype: "float64",
    values: (seed) => Array.from({ length: size }, (_, i) => low + (high - low) * place(i, seed)),
  }
}

const integers = (shape: readonly number[], limit: number): Sample => ({
  shape,
  dtype: "int32",
  values: (seed) => Array.from({ length: sizeOf(shape) }, (_, i) => (i * 5 + seed * 2 + (i % 3)) % limit),
})

const bools = (shape: readonly number[]): Sample => ({ ...integers(shape, 2), dtype: "bool" })

/** Symmetric and far from singular. */
const matrices: Sample = {
  shape: [2, 3, 3],
  dtype: "float64",
  values: (seed) =>
    Array.from({ length: 18 }, (_, i) => {
      const [row, column] = [Math.floor(i / 3) % 3, i % 3]
      return (row === column ? 4 + Math.sin(seed + i) : 0) + Math.cos(row * column + row + column + seed) / 2
    }),
}

const symmetric = (a: Node): Node => {
  const half = build.fill(0.5, a.shape, a.dtype)
  return build.binary("mul", half, build.binary("add", a, build.permute(a, [0, 2, 1])))
}

type Build = (...inputs: readonly [Node, Node, Node]) => Node

const smooth = (name: string, inputs: readonly Sample[], f: Build): PrimitiveCase => ({
  name,
  inputs,
  f: f as PrimitiveCase["f"],
  isSmooth: true,
})

const stepwise = (name: string, inputs: readonly Sample[], f: Build): PrimitiveCase => ({
  ...smooth(name, inputs, f),
  isSmooth: false,
})

const x = floats([2, 3])
const positive = floats([2, 3], 0.3, 2)

const unaries: { readonly [F in UnaryFn]: Sample } = {
  neg: x,
  abs: positive,
  sign: positive,
  not: bools([2, 3]),
  floor: x,
  ceil: x,
  round: x,
  trunc: x,
  exp: x,
  exp2: x,
  expm1: x,
  log: positive,
  log2: positive,
  log10: positive,
  log1p: positive,
  sqrt: positive,
  sin: x,
  cos: x,
  atan: x,
  tanh: x,
  sigmoid: x,
  erf: x,
  erfc: x,
  gelu: x,
  geluSlope: x,
}

const binaries: { readonly [F in BinaryFn]: readonly [Sample, Sample] } = {
  add: [x, positive],
  sub: [x, positive],
  mul: [x, positive],
  div: [x, positive],
  maximum: [x, floats([2, 3], -2.05, 1.93)],
  minimum: [x, floats([2, 3], -2.05, 1.93)],
  and: [bools([2, 3]), bools([2, 3])],
  or: [bools([2, 3]), bools([2, 3])],
  pow: [positive, x],
  atan2: [positive, x],
  rem: [positive, floats([2, 3], 2.5, 3.5)],
  quotient: [integers([2, 3], 7), integers([2, 3], 3)],
}

const keys = <K extends string>(table: { readonly [P in K]: unknown }): readonly K[] => Object.keys(table) as K[]

const reductions: readonly ReduceFn[] = ["sum", "prod", "max", "min", "logsumexp", "lognormalizer"]
const scans: readonly ScanFn[] = ["sum", "max", "min", "logsumexp"]
const compares: readonly CompareFn[] = ["eq", "ne", "lt", "le", "gt", "ge"]
const squares = [determinant, cofactors, choleskyFactor]
const tallFactors = [qrQ, qrR, svdU, svdS, svdV]
const symmetricFactors = [eighValues, eighVectors]
const stepFunctions: ReadonlySet<UnaryFn> = new Set(["sign", "not", "floor", "ceil", "round", "trunc"])

/** A rule over graph: twice the cotangent, times the argument. */
const doubling = {
  cotangents: (g: Node, node: Node) => [build.binary("mul", build.binary("add", g, g), node.inputs[1] as Node)],
}

const leaf: readonly PrimitiveCase[] = []

const cases: { readonly [P in Primitive]: readonly PrimitiveCase[] } = {
  constant: leaf,
  parameter: leaf,
  fill: leaf,
  iota: leaf,
  random: [
    stepwise("draws under one key", [integers([2], 9)], (key) => random(normal, key, [3], "float32")),
    stepwise("numbers folded in", [integers([2], 9), integers([], 9)], (key, data) =>
      random(fold, key, [2], "int32", data),
    ),
  ],
  unary: keys(unaries).map((fn) => (stepFunctions.has(fn) ? stepwise : smooth)(fn, [unaries[fn]], (a) => unary(fn, a))),
  binary: keys(binaries).map((fn) => smooth(fn, binaries[fn], (a, b) => binary(fn, a, b))),
  compare: compares.map((fn) => stepwise(fn, [x, positive], (a, b) => build.compare(fn, a, b))),
  select: [smooth("select", [bools([2, 3]), x, positive], (c, a, b) => build.select(c, a, b))],
  cast: [
    smooth("cast to float32 and back", [x], (a) => build.cast(build.cast(a, "float32"), "float64")),
    stepwise("cast to int32", [x], (a) => build.cast(a, "int32")),
  ],
  reduce: reductions.flatMap((fn) =>
    [[0], [1], [0, 2], [0, 1, 2]].map((axes) =>
      smooth(`${fn} over ${axes}`, [floats([2, 3, 2])], (a) => build.reduce(fn, a, axes)),
    ),
  ),
  scan: scans.flatMap((fn) => [0, 1].map((axis) => smooth(`${fn} along ${axis}`, [x], (a) => scan(fn, a, axis)))),
  recurrence: [0, 1].map((axis) => smooth(`along ${axis}`, [x, positive], (a, b) => recurrence(a, b, axis))),
  sort: [
    stepwise("ascending", [x], (a) => build.sort(a, 1, false)),
    stepwise("descending", [x], (a) => build.sort(a, 0, true)),
  ],
  dot: [
    smooth("of matrices", [floats([2, 3]), floats([3, 2])], (a, b) => dot(a, b)),
    smooth("of a matrix and a column", [floats([2, 3]), floats([3, 1])], (a, b) => dot(a, b)),
    smooth("of a row and a matrix", [floats([1, 3]), floats([3, 4])], (a, b) => dot(a, b)),
    smooth("of batches", [floats([2, 2, 3]), floats([2, 3, 1])], (a, b) => dot(a, b)),
    smooth("of a transposed matrix", [floats([2, 3]), floats([4, 3])], (a, b) => dot(a, build.permute(b, [1, 0]))),
  ],
  solve: [smooth("solve", [matrices, floats([2, 3, 2])], (a, b) => build.solve(a, b))],
  // cholesky reads one triangle, and its derivative is that of symmetric matrices
  square: squares.map((routine) => smooth(routine.fn, [matrices], (a) => build.square(routine, symmetric(a)))),
  factor: [
    ...tallFactors.map((routine) => smooth(routine.fn, [floats([2, 4, 3])], (a) => build.factor(routine, a))),
    ...tallFactors.map((routine) =>
      smooth(`${routine.fn} of square matrices`, [matrices], (a) => build.factor(routine, a)),
    ),
    ...symmetricFactors.map((routine) => smooth(routine.fn, [matrices], (a) => build.factor(routine, symmetric(a)))),
  ],
  reshape: [smooth("reshape", [x], (a) => build.reshape(a, [3, 2, 1]))],
  permute: [smooth("permute", [floats([2, 3, 4])], (a) => build.permute(a, [2, 0, 1]))],
  expand: [smooth("expand", [floats([2, 1, 3])], (a) => build.expand(a, [2, 4, 3]))],
  slice: [
    smooth("forwards", [floats([5, 3])], (a) => build.slice(a, [1, 0], [2, 1], [2, 2])),
    smooth("backwards", [floats([5, 3])], (a) => build.slice(a, [4, 2], [-2, -1], [2, 3])),
  ],
  concat: [
    smooth("along 0", [x, positive], (a, b) => build.concat([a, b, a], 0)),
    smooth("along 1", [x, positive], (a, b) => build.concat([a, b], 1)),
  ],
  pad: [
    smooth("around", [x], (a) => build.pad(a, [1, 0], [0, 2], 3)),
    smooth("between", [x], (a) => build.spread(a, [3, 1], [-2, 1], [4, 4], 0)),
  ],
  window: [
    smooth("over one axis", [floats([2, 5])], (a) => build.window(a, { strides: [1], dilations: [2] }, [2, 3])),
    smooth("over two axes", [floats([2, 4, 5])], (a) =>
      build.window(a, { strides: [2, 1], dilations: [1, 3] }, [2, 2, 2, 2]),
    ),
  ],
  overlap: [
    smooth("along one axis", [floats([2, 2, 3])], (a) => build.overlap(a, { strides: [1], dilations: [2] }, [6])),
    smooth("along two axes", [floats([2, 2, 2, 2])], (a) =>
      build.overlap(a, { strides: [2, 1], dilations: [1, 3] }, [4, 5]),
    ),
  ],
  gather: [0, 1].flatMap((axis) => [
    smooth(`along ${axis}`, [floats([3, 3, 2]), integers([2, 2], 3)], (a, i) => build.gather(a, i, axis)),
    smooth(`one along ${axis}`, [floats([3, 3, 2]), integers([], 3)], (a, i) => build.gather(a, i, axis)),
  ]),
  scatterAdd: [
    smooth("along 0", [integers([3], 4), floats([3, 2])], (i, a) => build.scatterAdd(i, a, 0, 4)),
    smooth("along 1", [integers([2, 2], 3), floats([2, 2, 2, 2])], (i, a) => build.scatterAdd(i, a, 1, 3)),
  ],
  variable: [smooth("variable", [x], (a) => build.variable(a))],
  stopGradient: [stepwise("stopGradient", [x], (a) => build.stopGradient(a))],
  custom: [
    smooth("custom", [x], (a) => build.custom(doubling, build.binary("mul", a, a), [a])),
    smooth("custom, of a value without the argument's axis", [x, positive], (a, b) =>
      build.binary("add", build.custom(doubling, build.binary("mul", a, a), [a]), b),
    ),
  ],
  after: [smooth("after", [x, floats([4])], (a, b) => build.after(a, [b]))],
  checkIndex: [stepwise("checkIndex", [integers([2, 3], 5)], (a) => build.checkIndex(a, 5, "test"))],
}
