/**
 * @file How a matrix product, or a batch of them, may be shared: into units that whoever computes them writes the same
 * numbers. Units of one product are rows or columns, whichever packs less twice.
 */
import { type Gemm, productsOf } from "../schedule/gemm.js"
import { isDots, isEmpty, tilingOf } from "./gemm-tiling.js"

export interface Split {
  readonly along: "rows" | "columns"
  /** Rows or columns of a unit; the last of a product may have fewer. */
  readonly unit: number
  /** In one product. */
  readonly units: number
}

export const splitOf = (gemm: Gemm, fma: boolean): Split => {
  const { m, n } = gemm
  const { rows, columnStep, packsB } = tilingOf(gemm, fma)
  if (isEmpty(gemm)) return { along: "rows", unit: m, units: 1 }
  const along = packsB && m > n && !isDots(gemm) ? "rows" : "columns"
  const [size, step] = along === "rows" ? [m, rows] : [n, columnStep]
  const wanted = Math.ceil(enough / productsOf(gemm))
  const unit = step * Math.ceil(Math.min(mostInUnit, Math.ceil(size / wanted)) / step)
  return { along, unit, units: Math.ceil(size / unit) }
}

// internal

/** Units that several threads share evenly. */
const enough = 8

const mostInUnit = 128
