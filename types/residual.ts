/** @file Residual blocks: the input plus what the layers make of it, so both have one shape. */
import type { Refusal } from "./agree.js"
import type { Alike } from "./alike.js"
import type { AnyLayer, Call, Fn, FnOf } from "./fn.js"
import type { Model } from "./layer.js"
import type { ResidualMessage } from "./layer-messages.js"
import type { CheckedLayers, SequentialParams, Taken, Walk, WalkResult } from "./sequential.js"
import type { Shape } from "./tensor.js"
import type { IsRandom, StatesOf } from "./training.js"

/** `residual(...layers)`: a width that doesn't come back is reported on the layer that changes it last. */
export type ResidualOp = <const L extends AnyLayer[]>(...layers: CheckedLayers<L, Around<L, Taken<L>>>) => Residual<L>

export interface Residual<L extends readonly AnyLayer[]>
  extends Model<ResidualFn<L>, SequentialParams<L>, StatesOf<L, L[number]>, IsRandom<L[number]>> {}

export interface ResidualFn<L extends readonly AnyLayer[]> extends Fn {
  readonly out: Residue<L, this["in"]>
  readonly takes: Taken<L>
  readonly fault: WalkResult<Around<L, Taken<L>>>
}

// internal

/** Distributes: each shape of a union is added to its own. */
type Residue<L extends readonly unknown[], S> = S extends unknown ? Added<S, Walk<L, S>> : never

/** The sum's shape, or the sentence. */
type Added<S, R> = R extends Refusal
  ? R["says"]
  : Alike<S, R> extends true
    ? S extends { readonly length: infer N }
      ? number extends N
        ? R
        : S
      : R
    : ResidualMessage<Extract<S, Shape>, Extract<R, Shape>>

/** What is at fault before there is an input, else the shape. */
type Around<L extends readonly unknown[], S extends Shape> =
  Walk<L, S> extends infer R
    ? R extends Shape
      ? Alike<S, R> extends true
        ? R
        : { readonly at: LastChange<L, S>; readonly says: ResidualMessage<S, R> }
      : R
    : never

/** The position of the last layer whose result is not its input. */
type LastChange<L extends readonly unknown[], S, K extends 0[] = [], Found extends string = "0"> = L extends readonly [
  infer H,
  ...infer T,
]
  ? Call<FnOf<H>, S> extends infer O
    ? LastChange<T, O, [...K, 0], [S, O] extends [O, S] ? Found : `${K["length"]}`>
    : never
  : Found
