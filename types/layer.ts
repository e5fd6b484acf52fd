/** @file Layers with parameters: what a model offers, and the linear layer with its shape function. */
import type { Call, Fn, Layer } from "./fn.js"
import type { Key } from "./key.js"
import type { Accepted, Out } from "./result.js"
import type { Dim, Shape, Tensor } from "./tensor.js"
import type { SpecsOf } from "./tree.js"

/** A layer with parameters: a value that knows how they start and what is computed with them. */
export interface Model<F extends Fn, P> extends Layer<F, P> {
  /** The specs of the parameters, for `compile`. */
  readonly spec: SpecsOf<P>
  /** Fresh parameters: the same ones for the same key. */
  readonly init: (key: Key) => P
  readonly apply: <S extends Shape>(params: P, x: Accepted<Call<F, S>, Tensor<S>>) => Tensor<Out<Call<F, S>>>
}

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
}

export type LinearShape<S, I extends Dim, O extends Dim> = S extends readonly [
  ...infer B extends Shape,
  infer L extends Dim,
]
  ? Differ<L, I> extends true
    ? LinearWidth<I, O, L>
    : [...B, O]
  : S extends readonly []
    ? LinearWidth<I, O, "a scalar">
    : [...number[], O]

export type LinearWidth<
  I extends Dim,
  O extends Dim,
  L extends Dim,
> = `linear(${I}, ${O}) needs a last dim of ${I}, got ${L}`

// internal

/** Whether two dims are known not to be equal. */
type Differ<A, B> = number extends A | B ? false : [A] extends [B] ? false : true
