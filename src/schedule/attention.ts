/**
 * @file Attention as `schedule` hands it to `codegen`: float32, softmax(q · k) · v, of which the weights are never
 * written. Work on scores, weights and results comes as nests over rows and columns, as the epilogues of products do.
 */
import type { DType } from "../../types/dtype.js"
import type { BatchAxis, Epilogue, MatrixView } from "./gemm.js"
import type { Access, Nest } from "./nest.js"

export interface Attention {
  /** Queries, keys, the features of each, and columns of values. */
  readonly m: number
  readonly n: number
  readonly e: number
  readonly d: number
  readonly q: MatrixView
  /** e × n */
  readonly k: MatrixView
  readonly v: MatrixView
  /** Of the kernel: q, k and v, then what is read beside them, or written. */
  readonly arguments: readonly DType[]
  readonly batch: readonly BatchAxis[]
  /** m × n, on what q · k gives, before the softmax; nothing, if not given. Short work is done on tiles. */
  readonly scores: (ElementWork & { readonly per: Epilogue["per"] }) | undefined
  /** m × n, on what the softmax gives but for a factor of each row, which passes through it */
  readonly weights: ElementWork | undefined
  /** m × d, on the product with v */
  readonly results: ElementWork
  /** Row i attends to no column beyond i + reach. */
  readonly reach: number | undefined
  /**
   * The arguments that take the greatest score of each row and 1 / Σ exp(score - greatest), if a gradient needs them.
   */
  readonly state?: readonly number[]
}

/**
 * The gradient through weights that are made again, block by block: weights of scores q · k, slopes g · v, from both
 * the gradients of scores, and products of what stands in the blocks.
 */
export interface AttentionGradient
  extends Pick<Attention, "m" | "n" | "e" | "d" | "q" | "k" | "arguments" | "batch" | "reach"> {
  /** m × d */
  readonly g: MatrixView
  /** d × n */
  readonly v: MatrixView
  /** m × n, from scores to weights. */
  readonly softmax: ElementWork
  /** m × n, from slopes to gradients of scores; argument -1 is the block of weights. */
  readonly slopes: ElementWork & { readonly per: Epilogue["per"] }
  readonly products: readonly GradientProduct[]
  /** In each part of so many keys, what is added up over keys has a result of its own. */
  readonly part: number
}

/** Keys that gradients take at once. */
export const gradientKeys = 48

/** What is added up over blocks: the gradients of scores, or weights, or their transposes, times `right`. */
export interface GradientProduct {
  readonly of: "scores" | "weights"
  readonly isTransposed: boolean
  readonly right: MatrixView
  readonly columns: number
  /** The arguments that `right` lies in, and that the product is written to: one, or one for each part. */
  readonly argument: number
  readonly results: readonly number[]
}

export interface ElementWork {
  /** Buffer 0 is what it works on, each element read where it is, and written there if a store says so. */
  readonly nest: Nest
  /** The arguments that its other buffers are. */
  readonly arguments: readonly number[]
}

/** Elements that are written as they are. */
export const untouched = (m: number, n: number): Nest => {
  const access: Access = { buffer: 0, offset: 0, strides: [n, 1] }
  return {
    variables: [m, n].map((extent) => ({ extent, role: "row" })),
    values: [{ kind: "load", access, dtype: "float32" }],
    stores: [{ access, value: 0 }],
    ...{ buffers: ["float32"], lanes: 1, unroll: 1 },
  }
}
