/** @file Layers one after another: their shape functions composed, the first that refuses its input named. */
import type { AnyLayer, Call, Fn, FnOf, ParamsOf } from "./fn.js"
import type { Model } from "./layer.js"
import type { LayerMessage } from "./messages.js"

/** `sequential(...layers)`: a width that doesn't fit is reported on the layer it doesn't fit. */
export type SequentialOp = <const L extends AnyLayer[]>(...layers: CheckedLayers<L, Walk<L, number[]>>) => Sequential<L>

export interface Sequential<L extends readonly AnyLayer[]> extends Model<SequentialFn<L>, SequentialParams<L>> {}

export interface SequentialFn<L extends readonly AnyLayer[]> extends Fn {
  readonly out: WalkResult<Walk<L, this["in"]>>
}

/** One entry a layer, in order; an operation's is empty. */
export type SequentialParams<L extends readonly AnyLayer[]> = { readonly [K in keyof L]: ParamsOf<L[K]> }

/** The shape after the last layer, or the position and sentence of the first that refuses. */
export type Walk<L extends readonly unknown[], S, K extends 0[] = []> = L extends readonly [infer H, ...infer T]
  ? Call<FnOf<H>, S> extends infer O
    ? O extends string
      ? { readonly at: `${K["length"]}`; readonly says: LayerMessage<K["length"], O> }
      : Walk<T, O, [...K, 0]>
    : never
  : S

// internal

interface Refusal {
  readonly at: string
  readonly says: string
}

type WalkResult<R> = R extends Refusal ? R["says"] : R

type CheckedLayers<L extends readonly unknown[], R> = R extends Refusal
  ? { [K in keyof L]: K extends R["at"] ? R["says"] : L[K] }
  : L
