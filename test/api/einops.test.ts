/** @file rearrange, reduce and repeat against plain loops over the names of a pattern. */
import fc from "fast-check"
import { pipe } from "fp-ts/lib/function.js"
import { describe, expect, it } from "vitest"
import { cast } from "../../src/api/cast.js"
import { arange, fromArray, tensor, zeros } from "../../src/api/create.js"
import { rearrange, reduce, repeat } from "../../src/api/einops.js"
import { reshape } from "../../src/api/movement.js"
import { sum } from "../../src/api/reduce.js"
import { square } from "../../src/api/unary.js"
import { linear, sequential } from "../../src/nn/index.js"
import { toArray } from "../../src/read.js"
import { DTypeError, ShapeError } from "../../src/shape/error.js"
import { grad } from "../../src/transform/grad.js"
import type { AnyTensor } from "../../types/tensor.js"
import { numbers, read } from "./read.js"
import { untyped } from "./untyped.js"

const any = untyped({ rearrange, reduce, repeat, grad })

type Index = Readonly<Record<string, number>>

/** Every assignment of indices to names, the last name fastest. */
const indices = (names: readonly string[], sizes: Index): readonly Index[] =>
  names.reduce<readonly Index[]>(
    (all, name) =>
      all.flatMap((index) => Array.from({ length: sizes[name] as number }, (_, i) => ({ ...index, [name]: i }))),
    [{}],
  )

/** The place of an element among dims that names make up, and how many elements there are. */
const place = (names: readonly string[], index: Index, sizes: Index): number =>
  names.reduce((offset, name) => offset * (sizes[name] as number) + (index[name] as number), 0)

const product = (names: readonly string[], sizes: Index): number =>
  names.reduce((size, name) => size * (sizes[name] as number), 1)

/** A side as a pattern writes it: `a (b c) 1`. */
const written = (side: readonly (readonly string[])[]): string =>
  side.map((names) => (names.length === 1 ? names[0] : `(${names.join(" ")})`)).join(" ")

/** Names cut into dims at random places. */
const cut = (names: readonly string[], breaks: readonly boolean[]): readonly (readonly string[])[] => {
  const dims: string[][] = []
  names.forEach((name, i) => {
    const last = dims.at(-1)
    if (last === undefined || breaks[i]) dims.push([name])
    else last.push(name)
  })
  return dims
}

const cases = fc
  .record({
    sizes: fc.tuple(...Array.from({ length: 5 }, () => fc.integer({ min: 1, max: 3 }))),
    left: fc.shuffledSubarray([..."abcde"], { minLength: 1, maxLength: 4 }),
    order: fc.shuffledSubarray([..."abcde"], { minLength: 5 }),
    leftBreaks: fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
    rightBreaks: fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
    kept: fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
    seed: fc.integer({ min: 0, max: 100 }),
  })
  .map(({ sizes, left, order, leftBreaks, rightBreaks, kept, seed }) => {
    const size: Index = Object.fromEntries([..."abcde"].map((name, i) => [name, sizes[i] as number]))
    const dims = cut(left, leftBreaks)
    const values = Array.from({ length: product(left, size) }, (_, i) => ((i * 7 + seed) % 17) - 8)
    const x = fromArray(
      Float32Array.from(values),
      dims.map((names) => product(names, size)),
    )
    return { size, left, dims, order, rightBreaks, kept, values, x }
  })

/** Sizes of the names that a pattern can't tell from the tensor. */
const needed = (size: Index, dims: readonly (readonly string[])[], added: readonly string[] = []) =>
  Object.fromEntries([...dims.flatMap((names) => names.slice(1)), ...added].map((name) => [name, size[name]]))

const same = (result: AnyTensor, expected: readonly number[], shape: readonly number[]) => {
  expect(result.shape).toEqual(shape)
  expect(numbers(result)).toEqual(expected)
  expect([toArray(result)].flat(9)).toEqual(expected)
}

describe("rearrange", () => {
  it("equals plain loops", () => {
    fc.assert(
      fc.property(cases, ({ size, left, dims, order, rightBreaks, values, x }) => {
        const right = order.filter((name) => left.includes(name))
        const result = cut(right, rightBreaks)
        const expected = indices(right, size).map((index) => values[place(left, index, size)])
        const call = any.rearrange(x, `${written(dims)} -> ${written(result)}`, needed(size, dims)) as AnyTensor
        same(
          call,
          expected as number[],
          result.map((names) => product(names, size)),
        )
      }),
      { numRuns: 150 },
    )
  })
  it("is undone by the pattern the other way round", () => {
    fc.assert(
      fc.property(cases, ({ size, left, dims, order, rightBreaks, values, x }) => {
        const result = cut(
          order.filter((name) => left.includes(name)),
          rightBreaks,
        )
        const there = any.rearrange(`${written(dims)} -> ${written(result)}`, needed(size, dims))
        const back = any.rearrange(`${written(result)} -> ${written(dims)}`, needed(size, result))
        same(back(there(x)) as AnyTensor, values, x.shape as readonly number[])
      }),
      { numRuns: 60 },
    )
  })
  it("knows dots, ones and empty brackets", () => {
    const x = reshape(arange(24), [2, 3, 4])
    expect(read(rearrange(x, "a ... -> ... a"))).toEqual(read(rearrange(x, "a b c -> b c a")))
    expect(read(rearrange(x, "... a -> a (...)"))).toEqual(read(rearrange(x, "b c a -> a (b c)")))
    expect(rearrange(x, "a b c -> 1 a () b c").shape).toEqual([1, 2, 1, 3, 4])
    expect(rearrange(zeros([1, 2]), "1 a -> a").shape).toEqual([2])
    expect(rearrange(x, "... a b c -> a b c ...").shape).toEqual([2, 3, 4])
    expect(rearrange(zeros([0, 4]), "a (b c) -> (a c) b", { b: 2 }).shape).toEqual([0, 2])
  })
  it("is a layer", () => {
    const net = sequential(rearrange("b h w -> b (h w)"), linear(6, 2))
    const x = zeros([5, 2, 3])
    const params = [{}, { weight: zeros([2, 6]), bias: zeros([2]) }] as const
    expect(net.apply(params, x).shape).toEqual([5, 2])
  })
})

describe("repeat", () => {
  it("equals plain loops", () => {
    fc.assert(
      fc.property(cases, ({ size, left, dims, order, rightBreaks, values, x }) => {
        const result = cut(order, rightBreaks)
        const added = order.filter((name) => !left.includes(name))
        const expected = indices(order, size).map((index) => values[place(left, index, size)])
        const pattern = `${written(dims)} -> ${written(result)}`
        const call = any.repeat(x, pattern, needed(size, dims, added)) as AnyTensor
        const shape = result.map((names) => product(names, size))
        same(call, expected as number[], shape)
        // the same with numbers in the place of names
        const literal = written(
          result.map((names) => names.map((name) => (added.includes(name) ? `${size[name]}` : name))),
        )
        same(
          any.repeat(x, `${written(dims)} -> ${literal}`, needed(size, dims)) as AnyTensor,
          expected as number[],
          shape,
        )
      }),
      { numRuns: 150 },
    )
  })
})

describe("reduce", () => {
  const hows = {
    sum: (list: readonly number[]) => list.reduce((a, b) => a + b, 0),
    mean: (list: readonly number[]) => Math.fround(list.reduce((a, b) => a + b, 0) / list.length),
    max: (list: readonly number[]) => Math.max(...list),
    min: (list: readonly number[]) => Math.min(...list),
  }
  it("equals plain loops", () => {
    fc.assert(
      fc.property(cases, fc.constantFrom("sum", "max", "min", "mean" as const), (given, how) => {
        const { size, left, dims, order, rightBreaks, kept, values, x } = given
        const right = order.filter((name, i) => left.includes(name) && kept[i])
        const gone = left.filter((name) => !right.includes(name))
        const result = cut(right, rightBreaks)
        const expected = indices(right, size).map((index) =>
          hows[how](indices(gone, size).map((rest) => values[place(left, { ...index, ...rest }, size)] as number)),
        )
        const call = any.reduce(x, `${written(dims)} -> ${written(result)}`, how, needed(size, dims)) as AnyTensor
        expect(call.shape).toEqual(result.map((names) => product(names, size)))
        const found = [toArray(call)].flat(9) as number[]
        expect(found.map((y) => y + 0)).toEqual(expected.map((y) => y + 0))
      }),
      { numRuns: 150 },
    )
  })
  it("pools by numbers in the pattern", () => {
    const x = reshape(cast(arange(16), "float32"), [4, 4])
    expect(toArray(reduce(x, "(h 2) (w 2) -> h w", "max"))).toEqual([
      [5, 7],
      [13, 15],
    ])
    expect(toArray(pipe(x, reduce("(h 2) w -> h", "mean")))).toEqual([3.5, 11.5])
    expect(toArray(pipe(x, reduce("(h p) w -> p", "sum", { p: 2 })))).toEqual([44, 76])
    expect(reduce(x, "h w -> 1 1", "sum").shape).toEqual([1, 1])
  })
  it("keeps to dtypes", () => {
    const flags = tensor([
      [true, false],
      [true, true],
    ])
    expect(read(reduce(flags, "a b -> a", "sum"))).toEqual({ shape: [2], dtype: "int32", values: [1, 2] })
    expect(() => any.reduce(flags, "a b -> a", "max")).toThrow(DTypeError)
    expect(() => any.reduce(cast(flags, "int32"), "a b -> a", "mean")).toThrow(DTypeError)
  })
  it("refuses the largest of nothing", () => {
    expect(() => reduce(zeros([0, 2]), "a b -> b", "max")).toThrow(ShapeError)
    expect(toArray(reduce(zeros([0, 2]), "a b -> b", "sum"))).toEqual([0, 0])
  })
})

describe("gradients", () => {
  const x = reshape(cast(arange(6), "float32"), [2, 3])
  it("go back where the numbers came from", () => {
    const doubled = [
      [0, 2, 4],
      [6, 8, 10],
    ]
    expect(toArray(grad((y: typeof x) => sum(square(rearrange(y, "a b -> (b a)"))))(x))).toEqual(doubled)
    expect(toArray(grad((y: typeof x) => sum(square(repeat(y, "a b -> b (a 3)"))))(x))).toEqual(
      doubled.map((row) => row.map((value) => 3 * value)),
    )
    expect(toArray(grad((y: typeof x) => sum(square(reduce(y, "a b -> a", "sum"))))(x))).toEqual([
      [6, 6, 6],
      [24, 24, 24],
    ])
    expect(toArray(grad((y: typeof x) => sum(reduce(y, "a b -> b", "max")))(x))).toEqual([
      [0, 0, 0],
      [1, 1, 1],
    ])
  })
})

describe("what is no pattern", () => {
  it("is refused with a sentence", () => {
    const x = zeros([2, 10])
    expect(() => any.rearrange(x, 3)).toThrow(TypeError)
    expect(() => any.rearrange(x, "a b -> b a", 3)).toThrow("rearrange: sizes are an object like { h: 2 }, got 3")
    expect(() => any.rearrange(x, "a (b c) -> a b c", { b: -2 })).toThrow(ShapeError)
    expect(() => any.reduce(x, "a b -> a", "median")).toThrow(
      new TypeError('reduce: use sum | mean | max | min, got "median"'),
    )
    expect(() => any.rearrange([1, 2], "a -> a", {})).toThrow(TypeError)
    expect(() => any.rearrange(x, "a (b c) -> a b c", { constructor: 2 })).toThrow(
      new ShapeError(`rearrange: 'constructor' is not in "a (b c) -> a b c"`),
    )
  })
})
