/** @file Losses of a prediction against a target, element by element: of one shape, or broadcast. */
import type { Broadcast, BroadcastFault } from "./broadcast.js"
import type { FloatDType } from "./dtype.js"
import type { Agree, Reduction } from "./loss.js"
import type { FactorMessage, SameTargetMessage } from "./loss-messages.js"
import type { RankMessage } from "./messages.js"
import type { Shape, Tensor } from "./tensor.js"
import type { Blame } from "./window.js"

export interface PairLossOptions {
  /** mean of all losses, their sum, or none: a loss for each element. */
  readonly reduction?: Reduction
}

export interface SmoothL1Options extends PairLossOptions {
  /** The distance from which on the loss is a line; 1 unless given. */
  readonly beta?: number
}

export interface HuberOptions extends PairLossOptions {
  /** The distance from which on the loss is a line; 1 unless given. */
  readonly delta?: number
}

export interface WeightedOptions extends PairLossOptions {
  /** Factors of the losses; they broadcast. */
  readonly weight?: Tensor<Shape, FloatDType>
}

export interface LogitsOptions extends WeightedOptions {
  /** Factors of the losses whose target is 1; they broadcast. */
  readonly posWeight?: Tensor<Shape, FloatDType>
}

export interface DivergenceOptions {
  /** mean of all elements, batchmean: the sum over the first dim's size, sum, or none: a loss for each element. */
  readonly reduction?: Reduction | "batchmean"
  /** Whether the target holds log-probabilities, as the prediction does; false unless given. */
  readonly logTarget?: boolean
}

export interface PoissonOptions extends PairLossOptions {
  /** Whether the prediction is the logarithm of the rate; true unless given. */
  readonly logInput?: boolean
  /** Whether Stirling's approximation of log t! is added; false unless given. */
  readonly full?: boolean
  /** Added to a rate before its logarithm is taken; 1e-8 unless given. */
  readonly eps?: number
}

export interface MarginOptions extends PairLossOptions {
  /** What is asked for between the two. */
  readonly margin?: number
}

/** The losses, and their options. */
export interface PairLossOptionsOf {
  mseLoss: PairLossOptions
  l1Loss: PairLossOptions
  smoothL1Loss: SmoothL1Options
  huberLoss: HuberOptions
  binaryCrossEntropy: WeightedOptions
  binaryCrossEntropyWithLogits: LogitsOptions
  klDiv: DivergenceOptions
  poissonNllLoss: PoissonOptions
  hingeEmbeddingLoss: MarginOptions
  softMarginLoss: PairLossOptions
  multilabelSoftMarginLoss: WeightedOptions
}

export type PairLossKind = keyof PairLossOptionsOf

/** What `reduction` makes of losses of shape `S`. */
export type Reduced<S extends Shape, O> = O extends { readonly reduction: infer R } ? (R extends "none" ? S : []) : []

export type PairLoss<Kind extends PairLossKind, S extends Shape, T extends Shape, O> = Reduced<Losses<Kind, S, T>, O>

/** A message when the target does not go with the prediction, else `unknown`. */
export type PairLossFault<Kind extends PairLossKind, S extends Shape, T extends Shape> = Kind extends OneShape
  ? [number] extends [S["length"] | T["length"]]
    ? unknown
    : Agree<S, T> extends true
      ? Scalar<Kind, S>
      : SameTargetMessage<Kind, S, T>
  : BroadcastFault<S, T, Kind>

/** The first option at fault, as blame, else `unknown`. */
export type FactorsFault<Kind extends PairLossKind, S extends Shape, O> = Kind extends OneShape
  ? FactorFault<Kind, "weight", S, O> extends infer Fault extends Blame<string, string>
    ? Fault
    : FactorFault<Kind, "posWeight", S, O>
  : unknown

// internal

type OneShape = "binaryCrossEntropy" | "binaryCrossEntropyWithLogits" | OfVectors

/** Losses of the vectors along the last dim. */
type OfVectors = "multilabelSoftMarginLoss"

type Losses<Kind extends PairLossKind, S extends Shape, T extends Shape> = Kind extends OfVectors
  ? Vectors<S>
  : Kind extends OneShape
    ? S
    : Broadcast<S, T>

/** A shape without its last dim. */
export type Vectors<S extends Shape> = S extends readonly [...infer Lead extends Shape, infer _D] ? [...Lead] : number[]

type Scalar<Kind extends PairLossKind, S extends Shape> = Kind extends OfVectors
  ? S extends readonly []
    ? RankMessage<Kind, 1, S>
    : unknown
  : unknown

type FactorFault<Kind extends PairLossKind, Option extends string, S extends Shape, O> = O extends {
  readonly [K in Option]: { readonly shape: infer W extends Shape }
}
  ? [number] extends [S["length"] | W["length"]]
    ? unknown
    : Grows<S, W> extends true
      ? unknown
      : Blame<Option, FactorMessage<Kind, Option, W, S>>
  : unknown

/** Whether `W` may broadcast to `S`. */
type Grows<S extends Shape, W extends Shape> =
  BroadcastFault<S, W, ""> extends infer _M extends string ? false : Agree<Broadcast<S, W>, S>
