/** @file Movement and matrix products. */
import { pipe } from "fp-ts/lib/function.js"
import { describe, expect, it } from "vitest"
import { arange, tensor } from "../../src/api/create.js"
import { matmul } from "../../src/api/matmul.js"
import { broadcastTo, permute, reshape, squeeze, transpose, unsqueeze } from "../../src/api/movement.js"
import { DTypeError, ShapeError } from "../../src/shape/error.js"
import { numbers, read } from "./read.js"
import { untyped } from "./untyped.js"

const x = tensor([
  [1, 2, 3],
  [4, 5, 6],
])
const float = (shape: readonly number[], values: readonly number[]) => ({ shape, dtype: "float32", values })

describe("movement", () => {
  it("keeps the numbers", () => {
    expect(read(reshape(x, [3, 2]))).toEqual(float([3, 2], [1, 2, 3, 4, 5, 6]))
    expect(read(reshape(x, [-1]))).toEqual(float([6], [1, 2, 3, 4, 5, 6]))
    expect(read(transpose(x))).toEqual(float([3, 2], [1, 4, 2, 5, 3, 6]))
    expect(read(unsqueeze(x, 1))).toEqual(float([2, 1, 3], [1, 2, 3, 4, 5, 6]))
    expect(read(squeeze(unsqueeze(x, -1), -1))).toEqual(float([2, 3], [1, 2, 3, 4, 5, 6]))
    expect(read(broadcastTo(tensor([1, 2]), [2, 2]))).toEqual(float([2, 2], [1, 2, 1, 2]))
    const cube = reshape(arange(24), [2, 3, 4])
    expect(numbers(permute(cube, [2, 0, 1])).slice(0, 6)).toEqual([0, 4, 8, 12, 16, 20])
    expect(permute(cube, [-1, 0, 1]).shape).toEqual([4, 2, 3])
    expect(transpose(cube).shape).toEqual([2, 4, 3])
  })
  it("has two call forms that agree", () => {
    expect(read(pipe(x, reshape([3, -1])))).toEqual(read(reshape(x, [3, -1])))
    expect(read(pipe(x, permute([1, 0])))).toEqual(read(transpose(x)))
    expect(read(pipe(x, unsqueeze(0), squeeze(0)))).toEqual(read(x))
    expect(read(pipe(tensor([1, 2]), broadcastTo([3, 2])))).toEqual(read(broadcastTo(tensor([1, 2]), [3, 2])))
  })
  it("refuses with a sentence", () => {
    const any = untyped({ reshape, permute, transpose, broadcastTo, unsqueeze, squeeze })
    const cases: readonly (readonly [() => unknown, string])[] = [
      [() => any.reshape(x, [4, 2]), "reshape: [2, 3] has 6 elements but [4, 2] has 8"],
      [() => any.reshape([4, 2])(x), "reshape: [2, 3] has 6 elements but [4, 2] has 8"],
      [() => any.permute(x, [0, 0]), "permute: [0, 0] is not a permutation of the axes of [2, 3]"],
      [() => any.transpose(tensor([1, 2, 3])), "transpose: needs rank >= 2, got [3]"],
      [() => any.broadcastTo(x, [4, 3]), "broadcastTo: [2, 3] does not broadcast to [4, 3]"],
      [() => any.unsqueeze(x, 3), "unsqueeze: dim 3 is out of range for [2, 3]: use 0 | 1 | 2 | -1 | -2 | -3"],
      [() => any.reshape(x, x), "reshape: a shape is an array of sizes like [2, 3], got a tensor of shape [2, 3]"],
      [() => any.squeeze(x, 1), "squeeze: dim 1 of [2, 3] is 3, not 1"],
    ]
    for (const [call, sentence] of cases) expect(call).toThrow(new ShapeError(sentence))
    expect(() => any.transpose(x, 0, 1)).toThrow(
      new TypeError("transpose(x) takes at most 1 argument, got 3: use permute(x, order) for other axes"),
    )
  })
})

describe("matmul", () => {
  const naive = (a: number[][], b: number[][]) =>
    a.map((row) =>
      (b[0] as number[]).map((_, j) =>
        row.reduce((sum, value, k) => sum + value * ((b[k] as number[])[j] as number), 0),
      ),
    )
  const [a, b] = [
    [
      [1, 2, 3],
      [4, 5, 6],
    ],
    [
      [1, -1],
      [2, 0],
      [0, 3],
    ],
  ]
  it("multiplies matrices and vectors", () => {
    expect(read(matmul(tensor(a), tensor(b)))).toEqual(float([2, 2], naive(a, b).flat()))
    expect(read(matmul(tensor([1, 2, 3]), tensor([4, 5, 6])))).toEqual(float([], [32]))
    expect(read(matmul(tensor(a), tensor([1, 0, 1])))).toEqual(float([2], [4, 10]))
    expect(read(matmul(tensor([1, 1]), tensor(a)))).toEqual(float([3], [5, 7, 9]))
    expect(read(pipe(tensor(a), matmul(tensor(b))))).toEqual(read(matmul(tensor(a), tensor(b))))
  })
  it("broadcasts batches", () => {
    const batch = [a, a.map((row) => row.map((value) => value + 1))]
    expect(read(matmul(tensor(batch), tensor(b)))).toEqual(
      float(
        [2, 2, 2],
        batch.flatMap((matrix) => naive(matrix, b).flat()),
      ),
    )
    const columns = [b, b.map((row) => row.map((value) => -value))]
    expect(read(matmul(tensor(a), tensor(columns)))).toEqual(
      float(
        [2, 2, 2],
        columns.flatMap((matrix) => naive(a, matrix).flat()),
      ),
    )
    expect(read(matmul(tensor([1, 1, 1]), tensor(columns)))).toEqual(float([2, 2], [3, 2, -3, -2]))
    expect(read(matmul(unsqueeze(tensor(batch), 1), tensor(columns))).shape).toEqual([2, 2, 2, 2])
  })
  it("has a sum of nothing where the inner dim is 0", () => {
    expect(read(matmul(reshape(tensor([]), [2, 0]), reshape(tensor([]), [0, 2])))).toEqual(float([2, 2], [0, 0, 0, 0]))
  })
  it("promotes, and refuses truth", () => {
    const whole = tensor(a, "int32")
    expect(matmul(whole, tensor(b)).dtype).toBe("float32")
    expect(read(matmul(whole, tensor(b, "int32")))).toEqual({ ...float([2, 2], naive(a, b).flat()), dtype: "int32" })
    const flags = tensor([true, false])
    expect(() => untyped({ matmul }).matmul(flags, flags)).toThrow(
      new DTypeError('matmul needs numbers, got bool: use cast(x, "int32") first'),
    )
  })
  it("refuses shapes", () => {
    const any = untyped({ matmul })
    const sentence = "matmul: inner dims differ: 3 vs 1 in [2, 3] @ [1, 2]"
    expect(() => any.matmul(x, tensor([[1, 2]]))).toThrow(new ShapeError(sentence))
    expect(() => any.matmul(tensor([[1, 2]]))(x)).toThrow(new ShapeError(sentence))
    expect(() => any.matmul(tensor(1), x)).toThrow(new ShapeError("matmul: the left tensor is a scalar"))
    expect(() => any.matmul(x, 2)).toThrow(
      new TypeError("matmul: expected a tensor, got 2: use tensor(value) to make one"),
    )
  })
})
