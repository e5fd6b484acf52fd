/** @file Norms of matrices: their values, over any two dims, and gradients where singular values meet or vanish. */
import { pipe } from "fp-ts/lib/function.js"
import { describe, expect, it } from "vitest"
import { tensor, zeros } from "../../src/api/create.js"
import { svdvals } from "../../src/api/factor.js"
import { matrixNorm } from "../../src/api/matrix-norm.js"
import { transpose } from "../../src/api/movement.js"
import { compile, spec } from "../../src/compile.js"
import { toArray } from "../../src/read.js"
import { ShapeError } from "../../src/shape/error.js"
import { grad } from "../../src/transform/grad.js"
import type { Tensor } from "../../types/tensor.js"
import { check, gradOf, leaf, read as readNode, weigh } from "../transform/differences.js"
import { expectDigits } from "./close.js"
import { read } from "./read.js"
import { untyped } from "./untyped.js"

const close = (actual: readonly number[], expected: readonly number[], digits = 9) =>
  expectDigits(actual, expected, digits)
const t = untyped({ matrixNorm, transpose })
const orders = ["fro", "nuc", 1, -1, 2, -2, Infinity, -Infinity]
const counting = (shape: readonly number[], scale = 1) =>
  leaf(
    Array.from({ length: shape.reduce((size, dim) => size * dim, 1) }, (_, i) => Math.sin(scale * (i + 1) ** 2)),
    shape,
  )

describe("norms", () => {
  const x = tensor([
    [1, -2, 3],
    [4, 0, -1],
  ])
  it.each([
    ["fro", Math.sqrt(31)],
    [1, 5],
    [-1, 2],
    [Infinity, 6],
    [-Infinity, 5],
  ])("%s", (order, expected) => {
    close(read(t.matrixNorm(x, order)).values, [expected], 12)
    close(read(t.matrixNorm(t.transpose(x), order, { dim: [1, 0] })).values, [expected], 12)
  })
  it("of singular values", () => {
    const s = read(svdvals(x)).values as [number, number]
    close(read(matrixNorm(x, "nuc")).values, [s[0] + s[1]], 12)
    close(read(pipe(x, matrixNorm(2))).values, [s[0]], 12)
    close(read(matrixNorm(x, -2)).values, [s[1]], 12)
  })
  it("of nothing are 0, those of one element its magnitude", () => {
    expect(read(matrixNorm(zeros([0, 3])))).toEqual({ shape: [], dtype: "float32", values: [0] })
    expect(read(matrixNorm(zeros([2, 0, 3]), "nuc"))).toEqual({ shape: [2], dtype: "float32", values: [0, 0] })
    for (const order of orders) expect(read(t.matrixNorm(tensor([[-3]]), order)).values).toEqual([3])
  })
  it("are over the dims that are named, in batches", () => {
    const batch = counting([3, 2, 4])
    expect(t.matrixNorm(batch, 1, { dim: [2, 0], keepdim: true }).shape).toEqual([1, 2, 1])
    const columns = t.matrixNorm(batch, 1, { dim: [0, 2] })
    const rows = t.matrixNorm(batch, Infinity, { dim: [-1, 0] })
    expect(readNode(columns)).toEqual(readNode(rows))
  })
  it("in kernels are what the interpreter has", () => {
    const compiled = compile({ x: spec([2, 3]) }, ({ x: a }) => matrixNorm(a, "nuc"))
    close([toArray(compiled({ x }))], read(matrixNorm(x, "nuc")).values, 5)
  })
})

describe("gradients of norms", () => {
  it.each([
    ["tall", counting([4, 3])],
    ["wide", counting([2, 3, 4])],
    ["square", counting([3, 3], 2)],
  ])("of %s matrices agree with central differences", (_, x) => {
    for (const order of orders) check((a) => weigh(t.matrixNorm(a, order)), x)
  })
  it("of gradients, too", () => check((a) => weigh(gradOf((b) => t.matrixNorm(b, "nuc"))(a)), counting([3, 3], 2)))
  it("at singular values that are equal, or 0, are finite", () => {
    const norm = grad((x: Tensor<[2, 2]>) => matrixNorm(x, "nuc"))
    const identity = tensor([
      [1, 0],
      [0, 1],
    ])
    expect(read(norm(identity)).values).toEqual([1, 0, 0, 1])
    for (const x of [
      zeros([2, 2]),
      tensor([
        [1, 1],
        [1, 1],
      ]),
    ]) {
      expect(read(norm(x as Tensor<[2, 2]>)).values.every(Number.isFinite)).toBe(true)
    }
    expect(read(grad((x: Tensor<[2, 3]>) => matrixNorm(x))(zeros([2, 3]))).values).toEqual(Array(6).fill(0))
  })
  it("of the largest singular value are shared by equal ones", () => {
    const spectral = grad((x: Tensor<[2, 2]>) => matrixNorm(x, 2))
    expect(
      read(
        spectral(
          tensor([
            [2, 0],
            [0, 2],
          ]),
        ),
      ).values,
    ).toEqual([0.5, 0, 0, 0.5])
  })
})

describe("refusals of norms", () => {
  const x = zeros([2, 3])
  const cases: readonly (readonly [() => unknown, Error])[] = [
    [
      () => t.matrixNorm(x, 3),
      new ShapeError("matrixNorm: unknown order 3: use fro | nuc | 1 | -1 | 2 | -2 | Infinity | -Infinity"),
    ],
    [() => t.matrixNorm(x, "fro", { dim: 1 }), new TypeError("matrixNorm: dim is two dims like [-2, -1], got 1")],
    [() => t.matrixNorm(x, "fro", { dim: [0, 0] }), new ShapeError("matrixNorm: dim 0 is named twice in [0, 0]")],
    [() => t.matrixNorm(x, "fro", { keep: true }), new TypeError("matrixNorm: unknown option keep: use dim | keepdim")],
    [
      () => t.matrixNorm(zeros([0, 3]), 2),
      new ShapeError("matrixNorm: dim 0 of [0, 3] is empty: there is no matrixNorm of nothing"),
    ],
  ]
  it.each(cases)("%s", (call, error) => expect(call).toThrow(error))
})
