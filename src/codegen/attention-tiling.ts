/** @file How attention is cut into blocks, and where in its workspace everything lies. */
import { type Attention, type AttentionGradient, gradientKeys } from "../schedule/attention.js"
import { productsOf } from "../schedule/gemm.js"
import { padded, roundUp } from "./gemm-tiling.js"

export interface AttentionTiling {
  /** Rows of a block, whole tiles of any target, and how many blocks a matrix has. */
  readonly rows: number
  readonly blocks: number
  /** Keys of a block, whole panels; as a block of scores is wide. */
  readonly keys: number
  /** Bytes, from the start of the workspace. */
  readonly results: number
  readonly state: number
  readonly packedKeys: number
  readonly packedValues: number
  readonly workspace: number
}

export const panelColumns = 8

export const attentionTiling = ({ m, n, e, d }: Attention): AttentionTiling => {
  const blocks = Math.ceil(m / mostRows)
  const rows = roundUp(Math.ceil(m / blocks), tileRows)
  const keys = Math.min(mostKeys, roundUp(n, panelColumns))
  const results = 4 * rows * keys
  const state = results + 4 * rows * d
  const packedKeys = state + 8 * rows
  const packedValues = packedKeys + 4 * e * padded(n)
  return { rows, blocks, keys, results, state, packedKeys, packedValues, workspace: packedValues + 4 * n * padded(d) }
}

/** The bytes `run` needs at `workspace`. */
export const attentionWorkspace = (attention: Attention): number => attentionTiling(attention).workspace

/** What `from` and `to` of `run` count, as for products. What is taken at once is worth packing keys and values for. */
export const attentionSplit = (attention: Attention): { readonly extent: number; readonly grain: number } => {
  const { blocks } = attentionTiling(attention)
  return { extent: productsOf(attention) * blocks, grain: Math.min(blocks, 4) }
}

export interface GradientTiling {
  /** Rows and keys of a block, whole tiles of any target. */
  readonly rows: number
  readonly keys: number
  /**
   * Elements from one row of a block to the next: rows that lie a power of two apart would share few lines of the
   * cache.
   */
  readonly stride: number
  /** Bytes, from the start of the workspace: blocks of weights and of gradients of scores, then what is packed. */
  readonly scores: number
  readonly packedKeys: number
  readonly packedValues: number
  /** What each product has packed: all rows of it where it goes down the columns, else those of a block of keys. */
  readonly packed: readonly number[]
  readonly workspace: number
}

export const gradientTiling = ({ m, n, e, d, products }: AttentionGradient): GradientTiling => {
  const rows = Math.min(gradientRows, roundUp(m, tileRows))
  const keys = Math.min(gradientKeys, roundUp(n, 2 * tileRows))
  const stride = keys + 8
  let end = 0
  const place = (elements: number): number => {
    const at = end
    end += 4 * roundUp(elements, 16)
    return at
  }
  const [weights, scores] = [place(rows * stride), place(rows * stride)]
  const [packedKeys, packedValues] = [place(e * keys), place(d * keys)]
  const packed = products.map(({ isTransposed, columns }) => place((isTransposed ? m : keys) * padded(columns)))
  return { rows, keys, stride, scores: scores - weights, packedKeys, packedValues, packed, workspace: end }
}

/** Of the keys of each matrix, which threads share. */
export const partsOf = ({ n, part }: AttentionGradient): number => Math.ceil(n / part)

export const gradientWorkspace = (attention: AttentionGradient): number => gradientTiling(attention).workspace

export const gradientSplit = (attention: AttentionGradient): { readonly extent: number; readonly grain: number } => ({
  extent: productsOf(attention) * partsOf(attention),
  grain: 1,
})

// internal

const gradientRows = 48

const mostRows = 96
const mostKeys = 256

/** Of 4 and of 6 rows. */
const tileRows = 12
