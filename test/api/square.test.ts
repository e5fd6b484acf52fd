/** @file Square matrices: values, singular ones, and gradients against central differences. */
import fc from "fast-check"
import { pipe } from "fp-ts/lib/function.js"
import { describe, expect, it } from "vitest"
import { mul } from "../../src/api/binary.js"
import { tensor, zeros } from "../../src/api/create.js"
import { matmul } from "../../src/api/matmul.js"
import { transpose } from "../../src/api/movement.js"
import { sum } from "../../src/api/reduce.js"
import { cholesky, det, inverse, solve } from "../../src/api/square.js"
import { compile, spec } from "../../src/compile.js"
import type { Node } from "../../src/graph/node.js"
import { toArray } from "../../src/read.js"
import { DTypeError, ShapeError } from "../../src/shape/error.js"
import { check, gradOf, leaf, read as readNode, weigh } from "../transform/differences.js"
import { expectDigits } from "./close.js"
import { read } from "./read.js"
import { untyped } from "./untyped.js"

const close = (actual: readonly number[], expected: readonly number[], digits = 8) =>
  expectDigits(actual, expected, digits)
const t = untyped({ cholesky, det, inverse, solve, matmul, transpose, mul, sum })
const float = (shape: readonly number[], values: readonly number[]) => ({ shape, dtype: "float32", values })
const batch = leaf([4, 1, 0.5, 1, 3, -1, 0.2, 1, 5, 0.1, 2, 1, 3, 0.3, 1, -1, 1, 2], [2, 3, 3])
const eye = (n: number) => Array.from({ length: n * n }, (_, i) => Number(i % (n + 1) === 0))
const matrices = fc
  .integer({ min: 1, max: 5 })
  .chain((n) => fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: n * n, maxLength: n * n }))
  .map((values) => {
    const n = Math.sqrt(values.length)
    // a heavy diagonal keeps it far from singular
    return leaf(
      values.map((value, i) => (i % (n + 1) === 0 ? value + n + 1 : value)),
      [n, n],
    )
  })

describe("values", () => {
  it("det and inverse undo products", () => {
    fc.assert(
      fc.property(matrices, (x) => {
        const n = x.shape[0] as number
        close(readNode(t.matmul(x, t.inverse(x))), eye(n))
        close(readNode(t.mul(t.det(x), t.det(t.inverse(x)))), [1])
      }),
    )
  })
  it("solve is the inverse times the right side", () => {
    fc.assert(
      fc.property(matrices, (x) => close(readNode(t.matmul(x, t.solve(x, t.transpose(x)))), readNode(t.transpose(x)))),
    )
  })
  it("cholesky's factor times its transpose is the matrix", () => {
    fc.assert(
      fc.property(matrices, (x) => {
        const product = t.matmul(x, t.transpose(x))
        const factor = t.cholesky(product)
        close(readNode(t.matmul(factor, t.transpose(factor))), readNode(product))
      }),
    )
  })
  it("rows are exchanged, with their sign", () => {
    expect(
      read(
        det(
          tensor([
            [0, 1],
            [1, 0],
          ]),
        ),
      ),
    ).toEqual(float([], [-1]))
    expect(
      read(
        inverse(
          tensor([
            [0, 2],
            [1, 0],
          ]),
        ),
      ),
    ).toEqual(float([2, 2], [0, 1, 0.5, 0]))
    expect(read(det(zeros([2, 0, 0])))).toEqual(float([2], [1, 1]))
  })
  it("solve takes vectors, batches and both call forms", () => {
    const a = tensor([
      [2, 0],
      [0, 4],
    ])
    expect(read(solve(a, tensor([2, 4])))).toEqual(float([2], [1, 1]))
    expect(read(pipe(a, solve(tensor([[2], [4]]))))).toEqual(float([2, 1], [1, 1]))
    expect(
      read(
        solve(
          a,
          tensor([
            [[2], [4]],
            [[4], [8]],
          ]),
        ),
      ),
    ).toEqual(float([2, 2, 1], [1, 1, 2, 2]))
    expect(read(solve(tensor([[[1]], [[2]]]), tensor([[4], [4]])))).toEqual(float([2, 1], [4, 2]))
    expect(solve(a, tensor([1, 1], "float64")).dtype).toBe("float64")
  })
  it("what has no answer is not finite", () => {
    expect(
      read(
        det(
          tensor([
            [1, 2],
            [2, 4],
          ]),
        ),
      ).values,
    ).toEqual([0])
    const { values } = read(
      inverse(
        tensor([
          [1, 2],
          [2, 4],
        ]),
      ),
    )
    expect(values.every((value) => !Number.isFinite(value))).toBe(true)
    expect(read(cholesky(tensor([[-1]]))).values).toEqual([Number.NaN])
  })
  it("are evaluated together with what has kernels", () => {
    const scaled = tensor([
      [2, 0],
      [0, 4],
    ])
    expect(toArray(sum(mul(inverse(scaled), 4)))).toBe(3)
  })
})

describe("in a compiled function", () => {
  it("matrices of a named size", () => {
    const invert = compile({ x: spec(["batch", "n", "n"]) }, ({ x }) => ({
      determinant: det(x),
      product: matmul(inverse(x), x),
    }))
    const { determinant, product } = invert({
      x: tensor([
        [
          [2, 1],
          [0, 4],
        ],
      ]),
    })
    expect(toArray(determinant)).toEqual([8])
    expect(toArray(product)).toEqual([
      [
        [1, 0],
        [0, 1],
      ],
    ])
  })
})

describe("gradients agree with central differences", () => {
  it("det", () => check((x) => weigh(t.det(x)), batch))
  it("inverse", () => check((x) => weigh(t.inverse(x)), batch))
  it("solve", () => check((a, b) => weigh(t.solve(a, b)), batch, leaf([1, 2, 3, 4, 5, 6], [3, 2])))
  it("cholesky", () => {
    const lifted = (x: Node): Node => t.matmul(x, t.transpose(x))
    check((x) => weigh(t.cholesky(lifted(x))), batch)
  })
  it("det, twice", () => {
    const slope = gradOf((x) => t.sum(t.det(x as Node)))
    check((x) => weigh(slope(x)), batch)
  })
  it("det of a singular matrix", () => {
    check((x) => t.det(x), leaf([1, 2, 2, 4], [2, 2]))
  })
})

describe("refusals", () => {
  const cases: readonly (readonly [() => unknown, Error])[] = [
    [() => t.det(zeros([2, 3])), new ShapeError("det needs square matrices, got [2, 3]")],
    [() => t.inverse(zeros([3])), new ShapeError("inverse needs square matrices, got [3]")],
    [
      () => t.cholesky(zeros([2, 2], "int32")),
      new DTypeError('cholesky needs a float tensor, got int32: use cast(x, "float32") first'),
    ],
    [
      () => t.solve(zeros([3, 3]), zeros([4, 2])),
      new ShapeError("solve: [3, 3] needs 3 rows on the right, got 4 in [4, 2]"),
    ],
  ]
  it.each(cases)("%s", (call, error) => expect(call).toThrow(error))
})
