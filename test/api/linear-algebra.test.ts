/** @file Products of vectors and traces, over batches, with their gradients; and the shape rules of square matrices. */
import { pipe } from "fp-ts/lib/function.js"
import { describe, expect, it } from "vitest"
import { ones, tensor, zeros } from "../../src/api/create.js"
import { dot, outer, trace } from "../../src/api/linear-algebra.js"
import { DTypeError, ShapeError } from "../../src/shape/error.js"
import { assertSquare, solveShape } from "../../src/shape/linear-algebra.js"
import type { SolveFault, SquareFault } from "../../types/linear-algebra.js"
import { check, leaf, weigh } from "../transform/differences.js"
import { read } from "./read.js"
import { untyped } from "./untyped.js"

const any = untyped({ dot, outer, trace })
const float = (shape: readonly number[], values: readonly number[]) => ({ shape, dtype: "float32", values })

describe("outer", () => {
  it("multiplies every pair", () => {
    expect(read(outer(tensor([1, 2]), tensor([3, 4, 5])))).toEqual(float([2, 3], [3, 4, 5, 6, 8, 10]))
    expect(read(pipe(tensor([1, 2]), outer(tensor([3]))))).toEqual(float([2, 1], [3, 6]))
  })
  it("broadcasts batches, and promotes", () => {
    const [rows, columns] = [
      tensor([
        [1, 2],
        [3, 4],
      ]),
      tensor([10, 20]),
    ]
    expect(read(outer(rows, columns))).toEqual(float([2, 2, 2], [10, 20, 20, 40, 30, 60, 40, 80]))
    expect(read(outer(tensor([2], "int32"), tensor([3], "int32")))).toEqual({
      shape: [1, 1],
      dtype: "int32",
      values: [6],
    })
  })
})

describe("dot", () => {
  it("sums products", () => {
    expect(read(dot(tensor([1, 2, 3]), tensor([4, 5, 6])))).toEqual(float([], [32]))
    expect(read(pipe(tensor([1, 2, 3]), dot(tensor([4, 5, 6]))))).toEqual(float([], [32]))
    expect(read(dot(zeros([0]), zeros([0])))).toEqual(float([], [0]))
  })
  it("broadcasts batches", () => {
    const [a, b] = [
      tensor([[[1, 2]], [[3, 4]]]),
      tensor([
        [1, 1],
        [1, -1],
        [0, 2],
      ]),
    ]
    expect(read(dot(a, b))).toEqual(float([2, 3], [3, -1, 4, 7, -1, 8]))
  })
})

describe("trace", () => {
  it("sums diagonals, of matrices that aren't square too", () => {
    expect(
      read(
        trace(
          tensor([
            [1, 2, 3],
            [4, 5, 6],
          ]),
        ),
      ),
    ).toEqual(float([], [6]))
    expect(read(pipe(ones([4, 3, 3]), trace))).toEqual(float([4], [3, 3, 3, 3]))
    expect(
      read(
        trace(
          tensor([
            [Number.NaN, 1],
            [1, 1],
          ]),
        ),
      ).values,
    ).toEqual([Number.NaN])
    expect(
      read(
        trace(
          tensor([
            [1, Number.NaN],
            [Number.NaN, 1],
          ]),
        ),
      ).values,
    ).toEqual([2])
  })
})

describe("gradients", () => {
  it("agree with central differences", () => {
    const [a, b] = [leaf([0.5, -1, 2, 0.1, 3, -0.7], [2, 3]), leaf([1, -2, 0.3], [3])]
    check((x, y) => weigh(any.outer(x, y)), a, b)
    check((x, y) => weigh(any.dot(x, y)), a, b)
    check((x, y) => any.dot(x, y), b, leaf([4, 5, 6], [3]))
    check((x) => weigh(any.trace(x)), a)
  })
})

describe("refusals", () => {
  const flags = tensor([true, false])
  const cases: readonly (readonly [() => unknown, Error])[] = [
    [() => any.outer(2, tensor([1])), new TypeError("outer: expected a tensor, got 2: use tensor(value) to make one")],
    [() => any.outer(tensor([1]), tensor(1)), new ShapeError("outer needs vectors, got []")],
    [() => any.outer(flags, flags), new DTypeError('outer needs numbers, got bool: use cast(x, "int32") first')],
    [() => any.dot(tensor([1]), tensor([1, 2])), new ShapeError("dot: last dims differ: 1 vs 2 in [1] and [2]")],
    [() => any.trace(tensor([1])), new ShapeError("trace needs matrices, got [1]")],
  ]
  it.each(cases)("%s", (call, error) => expect(call).toThrow(error))
})

describe("square matrices", () => {
  type Said<M> = [M] extends [string] ? (string extends M ? never : M) : never
  const square: Said<SquareFault<"det", [2, 3]>> = "det needs square matrices, got [2, 3]"
  const vector: Said<SquareFault<"cholesky", [3]>> = "cholesky needs square matrices, got [3]"
  const rows: Said<SolveFault<[3, 3], [4, 2]>> = "solve: [3, 3] needs 3 rows on the right, got 4 in [4, 2]"
  const batch: Said<SolveFault<[2, 3, 3], [5, 3, 1]>> = "solve batch dims: [2] and [5] do not broadcast: 2 vs 5"

  it("are checked with the compiler's sentences", () => {
    expect(() => assertSquare("det", [2, 3])).toThrow(new ShapeError(square))
    expect(() => assertSquare("cholesky", [3])).toThrow(new ShapeError(vector))
    expect(() => solveShape([3, 3], [4, 2])).toThrow(new ShapeError(rows))
    expect(() => solveShape([2, 3, 3], [5, 3, 1])).toThrow(new ShapeError(batch))
  })
  it("take vectors where PyTorch does", () => {
    expect(solveShape([3, 3], [3])).toEqual({ batch: [], vectors: true })
    expect(solveShape([2, 5, 5], [2, 5])).toEqual({ batch: [2], vectors: true })
    expect(solveShape([4, 1, 3, 3], [7, 3, 2])).toEqual({ batch: [4, 7], vectors: false })
  })
})
