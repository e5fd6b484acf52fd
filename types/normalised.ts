/**
 * @file Layers of normalisation and dropout: the shape stays, the parameters are one number for each normalised
 * element.
 */
import type { MayEqual } from "./alike.js"
import type { Divides } from "./conv.js"
import type { Unify } from "./dim.js"
import type { Fn, IdentityFn, NoParams, NoState } from "./fn.js"
import type { Model } from "./layer.js"
import type { PatternMessage } from "./layer-messages.js"
import type { PatternFn } from "./pattern.js"
import type { Ok, Show } from "./shape.js"
import type { Dim, Lead, Shape, Tensor } from "./tensor.js"
import type { GroupsMessage } from "./window-messages.js"

/** `dropout(0.1)` */
export type DropoutLayerOp = (p?: number) => Dropout

export interface Dropout extends Model<IdentityFn, NoParams, NoState, true> {}

export interface ScaleParams<S extends Shape> {
  readonly weight: Tensor<S>
}

export interface AffineParams<S extends Shape> extends ScaleParams<S> {
  readonly bias: Tensor<S>
}

export interface BatchNormState<C extends Dim> {
  readonly runningMean: Tensor<[C]>
  readonly runningVar: Tensor<[C]>
}

export interface NormOptions {
  /** Added to the variance; 1e-5 unless given. */
  readonly eps?: number
}

export interface BatchNormLayerOptions extends NormOptions {
  /** The weight of a batch in the running statistics; 0.1 unless given. */
  readonly momentum?: number
  /** Whether there are a weight and a bias; true unless given. */
  readonly affine?: boolean
}

/** `batchNorm(features)` */
export interface BatchNormLayerOp {
  <const C extends number>(
    features: C,
    options: BatchNormLayerOptions & { readonly affine: false },
  ): BatchNormWithoutAffine<C>
  <const C extends number>(features: C, options?: BatchNormLayerOptions & { readonly affine?: true }): BatchNorm<C>
}

export interface BatchNorm<C extends Dim>
  extends Model<ChannelsFn<`batchNorm(${C})`, C>, AffineParams<[C]>, BatchNormState<C>> {}

export interface BatchNormWithoutAffine<C extends Dim>
  extends Model<ChannelsFn<`batchNorm(${C})`, C>, NoParams, BatchNormState<C>> {}

export interface InstanceNormLayerOptions<A, T> extends NormOptions {
  /** The weight of a batch in the running statistics; 0.1 unless given. */
  readonly momentum?: number
  /** Whether there are a weight and a bias; false unless given. */
  readonly affine?: A
  /** Whether evaluation takes running statistics; false unless given. */
  readonly trackRunningStats?: T
}

/** `instanceNorm(features)` */
export type InstanceNormLayerOp = <
  const C extends number,
  const A extends boolean = false,
  const T extends boolean = false,
>(
  features: C,
  options?: InstanceNormLayerOptions<A, T>,
) => InstanceNorm<C, A, T>

export interface InstanceNorm<C extends Dim, A extends boolean = false, T extends boolean = false>
  extends Model<
    InstancesFn<`instanceNorm(${C})`, C>,
    A extends true ? AffineParams<[C]> : NoParams,
    T extends true ? BatchNormState<C> : NoState
  > {}

/** `groupNorm(groups, channels)` */
export type GroupNormLayerOp = <const G extends number, const C extends number>(
  groups: Ok<GroupsFault<G, C>, G>,
  channels: C,
  options?: NormOptions,
) => GroupNorm<G, C>

export interface GroupNorm<G extends Dim, C extends Dim>
  extends Model<ChannelsFn<`groupNorm(${G}, ${C})`, C>, AffineParams<[C]>> {}

/** `layerNorm([64])`, or its one size */
export interface LayerNormLayerOp {
  <const S extends number | readonly number[]>(
    shape: S,
    options: NormOptions & { readonly bias: false },
  ): LayerNormWithoutBias<Sizes<S>>
  <const S extends number | readonly number[]>(
    shape: S,
    options?: NormOptions & { readonly bias?: true },
  ): LayerNorm<Sizes<S>>
}

export interface LayerNorm<S extends Shape>
  extends Model<PatternFn<`layerNorm(${Show<S>})`, ["...", ...S], ["...", ...S]>, AffineParams<S>> {}

export interface LayerNormWithoutBias<S extends Shape>
  extends Model<PatternFn<`layerNorm(${Show<S>})`, ["...", ...S], ["...", ...S]>, ScaleParams<S>> {}

/** `rmsNorm(64)` */
export type RmsNormOp = <const C extends number>(width: C, options?: NormOptions) => RmsNorm<C>

export interface RmsNorm<C extends Dim>
  extends Model<PatternFn<`rmsNorm(${C})`, ["...", C], ["...", C]>, ScaleParams<[C]>> {}

/** [N, C, ...], which keeps its shape. */
export interface ChannelsFn<Name extends string, C extends Dim> extends Fn {
  readonly out: Channelled<Name, C, this["in"]>
}

/** [N, C, L, ...], which keeps its shape. */
export interface InstancesFn<Name extends string, C extends Dim> extends Fn {
  readonly out: this["in"] extends readonly [] | readonly [unknown] | readonly [unknown, unknown]
    ? PatternMessage<Name, ["n", C, "l", "..."], Extract<this["in"], Shape>>
    : Channelled<Name, C, this["in"], ["n", C, "l", "..."]>
}

// internal

type Channelled<Name extends string, C extends Dim, S, T extends Shape = ["n", C, "..."]> = S extends readonly [
  unknown,
  infer D,
  ...unknown[],
]
  ? [Unify<D, C>] extends [true]
    ? S
    : PatternMessage<Name, T, Extract<S, Shape>>
  : S extends readonly [] | readonly [unknown]
    ? PatternMessage<Name, T, Extract<S, Shape>>
    : [MayEqual<FirstOf<S>, C>] extends [true]
      ? S
      : PatternMessage<Name, T, Extract<S, Shape>>

/** The channels of what a convolution leaves before there is an input. */
type FirstOf<S> = S extends readonly [...Lead, infer D, unknown, unknown]
  ? D
  : S extends readonly [...Lead, infer D, unknown]
    ? D
    : number

type GroupsFault<G extends number, C extends number> = [Divides<C, G>] extends [true]
  ? unknown
  : GroupsMessage<"groupNorm", C, "channels", G>

export type Sizes<S> = S extends number ? [S] : S extends readonly number[] ? [...S] : number[]
