/** @file Layers of the user's own: what they take and give is checked, their state and training are handed on. */
import { describe, expect, it } from "vitest"
import { add, mul } from "../../src/api/binary.js"
import { full, ones } from "../../src/api/create.js"
import { key, splitKey } from "../../src/api/key.js"
import { normal } from "../../src/api/random.js"
import { sum } from "../../src/api/reduce.js"
import { dropout } from "../../src/api/sample.js"
import { spec } from "../../src/compile.js"
import { layer } from "../../src/nn/layer.js"
import { linear } from "../../src/nn/linear.js"
import { residual } from "../../src/nn/residual.js"
import { sequential } from "../../src/nn/sequential.js"
import { toArray } from "../../src/read.js"
import { ShapeError } from "../../src/shape/error.js"
import type { PatternMessage } from "../../types/layer-messages.js"
import type { Tensor } from "../../types/tensor.js"

interface Loose {
  readonly init: (key: unknown) => unknown
  readonly apply: (params: unknown, x: unknown, state?: unknown) => Tensor<number[]>
  readonly train: (params: unknown, x: unknown, options?: unknown) => unknown
}

const loose = <F>(f: F) => f as unknown as (...layers: unknown[]) => Loose
const x = (...shape: number[]): Tensor<number[]> => normal(key(3), shape)

describe("layers of one's own", () => {
  const scale = layer({
    name: "scale",
    takes: ["...", "n", 4],
    gives: ["...", "n", 4],
    spec: { factor: spec([]) },
    init: () => ({ factor: full([], 3) }),
    apply: ({ factor }, input) => mul(input, factor),
  })

  it("check what they take and what they give", () => {
    expect(toArray(scale.apply(scale.init(key(0)), full([2, 4], 2)))).toEqual([
      [6, 6, 6, 6],
      [6, 6, 6, 6],
    ])
    expect(scale.apply(scale.init(key(0)), full([5, 2, 4], 2)).shape).toEqual([5, 2, 4])
    const message: PatternMessage<"scale", ["...", "n", 4], [2, 3]> = "scale needs [..., n, 4], got [2, 3]"
    expect(() => loose(() => scale)().apply({ factor: full([], 3) }, x(2, 3))).toThrow(new ShapeError(message))
    expect(() => loose(sequential)(linear(2, 3), scale)).toThrow("layer 1: scale needs [..., n, 4], got [..., 3]")
    const wrong = loose(layer)({ name: "half", takes: ["n"], gives: ["n", "n"], apply: (_: unknown, v: unknown) => v })
    expect(() => wrong.apply({}, x(3))).toThrow(new ShapeError("half must give [3, 3], but gave [3]"))
  })

  it("refuse what is no pattern, and what is no result", () => {
    const of = (definition: object) => loose(layer)({ name: "own", takes: [], gives: [], ...definition })
    expect(() => of({ name: 3 })).toThrow("layer: a name is a string, got 3")
    expect(() => of({ takes: ["n", "..."] })).toThrow('own: a pattern is a list of sizes and names, "..." first')
    expect(() => of({ gives: [-1] })).toThrow("own: a pattern is a list")
    expect(() => of({ apply: () => 3 }).apply({}, x())).toThrow("own: apply must give a tensor, got 3")
    expect(() => of({}).apply({}, 3)).toThrow("own: expected a tensor, got 3")
  })

  it("bind names to one size each", () => {
    const trace = loose(layer)({
      name: "trace",
      takes: ["n", "n"],
      gives: [],
      apply: (_: unknown, v: Tensor) => sum(v),
    })
    expect(trace.apply({}, x(3, 3)).shape).toEqual([])
    expect(() => trace.apply({}, x(3, 2))).toThrow("trace needs [n, n], got [3, 2]")
    expect(() => trace.apply({}, x(3))).toThrow("trace needs [n, n], got [3]")
  })
})

describe("layers of one's own with a state and a training", () => {
  const counter = layer({
    name: "counter",
    takes: ["n"],
    gives: ["n"],
    state: { steps: spec([]) },
    initState: () => ({ steps: full([], 1) }),
    random: true,
    apply: (_, input, { steps }) => mul(input, steps),
    train: (_, input, { key, state: { steps } }) => ({
      output: dropout(key, input, 0.5),
      state: { steps: add(steps, 1) },
    }),
  })

  it("are told both and give both, alone and in blocks", () => {
    const net = sequential(residual(counter), counter)
    const [params, state, input] = [net.init(key(0)), net.initState(), ones([1000])]
    expect(toArray(net.apply(params, input, state))).toEqual(toArray(full([1000], 2)))
    const { output, state: next } = net.train(params, input, { key: key(5), state })
    const [first, second] = splitKey(key(5))
    const [inner] = splitKey(first as never, 1)
    const added = add(dropout(inner as never, input, 0.5), input)
    expect(toArray(output)).toEqual(toArray(dropout(second as never, added, 0.5)))
    expect([toArray(next[0][0].steps), toArray(next[1].steps)]).toEqual([2, 2])
    expect(toArray(net.apply(params, input, next)).slice(0, 2)).toEqual([6, 6])
  })

  it("keep the state where training is nothing else than applying", () => {
    const plain = layer({
      name: "plain",
      takes: ["n"],
      gives: ["n"],
      state: { gain: spec([]) },
      initState: () => ({ gain: full([], 3) }),
      apply: (_, input, { gain }) => mul(input, gain),
    })
    const { output, state } = plain.train({}, ones([2]), { state: plain.initState() })
    expect([toArray(output), toArray(state.gain)]).toEqual([[3, 3], 3])
    const { spec: specs, init, state: states, initState, apply } = plain
    const byHand = { spec: specs, init, state: states, initState, apply } as unknown as typeof plain
    const within = sequential(byHand).train([{}], ones([2]), { state: [plain.initState()] })
    expect([toArray(within.output), toArray(within.state[0].gain)]).toEqual([[3, 3], 3])
  })

  it("say what is missing or wrong", () => {
    const of = (more: object) => loose(layer)({ ...own, ...more })
    const own = { name: "own", takes: ["n"], gives: ["n"], apply: (_: unknown, v: unknown) => v }
    const state = { state: { steps: spec([]) }, initState: () => ({ steps: ones([]) }) }
    expect(() => of({ spec: { a: spec([]) } })).toThrow("own: init is missing")
    expect(() => of({ random: 1 })).toThrow("own: random is true or false, got 1")
    expect(() => of(state).apply({}, x(2))).toThrow(new ShapeError("state.steps is missing"))
    expect(() => of(state).apply({}, x(2), { steps: ones([1]) })).toThrow(
      new ShapeError("state.steps: [1] is not []: the rank is 1, not 0"),
    )
    const stateful = loose(sequential)(of(state))
    expect(() => stateful.apply([{}], x(2), [{ steps: ones([1]) }])).toThrow(
      new ShapeError("state[0].steps: [1] is not []: the rank is 1, not 0"),
    )
    const train = (f: () => unknown) => of({ ...state, train: f }).train({}, x(2), { state: { steps: ones([]) } })
    expect(() => train(() => 3)).toThrow("own: train must give { output, state }, got 3")
    expect(() => train(() => ({ output: 3, state: { steps: ones([]) } }))).toThrow(
      "own: apply must give a tensor, got 3",
    )
    expect(() => train(() => ({ output: x(2) }))).toThrow("own, trained: state.steps is missing")
    expect(() => train(() => ({ output: x(3), state: { steps: ones([]) } }))).toThrow("own must give [2], but gave [3]")
    expect(() => of({ random: true, train: () => ({ output: x(2) }) }).train({}, x(2))).toThrow(
      "own: training is random: pass { key }",
    )
  })
})
