/** @file Products of tensors against plain sums, with their gradients, empty sizes and refusals. */
import fc from "fast-check"
import { pipe } from "fp-ts/lib/function.js"
import { describe, expect, it } from "vitest"
import { addmm, inner, kron, tensordot } from "../../src/api/contraction.js"
import { ones, tensor, zeros } from "../../src/api/create.js"
import { toArray } from "../../src/read.js"
import { DTypeError, ShapeError } from "../../src/shape/error.js"
import { vmap } from "../../src/transform/vmap.js"
import type { Tensor } from "../../types/tensor.js"
import { check, leaf, read as readNode, weigh } from "../transform/differences.js"
import { read } from "./read.js"
import { untyped } from "./untyped.js"

const t = untyped({ addmm, inner, kron, tensordot })
const float = (shape: readonly number[], values: readonly number[]) => ({ shape, dtype: "float32", values })
const { NaN: nan } = Number

const sizeOf = (shape: readonly number[]): number => shape.reduce((size, dim) => size * dim, 1)

const counting = (shape: readonly number[], scale: number) =>
  leaf(
    Array.from({ length: sizeOf(shape) }, (_, i) => Math.sin(scale * (i + 1))),
    shape,
  )

/** The index of every element, in order. */
const indicesOf = (shape: readonly number[]): readonly (readonly number[])[] =>
  shape.reduce<readonly (readonly number[])[]>(
    (indices, dim) => indices.flatMap((index) => Array.from({ length: dim }, (_, i) => [...index, i])),
    [[]],
  )

const element = (values: readonly number[], shape: readonly number[], index: readonly number[]): number =>
  values[index.reduce((place, i, axis) => place * (shape[axis] as number) + i, 0)] as number

const shapes = fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 3 })

describe("tensordot", () => {
  it("is the sum over the dims that meet", () => {
    fc.assert(
      fc.property(shapes, shapes, shapes, (front, met, back) => {
        const [a, b] = [counting([...front, ...met], 1), counting([...met, ...back], 2)]
        const result = t.tensordot(a, b, met.length)
        const [x, y] = [readNode(a), readNode(b)]
        const expected = indicesOf([...front, ...back]).map((index) => {
          const [i, j] = [index.slice(0, front.length), index.slice(front.length)]
          return indicesOf(met).reduce(
            (sum, k) => sum + element(x, a.shape, [...i, ...k]) * element(y, b.shape, [...k, ...j]),
            0,
          )
        })
        expect(result.shape).toEqual([...front, ...back])
        readNode(result).forEach((value, i) => {
          expect(value).toBeCloseTo(expected[i] as number, 10)
        })
      }),
    )
  })
  it("takes lists in their order, and dims from the end", () => {
    const [a, b] = [counting([2, 3, 4], 1), counting([4, 5, 2], 2)]
    const listed = t.tensordot(a, b, [
      [0, -1],
      [2, 0],
    ])
    const [x, y] = [readNode(a), readNode(b)]
    const expected = indicesOf([3, 5]).map(([i, j]) =>
      indicesOf([2, 4]).reduce(
        (sum, [k, l]) =>
          sum +
          element(x, a.shape, [k as number, i as number, l as number]) *
            element(y, b.shape, [l as number, j as number, k as number]),
        0,
      ),
    )
    expect(listed.shape).toEqual([3, 5])
    readNode(listed).forEach((value, i) => {
      expect(value).toBeCloseTo(expected[i] as number, 10)
    })
  })
  it("keeps integers", () => {
    const x = tensor([1, 2, 3], "int32")
    expect(read(tensordot(x, x, 1))).toEqual({ shape: [], dtype: "int32", values: [14] })
  })
})

describe("inner", () => {
  it("is over the last dims, and a product with a scalar", () => {
    const a = tensor([
      [1, 2],
      [3, 4],
    ])
    expect(read(inner(a, a))).toEqual(float([2, 2], [5, 11, 11, 25]))
    expect(read(pipe(a, inner(tensor([1, -1]))))).toEqual(float([2], [-1, -1]))
    expect(read(inner(tensor(2), a))).toEqual(float([2, 2], [2, 4, 6, 8]))
    expect(read(inner(tensor(2), tensor(3)))).toEqual(float([], [6]))
    expect(read(inner(zeros([2, 0]), zeros([3, 0])))).toEqual(float([2, 3], [0, 0, 0, 0, 0, 0]))
  })
})

describe("kron", () => {
  it("has a block for every element", () => {
    fc.assert(
      fc.property(shapes, shapes, (first, second) => {
        const [a, b] = [counting(first, 1), counting(second, 2)]
        const rank = Math.max(first.length, second.length)
        const ranked = (shape: readonly number[]) => [...Array<number>(rank - shape.length).fill(1), ...shape]
        const [outer, block] = [ranked(first), ranked(second)]
        const shape = outer.map((dim, axis) => dim * (block[axis] as number))
        const [x, y] = [readNode(a), readNode(b)]
        const result = t.kron(a, b)
        expect(result.shape).toEqual(shape)
        expect(readNode(result)).toEqual(
          indicesOf(shape).map((index) => {
            const whole = index.map((i, axis) => Math.floor(i / (block[axis] as number)))
            const rest = index.map((i, axis) => i % (block[axis] as number))
            return element(x, outer, whole) * element(y, block, rest)
          }),
        )
      }),
    )
  })
  it("works up to rank 8", () => {
    const x = ones([1, 2, 1, 2, 1, 2, 1, 2])
    expect(kron(x, x).shape).toEqual([1, 4, 1, 4, 1, 4, 1, 4])
    expect(read(kron(x, x)).values.every((value) => value === 1)).toBe(true)
  })
})

describe("addmm", () => {
  const a = tensor([
    [1, 2],
    [3, 4],
  ])
  it("adds multiples", () => {
    expect(read(addmm(tensor([10, 20]), a, a, { alpha: 2, beta: 0.5 }))).toEqual(float([2, 2], [19, 30, 35, 54]))
    expect(read(pipe(a, addmm(a, a)))).toEqual(float([2, 2], [8, 12, 18, 26]))
    expect(read(pipe(a, addmm(a, a, { alpha: 0 })))).toEqual(float([2, 2], [1, 2, 3, 4]))
  })
  it("does not read what counts 0 times", () => {
    expect(read(addmm(tensor([nan, nan]), a, a, { beta: 0 }))).toEqual(float([2, 2], [7, 10, 15, 22]))
  })
  it("broadcasts batches, and keeps integers", () => {
    expect(addmm(zeros([3, 1, 2]), ones([3, 5, 4]), ones([4, 2])).shape).toEqual([3, 5, 2])
    const whole = tensor([[2]], "int32")
    expect(read(addmm(whole, whole, whole, { alpha: 3, beta: -1 }))).toEqual({
      shape: [1, 1],
      dtype: "int32",
      values: [10],
    })
  })
  it("is computed in kernels as the interpreter has it", () => {
    expect(toArray(addmm(tensor([10, 20]), a, a, { alpha: 2, beta: 0.5 }))).toEqual([
      [19, 30],
      [35, 54],
    ])
  })
})

describe("gradients", () => {
  it("agree with central differences", () => {
    const [a, b] = [counting([2, 3], 1), counting([3, 2], 2)]
    check((x, y) => weigh(t.tensordot(x, y, 1)), a, b)
    check(
      (x, y) =>
        weigh(
          t.tensordot(x, y, [
            [1, 0],
            [0, 1],
          ]),
        ),
      a,
      b,
    )
    check((x, y) => weigh(t.tensordot(x, y, 0)), a, b)
    check((x, y) => weigh(t.inner(x, y)), a, counting([4, 3], 3))
    check((x, y) => weigh(t.kron(x, y)), a, counting([2], 3))
    check((c, x, y) => weigh(t.addmm(c, x, y, { alpha: 0.6, beta: 0.2 })), counting([2], 3), a, b)
    check((c, x, y) => weigh(t.addmm(c, x, y, { beta: 0 })), counting([2], 3), a, b)
  })
})

describe("batches", () => {
  it("of examples are one after another", () => {
    const x = tensor([
      [1, 2],
      [3, 4],
    ])
    const product = vmap((row: Tensor<[2]>) => kron(row, tensor([1, 10])))
    expect(read(product(x))).toEqual(float([2, 4], [1, 10, 2, 20, 3, 30, 4, 40]))
  })
})

describe("refusals", () => {
  const flags = tensor([true, false])
  const x = zeros([2, 3])
  const cases: readonly (readonly [() => unknown, Error])[] = [
    [() => t.inner(x, zeros([2])), new ShapeError("inner: last dims differ: 3 vs 2 in [2, 3] and [2]")],
    [() => t.kron(flags, flags), new DTypeError('kron needs numbers, got bool: use cast(x, "int32") first')],
    [() => t.kron(2, x), new TypeError("kron: expected a tensor, got 2: use tensor(value) to make one")],
    [() => t.tensordot(x, x, 3), new ShapeError("tensordot: 3 dims are too many for [2, 3]")],
    [() => t.tensordot(tensor(2), tensor(3), [[0], [0]]), new ShapeError("tensordot: 1 dims are too many for []")],
    [() => t.tensordot(tensor([3]), tensor(2), [[0], [-1]]), new ShapeError("tensordot: 1 dims are too many for []")],
    [() => t.tensordot(x, x, 0.5), new ShapeError("tensordot: needs integers of at least 0, got 0.5")],
    [
      () => t.tensordot(x, x, [0, 1]),
      new TypeError("tensordot: dims are a number or two lists like [[1], [0]], got [0, 1]"),
    ],
    [() => t.tensordot(x, x, [[0], [0, 1]]), new ShapeError("tensordot: [0] and [0, 1] differ in length")],
    [() => t.addmm(zeros([2]), x, x), new ShapeError("matmul: inner dims differ: 3 vs 2 in [2, 3] @ [2, 3]")],
    [() => t.addmm(x, tensor([[1]]), tensor([[1]])), new ShapeError("addmm: [2, 3] does not broadcast to [1, 1]")],
    [() => t.addmm(x, x, zeros([3, 3]), { gamma: 1 }), new TypeError("addmm: unknown option gamma: use alpha | beta")],
    [() => t.addmm(x, x, zeros([3, 3]), { alpha: "1" }), new TypeError('addmm: alpha is a number, got "1"')],
  ]
  it.each(cases)("%s", (call, error) => expect(call).toThrow(error))
})
