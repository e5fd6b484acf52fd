/**
 * @file A matrix product as `schedule` hands it to `codegen`: c[m, n] = Σk a[m, k] · b[k, n], of one float dtype.
 * Operands are read through strides, so a transposed or expanded view is never copied. `c` is row-major, unless an
 * epilogue says otherwise.
 */
import { sizeOf } from "../graph/node.js"
import type { Nest } from "./nest.js"

/** Element strides of one matrix operand. */
export interface MatrixView {
  readonly offset: number
  readonly row: number
  readonly column: number
  /**
   * Where rows or columns run over several axes of a buffer, or backwards; `row` and `column` are those of the
   * innermost.
   */
  readonly axes?: { readonly rows: readonly Axis[]; readonly columns: readonly Axis[] }
}

/** An axis of a buffer: how many elements, so far apart. */
export interface Axis {
  readonly extent: number
  readonly stride: number
}

export interface Gemm {
  /** float32, if not given. */
  readonly dtype?: "float64"
  readonly m: number
  readonly n: number
  readonly k: number
  readonly a: MatrixView
  readonly b: MatrixView
  readonly epilogue?: Epilogue
  /** Axes of a batch of such products, outermost first. */
  readonly batch: readonly BatchAxis[]
}

export interface BatchAxis {
  readonly extent: number
  /** From one product to the next, in elements: of a, b and c, then of the epilogue's other buffers. */
  readonly strides: readonly number[]
}

/** In the batch. */
export const productsOf = ({ batch }: Pick<Gemm, "batch">): number => sizeOf(batch.map(({ extent }) => extent))

/** What is done with each element of c before it is written. Needs k to be at least 1. */
export interface Epilogue {
  /**
   * Over the rows and the columns of c, which are its lanes. Buffer 0 is c, with columns side by side: a load of it is
   * the finished sum, which is written only if a store says so. Until then c may hold partial sums: nothing else may
   * lie there.
   */
  readonly nest: Nest
  /** On the sums of a tile, in registers; or on a block of rows, in cache: much code has a loop of its own. */
  readonly per: "tile" | "block"
}
