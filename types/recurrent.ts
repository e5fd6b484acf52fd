/** @file Recurrent layers: [..., T, in] to [..., T, hidden], parameters by PyTorch's names. */
import type { NoState } from "./fn.js"
import type { Model } from "./layer.js"
import type { Mul } from "./nat.js"
import type { PatternFn } from "./pattern.js"
import type { Tensor } from "./tensor.js"
import type { IsNoisy } from "./transformer.js"

export interface RecurrentOptions<L, P> {
  /** How many layers there are, each of which is given what the one before gives; 1 unless given. */
  readonly layers?: L
  /** The probability with which training drops what a layer gives to the next; 0 unless given. */
  readonly dropout?: P
}

/** `lstm(inputs, hidden)` */
export type LstmOp = <
  const I extends number,
  const H extends number,
  const L extends number = 1,
  const P extends number = 0,
>(
  inputs: I,
  hidden: H,
  options?: RecurrentOptions<L, P>,
) => Lstm<I, H, L, IsNoisy<P>>

export interface Lstm<I extends number, H extends number, L extends number = 1, R extends boolean = false>
  extends Model<SequenceFn<`lstm(${I}, ${H})`, I, H>, RecurrentParams<I, H, Mul<4, H>, L>, NoState, R> {}

/** `gru(inputs, hidden)` */
export type GruOp = <
  const I extends number,
  const H extends number,
  const L extends number = 1,
  const P extends number = 0,
>(
  inputs: I,
  hidden: H,
  options?: RecurrentOptions<L, P>,
) => Gru<I, H, L, IsNoisy<P>>

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

// internal

/** The numbers of that many layers. */
type Below<L extends number, Seen extends number[] = []> = number extends L
  ? number
  : Seen["length"] extends L | 99
    ? Seen[number]
    : Below<L, [...Seen, Seen["length"]]>
