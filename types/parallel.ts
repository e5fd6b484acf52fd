/** @file Layers side by side on one input: results joined along the last dim, or kept apart by name. */
import type { Alike } from "./alike.js"
import type { KeysOf } from "./bind.js"
import type { AnyLayer, Call, Fn, FnOf, IndexShape, ParamsOf } from "./fn.js"
import type { Given } from "./given.js"
import type { Key } from "./key.js"
import type { Entering, Model, Refused, Taking } from "./layer.js"
import type { BranchMessage, ParallelMessage } from "./layer-messages.js"
import type { Add } from "./nat.js"
import type { CheckedLayers, Faulty, Placed, SequentialParams, Taken, TakesIndices, WalkResult } from "./sequential.js"
import type { Ok, Out } from "./shape.js"
import type { Shape, Tensor } from "./tensor.js"
import type { IsRandom, StateArgument, StatesOf, TrainArguments, Trained } from "./training.js"
import type { SpecsOf } from "./tree.js"

/** `parallel(...layers)`: a width that isn't that of the layers before is reported on the layer. */
export type ParallelOp = <const L extends AnyLayer[]>(...layers: CheckedLayers<L, Beside<L, Before<L>>>) => Parallel<L>

export interface Parallel<L extends readonly AnyLayer[]>
  extends Model<ParallelFn<L>, SequentialParams<L>, StatesOf<L, L[number]>, IsRandom<L[number]>> {}

export interface ParallelFn<L extends readonly AnyLayer[]> extends Fn {
  readonly out: EachBeside<L, this["in"]>
  readonly takes: Common<L>
  readonly fault: WalkResult<Beside<L, Before<L>>>
  readonly indices: TakesIndices<L>
}

/** `branches({ policy: …, value: … })` */
export type BranchesOp = <const R extends Layers>(layers: R) => Branches<R>

/** A model whose result has an entry for each of its layers. */
export interface Branches<R extends Layers> {
  readonly spec: { readonly [K in keyof R]: SpecsOf<ParamsOf<R[K]>> }
  readonly init: (key: Key) => BranchParams<R>
  readonly state: SpecsOf<BranchState<R>>
  readonly initState: () => BranchState<R>
  readonly apply: <const Q, const T, X extends Taking<FnOf<R[keyof R]>>>(
    params: Given<BranchParams<R>, Q, "params">,
    x: Ok<[X["shape"]] extends [string] ? unknown : BranchFault<R, X["shape"]>, X>,
    ...state: StateArgument<BranchState<R>, T>
  ) => BranchResults<R, X["shape"]>
  readonly train: <const Q, const T, X extends Taking<FnOf<R[keyof R]>>>(
    params: Given<BranchParams<R>, Q, "params">,
    x: Ok<[X["shape"]] extends [string] ? unknown : BranchFault<R, X["shape"]>, X>,
    ...options: TrainArguments<BranchState<R>, IsRandom<R[keyof R]>, T>
  ) => Trained<BranchResults<R, X["shape"]>, BranchState<R>>
}

export type BranchParams<R> = { readonly [K in keyof R]: ParamsOf<R[K]> }

// internal

type Layers = Readonly<Record<string, AnyLayer>>

type BranchState<R extends Layers> = StatesOf<R, R[keyof R]>

type BranchResults<R, S> = { readonly [K in keyof R]: Tensor<Out<Call<FnOf<R[K]>, Entering<FnOf<R[K]>, S>>>> }

/** Distributes: of a union, each shape by itself. */
type EachBeside<L extends readonly unknown[], S> = S extends unknown ? WalkResult<Beside<L, S>> : never

/** The results of the layers joined, or the position and sentence of the first that refuses. */
type Beside<L extends readonly unknown[], S, K extends 0[] = [], Joined = undefined> = L extends readonly [
  infer H,
  ...infer T,
]
  ? Call<FnOf<H>, S> extends infer O
    ? O extends string
      ? FnOf<H> extends Faulty
        ? number[]
        : { readonly at: `${K["length"]}`; readonly says: Placed<K["length"], H, O> }
      : Join<Joined, O> extends infer J
        ? J extends string
          ? { readonly at: `${K["length"]}`; readonly says: J }
          : Beside<T, S, [...K, 0], J>
        : never
    : never
  : Joined

type Join<S, T> = S extends readonly [...infer FrontS, infer X]
  ? T extends readonly [...infer FrontT, infer Y]
    ? Alike<FrontS, FrontT> extends true
      ? [...Front<FrontS, FrontT>, Total<X, Y>]
      : ParallelMessage<Extract<S, Shape>, Extract<T, Shape>>
    : T extends readonly []
      ? ParallelMessage<Extract<S, Shape>, T>
      : number[]
  : S extends readonly []
    ? ParallelMessage<S, Extract<T, Shape>>
    : S extends undefined
      ? T
      : number[]

/** The one whose rank is known. */
type Front<S extends readonly unknown[], T extends readonly unknown[]> = number extends S["length"] ? T : S

/** What is known before there is an input. */
type Before<L extends readonly unknown[]> = TakesIndices<L> extends true ? IndexShape<number[]> : Common<L>

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
  ? Refused<FnOf<R[H & keyof R]>, S> extends infer M extends string
    ? BranchMessage<H, M>
    : BranchFault<R, S, T>
  : unknown

/** Names have no sum. */
type Total<X, Y> = X extends number ? (Y extends number ? Add<X, Y> : number) : number
