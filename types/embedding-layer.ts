/** @file The layer of embeddings: int32 indices [...] to rows of its weight [..., width]. */
import type { IndexFn, IndexShape } from "./fn.js"
import type { Model } from "./layer.js"
import type { IndicesFirstMessage } from "./layer-messages.js"
import type { ScaleParams } from "./normalised.js"
import type { Dim, Shape } from "./tensor.js"

/** `embedding(count, width)` */
export type EmbeddingLayerOp = <const N extends number, const W extends number>(count: N, width: W) => Embedding<N, W>

export interface Embedding<N extends Dim, W extends Dim> extends Model<EmbeddingFn<N, W>, ScaleParams<[N, W]>> {}

export interface EmbeddingFn<N extends Dim, W extends Dim> extends IndexFn {
  readonly out: this["in"] extends IndexShape<infer S extends Shape>
    ? [...S, W]
    : IndicesFirstMessage<`embedding(${N}, ${W})`>
}
