/** @file Sizes that no memory holds: the tensor is named, and everything else goes on. */
import { describe, expect, test } from "vitest"
import {
  add,
  broadcastTo,
  data,
  evaluate,
  exp,
  key,
  matmul,
  mul,
  normal,
  sum,
  tensor,
  toArray,
  unsqueeze,
  zeros,
} from "../../src/index.js"

describe("out of memory", () => {
  test("names the operation, the shape and what is needed; what was computed stays", () => {
    const x = evaluate(mul(tensor([1, 2, 3]), 2))
    const column = evaluate(normal(key(0), [40_000, 1]))
    expect(() => evaluate(matmul(column, tensor([Array.from({ length: 40_000 }, (_, i) => i)])))).toThrow(
      /^\w+: out of memory: \[40000, 40000\] float32 needs 6104 MiB; all that the run needs is 610\d MiB of at most 4096$/,
    )
    expect(() => data(zeros([2 ** 31]))).toThrow("full: out of memory: [2147483648] float32 needs 8192 MiB")
    expect(() => data(zeros([2 ** 40, 3], "bool"))).toThrow(
      "full: out of memory: [1099511627776, 3] bool needs 3145728 MiB",
    )
    const row = evaluate(normal(key(1), [60_000]))
    expect(() => data(exp(add(unsqueeze(row, 1), row)))).toThrow(
      "exp: out of memory: [60000, 60000] float32 needs 13733 MiB",
    )
    expect(toArray(add(x, 1))).toEqual([3, 5, 7])
  })

  test("loops that count further than positions go are refused, not counted wrongly", () => {
    const sumOf = (shape: readonly number[]) => evaluate(sum(broadcastTo(tensor([1]), shape)))
    expect(() => sumOf([2 ** 33])).toThrow("sum: 8589934592 elements in one loop: at most 2147483647")
    expect(() => sumOf([2 ** 16, 2 ** 15])).toThrow("sum: 2147483648 elements in one loop")
    const ones = (shape: readonly number[]) => broadcastTo(tensor([1]), shape)
    expect(() => evaluate(matmul(ones([2, 2 ** 32 + 8]), ones([2 ** 32 + 8, 3])))).toThrow(
      "matmul: 4294967304 elements in one loop",
    )
  })

  test("several results that fit one by one, but not together", () => {
    const parts = [1, 2, 3].map((value) => mul(exp(zeros([2 ** 29])), tensor(value)))
    expect(() => evaluate(parts)).toThrow(/: out of memory: \[536870912\] float32 needs 2048 MiB; all .* is 6145 MiB/)
    expect(toArray(add(tensor([1]), 1))).toEqual([2])
  })
})
