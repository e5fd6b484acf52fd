/**
 * @file Recurrent layers, unrolled over their places: one large product for all inputs, then a small one for each
 * place.
 */
import type { Key } from "../../types/key.js"
import type { RecurrentOp } from "../../types/recurrent.js"
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
import { assertTakes, shaped } from "./layer.js"
import { assertInput, assertWidth, besideOf, parameterOf } from "./parameter.js"
import { type Drawing, isRandom, type Part, partFrom } from "./part.js"

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
  recurrent("lstm", inputs, hidden, options, 4, ["h", "c"], (fromInput, fromState, [, cell]) => {
    const [i, f, g, o] = gatesOf(plus(fromInput, fromState), 4) as Four
    const next = plus(times(sigmoid(f), cell as Node), times(sigmoid(i), tanh(g)))
    return [times(sigmoid(o), tanh(next)), next]
  })) as unknown as RecurrentOp<"lstm">

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
  recurrent("gru", inputs, hidden, options, 3, ["h"], (fromInput, fromState, [state]) => {
    const [r, z, n] = gatesOf(fromInput, 3) as Three
    const [hr, hz, hn] = gatesOf(fromState, 3) as Three
    const update = sigmoid(plus(z, hz))
    const next = tanh(plus(n, times(sigmoid(plus(r, hr)), hn)))
    return [plus(next, times(update, minus(state as Node, next)))]
  })) as unknown as RecurrentOp<"gru">

/** What a recurrent layer computes from given states and to the last ones, a tensor [layers, ..., hidden] each. */
export type Unroll = (
  params: unknown,
  x: unknown,
  states?: readonly unknown[],
  training?: Drawing,
) => readonly [output: AnyTensor, states: readonly AnyTensor[]]

/** Of a recurrent layer. */
export const unroll: unique symbol = Symbol("unroll")

// internal

/**
 * The next state from what the inputs and the one before, of which the first is the output, give to the gates: [N,
 * rows].
 */
type Cell = (fromInput: Node, fromState: Node, state: readonly Node[]) => readonly Node[]

type Three = readonly [Node, Node, Node]
type Four = readonly [Node, Node, Node, Node]

type Entry = readonly [name: string, shape: readonly number[]]

const recurrent = (
  op: string,
  inputs: unknown,
  hidden: unknown,
  options: unknown,
  gates: number,
  states: readonly string[],
  cell: Cell,
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

  /** [batch, places, ...] through one layer: all its outputs, and its last state. */
  const through = (params: unknown, layer: readonly Entry[], x: Node, start: readonly Node[] | undefined) => {
    const [batch, places] = x.shape as [number, number]
    const [wIn, wState, bIn, bState] = layer.map(([name, shape]) =>
      nodeOf(parameterOf(params, name, shape)),
    ) as unknown as Four
    const biased = (product: Node, bias: Node) =>
      plus(product, along(bias, Array.from(product.shape.keys()).slice(0, -1), product.shape))
    const projected = biased(productOf(x, transposed(wIn)), bIn)
    const turned = transposed(wState)
    let state = start ?? states.map(() => fill(0, [batch, size], "float32"))
    const outputs = Array.from({ length: places }, (_, t) => {
      const isZero = t === 0 && start === undefined
      const fromState = isZero ? along(bState, [0], [batch, rows]) : biased(productOf(state[0] as Node, turned), bState)
      state = cell(reshapeTo(part(projected, 1, t, 1), [batch, rows]), fromState, state)
      return insertAxes(state[0] as Node, [1])
    })
    return { output: concat(outputs, 1), state }
  }

  const [title, takes] = [`${op}(${ins}, ${size})`, ["...", "t", ins]]
  const run: Unroll = (params, value, given, training) => {
    assertTakes(title, takes, value)
    const x = nodeOf(assertInput(op, value))
    const lead = x.shape.slice(0, -2)
    const [batch, places] = [sizeOf(lead), x.shape.at(-2) as number]
    const all = [count, ...lead, size]
    const starts = given && states.map((name, i) => reshapeTo(besideOf(op, name, given[i], all), [count, batch, size]))
    if (batch * places === 0) {
      const zeros = fill(0, all, "float32")
      const last = states.map((_, i) => (starts === undefined ? zeros : reshapeTo(starts[i] as Node, all)))
      return [tensorOf(fill(0, [...lead, places, size], "float32")), last.map(tensorOf)]
    }
    const keys = training !== undefined && rate > 0 ? splitKey(keyFor(op, training.key), count - 1) : []
    let below = reshapeTo(x, [batch, places, ins])
    const last = layers.map((layer, i) => {
      const key = keys[i - 1]
      const x = key === undefined ? below : dropped(op, wordsOfKey(op, key), below, rate)
      const start = starts?.map((state) => reshapeTo(part(state, 0, i, 1), [batch, size]))
      const { output, state } = through(params, layer, x, start)
      below = output
      return state.map((node) => insertAxes(node, [0]))
    })
    const ends = states.map((_, i) =>
      reshapeTo(
        concat(
          last.map((state) => state[i] as Node),
          0,
        ),
        all,
      ),
    )
    return [tensorOf(reshapeTo(below, [...lead, places, size])), ends.map(tensorOf)]
  }

  const layer = partFrom({
    spec: Object.fromEntries(names.map(([name, shape]) => [name, spec([...shape])])),
    init: (key) => {
      const keys = splitKey(key, names.length)
      return Object.fromEntries(
        names.map(([name, shape], i) => [name, spread(keys[i] as Key, shape, 1 / Math.sqrt(size))]),
      )
    },
    apply: (params, x) => run(params, x)[0],
    ...(rate > 0 && {
      train: (params, x, options) => {
        const { key } = readOptions(op, options, { key: undefined, state: undefined })
        return { output: run(params, x, undefined, { key: key as Key | undefined })[0], state: {} }
      },
    }),
    [isRandom]: rate > 0,
  })
  return { ...shaped(title, takes, ["...", "t", size], layer), [unroll]: run } as Part
}

const gatesOf = (x: Node, count: number): readonly Node[] => {
  const size = (x.shape[1] as number) / count
  return Array.from({ length: count }, (_, i) => part(x, 1, i * size, size))
}
