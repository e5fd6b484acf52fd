/** @file How attention is cut into blocks, and where in its workspace everything lies. */
import type { Attention } from "../schedule/attention.js"
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

// internal

const mostRows = 96
const mostKeys = 256

/** Of 4 and of 6 rows. */
const tileRows = 12
