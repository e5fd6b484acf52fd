/** @file Picking by tensors of indices, against loops; gradients; indices out of range. */
import fc from "fast-check"
import { pipe } from "fp-ts/lib/function.js"
import { describe, expect, it } from "vitest"
import { tensor, zeros } from "../../src/api/create.js"
import { gather, indexSelect, take } from "../../src/api/gather.js"
import { reshape } from "../../src/api/movement.js"
import type { Node } from "../../src/graph/node.js"
import { toArray } from "../../src/read.js"
import { DTypeError, IndexError, ShapeError } from "../../src/shape/error.js"
import type { AnyTensor } from "../../types/tensor.js"
import { check, leaf, type NodeFn, weigh } from "../transform/differences.js"
import { counting } from "./at-cases.js"
import { numbers, read } from "./read.js"
import { untyped } from "./untyped.js"

const any = untyped({ gather, indexSelect, reshape, take })
const x = tensor([
  [1, 2, 3],
  [4, 5, 6],
])

const size = (shape: readonly number[]) => shape.reduce((a, b) => a * b, 1)

const whole = (values: readonly number[], shape: readonly number[]): AnyTensor =>
  any.reshape(tensor(values, "int32"), shape) as AnyTensor

/** The coordinate of an element, and back. */
const coordinate = (flat: number, shape: readonly number[]): number[] =>
  shape.map((dim, axis) => Math.floor(flat / size(shape.slice(axis + 1))) % dim)
const position = (place: readonly number[], shape: readonly number[]): number =>
  place.reduce((flat, i, axis) => flat * (shape[axis] as number) + i, 0)

const drawValues = (count: number, n: number) =>
  fc.array(fc.integer({ min: -n, max: n - 1 }), { minLength: count, maxLength: count })

const fromFront = (i: number, n: number) => (i < 0 ? i + n : i)

const drawShape = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 3 })

describe("gather", () => {
  it("picks along a dim, element by element", () => {
    const drawn = drawShape.chain((shape) =>
      fc.integer({ min: -shape.length, max: shape.length - 1 }).chain((dim) => {
        const axis = fromFront(dim, shape.length)
        return fc.tuple(...shape.map((n, i) => fc.integer({ min: 0, max: i === axis ? 5 : n }))).chain((wanted) =>
          fc.record({
            ...{ shape: fc.constant(shape), dim: fc.constant(dim), wanted: fc.constant(wanted) },
            values: drawValues(size(wanted), shape[axis] as number),
          }),
        )
      }),
    )
    fc.assert(
      fc.property(drawn, ({ shape, dim, wanted, values }) => {
        const axis = fromFront(dim, shape.length)
        const expected = values.map((index, flat) => {
          const place = coordinate(flat, wanted).map((i, k) => (k === axis ? fromFront(index, shape[k] as number) : i))
          return position(place, shape)
        })
        const found = read(any.gather(counting(shape), dim, whole(values, wanted)) as AnyTensor)
        expect(found).toEqual({ shape: wanted, dtype: "int32", values: expected })
      }),
      { numRuns: 300 },
    )
  })
  it("takes scalars for vectors of one, as PyTorch does", () => {
    expect(read(any.gather(tensor(7), 0, tensor(0, "int32")) as AnyTensor)).toEqual({
      ...{ shape: [], dtype: "float32", values: [7] },
    })
  })
  it("waits for its tensor", () => {
    const index = tensor([[2], [-1]], "int32")
    expect(toArray(pipe(x, gather(1, index)))).toEqual([[3], [6]])
    expect(toArray(gather(x, -1, index))).toEqual([[3], [6]])
  })
})

describe("indexSelect and take", () => {
  it("pick places, and positions", () => {
    const drawn = drawShape.chain((shape) =>
      fc.nat(shape.length - 1).chain((axis) =>
        fc.record({
          ...{ shape: fc.constant(shape), axis: fc.constant(axis) },
          places: fc.nat(4).chain((count) => drawValues(count, shape[axis] as number)),
          positions: fc.nat(4).chain((count) => drawValues(count, size(shape))),
        }),
      ),
    )
    fc.assert(
      fc.property(drawn, ({ shape, axis, places, positions }) => {
        const wanted = shape.map((n, i) => (i === axis ? places.length : n))
        const expected = Array.from({ length: size(wanted) }, (_, flat) => {
          const place = coordinate(flat, wanted)
          const picked = fromFront(places[place[axis] as number] as number, shape[axis] as number)
          return position(
            place.map((i, k) => (k === axis ? picked : i)),
            shape,
          )
        })
        const selected = read(any.indexSelect(counting(shape), axis, whole(places, [places.length])) as AnyTensor)
        expect(selected).toEqual({ shape: wanted, dtype: "int32", values: expected })
        const taken = numbers(any.take(counting(shape), whole(positions, [positions.length, 1])) as AnyTensor)
        expect(taken).toEqual(positions.map((i) => fromFront(i, size(shape))))
      }),
      { numRuns: 300 },
    )
  })
  it("wait for their tensor", () => {
    expect(toArray(pipe(x, indexSelect(1, tensor([2, 0], "int32"))))).toEqual([
      [3, 1],
      [6, 4],
    ])
    expect(toArray(pipe(x, take(tensor([[0, 4]], "int32"))))).toEqual([[1, 5]])
  })
})

describe("gradients add up where an index repeats", () => {
  const pairs = whole([0, 2, 2, -1], [2, 2])
  const vector = tensor([1, 1, 0], "int32")
  it.each<readonly [string, (node: unknown) => unknown]>([
    ["gather", (node) => any.gather(node, 1, pairs)],
    ["gather along dim 0", (node) => any.gather(node, 0, whole([0, 1, 1, 1], [4, 1]))],
    ["indexSelect", (node) => any.indexSelect(node, 1, vector)],
    ["take", (node) => any.take(node, pairs)],
  ])("%s", (_, f) => {
    const weighed: NodeFn = (node) => weigh(f(node) as Node)
    check(weighed, leaf([0.3, 1.7, -0.4, 2.2, 0.9, -1.6], [2, 3]))
  })
})

describe("they refuse", () => {
  const vector = tensor([0, 1], "int32")
  it.each<readonly [string, () => unknown, typeof ShapeError | typeof DTypeError]>([
    ["gather: the index needs as many dims as [2, 3], got [2]", () => any.gather(x, 1, vector), ShapeError],
    [
      "gather: index [3, 2] is larger than [2, 3] at dim 0: 3 vs 2",
      () => any.gather(1, zeros([3, 2], "int32"))(x),
      ShapeError,
    ],
    ["gather: dim 2 is out of range for [2, 3]: use 0 | 1 | -1 | -2", () => any.gather(x, 2, vector), ShapeError],
    ['gather needs int32 indices, got float32: use cast(x, "int32") first', () => any.gather(x, 1, x), DTypeError],
    ["indexSelect needs a vector of indices, got []", () => any.indexSelect(x, 1, tensor(0, "int32")), ShapeError],
    ["indexSelect: needs rank >= 1, got []", () => any.indexSelect(tensor(1), 0, vector), ShapeError],
    ['take needs int32 indices, got bool: use cast(x, "int32") first', () => any.take(x, tensor([true])), DTypeError],
  ])("%s", (sentence, call, kind) => {
    expect(call).toThrow(new kind(sentence))
  })
  it.each<readonly [string, () => AnyTensor]>([
    ["gather: index 3 (element 1)", () => gather(x, 1, tensor([[0, 3]], "int32"))],
    ["gather: index -3 (element 0)", () => gather(x, 0, tensor([[-3, 0, 0]], "int32"))],
    ["indexSelect: index 5 (element 0)", () => indexSelect(x, 1, tensor([5], "int32"))],
    ["take: index 6 (element 0)", () => take(x, tensor([6], "int32"))],
  ])("%s is out of range when it is read", (sentence, call) => {
    const outside = call()
    expect(() => toArray(outside)).toThrow(IndexError)
    expect(() => numbers(outside)).toThrow(sentence)
  })
})
