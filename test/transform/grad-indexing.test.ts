/** @file The derivatives of slice, concat, pad, gather and scatter-add against central differences. */
import * as fc from "fast-check"
import { describe, it } from "vitest"
import { concat, constant, gather, pad, scatterAdd, slice } from "../../src/graph/infer.js"
import type { Node } from "../../src/graph/node.js"
import { sizeOf } from "../../src/graph/node.js"
import { tanh } from "../../src/primitives/elementary.js"
import { check, leaf, weigh } from "./differences.js"

const range = (shape: readonly number[]): Node =>
  leaf(
    Array.from({ length: sizeOf(shape) }, (_, i) => Math.sin(3 * i + 1)),
    shape,
  )

const indices = (values: readonly number[], shape: readonly number[] = [values.length]): Node =>
  constant({ dtype: "int32", length: values.length, data: Int32Array.from(values), address: undefined }, shape)

describe("derivatives of indexing agree with central differences", () => {
  it("slice, with any start, step and count", () => {
    const axis = fc
      .record({
        extent: fc.integer({ min: 1, max: 7 }),
        step: fc.constantFrom(1, 2, 3, -1, -2),
        from: fc.nat(),
        many: fc.nat(),
      })
      .map(({ extent, step, from, many }) => {
        const start = from % extent
        const most = Math.floor((step > 0 ? extent - 1 - start : start) / Math.abs(step)) + 1
        return { extent, step, start, count: 1 + (many % most) }
      })
    fc.assert(
      fc.property(fc.array(axis, { minLength: 1, maxLength: 3 }), (axes) => {
        check(
          (x) =>
            weigh(
              slice(
                tanh(x as Node),
                axes.map(({ start }) => start),
                axes.map(({ step }) => step),
                axes.map(({ count }) => count),
              ),
            ),
          range(axes.map(({ extent }) => extent)),
        )
      }),
      { numRuns: 40 },
    )
  })

  it("slice of nothing", () => {
    check((x) => weigh(concat([slice(x as Node, [1, 0], [1, 1], [0, 3]), x as Node], 0)), range([2, 3]))
  })

  it("concat, with an operand that comes twice", () => {
    check((a, b) => weigh(concat([a as Node, b as Node, a as Node], 1)), range([2, 3]), range([2, 1]))
  })

  it("pad", () => {
    check((x) => weigh(pad(x as Node, [1, 0], [0, 2], 7)), range([2, 3]))
  })

  it("gather, along any axis, with indices that repeat", () => {
    check((x) => weigh(gather(x as Node, indices([2, 0, 2, 2]), 0)), range([3, 2]))
    check((x) => weigh(gather(x as Node, indices([0, 1, 1, 0, 0, 1], [2, 3]), 1)), range([2, 2, 2]))
    check((x) => weigh(gather(x as Node, indices([1], []), 2)), range([2, 2, 2]))
  })

  it("scatterAdd, where several updates meet", () => {
    check((u) => weigh(scatterAdd(indices([3, 1, 3]), u as Node, 0, 5)), range([3, 2]))
    check((u) => weigh(scatterAdd(indices([0, 1, 1, 0], [2, 2]), u as Node, 1, 3)), range([2, 2, 2, 2]))
  })
})
