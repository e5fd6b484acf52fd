/** @file Normalisation: the shape stays, and what belongs to the normalised dims must fit them. */
import type { Divides } from "./conv.js"
import type { Unify } from "./dim.js"
import type { FloatDType } from "./dtype.js"
import type { Agree } from "./loss.js"
import type { RankMessage } from "./messages.js"
import type { AffineMessage, EndMessage, NoDimsMessage, StatisticsMessage } from "./normalisation-messages.js"
import type { Dim, Shape, Tensor } from "./tensor.js"
import type { Blame, SizesFault } from "./window.js"
import type { GroupsMessage } from "./window-messages.js"

export interface AffineOptions {
  /** Factors of the normalised elements: of the normalised shape, or one for each channel. */
  readonly weight?: Tensor<Shape, FloatDType>
  /** What is added after that. */
  readonly bias?: Tensor<Shape, FloatDType>
  /** Added to the variance; 1e-5 unless given. */
  readonly eps?: number
}

export interface InstanceNormOptions extends AffineOptions {
  /** The mean of each channel, where the input's is not used. */
  readonly runningMean?: Tensor<Shape, FloatDType>
  /** The variance of each channel, where the input's is not used. */
  readonly runningVar?: Tensor<Shape, FloatDType>
  /** Whether mean and variance are those of the input; true unless given. */
  readonly useInputStats?: boolean
}

export interface BatchNormOptions extends AffineOptions {
  /** The mean of each channel, where the batch's is not used. */
  readonly runningMean?: Tensor<Shape, FloatDType>
  /** The variance of each channel, where the batch's is not used. */
  readonly runningVar?: Tensor<Shape, FloatDType>
  /** Whether mean and variance are those of the batch; false unless given. */
  readonly training?: boolean
}

/** The first mistake, as blame on the shape or an option, else `unknown`. */
export type LayerNormFault<S extends Shape, N, O> = N extends Shape
  ? [number] extends [S["length"] | N["length"]]
    ? unknown
    : [Ends<S, N>] extends [true]
      ? AffineFault<"layerNorm", O, "weight", N> extends infer Fault extends Blame<string, string>
        ? Fault
        : AffineFault<"layerNorm", O, "bias", N>
      : Blame<"shape", N extends readonly [] ? NoDimsMessage : EndMessage<S, N>>
  : unknown

/** The first mistake, as blame on the groups or an option, else `unknown`. */
export type GroupNormFault<S extends Shape, G, O> =
  SizesFault<"groupNorm", [["groups", 1, G]]> extends infer Fault extends Blame<string, string>
    ? Fault
    : S extends readonly [infer _N, infer C extends Dim, ...infer _Rest]
      ? [Divides<C, G>] extends [true]
        ? ChannelsFault<"groupNorm", O, "weight" | "bias", C>
        : Blame<"groups", GroupsMessage<"groupNorm", C, "channels", G & number>>
      : unknown

export type InstanceNormFault<S extends Shape, O> = S extends readonly [infer _N, infer C extends Dim, ...infer _Rest]
  ? ChannelsFault<"instanceNorm", O, ChannelOption, C>
  : unknown

export type BatchNormFault<S extends Shape, O> = S extends readonly [infer _N, infer C extends Dim, ...infer _Rest]
  ? ChannelsFault<"batchNorm", O, ChannelOption, C>
  : unknown

/** A message when statistics are asked for that are not given, else `unknown`. */
export type StatisticsFault<Op extends string, O> = Op extends "instanceNorm"
  ? O extends { readonly useInputStats: false }
    ? Missing<Op, O, "set useInputStats to true">
    : unknown
  : O extends { readonly training: infer T }
    ? [T] extends [false]
      ? Missing<Op, O, "set training to true">
      : unknown
    : Missing<Op, O, "set training to true">

/** A message when there are no channels on axis 1, else `unknown`. */
export type ChannelRankFault<Op extends string, Least extends 2 | 3, S extends Shape> = [number] extends [S["length"]]
  ? unknown
  : S extends readonly [unknown, unknown, ...infer Rest]
    ? Least extends 2
      ? unknown
      : Rest extends readonly []
        ? RankMessage<Op, Least, S>
        : unknown
    : RankMessage<Op, Least, S>

// internal

type ChannelOption = "weight" | "bias" | "runningMean" | "runningVar"

type Ends<S extends Shape, N extends Shape> = N extends readonly [] ? false : EndsIn<S, N>

type EndsIn<S extends Shape, N extends Shape> = N extends readonly [...infer RestN extends Shape, infer Y]
  ? S extends readonly [...infer RestS extends Shape, infer X]
    ? Unify<X, Y> extends true
      ? EndsIn<RestS, RestN>
      : false
    : false
  : true

type AffineFault<Op extends string, O, Option extends string, N extends Shape> = O extends {
  readonly [K in Option]: { readonly shape: infer W extends Shape }
}
  ? [number] extends [W["length"]]
    ? unknown
    : Agree<W, N> extends true
      ? unknown
      : Blame<Option, AffineMessage<Op, Option, W, N>>
  : unknown

/** The blame on one of several options that are one number a channel. */
type ChannelsFault<Op extends string, O, Options extends string, C extends Dim> = {
  [Option in Options]: AffineFault<Op, O, Option, [C]> extends infer Fault extends Blame<string, string> ? Fault : never
}[Options] extends infer Faults
  ? [Faults] extends [never]
    ? unknown
    : First<Faults>
  : unknown

/** One of a union of blames, so that one mistake is shown: the order is that of the run-time checks. */
type First<Faults> =
  Extract<Faults, Blame<"weight", string>> extends infer W
    ? [W] extends [never]
      ? Extract<Faults, Blame<"bias", string>> extends infer B
        ? [B] extends [never]
          ? Extract<Faults, Blame<"runningMean", string>> extends infer M
            ? [M] extends [never]
              ? Faults
              : M
            : never
          : B
        : never
      : W
    : never

type Missing<Op extends string, O, Remedy extends string> = O extends { readonly runningMean: object }
  ? O extends { readonly runningVar: object }
    ? unknown
    : StatisticsMessage<Op, "runningVar", Remedy>
  : StatisticsMessage<Op, "runningMean", Remedy>
