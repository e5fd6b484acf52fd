/** @file Indices into the rows of a table, and indices as rows of zeros with a single one. */
import type { ClassesMessage, EmbeddingMessage } from "./index-messages.js"
import type { Dim, Shape } from "./tensor.js"

/** A row of the weight for each index. */
export type Embedding<T extends Shape, W extends Shape> = [
  ...T,
  W extends readonly [Dim, infer Features extends Dim] ? Features : number,
]

/** A message when the weight is no table, else `unknown`. */
export type EmbeddingFault<W extends Shape> = [W] extends [readonly [Dim, Dim]]
  ? unknown
  : [number] extends [W["length"]]
    ? unknown
    : EmbeddingMessage<W>

export type OneHot<T extends Shape, N extends number> = [...T, N]

/** A message when there can't be so many classes, else `unknown`. */
export type OneHotFault<N extends number> = [number] extends [N]
  ? unknown
  : [`${N}`] extends ["0" | `-${string}` | `${string}.${string}` | `${string}e-${string}`]
    ? ClassesMessage<N>
    : unknown
