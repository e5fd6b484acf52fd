/**
 * @file A matrix product as `schedule` hands it to `codegen`: float32, c[m, n] = Σk a[m, k] · b[k, n].
 * Operands are read through strides, so a transposed or expanded view is never copied. `c` is row-major.
 */

/** Element strides of one matrix operand. */
export interface MatrixView {
  readonly offset: number
  readonly row: number
  readonly column: number
}

export interface Gemm {
  readonly m: number
  readonly n: number
  readonly k: number
  readonly a: MatrixView
  readonly b: MatrixView
}
