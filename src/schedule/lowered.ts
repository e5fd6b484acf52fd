/**
 * @file The one table of what has a loop nest or a matrix product: for each operation the dtypes, of operands and
 * result, that kernels compute it in. Whatever is missing here is computed by a routine, between kernels.
 */
import type { DType } from "../../types/dtype.js"
import type { Node } from "../graph/node.js"
import type { Attributes, PlainBinaryFn, PlainUnaryFn, Primitive, ReduceFn, ScanFn } from "../graph/op.js"

export const hasKernel = (node: Node): boolean => lackOf(node) === undefined

/** Why a node has no kernel; undefined where it has one. */
export const lackOf = (node: Node): string | undefined => {
  const lowered = (primitives[node.op.kind] as (op: unknown) => DTypes)(node.op)
  const isLowered = ({ dtype }: Node): boolean => lowered.includes(dtype)
  const lacking = isLowered(node) ? node.inputs.find((input) => !isLowered(input)) : node
  if (lacking === undefined) return undefined
  const { dtype } = lacking
  const { op } = node
  const named = "routine" in op ? op.routine : op.kind === "scan" ? {} : op
  const name = "fn" in named ? named.fn : "draw" in op ? op.draw.name : op.kind
  return lowered.length === 0 ? `${name} has no kernel` : `${name} of ${dtype} has no kernel`
}

// internal

type DTypes = readonly DType[]

const none = [] as const satisfies DTypes
const floats = ["float32", "float64"] as const satisfies DTypes
const indices = ["int32"] as const satisfies DTypes
const numbers = [...floats, "int32"] as const satisfies DTypes
const any = [...numbers, "bool"] as const satisfies DTypes

const unaries = {
  neg: numbers,
  abs: numbers,
  sign: numbers,
  not: any,
  floor: floats,
  ceil: floats,
  round: floats,
  trunc: floats,
  exp: floats,
  log: floats,
  sqrt: floats,
} as const satisfies { readonly [F in PlainUnaryFn]: DTypes }

const binaries = {
  add: numbers,
  sub: numbers,
  mul: numbers,
  div: floats,
  maximum: any,
  minimum: any,
  and: any,
  or: any,
} as const satisfies { readonly [F in PlainBinaryFn]: DTypes }

/** Those of an elementary function are the ones that it has code for. */
const carried = ({ code }: { readonly code: object | undefined }): DTypes =>
  any.filter((dtype) => dtype !== "float64" || code !== undefined)

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
  fill: () => any,
  iota: () => indices,
  unary: (op) => ("meaning" in op ? carried(op) : unaries[op.fn]),
  binary: (op) => ("meaning" in op ? carried(op) : binaries[op.fn]),
  compare: () => any,
  select: () => any,
  cast: () => any,
  reduce: ({ fn }) => reductions[fn],
  scan: ({ fn }) => scans[fn],
  recurrence: () => numbers,
  sort: () => none,
  random: ({ draw }) => (draw.code ? numbers : none),
  dot: () => floats,
  solve: () => none,
  square: () => none,
  factor: () => none,
  reshape: () => any,
  permute: () => any,
  expand: () => any,
  slice: () => any,
  pad: () => any,
  concat: () => any,
  window: () => any,
  overlap: () => numbers,
  gather: () => any,
  scatterAdd: () => numbers,
  variable: () => any,
  stopGradient: () => any,
  custom: () => any,
  after: () => any,
  checkIndex: () => indices,
}
