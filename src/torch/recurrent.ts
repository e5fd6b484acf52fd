/** @file The torch-style recurrent layers: sequences in, the states of the last layer out. Batches come first. */
import type { FnOf } from "../../types/fn.js"
import type { Gru, Lstm } from "../../types/recurrent.js"
import type { IsNoisy } from "../../types/transformer.js"
import { gru, lstm } from "../nn/recurrent.js"
import { readOptions } from "../shape/options.js"
import { assertBatchFirst, type BatchFirst } from "./batch-first.js"
import { DrawnModule } from "./layer-module.js"

export interface RecurrentOptions<L, P> extends BatchFirst {
  /** How many layers there are; 1 unless given. */
  readonly numLayers?: L
  /** The probability with which training drops what a layer gives to the next; 0 unless given. */
  readonly dropout?: P
}

/**
 * A long short-term memory, from a state of zeros: [N, T, inputs] -> [N, T, hidden], the states of the last layer.
 * Errors: ShapeError where the last dim is another; TypeError without `{ batchFirst: true }`.
 * PyTorch: the first result of `torch.nn.LSTM(…, batch_first=True)`.
 * @example
 * ```ts
 * import * as torch from "tuplet/torch"
 * const net = new torch.nn.LSTM(3, 8, { numLayers: 2, batchFirst: true })
 * net.forward(torch.randn([16, 5, 3])).shape // [16, 5, 8]
 * ```
 */
export class LSTM<
  // biome-ignore lint/suspicious/noExplicitAny: `torch.nn.LSTM` alone is one of any size, as the type of a field
  const I extends number = any,
  // biome-ignore lint/suspicious/noExplicitAny: likewise
  const H extends number = any,
  const L extends number = 1,
  const P extends number = 0,
> extends DrawnModule<FnOf<Lstm<I, H, L>>, IsNoisy<P>> {
  constructor(inputSize: I, hiddenSize: H, options: RecurrentOptions<L, P>) {
    super(lstm(inputSize, hiddenSize, optionsOf("LSTM", options)))
  }
}

/** Gated recurrent units. PyTorch: the first result of `torch.nn.GRU(…, batch_first=True)`. */
export class GRU<
  // biome-ignore lint/suspicious/noExplicitAny: `torch.nn.GRU` alone is one of any size, as the type of a field
  const I extends number = any,
  // biome-ignore lint/suspicious/noExplicitAny: likewise
  const H extends number = any,
  const L extends number = 1,
  const P extends number = 0,
> extends DrawnModule<FnOf<Gru<I, H, L>>, IsNoisy<P>> {
  constructor(inputSize: I, hiddenSize: H, options: RecurrentOptions<L, P>) {
    super(gru(inputSize, hiddenSize, optionsOf("GRU", options)))
  }
}

// internal

const optionsOf = (op: string, options: object) => {
  const { numLayers, dropout, batchFirst } = readOptions(op, options, { numLayers: 1, dropout: 0, batchFirst: false })
  assertBatchFirst(op, batchFirst)
  return { layers: numLayers as number, dropout: dropout as number }
}
