/**
 * @file Recurrent layers, unrolled over their places: one large product for all inputs, then a small one for each
 * place.
 */
import type { Key } from "../../types/key.js"
import type { GruOp, LstmOp } from "../../types/recurrent.js"
import type { AnyTensor } from "../../types/tensor.js"
import { along, minus, plus, times } from "../api/expression.js"
import { nodeOf, tensorOf } from "../api/handle.js"
import { splitKey, wordsOfKey } from "../api/key.js"
import { productOf } from "../api/matmul.js"
import { assertProbability, dropped } from "../api/sample.js"
import { spec } from "../compile.js"
import { concat, fill, insertAxes, reshapeTo } from "../graph/infer.js"
import { transposed } from "../graph/matrix.js"
import { type Node, sizeOf } from "../graph/node.js"
import { part } from "../graph/part.js"
import { sigmoid, tanh } from "../primitives/elementary.js"
import { readOptions } from "../shape/options.js"
import { keyFor } from "./block.js"
import { spread } from "./initialisers.js"
import { shaped } from "./layer.js"
import { assertInput, assertWidth, parameterOf } from "./parameter.js"
import { isRandom, type Part, partFrom } from "./part.js"

/**
 * A long short-term memory over the last dim but one, from a state of zeros: [..., T, inputs] -> [..., T, hidden].
 *
 * Parameters: `weightIhL0` [4 · hidden, inputs], `weightHhL0` [4 · hidden, hidden], `biasIhL0` and `biasHhL0`
 * [4 · hidden], for the gates i, f, g, o in this order, from U(-1/√hidden, 1/√hidden). Options: `layers` (1), each of
 * which is given what the one before gives, with parameters `weightIhL1` [4 · hidden, hidden] and so on; `dropout` (0)
 * of what a layer gives to the next in training, which then needs a key. The graph holds every step, so planning takes
 * time in proportion to T.
 * Errors: ShapeError `lstm(3, 8) needs [..., t, 3], got [5, 4]`.
 * PyTorch: `torch.nn.LSTM(inputs, hidden, batch_first=True)`, its first result. JAX: `flax.linen.LSTMCell` in an
 * `nn.RNN`.
 * @example
 * ```ts
 * import { key, select, zeros } from "tuplet"
 * import { linear, lstm, sequential } from "tuplet/nn"
 * const net = sequential(lstm(3, 8), select(-2, -1), linear(8, 2))
 * net.apply(net.init(key(0)), zeros([16, 5, 3])).shape // [16, 2]
 * ```
 */
export const lstm = ((inputs: unknown, hidden: unknown, options?: unknown): Part =>
  recurrent("lstm", inputs, hidden, options, 4, (given, recurring, size) => {
    const shape = [given[0]?.shape[0] as number, size]
    let cell: Node = fill(0, shape, "float32")
    let state: Node | undefined
    return given.map((fromInput) => {
      const gates = plus(fromInput, recurring(state))
      const [i, f, g, o] = gatesOf(gates, 4) as [Node, Node, Node, Node]
      cell = plus(times(sigmoid(f), cell), times(sigmoid(i), tanh(g)))
      state = times(sigmoid(o), tanh(cell))
      return state
    })
  })) as unknown as LstmOp

/**
 * Gated recurrent units over the last dim but one, from a state of zeros: [..., T, inputs] -> [..., T, hidden].
 *
 * Parameters: `weightIhL0` [3 · hidden, inputs], `weightHhL0` [3 · hidden, hidden], `biasIhL0` and `biasHhL0`
 * [3 · hidden], for the gates r, z, n in this order, from U(-1/√hidden, 1/√hidden). Options: `layers` (1), each of
 * which is given what the one before gives, with parameters `weightIhL1` [3 · hidden, hidden] and so on; `dropout` (0)
 * of what a layer gives to the next in training, which then needs a key. The graph holds every step, so planning takes
 * time in proportion to T.
 * Errors: ShapeError `gru(3, 8) needs [..., t, 3], got [5, 4]`.
 * PyTorch: `torch.nn.GRU(inputs, hidden, batch_first=True)`, its first result. JAX: `flax.linen.GRUCell` in an
 * `nn.RNN`.
 * @example
 * ```ts
 * import { key, zeros } from "tuplet"
 * import { gru } from "tuplet/nn"
 * const layer = gru(3, 8)
 * layer.apply(layer.init(key(0)), zeros([16, 5, 3])).shape // [16, 5, 8]
 * ```
 */
export const gru = ((inputs: unknown, hidden: unknown, options?: unknown): Part =>
  recurrent("gru", inputs, hidden, options, 3, (given, recurring, size) => {
    let state: Node = fill(0, [given[0]?.shape[0] as number, size], "float32")
    return given.map((fromInput, t) => {
      const [r, z, n] = gatesOf(fromInput, 3) as [Node, Node, Node]
      const [hr, hz, hn] = gatesOf(recurring(t === 0 ? undefined : state), 3) as [Node, Node, Node]
      const reset = sigmoid(plus(r, hr))
      const update = sigmoid(plus(z, hz))
      const next = tanh(plus(n, times(reset, hn)))
      state = plus(next, times(update, minus(state, next)))
      return state
    })
  })) as unknown as GruOp

// internal

/** The states from what the inputs give to the gates at each place, [N, rows] each, and what a state gives to them. */
type Unroll = (given: readonly Node[], recurring: (state: Node | undefined) => Node, hidden: number) => readonly Node[]

type Entry = readonly [name: string, shape: readonly number[]]

const recurrent = (
  op: string,
  inputs: unknown,
  hidden: unknown,
  options: unknown,
  gates: number,
  unroll: Unroll,
): Part => {
  const [ins, size] = [assertWidth(op, "inputs", inputs), assertWidth(op, "hidden", hidden)]
  const given = readOptions(op, options, { layers: 1, dropout: 0 })
  const count = assertWidth(op, "layers", given.layers)
  const rate = assertProbability(op, given.dropout)
  const rows = gates * size
  const layers = Array.from({ length: count }, (_, i): readonly Entry[] => [
    [`weightIhL${i}`, [rows, i === 0 ? ins : size]],
    [`weightHhL${i}`, [rows, size]],
    [`biasIhL${i}`, [rows]],
    [`biasHhL${i}`, [rows]],
  ])
  const names = layers.flat()

  /** [batch, places, ...] through one layer. */
  const through = (params: unknown, layer: readonly Entry[], x: Node): Node => {
    const [batch, places] = x.shape as [number, number]
    const [wIn, wState, bIn, bState] = layer.map(([name, shape]) => nodeOf(parameterOf(op, params, name, shape))) as [
      Node,
      Node,
      Node,
      Node,
    ]
    const biased = (product: Node, bias: Node) =>
      plus(product, along(bias, Array.from(product.shape.keys()).slice(0, -1), product.shape))
    const projected = biased(productOf(x, transposed(wIn)), bIn)
    const fromInputs = Array.from({ length: places }, (_, t) => reshapeTo(part(projected, 1, t, 1), [batch, rows]))
    const turned = transposed(wState)
    const states = unroll(
      fromInputs,
      (state) => (state === undefined ? along(bState, [0], [batch, rows]) : biased(productOf(state, turned), bState)),
      size,
    )
    return concat(
      states.map((state) => insertAxes(state, [1])),
      1,
    )
  }

  const run = (params: unknown, value: unknown, keys: readonly Key[]): AnyTensor => {
    const x = nodeOf(assertInput(op, value))
    const lead = x.shape.slice(0, -2)
    const [batch, places] = [sizeOf(lead), x.shape.at(-2) as number]
    if (batch * places === 0) return tensorOf(fill(0, [...lead, places, size], "float32"))
    const last = layers.reduce(
      (below, layer, i) => {
        const key = keys[i - 1]
        return through(params, layer, key === undefined ? below : dropped(op, wordsOfKey(op, key), below, rate))
      },
      reshapeTo(x, [batch, places, ins]),
    )
    return tensorOf(reshapeTo(last, [...lead, places, size]))
  }

  const layer = partFrom({
    spec: Object.fromEntries(names.map(([name, shape]) => [name, spec([...shape])])),
    init: (key) => {
      const keys = splitKey(key, names.length)
      return Object.fromEntries(
        names.map(([name, shape], i) => [name, spread(keys[i] as Key, shape, 1 / Math.sqrt(size))]),
      )
    },
    apply: (params, x) => run(params, x, []),
    ...(rate > 0 && {
      train: (params, x, options) => {
        const { key } = readOptions(op, options, { key: undefined, state: undefined })
        return { output: run(params, x, splitKey(keyFor(op, key), count - 1)), state: {} }
      },
    }),
    [isRandom]: rate > 0,
  })
  return shaped(`${op}(${ins}, ${size})`, ["...", "t", ins], ["...", "t", size], layer)
}

const gatesOf = (x: Node, count: number): readonly Node[] => {
  const size = (x.shape[1] as number) / count
  return Array.from({ length: count }, (_, i) => part(x, 1, i * size, size))
}
