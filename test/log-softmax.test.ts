import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import {
  data,
  exp,
  fromArray,
  key,
  logSoftmax,
  logsumexp,
  mul,
  normal,
  softmax,
  sum,
  tensor,
  toArray,
  zeros,
} from "../src/index.js"

/** log-softmax of one row, in float64 and without the cancellation of x - log Σ. */
const reference = (row: readonly number[]): number[] => {
  const peak = Math.max(...row)
  const peaks = row.filter((x) => x === peak).length
  const rest = row.filter((x) => x !== peak).reduce((total, x) => total + Math.exp(x - peak), 0)
  return row.map((x) => x - peak - Math.log(peaks) - Math.log1p(rest / peaks))
}

const rowsOf = (values: ArrayLike<number>, columns: number): number[][] =>
  Array.from({ length: values.length / columns }, (_, i) =>
    Array.from({ length: columns }, (__, j) => values[i * columns + j] as number),
  )

const columnsOf = (values: ArrayLike<number>, columns: number): number[][] => {
  const rows = rowsOf(values, columns)
  return Array.from({ length: columns }, (_, j) => rows.map((row) => row[j] as number))
}

const worstRelativeError = (got: readonly number[][], logits: readonly number[][]): number =>
  Math.max(
    ...got.map((row, i) =>
      Math.max(
        ...reference(logits[i] as number[]).map((want, j) => Math.abs((row[j] as number) - want) / Math.abs(want)),
      ),
    ),
  )

describe("logSoftmax", () => {
  it.each([
    [32, 10],
    [256, 1000],
    [7, 50257],
    [300, 3],
    [64, 33],
  ])("agrees with float64 to 5e-7 relative on standard normal logits, [%i, %i]", (rows, columns) => {
    const x = normal(key(rows + columns), [rows, columns])
    const logits = data(x)
    expect(worstRelativeError(rowsOf(data(logSoftmax(x, 1)), columns), rowsOf(logits, columns))).toBeLessThan(5e-7)
    expect(worstRelativeError(columnsOf(data(logSoftmax(x, 0)), columns), columnsOf(logits, columns))).toBeLessThan(
      5e-7,
    )
  })

  it("keeps relative digits where a probability is nearly 1, down to log p = -1e-26", () => {
    for (const gap of [1, 5, 10, 17, 30, 60]) {
      const logits = [[0, -gap, -gap - 1]]
      // without fused multiply-add the exponent of e⁻ᵍᵃᵖ is rounded: 7.5e-8 for each unit of the gap
      const bound = 5e-7 + 7.5e-8 * gap
      expect(worstRelativeError(toArray(logSoftmax(tensor(logits), -1)) as number[][], logits)).toBeLessThan(bound)
    }
  })

  it("is not moved by huge logits: the result for x + c is the result for x", () => {
    const row = [1, 2, 3, -4]
    for (const shift of [1e4, -1e4, 2 ** 20, -(2 ** 20)]) {
      const moved = logSoftmax(tensor([row.map((x) => x + shift)]), -1)
      expect(toArray(moved)).toEqual(toArray(logSoftmax(tensor([row]), -1)))
    }
    expect(toArray(logSoftmax(tensor([3e38, -3e38, 3e38]), -1))).toEqual([
      -Math.fround(Math.log(2)),
      -Infinity,
      -Math.fround(Math.log(2)),
    ])
  })

  it.each([
    [
      "-∞ entries have no probability",
      [0, -Infinity, 0],
      [-Math.fround(Math.log(2)), -Infinity, -Math.fround(Math.log(2))],
    ],
    ["one finite entry has all of it", [-Infinity, -5, -Infinity], [-Infinity, 0, -Infinity]],
    ["a row of -∞ has no distribution", [-Infinity, -Infinity], [NaN, NaN]],
    ["a row with +∞ has none", [0, Infinity, 1], [NaN, NaN, NaN]],
    ["a row with NaN has none", [0, NaN, 1], [NaN, NaN, NaN]],
    ["one class is certain", [123], [0]],
    ["one infinite class is not", [Infinity], [NaN]],
    ["ties share", [5, 5, 5, 5], [0, 0, 0, 0].map(() => -Math.fround(Math.log(4)))],
    ["no class, no result", [], []],
  ])("as in PyTorch, %s", (_, row, expected) => {
    expect(toArray(logSoftmax(fromArray(Float32Array.from(row), [row.length]), -1))).toEqual(expected)
    // the same down a column, beside an ordinary one
    const pairs = Float32Array.from(row.flatMap((x) => [x, 0]))
    const columns = toArray(logSoftmax(fromArray(pairs, [row.length, 2]), 0)) as number[][]
    expect(columns.map(([x]) => x)).toEqual(expected)
    columns.forEach(([, y]) => {
      expect(y).toBe(-Math.fround(Math.log(row.length)) + 0)
    })
  })

  it("spoils no other row", () => {
    const rows = toArray(
      logSoftmax(
        tensor([
          [0, 0],
          [NaN, 0],
          [0, 0],
          [Infinity, 0],
          [0, 0],
        ]),
        1,
      ),
    ) as number[][]
    for (const i of [0, 2, 4]) expect(rows[i]).toEqual([-Math.fround(Math.log(2)), -Math.fround(Math.log(2))])
  })

  it("takes empty tensors and scalars", () => {
    expect(toArray(logSoftmax(zeros([0, 3]), -1))).toEqual([])
    expect(toArray(logSoftmax(zeros([2, 0]), -1))).toEqual([[], []])
    expect(toArray(logSoftmax(zeros([2, 0]), 0))).toEqual([[], []])
    expect(toArray(logSoftmax(tensor(3), 0))).toBe(0)
  })

  it("takes any dim of any rank, and counts negative ones from the end", () => {
    const shape = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(shape, fc.nat(), fc.nat(), (dims, seed, which) => {
        const axis = which % dims.length
        const x = mul(normal(key(seed), dims), 4)
        const total = toArray(sum(exp(logSoftmax(x, axis as never)), axis as never)) as unknown
        for (const one of [total].flat(9) as number[]) expect(Math.abs(one - 1)).toBeLessThan(2e-6)
        expect(data(logSoftmax(x, (axis - dims.length) as never))).toEqual(data(logSoftmax(x, axis as never)))
        expect(data(logSoftmax(x, axis as never)).every((logp) => logp <= 0)).toBe(true)
      }),
      { numRuns: 60 },
    )
  })
})

describe("softmax", () => {
  it("agrees with float64 to 5e-7 relative, and to what x - max rounds for unlikely classes", () => {
    for (const [seed, columns] of [10, 100, 1000].entries()) {
      const x = mul(normal(key(seed), [64, columns]), 10)
      const want = rowsOf(data(x), columns).map((row) => reference(row).map(Math.exp))
      rowsOf(data(softmax(x, -1)), columns).forEach((row, i) => {
        row.forEach((p, j) => {
          const expected = want[i]?.[j] as number
          // float32 holds less than 24 bits below its smallest normal number
          const bound = 5e-7 + 2 ** -24 * Math.abs(Math.log(expected))
          if (expected > 2 ** -126) expect(Math.abs(p - expected) / expected).toBeLessThan(bound)
        })
      })
    }
  })

  it("is the exponential of logSoftmax, without overflow", () => {
    expect(toArray(softmax(tensor([1e4, 1e4]), -1))).toEqual([0.5, 0.5])
    expect(toArray(softmax(tensor([0, -Infinity]), -1))).toEqual([1, 0])
    expect(toArray(softmax(tensor([-Infinity, -Infinity]), -1))).toEqual([NaN, NaN])
  })
})

describe("logsumexp", () => {
  it.each([
    ["nothing", [], -Infinity],
    ["-∞ alone", [-Infinity, -Infinity], -Infinity],
    ["+∞", [1, Infinity], Infinity],
    ["both infinities", [-Infinity, Infinity], Infinity],
    ["NaN", [1, NaN], NaN],
    ["NaN beside +∞", [Infinity, NaN], NaN],
    ["NaN beside -∞", [-Infinity, NaN], NaN],
    ["huge logits", [1e4, 1e4], Math.fround(1e4 + Math.log(2))],
    ["one", [-7], -7],
  ])("of %s", (_, row, expected) => {
    expect(toArray(logsumexp(fromArray(Float32Array.from(row), [row.length]), 0))).toBe(expected)
  })
})
