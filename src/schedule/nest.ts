/**
 * @file The loop nest: what `schedule` hands to `codegen` for one fused kernel. Every decision is written into it.
 *
 * A nest runs over its row variables; within a row it makes passes over its axis variables: one pass per
 * level of dependent reductions, then one that stores. Values are in SSA form: an operand's position is lower.
 */
import type { DType } from "../../types/dtype.js"
import type { Attributes, CompareFn } from "../graph/op.js"

/** Variables stand outermost first, rows before axes. An extent of 0 is allowed for axes only. */
export interface LoopVariable {
  readonly extent: number
  readonly role: "row" | "axis"
}

/** The element `offset + Σ strides[i] · variable[i] + Σ gathers[j].stride · value` of a buffer; counted in elements. */
export interface Access {
  readonly buffer: number
  readonly offset: number
  readonly strides: readonly number[]
  /** int32 values that the place depends on; they never lead outside of the buffer */
  readonly gathers?: readonly Gather[]
}

export interface Gather {
  readonly value: number
  readonly stride: number
}

/**
 * `expNonPositive` is the exp of softmax: its argument is ≤ 0, results
 * below 2^-126 may be anything in [0, 2^-126], NaN stays NaN. Everything else is exact to the numerics policy.
 */
export type NestUnary = Attributes["unary"] | { readonly fn: "expNonPositive" }
export type NestBinary = Attributes["binary"]

/**
 * `max` and `min` return NaN if any operand is NaN, `fastMax` ignores it. The parts of a log-sum-exp of float32:
 * `shift` is the maximum, NaN ignored, but at least -3.4e38, `peaks` how many operands equal it, `rest` Σ e^(x - shift)
 * over all others.
 */
export type NestReduceFn = "sum" | "prod" | "max" | "min" | "fastMax" | LogSumExpFn

export type LogSumExpFn = "shift" | "peaks" | "rest"

export type NestScanFn = "sum" | "max" | "min"

/**
 * Along the one axis variable of the nest, in its order; a scan is of the elements up to each.
 * `code`, for codegen/values.ts, computes it.
 */
export type CarriedValue = { readonly dtype: DType; readonly code: object } & (
  | { readonly kind: "scan"; readonly fn: NestScanFn; readonly x: number }
  // s = a · s + b, where s is 0 before the first element, and a there counts as 0
  | { readonly kind: "recurrence"; readonly a: number; readonly b: number }
  // x at the element before this one; `first` where there is none
  | { readonly kind: "previous"; readonly x: number; readonly first: number }
)

/**
 * The number that a key, of two words, gives for a position, an `index`; what is folded in is a third value.
 * `code`, for codegen/values.ts, computes it; it depends on the name only.
 */
export interface DrawnValue {
  readonly kind: "draw"
  readonly name: string
  readonly at: number
  readonly key: readonly number[]
  readonly dtype: DType
  readonly code: object
}

export type Value =
  | { readonly kind: "literal"; readonly value: number; readonly dtype: DType }
  | { readonly kind: "load"; readonly access: Access; readonly dtype: DType }
  /** the int32 position of one loop variable: offset + Σ strides · variables */
  | { readonly kind: "index"; readonly offset: number; readonly strides: readonly number[]; readonly dtype: "int32" }
  | (NestUnary & { readonly kind: "unary"; readonly x: number; readonly dtype: DType })
  | (NestBinary & { readonly kind: "binary"; readonly a: number; readonly b: number; readonly dtype: DType })
  /** `dtype` is bool; operands have the dtype of value `a` */
  | { readonly kind: "compare"; readonly fn: CompareFn; readonly a: number; readonly b: number; readonly dtype: "bool" }
  | {
      readonly kind: "select"
      readonly condition: number
      readonly a: number
      readonly b: number
      readonly dtype: DType
    }
  | { readonly kind: "cast"; readonly x: number; readonly dtype: DType }
  | CarriedValue
  | DrawnValue
  /** over all axis variables; the result is one value a row */
  | { readonly kind: "reduce"; readonly fn: NestReduceFn; readonly x: number; readonly dtype: DType }

export interface Store {
  readonly access: Access
  readonly value: number
  /** adds to what is there instead of replacing it, once for each row or element, in the order of the loops */
  readonly accumulates?: "row" | "element"
}

export interface Nest {
  readonly variables: readonly LoopVariable[]
  readonly values: readonly Value[]
  /** a store happens once a row if neither its value nor its place depends on an axis, else once an element */
  readonly stores: readonly Store[]
  /** dtype of each buffer, in the order in which their addresses are passed to the kernel */
  readonly buffers: readonly DType[]
  /** the variable whose consecutive positions fill a vector's lanes: the last row or the last axis variable */
  readonly lanes: number
  /** how many vectors the lane loop handles at once, each with accumulators of its own */
  readonly unroll: number
  /** How many positions of the last axis log-sum-exps take at once: they read their operands twice. */
  readonly block?: number
  readonly split?: Split
}

/**
 * A row variable of which any range may be visited, by whoever: from one multiple of `grain` to another, or to its end.
 */
export interface Split {
  readonly variable: number
  readonly grain: number
}

/** Lanes of a vector: two where anything is float64, beside which narrower values take the low half of a vector. */
export const widthOf = ({ buffers, values }: Nest): 2 | 4 =>
  buffers.includes("float64") || values.some(({ dtype }) => dtype === "float64") ? 2 : 4

/** The same nest over other variables, all strides changed alike. */
export const mapStrides = (
  nest: Nest,
  variables: readonly LoopVariable[],
  change: (strides: readonly number[]) => readonly number[],
): Nest => {
  const moved = mapAccesses(nest, (access) => ({ ...access, strides: change(access.strides) }))
  const values = moved.values.map((value) =>
    value.kind === "index" ? { ...value, strides: change(value.strides) } : value,
  )
  return { ...moved, variables, values }
}

export const mapAccesses = (nest: Nest, change: (access: Access) => Access): Nest => ({
  ...nest,
  values: nest.values.map((value) => (value.kind === "load" ? { ...value, access: change(value.access) } : value)),
  stores: nest.stores.map((store) => ({ ...store, access: change(store.access) })),
})

export const isLogSumExpFn = (fn: NestReduceFn): fn is LogSumExpFn => fn === "shift" || fn === "peaks" || fn === "rest"

export const isCarried = (value: Value): value is CarriedValue =>
  value.kind === "scan" || value.kind === "recurrence" || value.kind === "previous"

/** The values that a value is computed from, or that say where it is loaded. */
export const operandsOf = (value: Value): readonly number[] => {
  switch (value.kind) {
    case "literal":
    case "index":
      return []
    case "load":
      return (value.access.gathers ?? []).map((gather) => gather.value)
    case "unary":
    case "cast":
    case "reduce":
    case "scan":
    case "previous":
      return [value.x]
    case "binary":
    case "compare":
    case "recurrence":
      return [value.a, value.b]
    case "select":
      return [value.condition, value.a, value.b]
    case "draw":
      return [value.at, ...value.key]
  }
}
