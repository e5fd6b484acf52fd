/**
 * @file The derivatives of scans, recurrences and products: against central differences, and where divisions would
 * fail.
 */
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { reduce } from "../../src/graph/infer.js"
import type { Node } from "../../src/graph/node.js"
import type { ScanFn } from "../../src/graph/op.js"
import { recurrence, scan } from "../../src/primitives/scan.js"
import { check, gradOf, leaf, read, weigh } from "./differences.js"

const shapes = [[4], [3, 2], [2, 1, 3], [1]]

/** Distinct values, so that no extremum is tied. */
const values = (count: number): fc.Arbitrary<readonly number[]> =>
  fc
    .shuffledSubarray(
      Array.from({ length: 16 }, (_, i) => (i - 7.5) / 4),
      { minLength: count, maxLength: count },
    )
    .map((chosen) => chosen)

const size = (shape: readonly number[]) => shape.reduce((product, dim) => product * dim, 1)

describe("scans agree with central differences along every axis", () => {
  for (const fn of ["sum", "max", "min", "logsumexp"] as const satisfies readonly ScanFn[]) {
    it(fn, () => {
      for (const shape of shapes) {
        for (const axis of shape.keys()) {
          fc.assert(
            fc.property(values(size(shape)), (x) =>
              check((node) => weigh(scan(fn, node as Node, axis)), leaf(x, shape)),
            ),
            { numRuns: 8 },
          )
        }
      }
    })
  }

  it("a recurrence, for both operands", () => {
    for (const shape of shapes) {
      for (const axis of shape.keys()) {
        fc.assert(
          fc.property(values(size(shape)), values(size(shape)), (a, b) =>
            check((x, y) => weigh(recurrence(x as Node, y as Node, axis)), leaf(a, shape), leaf(b, shape)),
          ),
          { numRuns: 8 },
        )
      }
    }
  })

  it("the gradient of a gradient of a recurrence", () => {
    const slope = (x: Node) => gradOf((y) => weigh(recurrence(y as Node, x, 0)))(x)
    check((x) => weigh(slope(x as Node)), leaf([0.5, -2, 0, 3], [4]))
  })
})

describe("zeros and infinities", () => {
  const productOf = (x: readonly number[]) =>
    read(gradOf((node) => reduce("prod", node as Node, [0]))(leaf(x, [x.length])))

  it("a product with one zero has a slope there only", () => {
    expect(productOf([2, 0, 3])).toEqual([0, 6, 0])
    expect(productOf([0, 2, 0])).toEqual([0, 0, 0])
    expect(productOf([5])).toEqual([1])
  })

  it("a product has its second derivatives at zeros", () => {
    const slope = (x: Node) => gradOf((node) => reduce("prod", node as Node, [0]))(x)
    check((x) => weigh(slope(x as Node)), leaf([2, 0, 3], [3]))
    check((x) => weigh(slope(x as Node)), leaf([0, 2, 0], [3]))
  })

  it("the last of equal maxima gets what comes until the next one", () => {
    const slope = gradOf((x) => weigh(scan("max", x as Node, 0)))(leaf([1, 3, 3, 2], [4]))
    const weight = (i: number) => Math.sin(i + 1) + 1.5
    expect(read(slope)).toEqual([weight(0), weight(1), weight(2) + weight(3), 0])
  })

  it("log-sum-exp neither overflows nor divides by nothing", () => {
    const slope = gradOf((x) => reduce("sum", scan("logsumexp", x as Node, 0), [0]))
    expect(read(slope(leaf([Number.NEGATIVE_INFINITY, 0], [2])))).toEqual([0, 1])
    expect(read(slope(leaf([1000, -1000], [2])))).toEqual([2, 0])
    expect(read(slope(leaf([-1000, 1000], [2])))).toEqual([1, 1])
  })
})
