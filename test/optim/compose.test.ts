/** @file Optimizers put together: transforms in front, several gradients at once, groups by path, averages behind. */
import { describe, expect, it } from "vitest"
import { tensor } from "../../src/api/create.js"
import { compile, spec } from "../../src/compile.js"
import {
  accumulate,
  adamw,
  chain,
  clipByNorm,
  clipByValue,
  cosine,
  ema,
  globalNorm,
  groups,
  sgd,
} from "../../src/optim/index.js"
import { item, toArray } from "../../src/read.js"

const tree = () => [{ weight: tensor([[3, 0]]), bias: tensor([4]) }, {}] as const

describe("clipping", () => {
  it("leaves small gradients as they are, to the bit", () => {
    const [first] = chain(clipByNorm(100), sgd({ lr: 1 })).update(tree(), tree(), [{}, sgd().init(tree())]).params
    expect([toArray(first.weight), toArray(first.bias)]).toEqual([[[0, 0]], [0]])
  })
  it("takes the norm over the whole tree, in float64 trees too", () => {
    expect(item(globalNorm(tree()))).toBe(5)
    expect(item(globalNorm({ w: tensor([6, 8], "float64") }))).toBe(10)
    expect(item(globalNorm([]))).toBe(0)
  })
  it("of a gradient of zeros gives zeros", () => {
    const optimizer = chain(clipByNorm(1), sgd({ lr: 1 }))
    const params = { w: tensor([1, 2]) }
    const next = optimizer.update(params, { w: tensor([0, 0]) }, optimizer.init(params))
    expect(toArray(next.params.w)).toEqual([1, 2])
  })
})

describe("chain", () => {
  it("passes gradients on in order", () => {
    const params = { w: tensor([0, 0]) }
    const both = chain(clipByValue(3), clipByNorm(1), sgd({ lr: 1 }))
    const next = both.update(params, { w: tensor([30, 4]) }, both.init(params)).params
    expect(toArray(next.w).map((x) => -x)).toEqual([expect.closeTo(Math.SQRT1_2, 5), expect.closeTo(Math.SQRT1_2, 5)])
  })
  it("has a state for each link, which compiles", () => {
    const optimizer = chain(clipByNorm(1), adamw({ lr: cosine({ lr: 0.5, steps: 10 }) }))
    const params = { w: tensor([1, -1]) }
    const leaf = { w: spec([2]) }
    const step = compile(
      { params: leaf, state: [{}, { step: spec([]), mean: leaf, square: leaf }] as const },
      ({ params, state }) => optimizer.update(params, params, state),
    )
    let current = { params, state: optimizer.init(params) }
    let plain = current
    for (let i = 0; i < 12; i++) {
      current = step(current)
      plain = optimizer.update(plain.params, plain.params, plain.state)
    }
    expect(item(current.state[1].step)).toBe(12)
    const expected = toArray(plain.params.w)
    expect(toArray(current.params.w)).toEqual(expected.map((x) => expect.closeTo(x, 6)))
  })
  it("says what is no link", () => {
    const loose = chain as unknown as (...links: unknown[]) => unknown
    expect(() => loose(sgd(), sgd())).toThrow("chain: link 0 is not a transform of gradients like clipByNorm(1)")
    expect(() => loose(clipByNorm(1))).toThrow("chain: the last is not an optimizer")
    expect(() => loose()).toThrow("chain: the last is not an optimizer: got undefined")
    expect(() => clipByNorm(-1)).toThrow("clipByNorm: limit is a number of at least 0, got -1")
  })
})

describe("accumulate", () => {
  it("moves at every n-th update along the mean, and stays in between, whatever lies there", () => {
    const optimizer = accumulate(3, sgd({ lr: 1, momentum: 0.5 }))
    let current = { params: { w: tensor([1, 1]) }, state: optimizer.init({ w: tensor([1, 1]) }) }
    const path: number[][] = []
    for (const g of [1, 2, 6, Number.POSITIVE_INFINITY, 0, 0, 3, 3, 3]) {
      current = optimizer.update(current.params, { w: tensor([g, 0]) }, current.state)
      path.push(toArray(current.params.w))
    }
    expect(path.map(([w]) => w)).toEqual([1, 1, -2, -2, -2, ...Array(4).fill(Number.NEGATIVE_INFINITY)])
    expect(path.map(([, w]) => w)).toEqual(Array(9).fill(1))
    expect(toArray(current.state.sum.w)).toEqual([0, 0])
  })
  it("needs a whole number", () => {
    expect(() => accumulate(0, sgd())).toThrow("accumulate: steps is a whole number of at least 1, got 0")
    expect(() => accumulate(2, 3 as never)).toThrow("accumulate: what moves is not an optimizer: got 3")
  })
})

describe("groups", () => {
  const optimizer = groups({ "*.bias": sgd({ lr: 0.5 }), "1.*": sgd({ lr: 0 }), "*": adamw({ lr: 1, weightDecay: 0 }) })
  const layer = () => ({ weight: tensor([2]), bias: tensor([2]) })
  const params = [layer(), layer()] as const

  it("send each leaf to the first pattern that it fits", () => {
    const { params: next, state } = optimizer.update(params, params, optimizer.init(params))
    expect(next.map(({ weight, bias }) => [item(weight), item(bias)])).toEqual([
      [expect.closeTo(1, 5), 1],
      [2, 1],
    ])
    expect(Object.keys(state["*.bias"].velocity)).toEqual(["0.bias", "1.bias"])
    expect(Object.keys(state["*"].mean)).toEqual(["0.weight"])
  })
  it("name a leaf that fits none, and what is no optimizer", () => {
    expect(() => groups({ "*.bias": sgd() }).init(params)).toThrow("groups: 0.weight fits none of *.bias")
    const loose = groups as unknown as (given: unknown) => unknown
    expect(() => loose({ "*": 3 })).toThrow("groups: * is not an optimizer: got 3")
  })
})

describe("a moving average", () => {
  it("is that of Polyak and Juditsky with constant weights", () => {
    const { init, update } = ema(0.5)
    const average = [1, 2, 3].reduce((mean, x) => update(mean, { w: tensor([x]) }), init({ w: tensor([0]) }))
    expect(toArray(average.w)).toEqual([0.125 * 0 + 0.125 * 1 + 0.25 * 2 + 0.5 * 3])
  })
  it("refuses other trees, and decays that are none", () => {
    expect(() => ema(1)).toThrow("ema: decay is a number of at least 0 and below 1, got 1")
    const { update } = ema(0.5)
    expect(() => update({ w: tensor([1]) }, { v: tensor([1]) } as never)).toThrow("params.w is missing")
  })
})
