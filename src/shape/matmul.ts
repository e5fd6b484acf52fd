/** @file Matrix products: vectors stand for a row on the left and a column on the right, leading axes broadcast. */
import { broadcast } from "./broadcast.js"
import { ShapeError } from "./error.js"
import { innerDimsMessage, scalarMessage } from "./messages.js"

export interface MatmulShape {
  readonly batch: readonly number[]
  readonly m: number
  readonly k: number
  readonly n: number
  /** Without the row or the column that stood for a vector. */
  readonly result: readonly number[]
}

export const matmulShape = (a: readonly number[], b: readonly number[]): MatmulShape => {
  if (a.length === 0) throw new ShapeError(scalarMessage("left"))
  if (b.length === 0) throw new ShapeError(scalarMessage("right"))
  const k = a[a.length - 1] as number
  const inner = b[Math.max(b.length - 2, 0)] as number
  if (k !== inner) throw new ShapeError(innerDimsMessage(a, b, k, inner))
  const batch = broadcast("matmul batch dims", a.slice(0, -2), b.slice(0, -2))
  const rows = a.slice(0, -1).slice(-1)
  const columns = b.length === 1 ? [] : b.slice(-1)
  return { batch, m: rows[0] ?? 1, k, n: columns[0] ?? 1, result: [...batch, ...rows, ...columns] }
}
