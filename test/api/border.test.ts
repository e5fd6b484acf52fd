/** @file Borders made of what is inside, and what is cut off, against plain loops. */
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { tensor, zeros } from "../../src/api/create.js"
import { pad } from "../../src/api/pad.js"
import type { Node } from "../../src/graph/node.js"
import { toArray } from "../../src/read.js"
import { check, leaf, weigh } from "../transform/differences.js"
import { numbers } from "./read.js"
import { untyped } from "./untyped.js"

const any = untyped({ pad, toArray })

/** The element that stands at a place outside of [0, size). */
const places = {
  reflect: (i: number, size: number) => (i < 0 ? -i : i >= size ? 2 * (size - 1) - i : i),
  replicate: (i: number, size: number) => Math.min(Math.max(i, 0), size - 1),
  circular: (i: number, size: number) => (i + size) % size,
} as const

const plain = (row: readonly number[], low: number, high: number, mode: keyof typeof places): readonly number[] => {
  const kept = row.slice(Math.max(-low, 0), row.length - Math.max(-high, 0))
  const [before, behind] = [Math.max(low, 0), Math.max(high, 0)]
  return Array.from(
    { length: before + kept.length + behind },
    (_, i) => kept[places[mode](i - before, kept.length)] as number,
  )
}

const modes = Object.keys(places) as (keyof typeof places)[]

describe.each(modes)("pad in mode %s", (mode) => {
  it("is the plain loop", () => {
    const width = fc.integer({ min: -2, max: 2 })
    fc.assert(
      fc.property(fc.integer({ min: 7, max: 9 }), width, width, (size, low, high) => {
        const row = Array.from({ length: size }, (_, i) => i)
        expect(numbers(any.pad(tensor(row), [[low, high]], { mode }))).toEqual(plain(row, low, high, mode))
      }),
      { numRuns: 60 },
    )
  })
  it("goes over one axis after the other, in kernels too", () => {
    const x = tensor([
      [1, 2, 3],
      [4, 5, 6],
    ])
    const rows = [plain([1, 2, 3], 2, 1, mode), plain([4, 5, 6], 2, 1, mode)]
    const expected = plain([0, 1], 1, 0, mode).map((i) => rows[i])
    expect(
      any.toArray(
        any.pad(
          x,
          [
            [1, 0],
            [2, 1],
          ],
          { mode },
        ),
      ),
    ).toEqual(expected)
    expect(
      any.toArray(
        any.pad(
          [
            [1, 0],
            [2, 1],
          ],
          { mode },
        )(x),
      ),
    ).toEqual(expected)
  })
  it("has the gradient of central differences", () => {
    const x = leaf([1, 2, 3, 5, 8, 13], [2, 3])
    check(
      (y: Node) =>
        weigh(
          any.pad(
            y,
            [
              [1, 1],
              [-1, 1],
            ],
            { mode },
          ),
        ),
      x,
    )
  })
  it("takes no rows, and another dtype", () => {
    expect(
      any.pad(
        zeros([0, 3]),
        [
          [0, 0],
          [1, 2],
        ],
        { mode },
      ).shape,
    ).toEqual([0, 6])
    expect(any.pad(tensor([true, false, true]), 1, { mode }).dtype).toBe("bool")
  })
})

describe("pad", () => {
  it("cuts off where widths are negative", () => {
    expect(numbers(any.pad(tensor([1, 2, 3, 4]), [[-1, -2]]))).toEqual([2])
    expect(numbers(any.pad(tensor([1, 2, 3, 4]), [[-3, 2]], 9))).toEqual([4, 9, 9])
    expect(numbers(any.pad(tensor([1, 2]), [[-1, -1]]))).toEqual([])
    check((y: Node) => weigh(any.pad(y, [[-1, 2]], 3)), leaf([1, 2, 3], [3]))
  })
  it("takes options, or the value alone", () => {
    expect(numbers(any.pad(tensor([1]), 1, { value: 7 }))).toEqual([7, 1, 7])
    expect(numbers(any.pad(tensor([1]), 1, {}))).toEqual([0, 1, 0])
  })
  it("refuses what it can't fill", () => {
    expect(() => any.pad(zeros([3]), 3, { mode: "reflect" })).toThrow(
      'pad: mode "reflect" needs a size of at least 4 at dim 0 of [3]',
    )
    expect(() => any.pad(zeros([3]), 4, { mode: "circular" })).toThrow(
      'pad: mode "circular" needs a size of at least 4 at dim 0 of [3]',
    )
    expect(() => any.pad(zeros([0]), 1, { mode: "replicate" })).toThrow(
      'pad: mode "replicate" needs a size of at least 1 at dim 0 of [0]',
    )
    expect(() => any.pad(zeros([3]), 1, { mode: "reflect", value: 1 })).toThrow('pad: mode "reflect" takes no value')
    expect(() => any.pad(zeros([3]), 1, { mode: "edge" })).toThrow(
      'pad: unknown mode "edge": use constant | reflect | replicate | circular',
    )
  })
})
