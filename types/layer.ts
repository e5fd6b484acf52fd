/** @file Layers with parameters: what a model offers, and the linear layer with its shape function. */
import type { IsAny, Unify } from "./dim.js"
import type { Call, Fn, IndexFn, IndexShape, Layer, NoState } from "./fn.js"
import type { Given } from "./given.js"
import type { Key } from "./key.js"
import type { LinearMessage } from "./layer-messages.js"
import type { Ok, Out } from "./shape.js"
import type { Dim, FloatTensor, IndexTensor, Shape, Tensor } from "./tensor.js"
import type { StateArgument, TrainArguments, Trained } from "./training.js"
import type { SpecsOf } from "./tree.js"

/** A layer with parameters: a value that knows how they start and what is computed with them. */
export interface Model<F extends Fn, P, S = NoState, R = false> extends Layer<F, P, S, R> {
  /** The specs of the parameters, for `compile`. */
  readonly spec: SpecsOf<P>
  /** Fresh parameters: the same ones for the same key. */
  readonly init: (key: Key) => P
  /** The specs of the state, for `compile`. */
  readonly state: SpecsOf<S>
  /** The state before any training. */
  readonly initState: () => S
  /** The result in evaluation. */
  readonly apply: <const Q, const T, X extends Taking<F>>(
    params: Given<P, Q, "params">,
    x: Ok<Refused<F, X["shape"]>, X>,
    ...state: StateArgument<S, T>
  ) => Tensor<Out<Call<F, Entering<F, X["shape"]>>>>
  /** The result in training, with the next state. */
  readonly train: <const Q, const T, X extends Taking<F>>(
    params: Given<P, Q, "params">,
    x: Ok<Refused<F, X["shape"]>, X>,
    ...options: TrainArguments<S, R, T>
  ) => Trained<Tensor<Out<Call<F, Entering<F, X["shape"]>>>>, S>
}

/** What a model takes: float32, or indices. */
export type Taking<F> = F extends IndexFn ? IndexTensor : FloatTensor

/**
 * What a model says of a shape. No shape is a string; TypeScript takes that branch for type parameters, and accepts.
 */
export type Refused<F, S> = [S] extends [string] ? unknown : Call<F, F extends IndexFn ? IndexShape<S> : S>

/** `any` is a shape of unknown rank. */
export type Entering<F, S> = F extends IndexFn ? IndexShape<Ranked<S>> : Ranked<S>

type Ranked<S> = IsAny<S> extends true ? number[] : S

export interface Linear<I extends Dim, O extends Dim> extends Model<LinearFn<I, O>, LinearParams<I, O>> {}

export interface LinearWithoutBias<I extends Dim, O extends Dim> extends Model<LinearFn<I, O>, LinearWeight<I, O>> {}

export interface LinearParams<I extends Dim, O extends Dim> extends LinearWeight<I, O> {
  readonly bias: Tensor<[O]>
}

/** Stored as PyTorch stores it: one row for each output. */
export interface LinearWeight<I extends Dim, O extends Dim> {
  readonly weight: Tensor<[O, I]>
}

export interface LinearOp {
  <const I extends number, const O extends number>(
    inputs: I,
    outputs: O,
    options: { readonly bias: false },
  ): LinearWithoutBias<I, O>
  <const I extends number, const O extends number>(
    inputs: I,
    outputs: O,
    options?: { readonly bias?: true },
  ): Linear<I, O>
}

/** [..., in] to [..., out] */
export interface LinearFn<I extends Dim, O extends Dim, Name extends string = "linear"> extends Fn {
  readonly out: LinearShape<this["in"], I, O, Name>
  readonly takes: [...number[], I]
}

export type LinearShape<S, I extends Dim, O extends Dim, Name extends string = "linear"> = S extends readonly [
  ...infer B extends Shape,
  infer L extends Dim,
]
  ? Unify<L, I> extends true
    ? [...B, O]
    : LinearMessage<I, O, L, Name>
  : S extends readonly []
    ? LinearMessage<I, O, "a scalar", Name>
    : [...number[], O]
