/**
 * @file The vocabulary of the graph: every primitive with its attributes.
 * A stage describes what it knows of primitives as a table typed by `Primitive`, so an omission does not compile. What
 * is long is not in a table: the node carries it, so that a program holds what it uses and no others.
 */
import type { DType, TypedArray } from "../../types/dtype.js"
import type { Words } from "./threefry.js"

export type UnaryFn = PlainUnaryFn | CarriedUnaryFn
export type BinaryFn = PlainBinaryFn | CarriedBinaryFn

/** `round` is half to even */
export type PlainUnaryFn =
  | ("neg" | "abs" | "sign" | "not" | "floor" | "ceil" | "round" | "trunc")
  | ("exp" | "log" | "sqrt")
export type PlainBinaryFn = "add" | "sub" | "mul" | "div" | "maximum" | "minimum" | "and" | "or"

/** Made by `primitives/elementary.ts`. */
export type CarriedUnaryFn =
  | ("exp2" | "expm1" | "log2" | "log10" | "log1p")
  | ("sin" | "cos" | "atan" | "tanh" | "sigmoid" | "erf" | "erfc" | "gelu" | "geluSlope")
/** `rem` has the sign of the dividend; `quotient` is int32 division, truncated. Of int32 by 0 either gives 0. */
export type CarriedBinaryFn = "pow" | "atan2" | "rem" | "quotient"

/**
 * An elementary function of the dtype of its node: what it means on float64, and its code on vectors, for
 * codegen/lanes.ts; none where only the interpreter has it.
 */
export interface Elementary<F extends string, X extends readonly number[]> {
  readonly fn: F
  readonly meaning: (...x: X) => number
  readonly code: object | undefined
}

export type ElementaryUnary = Elementary<CarriedUnaryFn, readonly [number]>
export type ElementaryBinary = Elementary<CarriedBinaryFn, readonly [number, number]>

export type CompareFn = "eq" | "ne" | "lt" | "le" | "gt" | "ge"
/**
 * `lognormalizer` is the log-sum-exp that log-softmax subtracts: NaN where the maximum is infinite, since a row that
 * holds +∞, or nothing but -∞, has no distribution.
 */
export type ReduceFn = "sum" | "prod" | "max" | "min" | "logsumexp" | "lognormalizer"
export type ScanFn = "sum" | "max" | "min" | "logsumexp"

/** `cofactor` is the gradient of `det`; `cholesky` the lower factor, of the lower triangle. */
export type SquareFn = "det" | "cofactor" | "cholesky"

/**
 * Factors of matrices with no fewer rows than columns: A = Q · R with R upper triangular, A = U · diag(S) · Vᵀ with S
 * descending; and of symmetric ones, of which the lower triangle is read: A = V · diag(L) · Vᵀ with L ascending.
 */
export type FactorFn = "qrQ" | "qrR" | "svdU" | "svdS" | "svdV" | "eighValues" | "eighVectors"

/** What a primitive of matrices computes. Its node carries it, so that a program holds those it uses and no others. */
export interface MatrixRoutine<F extends string = string> {
  readonly fn: F
  /** Row-major, for every matrix of a batch; operands must not change afterwards. */
  readonly numbers: (operands: readonly Float64Array[], shapes: readonly (readonly number[])[]) => Float64Array
}

/** What a key gives. Its node carries it, so that a program holds the kinds it uses and no others. */
export interface Draw {
  /** With everything the numbers depend on, but for the key. */
  readonly name: string
  /** Whether a number is folded into the key. */
  readonly takesData: boolean
  readonly numbers: Numbers
  /** Its code on vectors, for `codegen/draw.ts`; none where only the interpreter has it. */
  readonly code: object | undefined
}

/** `count` numbers, row-major; `data` is what is folded in. */
export type Numbers = (key: Words, count: number, data: number) => Float32Array | Int32Array

/**
 * Where a constant's numbers are. `data` is an ordinary typed array; `address` a place in the evaluator's memory;
 * `origin` computes them again. At least one is set. Only the evaluator writes to it: it may move numbers, never change
 * them.
 */
export interface Storage {
  readonly dtype: DType
  readonly length: number
  data: TypedArray | undefined
  address: number | undefined
  origin?: Origin | undefined
}

/** A run, remembered by those of its results that have no array of their own. */
export interface Origin {
  readonly inputs: readonly Storage[]
  readonly results: readonly Storage[]
  /** what the run takes, and what it takes with all runs that come before it */
  readonly nanoseconds: number
  total: number
  /** bytes that are kept for the sake of it */
  held: number
  /** the last look at the runs before others in which it was counted */
  look: number
  readonly repeat: (origin: Origin) => void
}

/** Windows over the last axes, one entry an axis. */
export interface Windowing {
  readonly strides: readonly number[]
  readonly dilations: readonly number[]
}

export interface Attributes {
  // leaves
  readonly constant: { readonly storage: Storage }
  readonly parameter: { readonly name: string }
  readonly fill: { readonly value: number }
  /** int32 positions along one axis */
  readonly iota: { readonly axis: number }

  // random numbers of keys, int32 [...batch, 2]; what is folded in is an int32 [...batch] beside them
  /** with what traces and interprets it: `schedule/traced-rules.ts` */
  readonly random: { readonly draw: Draw; readonly rules: object }

  // elementwise: operands have the result's shape
  readonly unary: { readonly fn: PlainUnaryFn } | ElementaryUnary
  /** operands and result share one dtype */
  readonly binary: { readonly fn: PlainBinaryFn } | ElementaryBinary
  /** operands share one dtype, the result is bool */
  readonly compare: { readonly fn: CompareFn }
  /** inputs: condition (bool), value where true, value where false */
  readonly select: object
  readonly cast: object

  // reductions: the axes (ascending, not negative) are dropped from the shape
  readonly reduce: { readonly fn: ReduceFn; readonly axes: readonly number[] }

  // along one axis, in order; with what traces, compiles and interprets them: `schedule/scan-rules.ts`
  /** element i is the reduction of elements 0 to i */
  readonly scan: { readonly fn: ScanFn; readonly axis: number; readonly rules: object }
  /** inputs: a, b; s_i = a_i · s_{i-1} + b_i, where s_{-1} = 0 */
  readonly recurrence: { readonly axis: number; readonly rules: object }
  /** int32 positions of the elements in order; equal ones stay in place, NaN is the largest */
  readonly sort: { readonly axis: number; readonly descending: boolean; readonly rules: object }

  // contraction: [...batch, m, k] [...batch, k, n] -> [...batch, m, n]
  /** with what schedules and compiles products: `schedule/product-rules.ts` */
  readonly dot: { readonly rules: object }

  // square matrices, the last two axes
  /** inputs: [...batch, n, n] and [...batch, n, k]; X of A · X = B */
  readonly solve: { readonly routine: MatrixRoutine }
  readonly square: { readonly routine: MatrixRoutine<SquareFn> }

  // matrices, the last two axes
  readonly factor: { readonly routine: MatrixRoutine<FactorFn> }

  // movement
  readonly reshape: object
  /** result axis i is operand axis order[i] */
  readonly permute: { readonly order: readonly number[] }
  /** size-1 axes grow to the result's shape; ranks are equal */
  readonly expand: object
  /** element i of result axis a is element starts[a] + i · steps[a] of the operand; steps may be negative */
  readonly slice: { readonly starts: readonly number[]; readonly steps: readonly number[] }
  /** the transpose of slice, with a number where there is no element */
  readonly pad: { readonly starts: readonly number[]; readonly steps: readonly number[]; readonly value: number }
  /** the operands one after another along the axis */
  readonly concat: { readonly axis: number }
  /**
   * the last axes, [...sizes], as [...kernel, ...counts]: element (k, i) of an axis is element i · stride + k ·
   * dilation
   */
  readonly window: Windowing
  /** the transpose of window: zeros, to which each element is added where its window has it, one k after another */
  readonly overlap: Windowing

  // indexing by int32 tensors, which the caller guards by `checkIndex`
  /** inputs: x, indices; the axis of x is replaced by the indices' axes */
  readonly gather: { readonly axis: number }
  /** inputs: indices, updates; zeros to which each update is added: the transpose of gather, in the order of updates */
  readonly scatterAdd: { readonly axis: number }

  // tracing
  /** identity on the tensor that a gradient is taken with respect to: its reads and its uses elsewhere stay apart */
  readonly variable: object

  // derivatives: identities on the first operand
  /** without a derivative */
  readonly stopGradient: object
  /** the derivative with respect to the other operands, the arguments, is that of the rule: `transform/rule.ts` */
  readonly custom: { readonly rule: object }
  /** never merged with its operand, and not read before the other operands are known: what follows is computed anew */
  readonly after: object

  // guards
  /** int32 identity that refuses values outside [0, limit), `ignore` excepted */
  readonly checkIndex: { readonly limit: number; readonly ignore: number | undefined; readonly operation: string }
}

export type Primitive = keyof Attributes

export type Op<P extends Primitive = Primitive> = { [K in P]: { readonly kind: K } & Attributes[K] }[P]
