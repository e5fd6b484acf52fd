/**
 * @file Routines run over the memory of a plan: any dtype, empty, moved and grown, and what a failed check leaves
 * behind.
 */
import { describe, expect, it } from "vitest"
import {
  cast,
  compile,
  data,
  embedding,
  evaluate,
  exp,
  fromArray,
  inverse,
  logSoftmax,
  matmul,
  mul,
  spec,
  sum,
  tensor,
  toArray,
  zeros,
} from "../../src/index.js"

describe("routines", () => {
  it("read and write elements of 8 bytes beside others, at places that fit them", () => {
    const bytes = tensor([true, false, true])
    const wide = tensor([1 / 3, 2 / 3, 1], "float64")
    const [both, whole, narrow] = evaluate([
      mul(cast(bytes, "float64"), wide),
      cast(mul(wide, 3), "int32"),
      exp(cast(wide, "float32")),
    ] as const)
    expect(toArray(both)).toEqual([1 / 3, 0, 1])
    expect(toArray(whole)).toEqual([1, 2, 3])
    expect(toArray(narrow)[2]).toBeCloseTo(Math.E, 5)
  })

  it("round float32 where they write it", () => {
    const third = toArray(cast(mul(tensor([1], "float64"), 1 / 3), "float32"))
    expect(third).toEqual([Math.fround(1 / 3)])
  })

  it("keep the digits of log-probabilities in float64", () => {
    const [p, q] = toArray(logSoftmax(tensor([1e9, 1e9 - 40], "float64"))) as [number, number]
    expect(p).toBeCloseTo(-Math.exp(-40), 30)
    expect(q).toBe(-40)
  })

  it("run in compiled functions, anew with each call", () => {
    const f = compile({ a: spec(["n", "n"]) }, ({ a }) => matmul(inverse(mul(a, 2)), a))
    for (const scale of [1, 2, 4]) {
      const result = f({
        a: tensor([
          [scale, 0],
          [0, scale],
        ]),
      })
      expect(toArray(result)).toEqual([
        [0.5, 0],
        [0, 0.5],
      ])
    }
    expect(toArray(f({ a: tensor([[4]]) }))).toEqual([[0.5]])
  })

  it("see their numbers where memory has grown or started anew in between", () => {
    const start = tensor([1, 2, 3], "float64")
    let running = start
    const held = []
    for (let i = 0; i < 60; i++) {
      running = evaluate(mul(running, 1)) as typeof running
      held.push(evaluate(cast(mul(zeros([300_000 + i]), 1), "float64")))
    }
    expect(toArray(running)).toEqual([1, 2, 3])
    expect(data(held[0] as never)).toHaveLength(300_000)
  })

  it("take and give tensors of no elements", () => {
    const empty = fromArray(new Float64Array(0), [0, 3])
    expect(toArray(exp(empty))).toEqual([])
    expect(toArray(sum(empty, 0))).toEqual([0, 0, 0])
    expect(toArray(matmul(zeros([2, 0], "int32"), zeros([0, 2], "int32")))).toEqual([
      [0, 0],
      [0, 0],
    ])
  })

  it("are guarded by checks of indices, and leave everything usable where one fails", () => {
    const table = tensor(
      [
        [1, 2],
        [3, 4],
      ],
      "float64",
    )
    const f = compile({ i: spec([2], "int32") }, ({ i }) => embedding(mul(i, 1), table))
    expect(() => f({ i: tensor([0, 2], "int32") })).toThrow("index 2")
    expect(toArray(f({ i: tensor([1, 0], "int32") }))).toEqual([
      [3, 4],
      [1, 2],
    ])
  })
})
