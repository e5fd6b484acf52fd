/** @file Layers one after another: their shape functions composed, the first that refuses its input named. */
import type { Refusal } from "./agree.js"
import type { AnyLayer, Call, Fn, FnOf, IndexFn, IndexShape, ParamsOf } from "./fn.js"
import type { Model } from "./layer.js"
import type { LabelledMessage, LayerMessage } from "./layer-messages.js"
import type { Lead, Shape } from "./tensor.js"
import type { IsRandom, StatesOf } from "./training.js"

/** `sequential(...layers)`: a width that doesn't fit is reported on the layer it doesn't fit. */
export type SequentialOp = <const L extends AnyLayer[]>(...layers: CheckedLayers<L, Walk<L, Start<L>>>) => Sequential<L>

export interface Sequential<L extends readonly AnyLayer[]>
  extends Model<SequentialFn<L>, SequentialParams<L>, StatesOf<L, L[number]>, IsRandom<L[number]>> {}

export interface SequentialFn<L extends readonly AnyLayer[]> extends Fn {
  readonly out: WalkResult<Walk<L, this["in"]>>
  readonly takes: Taken<L>
  readonly fault: WalkResult<Walk<L, Start<L>>>
  readonly indices: TakesIndices<L>
}

/** The shape function of a block whose layers don't fit each other: that was said where it was made. */
export interface Faulty {
  readonly fault: string
}

/** One entry a layer, in order; an operation's is empty. */
export type SequentialParams<L extends readonly AnyLayer[]> = { readonly [K in keyof L]: ParamsOf<L[K]> }

/** The shape after the last layer, or the position and sentence of the first that refuses. */
export type Walk<L extends readonly unknown[], S> = number extends L["length"] ? S : WalkOn<L, S, []>

/** After the layers that `K` counts. Taking the first off a list, again and again, costs more than counting. */
type WalkOn<L extends readonly unknown[], S, K extends unknown[]> = L extends readonly [...K, infer H, ...unknown[]]
  ? Call<FnOf<H>, S> extends infer O
    ? O extends string
      ? FnOf<H> extends Faulty
        ? WalkOn<L, number[], [...K, unknown]>
        : { readonly at: `${K["length"]}`; readonly says: Placed<K["length"], H, O> }
      : WalkOn<L, O, [...K, unknown]>
    : never
  : S

/** A layer's sentence with its position, and its label if it has one. */
export type Placed<Index extends number, L, Message extends string> =
  L extends Label<infer Name> ? LabelledMessage<Index, Name, Message> : LayerMessage<Index, Message>

/** The layers as they are, or with the sentence as the expected type of the one at fault. */
export type CheckedLayers<L extends readonly unknown[], R> = R extends Refusal
  ? { [K in keyof L]: K extends R["at"] ? R["says"] : L[K] }
  : L

/** The shape, or the sentence. */
export type WalkResult<R> = R extends Refusal ? R["says"] : R

/** What is known of the shapes the layers take before there is an input: that of the first with a width of its own. */
export type Taken<L extends readonly unknown[]> = L extends readonly [infer H, ...infer T]
  ? FnOf<H> extends { readonly takes: infer S extends Shape }
    ? S
    : Call<FnOf<H>, AnyWidth> extends AnyWidth
      ? Taken<T>
      : number[]
  : number[]

/** Whether the first layer is one of indices. */
export type TakesIndices<L extends readonly unknown[]> = L extends readonly [infer H, ...unknown[]]
  ? FnOf<H> extends IndexFn
    ? true
    : false
  : false

/** What is known of a first shape: nothing, but that it is one of indices. */
export type Start<L extends readonly unknown[]> = TakesIndices<L> extends true ? IndexShape<number[]> : Lead

export declare const label: unique symbol

/** A layer that messages call by its name. For the compiler only. */
export interface Label<Name extends string> {
  readonly [label]: Name
}

/** `labelled("head", linear(128, 10))` */
export type LabelledOp = <const Name extends string, L extends AnyLayer>(name: Name, layer: L) => L & Label<Name>

// internal

/** An operation that keeps this keeps every width. */
type AnyWidth = [...number[], "any width"]
