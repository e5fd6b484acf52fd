/** @file Layers side by side on one input: results joined along the last dim, or kept apart by name. */
import type { Alike } from "./alike.js"
import type { KeysOf } from "./bind.js"
import type { AnyLayer, Call, Fn, FnOf, ParamsOf } from "./fn.js"
import type { Key } from "./key.js"
import type { Model } from "./layer.js"
import type { BranchMessage, ParallelMessage } from "./layer-messages.js"
import type { Add } from "./nat.js"
import type { CheckedLayers, Faulty, Placed, SequentialParams, Taken, WalkResult } from "./sequential.js"
import type { Ok, Out } from "./shape.js"
import type { Dim, Shape, Tensor } from "./tensor.js"
import type { SpecsOf } from "./tree.js"

/** `parallel(...layers)`: a width that isn't that of the layers before is reported on the layer. */
export type ParallelOp = <const L extends AnyLayer[]>(...layers: CheckedLayers<L, Beside<L, Common<L>>>) => Parallel<L>

export interface Parallel<L extends readonly AnyLayer[]> extends Model<ParallelFn<L>, SequentialParams<L>> {}

export interface ParallelFn<L extends readonly AnyLayer[]> extends Fn {
  readonly out: WalkResult<Beside<L, this["in"]>>
  readonly takes: Common<L>
  readonly fault: WalkResult<Beside<L, Common<L>>>
}

/** `branches({ policy: …, value: … })` */
export type BranchesOp = <const R extends Readonly<Record<string, AnyLayer>>>(layers: R) => Branches<R>

/** A model whose result has an entry for each of its layers. */
export interface Branches<R> {
  readonly spec: { readonly [K in keyof R]: SpecsOf<ParamsOf<R[K]>> }
  readonly init: (key: Key) => BranchParams<R>
  readonly apply: <S extends Shape>(
    params: BranchParams<R>,
    x: Ok<BranchFault<R, S>, Tensor<S>>,
  ) => { readonly [K in keyof R]: Tensor<Out<Call<FnOf<R[K]>, S>>> }
}

export type BranchParams<R> = { readonly [K in keyof R]: ParamsOf<R[K]> }

// internal

/** The results of the layers joined, or the position and sentence of the first that refuses. */
type Beside<
  L extends readonly unknown[],
  S,
  K extends 0[] = [],
  Joined extends Shape | undefined = undefined,
> = L extends readonly [infer H, ...infer T]
  ? Call<FnOf<H>, S> extends infer O
    ? O extends Shape
      ? Join<Joined, O> extends infer J
        ? J extends Shape
          ? Beside<T, S, [...K, 0], J>
          : { readonly at: `${K["length"]}`; readonly says: J & string }
        : never
      : FnOf<H> extends Faulty
        ? number[]
        : { readonly at: `${K["length"]}`; readonly says: Placed<K["length"], H, O & string> }
    : never
  : Joined extends Shape
    ? Joined
    : []

type Join<S extends Shape | undefined, T extends Shape> = S extends readonly [
  ...infer FrontS extends Shape,
  infer X extends Dim,
]
  ? T extends readonly [...infer FrontT extends Shape, infer Y extends Dim]
    ? Alike<FrontS, FrontT> extends true
      ? [...(number extends FrontS["length"] ? FrontT : FrontS), Total<X, Y>]
      : ParallelMessage<S, T>
    : number extends T["length"]
      ? number[]
      : ParallelMessage<S, T>
  : S extends readonly []
    ? ParallelMessage<S, T>
    : S extends undefined
      ? T
      : number[]

/** What is known of the shape that all of the layers take. */
type Common<L extends readonly unknown[]> = L extends readonly [infer H, ...infer T]
  ? Taken<[H]> extends infer S extends Shape
    ? number[] extends S
      ? Common<T>
      : S
    : never
  : number[]

/** The sentence of the first layer that refuses, else `unknown`. */
type BranchFault<R, S extends Shape, K extends readonly string[] = KeysOf<keyof R & string>> = K extends readonly [
  infer H extends string,
  ...infer T extends readonly string[],
]
  ? Call<FnOf<R[H & keyof R]>, S> extends infer M extends string
    ? BranchMessage<H, M>
    : BranchFault<R, S, T>
  : unknown

/** Names have no sum. */
type Total<X extends Dim, Y extends Dim> = X extends number ? (Y extends number ? Add<X, Y> : number) : number
