/** @file Products of vectors, and what square matrices have: leading axes are batches, and broadcast. */
import { broadcast } from "./broadcast.js"
import { ShapeError } from "./error.js"
import {
  addmmMessage,
  lastDimsMessage,
  needsMatricesMessage,
  needsSquareMessage,
  needsVectorsMessage,
  rowsMessage,
} from "./linear-algebra-messages.js"

/** The batch that two tensors of vectors share. */
export const vectorBatch = (op: string, a: readonly number[], b: readonly number[]): readonly number[] => {
  for (const shape of [a, b]) if (shape.length === 0) throw new ShapeError(needsVectorsMessage(op, shape))
  return broadcast(`${op} batch dims`, a.slice(0, -1), b.slice(0, -1))
}

/** The batch of two tensors whose vectors are as long as each other. */
export const dotBatch = (a: readonly number[], b: readonly number[]): readonly number[] => {
  const [x, y] = [a.at(-1), b.at(-1)]
  if (x !== undefined && y !== undefined && x !== y) throw new ShapeError(lastDimsMessage("dot", a, b, x, y))
  return vectorBatch("dot", a, b)
}

export const assertMatrices = (op: string, shape: readonly number[]): void => {
  if (shape.length < 2) throw new ShapeError(needsMatricesMessage(op, shape))
}

export const assertSquare = (op: string, shape: readonly number[]): void => {
  if (shape.length < 2 || shape.at(-1) !== shape.at(-2)) throw new ShapeError(needsSquareMessage(op, shape))
}

/** Throws unless what is added to a product broadcasts to it. */
export const assertAdded = (added: readonly number[], product: readonly number[]): void => {
  const lead = product.length - added.length
  const fits = lead >= 0 && added.every((dim, axis) => dim === 1 || dim === product[lead + axis])
  if (!fits) throw new ShapeError(addmmMessage(added, product))
}

export interface SolveShape {
  readonly batch: readonly number[]
  /** Whether the right side holds vectors: as in PyTorch, if it has rank 1, or the left shape without its last axis. */
  readonly vectors: boolean
}

export const solveShape = (a: readonly number[], b: readonly number[]): SolveShape => {
  assertSquare("solve", a)
  if (b.length === 0) throw new ShapeError(needsVectorsMessage("solve", b))
  const lead = a.slice(0, -1)
  const vectors = b.length === 1 || (b.length === lead.length && lead.every((dim, i) => dim === b[i]))
  const [needed, rows] = [a.at(-1) as number, b.at(vectors ? -1 : -2) as number]
  if (needed !== rows) throw new ShapeError(rowsMessage(a, b, needed, rows))
  if (vectors) return { batch: a.slice(0, -2), vectors }
  return { batch: broadcast("solve batch dims", a.slice(0, -2), b.slice(0, -2)), vectors }
}
