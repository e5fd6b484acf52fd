/** @file The torch-style recurrent layers: sequences and states in, sequences and states out. Batches come first. */
import type { Call, Fn, FnOf } from "../../types/fn.js"
import type { Entering, Refused } from "../../types/layer.js"
import type { Gru, Lstm, StateFault, StateShape } from "../../types/recurrent.js"
import type { Ok, Out } from "../../types/shape.js"
import type { AnyTensor, FloatTensor, Shape, Tensor } from "../../types/tensor.js"
import type { IsNoisy } from "../../types/transformer.js"
import type { Part } from "../nn/part.js"
import { gru, lstm, type Unroll, unroll } from "../nn/recurrent.js"
import { describe } from "../shape/operand.js"
import { readOptions } from "../shape/options.js"
import { assertBatchFirst, type BatchFirst } from "./batch-first.js"
import { core, draw, drawingOf, LayerModule, only } from "./layer-module.js"
import type { Width } from "./linear.js"
import type { KeyArgument, TrainFn, trains } from "./train.js"

export interface RecurrentOptions<L, P> extends BatchFirst {
  /** How many layers there are; 1 unless given. */
  readonly numLayers?: L
  /** The probability with which training drops what a layer gives to the next; 0 unless given. */
  readonly dropout?: P
}

/** What they share. */
abstract class Recurrent<F extends Fn, R> extends LayerModule<F, R> {
  constructor(layer: unknown) {
    super(layer as Part)
    draw(this)
  }

  protected unrolled(inputs: readonly unknown[], states: readonly unknown[] | undefined): ReturnType<Unroll> {
    const part = this[core] as Part & { readonly [unroll]: Unroll }
    return part[unroll](this, only(inputs, 2), states, drawingOf(this))
  }
}

/**
 * A long short-term memory: `forward(x, [h, c])` of [N, T, inputs] gives `[output, [h, c]]`, the states of the last
 * layer at all places, [N, T, hidden], and those of each layer after the last, [layers, N, hidden]. The first states
 * are zeros unless given. In a `Sequential` it gives `output` alone.
 * Errors: ShapeError where the last dim is another, or states are; TypeError without `{ batchFirst: true }`.
 * PyTorch: `torch.nn.LSTM(…, batch_first=True)`.
 * @example
 * ```ts
 * import * as torch from "tuplet/torch"
 * const net = new torch.nn.LSTM(3, 8, { numLayers: 2, batchFirst: true })
 * const [output, [h, c]] = net.forward(torch.randn([16, 5, 3]))
 * output.shape // [16, 5, 8]
 * c.shape // [2, 16, 8]
 * net.forward(torch.randn([16, 1, 3]), [h, c])[0].shape // [16, 1, 8]
 * ```
 */
export class LSTM<
  // biome-ignore lint/suspicious/noExplicitAny: `torch.nn.LSTM` alone is one of any size, as the type of a field
  const I extends number = any,
  // biome-ignore lint/suspicious/noExplicitAny: likewise
  const H extends number = any,
  const L extends number = 1,
  const P extends number = 0,
> extends Recurrent<LstmFn<I, H>, IsNoisy<P>> {
  declare readonly [trains]: TrainLstm<I, H, L, IsNoisy<P>>

  constructor(inputSize: I, hiddenSize: H, options: RecurrentOptions<L, P>) {
    super(lstm(inputSize, hiddenSize, optionsOf("LSTM", options)))
  }

  forward<X extends FloatTensor, A extends FloatTensor, B extends FloatTensor>(
    x: Ok<Refused<LstmFn<I, H>, X["shape"]>, X>,
    states?: LstmStates<A, B, StateShape<X["shape"], Width<H>, L>>,
  ): [
    output: Tensor<Out<Call<LstmFn<I, H>, Entering<LstmFn<I, H>, X["shape"]>>>>,
    states: [h: Tensor<StateShape<X["shape"], Width<H>, L>>, c: Tensor<StateShape<X["shape"], Width<H>, L>>],
  ]
  forward(...inputs: unknown[]): unknown {
    const states = inputs[1]
    if (states !== undefined && !(Array.isArray(states) && states.length === 2)) {
      throw new TypeError(`lstm: states are [h, c], got ${describe(states)}`)
    }
    return this.unrolled(inputs, states)
  }
}

/**
 * Gated recurrent units: `forward(x, h)` of [N, T, inputs] gives `[output, h]`, else like `LSTM`.
 * Errors: those of `LSTM`. PyTorch: `torch.nn.GRU(…, batch_first=True)`.
 */
export class GRU<
  // biome-ignore lint/suspicious/noExplicitAny: `torch.nn.GRU` alone is one of any size, as the type of a field
  const I extends number = any,
  // biome-ignore lint/suspicious/noExplicitAny: likewise
  const H extends number = any,
  const L extends number = 1,
  const P extends number = 0,
> extends Recurrent<GruFn<I, H>, IsNoisy<P>> {
  declare readonly [trains]: TrainGru<I, H, L, IsNoisy<P>>

  constructor(inputSize: I, hiddenSize: H, options: RecurrentOptions<L, P>) {
    super(gru(inputSize, hiddenSize, optionsOf("GRU", options)))
  }

  forward<X extends FloatTensor, A extends FloatTensor>(
    x: Ok<Refused<GruFn<I, H>, X["shape"]>, X>,
    h?: StateIn<"gru", "h", A, StateShape<X["shape"], Width<H>, L>>,
  ): [
    output: Tensor<Out<Call<GruFn<I, H>, Entering<GruFn<I, H>, X["shape"]>>>>,
    h: Tensor<StateShape<X["shape"], Width<H>, L>>,
  ]
  forward(...inputs: unknown[]): unknown {
    const [output, [h]] = this.unrolled(inputs, inputs[1] === undefined ? undefined : [inputs[1]])
    return [output, h]
  }
}

// internal

const optionsOf = (op: string, options: object) => {
  const { numLayers, dropout, batchFirst } = readOptions(op, options, { numLayers: 1, dropout: 0, batchFirst: false })
  assertBatchFirst(op, batchFirst)
  return { layers: numLayers as number, dropout: dropout as number }
}

type LstmFn<I extends number, H extends number> = FnOf<Lstm<Width<I>, Width<H>>>

type GruFn<I extends number, H extends number> = FnOf<Gru<Width<I>, Width<H>>>

type StateIn<Op extends string, Name extends string, A extends AnyTensor, E extends Shape> = Ok<
  StateFault<Op, Name, A["shape"], E>,
  A
>

type LstmStates<A extends AnyTensor, B extends AnyTensor, E extends Shape> = readonly [
  h: StateIn<"lstm", "h", A, E>,
  c: StateIn<"lstm", "c", B, E>,
]

interface TrainLstm<I extends number, H extends number, L extends number, R> extends TrainFn {
  train<X extends FloatTensor>(
    x: Ok<Refused<LstmFn<I, H>, X["shape"]>, X>,
    ...options: KeyArgument<R>
  ): [
    output: [
      output: Tensor<Out<Call<LstmFn<I, H>, Entering<LstmFn<I, H>, X["shape"]>>>>,
      states: [h: Tensor<StateShape<X["shape"], Width<H>, L>>, c: Tensor<StateShape<X["shape"], Width<H>, L>>],
    ],
    module: this["module"],
  ]
  train<X extends FloatTensor, A extends FloatTensor, B extends FloatTensor>(
    x: Ok<Refused<LstmFn<I, H>, X["shape"]>, X>,
    states: LstmStates<A, B, StateShape<X["shape"], Width<H>, L>>,
    ...options: KeyArgument<R>
  ): [
    output: [
      output: Tensor<Out<Call<LstmFn<I, H>, Entering<LstmFn<I, H>, X["shape"]>>>>,
      states: [h: Tensor<StateShape<X["shape"], Width<H>, L>>, c: Tensor<StateShape<X["shape"], Width<H>, L>>],
    ],
    module: this["module"],
  ]
}

interface TrainGru<I extends number, H extends number, L extends number, R> extends TrainFn {
  train<X extends FloatTensor>(
    x: Ok<Refused<GruFn<I, H>, X["shape"]>, X>,
    ...options: KeyArgument<R>
  ): [
    output: [
      output: Tensor<Out<Call<GruFn<I, H>, Entering<GruFn<I, H>, X["shape"]>>>>,
      h: Tensor<StateShape<X["shape"], Width<H>, L>>,
    ],
    module: this["module"],
  ]
  train<X extends FloatTensor, A extends FloatTensor>(
    x: Ok<Refused<GruFn<I, H>, X["shape"]>, X>,
    h: StateIn<"gru", "h", A, StateShape<X["shape"], Width<H>, L>>,
    ...options: KeyArgument<R>
  ): [
    output: [
      output: Tensor<Out<Call<GruFn<I, H>, Entering<GruFn<I, H>, X["shape"]>>>>,
      h: Tensor<StateShape<X["shape"], Width<H>, L>>,
    ],
    module: this["module"],
  ]
}
