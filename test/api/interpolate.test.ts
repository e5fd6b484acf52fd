/** @file Resizing: one axis against plain loops, rules of positions, edges, gradients against central differences. */
import { describe, expect, it } from "vitest"
import { tensor, zeros } from "../../src/api/create.js"
import { interpolate } from "../../src/api/interpolate.js"
import { toArray } from "../../src/read.js"
import { check, leaf, read as readNode, weigh } from "../transform/differences.js"
import { expectDigits } from "./close.js"
import { numbers } from "./read.js"
import { untyped } from "./untyped.js"
import { wave } from "./wave.js"

const any = untyped({ interpolate, toArray })

const range = (count: number) => Array.from({ length: count }, (_, i) => i)

/** Where element i of the result is in the operand. */
const source = (i: number, size: number, count: number, alignCorners: boolean, scale?: number): number =>
  alignCorners
    ? count === 1
      ? 0
      : (i * (size - 1)) / (count - 1)
    : (i + 0.5) * (scale === undefined ? size / count : 1 / scale) - 0.5

const inside = (position: number, size: number) => Math.min(Math.max(position, 0), size - 1)

const plainLinear = (row: readonly number[], positions: readonly number[]): readonly number[] =>
  positions.map((position) => {
    const at = inside(position, row.length)
    const [low, high] = [Math.floor(at), Math.min(Math.floor(at) + 1, row.length - 1)]
    return (row[low] as number) * (1 - (at - low)) + (row[high] as number) * (at - low)
  })

const kernel = (distance: number): number => {
  const x = Math.abs(distance)
  if (x <= 1) return 1.25 * x ** 3 - 2.25 * x ** 2 + 1
  return x < 2 ? -0.75 * (x ** 3 - 5 * x ** 2 + 8 * x - 4) : 0
}

const plainCubic = (row: readonly number[], positions: readonly number[]): readonly number[] =>
  positions.map((position) =>
    range(4).reduce((sum, k) => {
      const at = Math.floor(position) - 1 + k
      return sum + (row[inside(at, row.length)] as number) * kernel(position - at)
    }, 0),
  )

const sizes = [
  [4, 7],
  [7, 4],
  [5, 5],
  [1, 3],
  [6, 1],
  [3, 12],
] as const

describe("interpolate along one axis", () => {
  it.each(sizes)("is the plain loop from %i to %i", (size, count) => {
    const x = wave([1, 1, size])
    const row = readNode(x)
    for (const alignCorners of [true, false]) {
      const positions = range(count).map((i) => source(i, size, count, alignCorners))
      expectDigits(
        numbers(any.interpolate(x, { size: count, mode: "linear", alignCorners })),
        plainLinear(row, positions),
      )
      const image = any.interpolate(leaf(row, [1, 1, size, 1]), { size: [count, 1], mode: "bicubic", alignCorners })
      expectDigits(numbers(image), plainCubic(row, positions))
    }
    const nearest = range(count).map((i) => row[Math.floor(Math.fround(i * Math.fround(size / count)))] as number)
    expectDigits(numbers(any.interpolate(x, { size: count })), nearest)
    const exact = range(count).map((i) => row[Math.floor(((i + 0.5) * size) / count)] as number)
    expectDigits(numbers(any.interpolate(x, { size: count, mode: "nearest-exact" })), exact)
    const area = range(count).map((i) => {
      const part = row.slice(Math.floor((i * size) / count), Math.ceil(((i + 1) * size) / count))
      return part.reduce((a, b) => a + b, 0) / part.length
    })
    expectDigits(numbers(any.interpolate(x, { size: count, mode: "area" })), area)
  })
  it("finds positions by the factor, or by the sizes it leads to", () => {
    const x = wave([1, 1, 5])
    const row = readNode(x)
    const at = (scale?: number) =>
      plainLinear(
        row,
        range(8).map((i) => source(i, 5, 8, false, scale)),
      )
    expectDigits(numbers(any.interpolate(x, { scaleFactor: 1.7, mode: "linear" })), at(1.7))
    expectDigits(numbers(any.interpolate(x, { scaleFactor: 1.7, mode: "linear", recomputeScaleFactor: true })), at())
    expectDigits(
      numbers(any.interpolate(x, { scaleFactor: 1.7, mode: "linear", recomputeScaleFactor: false })),
      at(1.7),
    )
  })
})

describe("interpolate", () => {
  it("goes over one axis after the other", () => {
    const x = wave([2, 3, 3, 4])
    const rows = any.interpolate(x, { size: [5, 4], mode: "bilinear" })
    expectDigits(
      numbers(any.interpolate(x, { size: [5, 6], mode: "bilinear" })),
      numbers(any.interpolate(rows, { size: [5, 6], mode: "bilinear" })),
    )
    expect(any.interpolate(wave([1, 1, 2, 2, 2]), { size: 3, mode: "trilinear" }).shape).toEqual([1, 1, 3, 3, 3])
  })
  it("is the same in kernels", () => {
    const x = tensor([
      [
        [
          [1, 2],
          [3, 5],
        ],
      ],
    ])
    for (const mode of ["nearest", "bilinear", "bicubic", "area"]) {
      const resized = (image: unknown) => any.interpolate(image, { size: [3, 4], mode })
      expectDigits(any.toArray(resized(x)).flat(3), numbers(resized(leaf([1, 2, 3, 5], [1, 1, 2, 2]))), 5)
    }
  })
  it("has the gradient of central differences", () => {
    for (const mode of ["nearest", "bilinear", "bicubic", "area"]) {
      check((x) => weigh(any.interpolate(x, { size: [5, 3], mode })), wave([1, 2, 3, 4]))
      check((x) => weigh(any.interpolate(x, { scaleFactor: [0.6, 1.4], mode })), wave([1, 2, 5, 4]))
    }
    check((x) => weigh(any.interpolate(x, { size: 5, mode: "trilinear", alignCorners: true })), wave([1, 1, 2, 3, 2]))
  })
  it("leaves an axis that keeps its size", () => {
    const x = tensor([[[Number.POSITIVE_INFINITY, 1, Number.NaN]]])
    expect(numbers(any.interpolate(x, { size: 3, mode: "linear" }))).toEqual([Number.POSITIVE_INFINITY, 1, Number.NaN])
  })
  it("takes no examples, but no empty image", () => {
    expect(any.interpolate(zeros([0, 3, 4]), { size: 2 }).shape).toEqual([0, 3, 2])
    expect(numbers(any.interpolate(zeros([0, 3, 4]), { size: 2, mode: "linear" }))).toEqual([])
    expect(() => any.interpolate(zeros([1, 3, 0]), { size: 2 })).toThrow("interpolate: dim 2 of [1, 3, 0] is empty")
  })
  it("refuses options that don't go together", () => {
    const x = zeros([1, 1, 4])
    expect(() => any.interpolate(x, { size: 2, recomputeScaleFactor: true })).toThrow(
      "interpolate: recomputeScaleFactor needs scaleFactor",
    )
    expect(() => any.interpolate(x, { size: 1e9 })).toThrow("interpolate: 1000000000 elements along a dim")
    expect(() => any.interpolate(x, { scaleFactor: 0.1 })).toThrow(
      "interpolate: scaleFactor 0.1 leaves nothing of dim 2 of [1, 1, 4]",
    )
    expect(() => any.interpolate(x, { scaleFactor: "2" })).toThrow('interpolate: scaleFactor is a number, got "2"')
    expect(() => any.interpolate(x, { size: 2, mode: "cubic" })).toThrow(
      'interpolate: unknown mode "cubic": use nearest',
    )
  })
})
