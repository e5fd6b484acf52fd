/** @file Recurrent layers: [..., T, in] to [..., T, hidden], parameters by PyTorch's names. */
import type { Model } from "./layer.js"
import type { Mul } from "./nat.js"
import type { PatternFn } from "./pattern.js"
import type { Tensor } from "./tensor.js"

/** `lstm(inputs, hidden)` */
export type LstmOp = <const I extends number, const H extends number>(inputs: I, hidden: H) => Lstm<I, H>

export interface Lstm<I extends number, H extends number>
  extends Model<SequenceFn<`lstm(${I}, ${H})`, I, H>, RecurrentParams<I, H, Mul<4, H>>> {}

/** `gru(inputs, hidden)` */
export type GruOp = <const I extends number, const H extends number>(inputs: I, hidden: H) => Gru<I, H>

export interface Gru<I extends number, H extends number>
  extends Model<SequenceFn<`gru(${I}, ${H})`, I, H>, RecurrentParams<I, H, Mul<3, H>>> {}

/** One block of rows for each gate. */
export interface RecurrentParams<I extends number, H extends number, Rows extends number> {
  readonly weightIhL0: Tensor<[Rows, I]>
  readonly weightHhL0: Tensor<[Rows, H]>
  readonly biasIhL0: Tensor<[Rows]>
  readonly biasHhL0: Tensor<[Rows]>
}

export interface SequenceFn<Name extends string, I extends number, H extends number>
  extends PatternFn<Name, ["...", "t", I], ["...", "t", H]> {}
