/** @file `run` of a batch of matrices: for a range of units, a call for each matrix with what of it is in the range. */
import type { DType } from "../../types/dtype.js"
import type { BatchAxis } from "../schedule/gemm.js"
import { elementBytes } from "../shape/size.js"
import type { WasmFunction } from "./encode.js"
import { defineFunction, type Local } from "./function.js"
import { advance, smaller } from "./gemm-loops.js"
import { i32 } from "./instructions.js"

/** From one matrix to the next, in bytes, for each address: `dtypes` of the buffers of the batch's strides. */
export const inBytes = (batch: readonly BatchAxis[], dtypes: readonly DType[]): readonly BatchAxis[] =>
  batch.map(({ extent, strides }) => ({
    extent,
    strides: strides.map((stride, i) => stride * elementBytes[dtypes[i] as DType]),
  }))

/**
 * Parameters: addresses, then from and to, of which each matrix has `units`; the same as those of the function at
 * `matrix`, for which they count from 0. Strides are in bytes.
 */
export const batchFunction = (batch: readonly BatchAxis[], units: number, matrix: number): WasmFunction => {
  const count = 2 + (batch[0] as BatchAxis).strides.length
  return defineFunction(
    "run",
    Array.from({ length: count }, () => "i32" as const),
    (parameters, f) => {
      const [from, to] = parameters.slice(-2) as [Local<"i32">, Local<"i32">]
      const [index, first, end] = [f.local("i32"), f.local("i32"), f.local("i32")]
      f.doWhile(() => {
        f.set(index, i32.divU(from.get, i32.const(units)))
        f.set(first, i32.sub(from.get, i32.mul(index.get, i32.const(units))))
        f.set(end, smaller(f.let(i32.sub(to.get, i32.sub(from.get, first.get))), i32.const(units)))
        const addresses = parameters.slice(0, -2).map(({ get }, argument) => {
          let below = 1
          return batch.toReversed().reduce((address, { extent, strides }) => {
            const position = i32.remU(i32.divU(index.get, i32.const(below)), i32.const(extent))
            const stride = strides[argument] as number
            below *= extent
            return stride === 0 ? address : i32.add(address, i32.mul(position, i32.const(stride)))
          }, get)
        })
        f.call(matrix, [...addresses, first.get, end.get])
        advance(f, from, i32.sub(end.get, first.get))
        return i32.ltU(from.get, to.get)
      })
    },
  )
}
