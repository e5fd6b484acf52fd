/**
 * @file The one table of what has a loop nest or a matrix product: for each operation the dtypes, of operands and
 * result, that kernels compute it in. Whatever is missing here is computed by a routine, between kernels.
 */
import type { DType } from "../../types/dtype.js"
import type { Node } from "../graph/node.js"
import type { Attributes, BinaryFn, Primitive, ReduceFn, ScanFn, UnaryFn } from "../graph/op.js"

export const hasKernel = (node: Node): boolean => lackOf(node) === undefined

/** Why a node has no kernel; undefined where it has one. */
export const lackOf = (node: Node): string | undefined => {
  const lowered = (primitives[node.op.kind] as (op: unknown) => DTypes)(node.op)
  const lacking = [node, ...node.inputs].find(({ dtype }) => !lowered.includes(dtype))
  if (lacking === undefined) return undefined
  const { dtype } = lacking
  if (dtype === "float64") return "float64 has no kernels"
  const { op } = node
  const named = "routine" in op ? op.routine : op.kind === "scan" ? {} : op
  const name = "fn" in named ? named.fn : op.kind
  return lowered.length === 0 ? `${name} has no kernel` : `${name} of ${dtype} has no kernel`
}

// internal

type DTypes = readonly DType[]

const none = [] as const satisfies DTypes
const floats = ["float32"] as const satisfies DTypes
const indices = ["int32"] as const satisfies DTypes
const numbers = ["float32", "int32"] as const satisfies DTypes
const narrow = ["float32", "int32", "bool"] as const satisfies DTypes
/** of what is not computed */
const any = [...narrow, "float64"] as const satisfies DTypes

const unaries = {
  neg: numbers,
  abs: numbers,
  sign: numbers,
  not: narrow,
  floor: floats,
  ceil: floats,
  round: floats,
  trunc: floats,
  exp: floats,
  exp2: floats,
  expm1: floats,
  log: floats,
  log2: floats,
  log10: floats,
  log1p: floats,
  sqrt: floats,
  sin: floats,
  cos: floats,
  atan: floats,
  tanh: floats,
  sigmoid: floats,
  erf: floats,
  erfc: floats,
} as const satisfies { readonly [F in UnaryFn]: DTypes }

const binaries = {
  add: numbers,
  sub: numbers,
  mul: numbers,
  div: floats,
  maximum: narrow,
  minimum: narrow,
  and: narrow,
  or: narrow,
  pow: numbers,
  atan2: floats,
  rem: numbers,
  quotient: indices,
} as const satisfies { readonly [F in BinaryFn]: DTypes }

const reductions = {
  sum: numbers,
  prod: numbers,
  max: numbers,
  min: numbers,
  logsumexp: floats,
  lognormalizer: floats,
} as const satisfies { readonly [F in ReduceFn]: DTypes }

const scans = {
  sum: numbers,
  max: numbers,
  min: numbers,
  logsumexp: floats,
} as const satisfies { readonly [F in ScanFn]: DTypes }

const primitives: { readonly [P in Primitive]: (op: Attributes[P]) => DTypes } = {
  constant: () => any,
  parameter: () => any,
  fill: () => narrow,
  iota: () => indices,
  unary: ({ fn }) => unaries[fn],
  binary: ({ fn }) => binaries[fn],
  compare: () => narrow,
  select: () => narrow,
  cast: () => narrow,
  reduce: ({ fn }) => reductions[fn],
  scan: ({ fn }) => scans[fn],
  recurrence: () => numbers,
  sort: () => none,
  random: () => none,
  dot: () => floats,
  solve: () => none,
  square: () => none,
  factor: () => none,
  reshape: () => narrow,
  permute: () => narrow,
  expand: () => narrow,
  slice: () => narrow,
  pad: () => narrow,
  concat: () => narrow,
  window: () => narrow,
  overlap: () => numbers,
  gather: () => narrow,
  scatterAdd: () => numbers,
  variable: () => narrow,
  stopGradient: () => narrow,
  custom: () => narrow,
  after: () => any,
  checkIndex: () => indices,
}
