/** @file Attention against a plain float64 computation: shared heads, rotary positions, masks, noise. */
import { describe, expect, it } from "vitest"
import { fromArray, ones } from "../../src/api/create.js"
import { key, keySpec } from "../../src/api/key.js"
import { normal } from "../../src/api/random.js"
import { mean } from "../../src/api/reduce.js"
import { compile, spec } from "../../src/compile.js"
import { multiHeadAttention } from "../../src/nn/attention.js"
import { repeat } from "../../src/nn/repeat.js"
import { feedForward, transformerBlock } from "../../src/nn/transformer.js"
import { toArray } from "../../src/read.js"
import { valueAndGrad } from "../../src/transform/grad.js"
import type { Tensor } from "../../types/tensor.js"

type Matrix = readonly (readonly number[])[]
type Params = { inProjWeight: Tensor; inProjBias: Tensor; outProj: { weight: Tensor; bias: Tensor } }
interface Setting {
  readonly width: number
  readonly heads: number
  readonly kvHeads?: number
  readonly base?: number
  readonly allowed?: (head: number, i: number, j: number) => boolean
  readonly added?: (head: number, i: number, j: number) => number
}

const matrix = (x: Tensor) => toArray(x) as never as Matrix
const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, v, i) => sum + v * (b[i] as number), 0)

const turned = (x: readonly number[], position: number, base: number): readonly number[] => {
  const half = x.length / 2
  return x.map((value, i) => {
    const angle = position * base ** ((-2 * (i % half)) / x.length)
    const other = (i < half ? -1 : 1) * (x[(i + half) % x.length] as number)
    return value * Math.cos(angle) + other * Math.sin(angle)
  })
}

/** One example, in float64. */
const reference = (params: Params, x: Matrix, setting: Setting): Matrix => {
  const { width, heads, kvHeads = heads, base, allowed = () => true, added = () => 0 } = setting
  const size = width / heads
  const [weight, bias] = [matrix(params.inProjWeight), toArray(params.inProjBias) as never as readonly number[]]
  const rows = x.map((place) => weight.map((row, r) => dot(row, place) + (bias[r] as number)))
  const head = (from: number, h: number, turn: boolean) =>
    rows.map((row, t) => {
      const own = row.slice(from + h * size, from + (h + 1) * size)
      return turn && base !== undefined ? turned(own, t, base) : own
    })
  const joined = x.map(() => [] as number[])
  for (let h = 0; h < heads; h++) {
    const kv = Math.floor(h / (heads / kvHeads))
    const [q, k] = [head(0, h, true), head(width, kv, true)]
    const v = head(width + kvHeads * size, kv, false)
    q.forEach((query, i) => {
      const weights = k.map((other, j) =>
        allowed(h, i, j) ? Math.exp(dot(query, other) / Math.sqrt(size) + added(h, i, j)) : 0,
      )
      const total = weights.reduce((a, b) => a + b)
      for (let e = 0; e < size; e++) {
        joined[i]?.push(weights.reduce((sum, w, j) => sum + (w / total) * (v[j]?.[e] as number), 0))
      }
    })
  }
  const [out, shift] = [matrix(params.outProj.weight), toArray(params.outProj.bias) as never as readonly number[]]
  return joined.map((place) => out.map((row, r) => dot(row, place) + (shift[r] as number)))
}

interface Loose {
  readonly init: (key: unknown) => Params
  readonly apply: (params: unknown, x: unknown) => Tensor
}
const layerOf = multiHeadAttention as unknown as (options: object) => Loose
const causal = (_: number, i: number, j: number) => j <= i

const check = (options: object, setting: Setting) => {
  const layer = layerOf({ width: setting.width, heads: setting.heads, ...options })
  const start = layer.init(key(0))
  // biases of zeros would hide what becomes of them
  const params = { ...start, inProjBias: normal(key(8), start.inProjBias.shape as never) as Tensor }
  const x = normal(key(3), [2, 5, setting.width]) as Tensor
  const expected = (toArray(x) as never as readonly Matrix[]).map((one) => reference(params, one, setting)).flat(2)
  const actual = (toArray(layer.apply(params, x)) as never as readonly Matrix[]).flat(2)
  actual.forEach((value, i) => {
    expect(value).toBeCloseTo(expected[i] as number, 4)
  })
}

describe("multiHeadAttention", () => {
  const shape = { width: 16, heads: 4 }
  const bools = (dims: number[], f: (...at: number[]) => boolean): Tensor<number[], "bool"> => {
    const count = dims.reduce((a, b) => a * b)
    const at = (i: number) =>
      dims.map((dim, axis) => Math.floor(i / dims.slice(axis + 1).reduce((a, b) => a * b, 1)) % dim)
    return fromArray(
      Uint8Array.from({ length: count }, (_, i) => Number(f(...at(i)))),
      dims,
    )
  }
  const isAllowed = (i: number, j: number) => i === j || (i + 2 * j) % 3 !== 1

  it("shares heads of keys and values", () => {
    check({ kvHeads: 2 }, { ...shape, kvHeads: 2 })
    check({ kvHeads: 1, causal: true }, { ...shape, kvHeads: 1, allowed: causal })
  })

  it("turns queries and keys by their positions", () => {
    check({ rotary: true }, { ...shape, base: 10000 })
    check({ rotary: { base: 50 }, kvHeads: 2, causal: true }, { ...shape, kvHeads: 2, base: 50, allowed: causal })
  })

  it("keeps to masks, of places, heads and examples, with and without what comes later", () => {
    const whole = { ...shape, allowed: (_: number, i: number, j: number) => isAllowed(i, j) }
    check({ mask: bools([5, 5], isAllowed) }, whole)
    check({ mask: bools([5, 5], isAllowed), kvHeads: 2 }, { ...whole, kvHeads: 2 })
    check({ mask: bools([2, 1, 5, 5], (_, __, i, j) => isAllowed(i as number, j as number)) }, whole)
    check(
      { mask: bools([5, 5], isAllowed), causal: true },
      { ...shape, allowed: (_, i, j) => j <= i && isAllowed(i, j) },
    )
    const added = (h: number, i: number, j: number) => Math.sin(h + 2 * i + 3 * j)
    const values = Float32Array.from({ length: 100 }, (_, i) => added(Math.floor(i / 25), Math.floor(i / 5) % 5, i % 5))
    check({ mask: fromArray(values, [4, 5, 5]), kvHeads: 2 }, { ...shape, kvHeads: 2, added })
    check({ mask: fromArray(values, [4, 5, 5]), causal: true }, { ...shape, added, allowed: causal })
    check(
      { mask: bools([2, 4, 1, 5], (_, h, __, j) => j !== (h as number) + 1), kvHeads: 2, causal: true },
      { ...shape, kvHeads: 2, allowed: (h, i, j) => j !== h + 1 && j <= i },
    )
    expect(() => check({ mask: ones([3, 5]) }, shape)).toThrow(
      "multiHeadAttention: mask [3, 5] does not broadcast to [2, 4, 5, 5]",
    )
  })

  it("drops weights in training only", () => {
    const layer = multiHeadAttention({ width: 16, heads: 4, dropout: 0.5 })
    const [params, x] = [layer.init(key(0)), normal(key(3), [2, 5, 16])]
    const trained = (seed: number) => toArray(layer.train(params, x, { key: key(seed) }).output)
    expect(trained(1)).toEqual(trained(1))
    expect(trained(1)).not.toEqual(trained(2))
    const plain = multiHeadAttention({ width: 16, heads: 4 })
    expect(toArray(layer.apply(params, x))).toEqual(toArray(plain.apply(params, x)))
    expect(toArray(plain.train(params, x).output)).toEqual(toArray(plain.apply(params, x)))
  })

  it("refuses what doesn't fit", () => {
    const loose = multiHeadAttention as unknown as (options: object) => unknown
    expect(() => loose({ width: 64, heads: 5 })).toThrow("multiHeadAttention: width 64 does not divide into 5 heads")
    expect(() => loose({ width: 6, heads: 2, rotary: true })).toThrow("rotary needs heads of an even size, got 3")
    expect(() => loose({ width: 6, heads: 2, rotary: { bass: 3 } })).toThrow("rotary: unknown option bass: use base")
    expect(() => loose({ heads: 2 })).toThrow("multiHeadAttention: width is a number, got undefined")
    expect(() => loose({ width: 6, heads: 2, head: 3 })).toThrow("multiHeadAttention: unknown option head")
  })
})

describe("blocks of attention", () => {
  it("draw noise of their own for each place it is added", () => {
    const block = transformerBlock({ width: 8, heads: 2, dropout: 0.3 })
    const [params, x] = [block.init(key(0)), normal(key(3), [2, 5, 8])]
    const { output, state } = block.train(params, x, { key: key(1) })
    expect(state).toEqual({})
    expect(toArray(output)).not.toEqual(toArray(block.apply(params, x)))
    const still = transformerBlock({ width: 8, heads: 2 })
    expect(toArray(block.apply(params, x))).toEqual(toArray(still.apply(params, x)))
    const fed = feedForward(8, 16, { dropout: 0.999 })
    const start = fed.init(key(0))
    const bias = toArray(start.linear2.bias) as readonly number[]
    const dropped = toArray(fed.train(start, normal(key(3), [1, 8]), { key: key(4) }).output)
    expect(dropped[0]?.filter((value, i) => value === bias[i]).length).toBeGreaterThan(6)
  })

  it("repeat with parameters of their own, and are trained in one compiled step", () => {
    const net = repeat(2, transformerBlock({ width: 8, heads: 2, causal: true, dropout: 0.1 }))
    const params = net.init(key(0))
    expect(toArray(params[0].linear1.weight)).not.toEqual(toArray(params[1].linear1.weight))
    const step = compile({ params: net.spec, x: spec(["n", 5, 8]), key: keySpec }, ({ params, x, key }) =>
      valueAndGrad((p: typeof params) => mean(net.train(p, x, { key }).output))(params),
    )
    const [loss, gradients] = step({ params, x: normal(key(3), [2, 5, 8]), key: key(1) })
    expect(Number.isFinite(toArray(loss))).toBe(true)
    expect(gradients[1].selfAttn.inProjWeight.shape).toEqual([24, 8])
  })
})
