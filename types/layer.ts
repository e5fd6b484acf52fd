/** @file Layers with parameters: what a model offers, and the linear layer with its shape function. */
import type { IsAny, Unify } from "./dim.js"
import type { Call, Fn, Layer } from "./fn.js"
import type { Key } from "./key.js"
import type { LinearMessage } from "./messages.js"
import type { Ok, Out } from "./shape.js"
import type { Dim, FloatTensor, Shape, Tensor } from "./tensor.js"
import type { SpecsOf } from "./tree.js"

/** A layer with parameters: a value that knows how they start and what is computed with them. */
export interface Model<F extends Fn, P> extends Layer<F, P> {
  /** The specs of the parameters, for `compile`. */
  readonly spec: SpecsOf<P>
  /** Fresh parameters: the same ones for the same key. */
  readonly init: (key: Key) => P
  readonly apply: <X extends FloatTensor>(
    params: P,
    x: Ok<Refused<F, X["shape"]>, X>,
  ) => Tensor<Out<Call<F, Entering<X["shape"]>>>>
}

/** What a model says of a shape. No shape is a string; TypeScript takes that branch for type parameters, and accepts. */
export type Refused<F, S> = [S] extends [string] ? unknown : Call<F, S>

/** `any` is a shape of unknown rank. */
export type Entering<S> = IsAny<S> extends true ? number[] : S

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
export interface LinearFn<I extends Dim, O extends Dim> extends Fn {
  readonly out: LinearShape<this["in"], I, O>
  readonly takes: [...number[], I]
}

export type LinearShape<S, I extends Dim, O extends Dim> = S extends readonly [
  ...infer B extends Shape,
  infer L extends Dim,
]
  ? Unify<L, I> extends true
    ? [...B, O]
    : LinearMessage<I, O, L>
  : S extends readonly []
    ? LinearMessage<I, O, "a scalar">
    : [...number[], O]
