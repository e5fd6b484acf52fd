import { describe, expect, it } from "vitest"
import { concat, stack } from "../../src/api/concat.js"
import { label, tensor, zeros } from "../../src/api/create.js"
import { reshape } from "../../src/api/movement.js"
import { ShapeError } from "../../src/shape/error.js"
import { read } from "./read.js"
import { slopes } from "./slopes.js"
import { untyped } from "./untyped.js"

const any = untyped({ concat, stack, reshape })
const x = tensor([
  [1, 2],
  [3, 4],
])
const y = tensor([[5, 6]])

describe("concat", () => {
  it("puts tensors one after another", () => {
    expect(read(concat([x, y]))).toEqual({ shape: [3, 2], dtype: "float32", values: [1, 2, 3, 4, 5, 6] })
    expect(read(concat([x, x], 1)).values).toEqual([1, 2, 1, 2, 3, 4, 3, 4])
    expect(read(concat([x, x], -2)).values).toEqual([1, 2, 3, 4, 1, 2, 3, 4])
    expect(read(concat(0)([x, y]))).toEqual(read(concat([x, y])))
    expect(read(concat([zeros([0, 2]), y])).values).toEqual([5, 6])
  })
  it("promotes dtypes", () => {
    const flags = tensor([[true, false]])
    expect(read(concat([flags, y]))).toEqual({ shape: [2, 2], dtype: "float32", values: [1, 0, 5, 6] })
    expect(read(concat([flags, flags])).dtype).toBe("bool")
  })
  it("refuses what doesn't fit", () => {
    const cases: readonly (readonly [() => unknown, string])[] = [
      [() => any.concat([x, zeros([2, 3])]), "concat: [2, 2] and [2, 3] differ at dim 1: 2 vs 3"],
      [() => any.concat([x, zeros([2])]), "concat: ranks differ: [2, 2] vs [2]"],
      [() => any.concat([x, y], 2), "concat: dim 2 is out of range for [2, 2]: use 0 | 1 | -1 | -2"],
      [() => any.concat([tensor(1)]), "concat: a scalar has no dim to join along: use stack(tensors)"],
      [() => any.concat([]), "concat: needs at least one tensor"],
      [() => any.concat(1)([x, y]), "concat: [2, 2] and [1, 2] differ at dim 0: 2 vs 1"],
      [() => any.concat([x, label(y, "y")], 1), "concat: [2, 2] and [1, 2] differ at dim 0: 2 vs 1 (y: [1, 2])"],
    ]
    for (const [call, sentence] of cases) expect(call).toThrow(new ShapeError(sentence))
    expect(() => any.concat(x)).toThrow(
      new TypeError("concat: expected a list of tensors, got a tensor: use concat([a, b])"),
    )
    expect(() => any.concat([x, 2])).toThrow("concat: expected a tensor, got 2")
  })
  it("has a gradient", () => {
    const { symbolic, numeric } = slopes(
      (z) => any.concat([z, any.reshape(z, [2, 3]), z], 1),
      [1, 2, 3, 4, 5, 6],
      [2, 3],
    )
    for (const [i, value] of numeric.entries()) expect(symbolic[i]).toBeCloseTo(value, 5)
  })
})

describe("stack", () => {
  it("puts tensors along a new dim", () => {
    const [a, b] = [tensor([1, 2, 3]), tensor([4, 5, 6])]
    expect(read(stack([a, b]))).toEqual({ shape: [2, 3], dtype: "float32", values: [1, 2, 3, 4, 5, 6] })
    expect(read(stack([a, b], -1))).toEqual({ shape: [3, 2], dtype: "float32", values: [1, 4, 2, 5, 3, 6] })
    expect(read(stack([tensor(1), tensor(2)]))).toEqual({ shape: [2], dtype: "float32", values: [1, 2] })
    expect(read(stack(1)([a, b]))).toEqual(read(stack([a, b], 1)))
  })
  it("refuses what doesn't fit", () => {
    expect(() => any.stack([x, y])).toThrow(new ShapeError("stack: [2, 2] and [1, 2] differ at dim 0: 2 vs 1"))
    expect(() => any.stack([x, zeros([2])])).toThrow(new ShapeError("stack: ranks differ: [2, 2] vs [2]"))
    expect(() => any.stack([x, x], 3)).toThrow(
      new ShapeError("stack: dim 3 is out of range for [2, 2]: use 0 | 1 | 2 | -1 | -2 | -3"),
    )
    expect(() => any.stack([])).toThrow(new ShapeError("stack: needs at least one tensor"))
  })
})
