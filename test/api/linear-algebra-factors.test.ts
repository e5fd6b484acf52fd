/** @file Factors and powers of matrices: what they multiply to, and their gradients. */
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { mul } from "../../src/api/binary.js"
import { tensor, zeros } from "../../src/api/create.js"
import { eigh, qr, svd, svdvals } from "../../src/api/factor.js"
import { matmul } from "../../src/api/matmul.js"
import { matrixNorm } from "../../src/api/matrix-norm.js"
import { transpose, unsqueeze } from "../../src/api/movement.js"
import { sum } from "../../src/api/reduce.js"
import { det, inverse, matrixPower } from "../../src/api/square.js"
import { compile, spec } from "../../src/compile.js"
import { binary } from "../../src/graph/infer.js"
import type { Node } from "../../src/graph/node.js"
import { toArray } from "../../src/read.js"
import { DTypeError, ShapeError } from "../../src/shape/error.js"
import { jvp } from "../../src/transform/directional.js"
import { grad } from "../../src/transform/grad.js"
import { vmap } from "../../src/transform/vmap.js"
import type { Tensor } from "../../types/tensor.js"
import { check, gradOf, leaf, read as readNode, weigh } from "../transform/differences.js"
import { expectDigits } from "./close.js"
import { read } from "./read.js"
import { untyped } from "./untyped.js"

const close = (actual: readonly number[], expected: readonly number[], digits = 9) =>
  expectDigits(actual, expected, digits)
const t = untyped({
  qr,
  svd,
  svdvals,
  eigh,
  matmul,
  matrixNorm,
  matrixPower,
  transpose,
  unsqueeze,
  mul,
  sum,
  inverse,
  jvp,
})
const float = (shape: readonly number[], values: readonly number[]) => ({ shape, dtype: "float32", values })
const counting = (shape: readonly number[], scale = 1) =>
  leaf(
    Array.from({ length: shape.reduce((size, dim) => size * dim, 1) }, (_, i) => Math.sin(scale * (i + 1) ** 2)),
    shape,
  )
const eye = (batch: number, n: number) =>
  Array.from({ length: batch * n * n }, (_, i) => Number((i % (n * n)) % (n + 1) === 0))

const element = fc.oneof(fc.integer({ min: -2, max: 2 }), fc.double({ min: -1, max: 1, noNaN: true }))
const matrices = fc
  .tuple(fc.integer({ min: 1, max: 2 }), fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }))
  .chain(([batch, m, n]) =>
    fc
      .array(element, { minLength: batch * m * n, maxLength: batch * m * n })
      .map((values) => leaf(values, [batch, m, n])),
  )

/** u · diag(s) · vᵀ */
const rebuilt = (u: Node, s: Node, v: Node): Node => t.matmul(t.mul(u, t.unsqueeze(s, 1)), t.transpose(v))

const lengths = (s: readonly number[], k: number): readonly number[] =>
  Array.from({ length: s.length / k }, (_, i) => Math.hypot(...s.slice(i * k, (i + 1) * k)))

describe("matrices, wide, square and tall, whatever the rank", () => {
  it("are q times r", () => {
    fc.assert(
      fc.property(matrices, (x) => {
        const { q, r } = t.qr(x)
        const [batch, m, n] = x.shape as [number, number, number]
        const k = Math.min(m, n)
        expect([q.shape, r.shape]).toEqual([
          [batch, m, k],
          [batch, k, n],
        ])
        close(readNode(t.matmul(q, r)), readNode(x))
        close(readNode(t.matmul(t.transpose(q), q)), eye(batch, k))
        readNode(r).forEach((value, i) => {
          if (Math.floor(i / n) % k > i % n) expect(value).toBe(0)
        })
      }),
    )
  })
  it("are u times s times vᵀ", () => {
    fc.assert(
      fc.property(matrices, (x) => {
        const { u, s, v } = t.svd(x)
        const [batch, m, n] = x.shape as [number, number, number]
        const k = Math.min(m, n)
        expect([u.shape, s.shape, v.shape]).toEqual([
          [batch, m, k],
          [batch, k],
          [batch, n, k],
        ])
        close(readNode(rebuilt(u, s, v)), readNode(x))
        for (const columns of [u, v]) close(readNode(t.matmul(t.transpose(columns), columns)), eye(batch, k))
        expect(readNode(t.svdvals(x))).toEqual(readNode(s))
        close(readNode(t.matrixNorm(x)), lengths(readNode(s), k))
      }),
    )
  })
  it("if symmetric, are vectors times values times their transpose", () => {
    fc.assert(
      fc.property(matrices, (x) => {
        const symmetric = t.matmul(x, t.transpose(x))
        const { values, vectors } = t.eigh(symmetric)
        const [batch, n] = values.shape as [number, number]
        close(readNode(rebuilt(vectors, values, vectors)), readNode(symmetric))
        close(readNode(t.matmul(t.transpose(vectors), vectors)), eye(batch, n))
      }),
    )
  })
})

describe("matrices without elements", () => {
  it("have factors without elements, and rows of zeros", () => {
    expect(read(qr(zeros([0, 3])).r)).toEqual(float([0, 3], []))
    expect(read(qr(zeros([3, 0])).q)).toEqual(float([3, 0], []))
    expect(read(svdvals(zeros([2, 0, 3])))).toEqual(float([2, 0], []))
    expect(read(svd(zeros([0, 3, 2])).v)).toEqual(float([0, 2, 2], []))
    expect(read(eigh(zeros([0, 0])).values)).toEqual(float([0], []))
    expect(read(matrixPower(zeros([0, 0]), 3))).toEqual(float([0, 0], []))
    expect(readNode(gradOf((x) => t.sum(t.qr(x).r))(leaf([], [0, 3])))).toEqual([])
  })
})

describe("matrices of one element", () => {
  it("are their own factors", () => {
    const { u, s, v } = svd(tensor([[-3]]))
    expect([u, s, v].map((x) => read(x).values)).toEqual([[-1], [3], [1]])
    expect(read(qr(tensor([[-3]])).r)).toEqual(float([1, 1], [-3]))
    expect(read(eigh(tensor([[-3]])).values)).toEqual(float([1], [-3]))
  })
})

describe("powers", () => {
  const x = counting([2, 3, 3])
  it.each([0, 1, 2, 3, 7, -1, -3])("%i", (n) => {
    const factors = Array.from({ length: Math.abs(n) }, () => (n < 0 ? t.inverse(x) : x))
    const expected = factors.length === 0 ? eye(2, 3) : readNode(factors.reduce((a, b) => t.matmul(a, b)))
    close(readNode(t.matrixPower(x, n)), expected, 6)
  })
})

describe("gradients", () => {
  const [tall, wide, square] = [counting([4, 3]), counting([2, 3, 4]), counting([3, 3], 2)]
  it.each([
    ["tall", tall],
    ["wide", wide],
    ["square", square],
  ])("of %s matrices agree with central differences", (_, x) => {
    const both = (a: Node, b: Node) => binary("add", weigh(a), weigh(b))
    check((a) => both(t.qr(a).q, t.qr(a).r), x)
    check((a) => binary("add", both(t.svd(a).u, t.svd(a).s), weigh(t.svd(a).v)), x)
    check((a) => weigh(t.svdvals(a)), x)
  })
  it("of symmetric and square matrices agree with central differences", () => {
    const symmetric = (a: Node) => binary("add", a, t.transpose(a))
    check((a) => binary("add", weigh(t.eigh(symmetric(a)).values), weigh(t.eigh(symmetric(a)).vectors)), square)
    for (const n of [3, -2]) check((a) => weigh(t.matrixPower(a, n)), square)
  })
  it("of gradients, too", () => {
    check((a) => weigh(gradOf((b) => weigh(t.qr(b).q))(a)), tall)
  })
  it("forwards are those backwards", () => {
    const x = tensor([
      [1, 2],
      [3, 5],
      [0, 1],
    ])
    const direction = tensor([
      [1, 0],
      [0, -1],
      [2, 1],
    ])
    const [, tangent] = t.jvp((a: Tensor<[3, 2]>) => sum(qr(a).r), [x], [direction])
    const slope = grad((a: Tensor<[3, 2]>) => sum(qr(a).r))(x)
    close(read(tangent).values, read(sum(mul(slope, direction))).values, 10)
  })
})

describe("in kernels and compiled", () => {
  const x = tensor([
    [1, 2, 3],
    [0, 1, 4],
    [5, 6, 0.5],
    [1, 1, 1],
  ])
  it("factors are what the interpreter has, all from one routine", () => {
    const whole = compile({ x: spec([4, 3]) }, ({ x: a }) => {
      const { u, s, v } = svd(a)
      return matmul(mul(u, s), transpose(v))
    })
    close(toArray(whole({ x })).flat(), read(x).values, 5)
    close(toArray(svdvals(x)), read(svdvals(x)).values, 5)
  })
  it("mapped over examples they are one after another", () => {
    const batch = tensor([
      [
        [1, 2],
        [3, 4],
      ],
      [
        [0, 1],
        [5, 6],
      ],
    ])
    const mapped = vmap((a: Tensor<[2, 2]>) => svdvals(a))(batch)
    expect(read(mapped).values).toEqual(read(svdvals(batch)).values)
  })
})

describe("singular matrices", () => {
  it("have a determinant of 0, and no power below 0", () => {
    const x = tensor([
      [1, 2],
      [2, 4],
    ])
    expect(read(det(x)).values).toEqual([0])
    expect(read(svdvals(x)).values[1]).toBeLessThan(1e-15)
    expect(read(matrixPower(x, -1)).values.some(Number.isFinite)).toBe(false)
  })
})

describe("refusals", () => {
  const x = zeros([2, 3])
  const cases: readonly (readonly [() => unknown, Error])[] = [
    [() => t.qr(zeros([3])), new ShapeError("qr needs matrices, got [3]")],
    [() => t.svd(2), new TypeError("svd: expected a tensor, got 2: use tensor(value) to make one")],
    [
      () => t.svdvals(zeros([2, 2], "int32")),
      new DTypeError('svdvals needs a float tensor, got int32: use cast(x, "float32") first'),
    ],
    [() => t.eigh(x), new ShapeError("eigh needs square matrices, got [2, 3]")],
    [() => t.matrixPower(x, 2), new ShapeError("matrixPower needs square matrices, got [2, 3]")],
    [() => t.matrixPower(zeros([2, 2]), 0.5), new ShapeError("matrixPower: needs integers, got 0.5")],
    [() => t.matrixPower(zeros([2, 2]), Symbol("two")), new ShapeError("matrixPower: needs integers, got Symbol(two)")],
  ]
  it.each(cases)("%s", (call, error) => expect(call).toThrow(error))
})
