/** @file Connectionist temporal classification: which shapes of targets and lengths go with log-probabilities. */
import type { Agree, Reduction } from "./loss.js"
import type { CtcInputMessage, CtcMessage } from "./loss-messages.js"
import type { Dim, Shape } from "./tensor.js"
import type { Blame } from "./window.js"

export interface CtcOptions {
  /** mean (of each loss over its target's length), sum, or none: a loss for each sequence. */
  readonly reduction?: Reduction
  /** The class that says nothing; 0 unless given. */
  readonly blank?: number
  /** Whether losses of targets that fit no input count as 0; false unless given. */
  readonly zeroInfinity?: boolean
}

/** What may be at fault. */
export type CtcPlace = "logProbs" | "targets" | "inputLengths" | "targetLengths"

/** The shape of the lengths: one for each sequence. */
export type Sequences<S extends Shape> = S extends readonly [infer _T, infer N extends Dim, infer _C]
  ? [N]
  : number extends S["length"]
    ? number[]
    : []

/** The loss of each sequence, or one number. */
export type CtcLoss<S extends Shape, O> = O extends { readonly reduction: infer R }
  ? R extends "none"
    ? Sequences<S>
    : []
  : []

/** The first mistake, as blame, else `unknown`. */
export type CtcFault<S extends Shape, T extends Shape, I extends Shape, L extends Shape> = number extends S["length"]
  ? unknown
  : S["length"] extends 2 | 3
    ? TargetsFault<S, T> extends infer Fault extends Blame<string, string>
      ? Fault
      : LengthsFault<S, I, "inputLengths"> extends infer Fault extends Blame<string, string>
        ? Fault
        : LengthsFault<S, L, "targetLengths">
    : Blame<"logProbs", CtcInputMessage<S>>

// internal

type TargetsFault<S extends Shape, T extends Shape> = number extends T["length"]
  ? unknown
  : T extends readonly [...infer Lead extends Shape, infer _S]
    ? Agree<Sequences<S>, Lead> extends true
      ? unknown
      : TargetsBlame<S, T>
    : TargetsBlame<S, T>

type TargetsBlame<S extends Shape, T extends Shape> = Blame<
  "targets",
  CtcMessage<S, "targets", [...Sequences<S>, "S"], T>
>

type LengthsFault<S extends Shape, L extends Shape, Where extends CtcPlace> = number extends L["length"]
  ? unknown
  : Agree<Sequences<S>, L> extends true
    ? unknown
    : Blame<Where, CtcMessage<S, Where, Sequences<S>, L>>
