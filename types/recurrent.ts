/** @file Recurrent layers: [..., T, in] to [..., T, hidden], parameters by PyTorch's names. */
import type { NoState } from "./fn.js"
import type { Model } from "./layer.js"
import type { BesideMessage } from "./layer-messages.js"
import type { Agree } from "./loss.js"
import type { Mul } from "./nat.js"
import type { PatternFn } from "./pattern.js"
import type { Show } from "./shape.js"
import type { Shape, Tensor } from "./tensor.js"
import type { IsNoisy } from "./transformer.js"

export interface RecurrentOptions<L, P> {
  /** How many layers there are, each of which is given what the one before gives; 1 unless given. */
  readonly layers?: L
  /** The probability with which training drops what a layer gives to the next; 0 unless given. */
  readonly dropout?: P
}

/** `lstm(inputs, hidden)`, `gru(inputs, hidden)` */
export type RecurrentOp<Op extends keyof Kinds<1, 1, 1, false>> = <
  const I extends number,
  const H extends number,
  const L extends number = 1,
  const P extends number = 0,
>(
  inputs: I,
  hidden: H,
  options?: RecurrentOptions<L, P>,
) => Kinds<I, H, L, IsNoisy<P>>[Op]

export interface Lstm<I extends number, H extends number, L extends number = 1, R extends boolean = false>
  extends Model<SequenceFn<`lstm(${I}, ${H})`, I, H>, RecurrentParams<I, H, Mul<4, H>, L>, NoState, R> {}

export interface Gru<I extends number, H extends number, L extends number = 1, R extends boolean = false>
  extends Model<SequenceFn<`gru(${I}, ${H})`, I, H>, RecurrentParams<I, H, Mul<3, H>, L>, NoState, R> {}

/**
 * Of each layer `weightIhL0`, `weightHhL0`, `biasIhL0` and `biasHhL0`, with its number; one block of rows for each
 * gate.
 */
export type RecurrentParams<I extends number, H extends number, Rows extends number, L extends number = 1> = {
  readonly [Name in `${"weight" | "bias"}${"Ih" | "Hh"}L${Below<L>}`]: Tensor<
    Name extends `bias${string}` ? [Rows] : [Rows, Name extends "weightIhL0" ? I : H]
  >
}

export interface SequenceFn<Name extends string, I extends number, H extends number>
  extends PatternFn<Name, ["...", "t", I], ["...", "t", H]> {}

/** The states of all layers at one place of [..., T, in]: [layers, ..., hidden]. */
export type StateShape<S extends Shape, H extends number, L extends number> = S extends readonly [
  ...infer B extends Shape,
  infer _T,
  infer _I,
]
  ? [L, ...B, H]
  : number[]

/** A message when a state is of another shape, else `unknown`. */
export type StateFault<Op extends string, Name extends string, S extends Shape, E extends Shape> = [number] extends [
  S["length"] | E["length"],
]
  ? unknown
  : Agree<S, E> extends true
    ? unknown
    : BesideMessage<Op, Name, S, Show<E>>

// internal

interface Kinds<I extends number, H extends number, L extends number, R extends boolean> {
  readonly lstm: Lstm<I, H, L, R>
  readonly gru: Gru<I, H, L, R>
}

/** The numbers of that many layers. */
type Below<L extends number, Seen extends number[] = []> = number extends L
  ? number
  : Seen["length"] extends L | 99
    ? Seen[number]
    : Below<L, [...Seen, Seen["length"]]>
