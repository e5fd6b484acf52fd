/** @file The adaptive softmax: frequent classes in a head, the others in clusters behind ever narrower projections. */
import type { DType } from "./dtype.js"
import type { Given } from "./given.js"
import type { LinearFn, LinearParams, LinearWeight, Model, Refused } from "./layer.js"
import type { CutoffsMessage } from "./layer-messages.js"
import type { Agree } from "./loss.js"
import type { TargetMessage } from "./loss-messages.js"
import type { Add, DivMod, Mul, Sub } from "./nat.js"
import type { Ok } from "./shape.js"
import type { DTypeFault } from "./takes.js"
import type { FloatTensor, Shape, Tensor } from "./tensor.js"

export interface AdaptiveOptions {
  /** What each cluster's projection is narrower by than that of the cluster before; 4 unless given. */
  readonly divValue?: number
  /** Whether the head has a bias; false unless given. */
  readonly headBias?: boolean
}

export type AdaptiveLogSoftmaxWithLossOp = <
  const I extends number,
  const C extends number,
  const K extends readonly number[],
  const O extends AdaptiveOptions = Readonly<Record<never, never>>,
>(
  inputs: I,
  classes: C,
  cutoffs: Ok<CutoffsFault<C, K>, K>,
  options?: O,
) => AdaptiveLogSoftmaxWithLoss<I, C, AdaptiveParams<I, C, K, O>>

export interface AdaptiveLogSoftmaxWithLoss<I extends number, C extends number, P> extends Model<AdaptiveFn<I, C>, P> {
  /** The log-probability of each target, and the mean of what they lack: minus them. */
  readonly withLoss: <const Q, X extends FloatTensor, T extends Shape, E extends DType>(
    params: Given<P, Q, "params">,
    x: Ok<Refused<AdaptiveFn<I, C>, X["shape"]>, X>,
    target: Ok<AdaptiveTargetFault<X["shape"], T, E>, Tensor<T, E>>,
  ) => AdaptiveLoss<X["shape"]>
  /** The class of the largest log-probability. */
  readonly predict: <const Q, X extends FloatTensor>(
    params: Given<P, Q, "params">,
    x: Ok<Refused<AdaptiveFn<I, C>, X["shape"]>, X>,
  ) => Tensor<Lead<X["shape"]>, "int32">
}

export interface AdaptiveLoss<S extends Shape> {
  readonly output: Tensor<Lead<S>>
  readonly loss: Tensor<[]>
}

/** [..., in] to [..., classes] */
export interface AdaptiveFn<I extends number, C extends number> extends LinearFn<I, C, "adaptiveLogSoftmaxWithLoss"> {}

/** PyTorch's, by its names: the head, then a pair of projections for each cluster. */
export interface AdaptiveParams<I extends number, C extends number, K extends readonly number[], O> {
  readonly head: O extends { readonly headBias: true } ? LinearParams<I, HeadSize<K>> : LinearWeight<I, HeadSize<K>>
  readonly tail: Tail<I, C, K, O extends { readonly divValue: infer D extends number } ? D : 4>
}

/** A message when the targets are not one for each vector, or no indices, else `unknown`. */
export type AdaptiveTargetFault<S extends Shape, T extends Shape, E extends DType> = Ok<
  DTypeFault<"index", "adaptiveLogSoftmaxWithLoss", E>,
  [number] extends [S["length"] | T["length"]]
    ? unknown
    : Agree<Lead<S>, T> extends true
      ? unknown
      : TargetMessage<"adaptiveLogSoftmaxWithLoss", S, Lead<S>, T>
>

/** A shape without its last dim. */
export type Lead<S extends Shape> = S extends readonly [...infer Lead extends Shape, infer _D] ? [...Lead] : number[]

/** A message where the cutoffs don't rise between 0 and the number of classes, else `unknown`. */
export type CutoffsFault<C extends number, K extends readonly number[]> = number extends K["length"]
  ? unknown
  : K extends readonly []
    ? CutoffsMessage<K, C>
    : Rising<[0, ...K, C]> extends true
      ? unknown
      : CutoffsMessage<K, C>

// internal

type Rising<L extends readonly number[]> = L extends readonly [
  infer A extends number,
  infer B extends number,
  ...infer Rest extends readonly number[],
]
  ? Sub<B, A> extends false | 0
    ? false
    : Rising<[B, ...Rest]>
  : true

type HeadSize<K extends readonly number[]> = K extends readonly [infer First extends number, ...number[]]
  ? Add<First, K["length"]>
  : number

type Tail<
  I extends number,
  C extends number,
  K extends readonly number[],
  D extends number,
> = number extends K["length"] ? readonly Cluster<I, number, number>[] : Clusters<I, [...K, C], D, D>

type Clusters<
  I extends number,
  L extends readonly number[],
  D extends number,
  P extends number,
  Done extends readonly unknown[] = [],
> = L extends readonly [infer From extends number, infer To extends number, ...infer Rest extends readonly number[]]
  ? Clusters<I, [To, ...Rest], D, Mul<P, D>, [...Done, Cluster<I, DivMod<I, P>[0], Size<To, From>>]>
  : readonly [...Done]

type Size<To extends number, From extends number> = Sub<To, From> extends infer N extends number ? N : number

type Cluster<I extends number, H extends number, N extends number> = readonly [LinearWeight<I, H>, LinearWeight<H, N>]
