import { describe, expect, it } from "vitest"
import {
  add,
  data,
  evaluate,
  evaluateAsync,
  full,
  item,
  matmul,
  reshape,
  sum,
  tensor,
  toArray,
  zeros,
} from "../src/index.js"

describe("reading", () => {
  it("nests arrays as the shape says, empty axes included", () => {
    expect(
      toArray(
        tensor([
          [1, 2],
          [3, 4],
        ]),
      ),
    ).toEqual([
      [1, 2],
      [3, 4],
    ])
    expect(toArray(zeros([2, 0]))).toEqual([[], []])
    expect(toArray(zeros([0, 2]))).toEqual([])
    expect(toArray(tensor(7))).toBe(7)
    expect(toArray(reshape(tensor([1, 2, 3, 4]), [1, 2, 2]))).toEqual([
      [
        [1, 2],
        [3, 4],
      ],
    ])
  })

  it("computes through tensors without elements, which take no place among the others", () => {
    const none = add(matmul(full([3, 2], 1), full([2, 0], 1)), 1)
    expect(toArray(matmul(none, full([0, 2], 1)))).toEqual(toArray(zeros([3, 2])))
  })

  it("gives booleans for bool tensors", () => {
    expect(toArray(full([2], 1, "bool"))).toEqual([true, true])
    expect(item(full([], 0, "bool"))).toBe(false)
    expect(data(full([2], 1, "bool"))).toEqual(Uint8Array.of(1, 1))
  })

  it("hands out copies: writing to one changes nothing", () => {
    for (const x of [tensor([1, 2, 3]), add(tensor([0, 1, 2]), 1)]) {
      data(x)[0] = 100
      toArray(x)[0] = 100
      expect(toArray(x)).toEqual([1, 2, 3])
    }
  })

  it("reads one element only where there is one", () => {
    expect(item(sum(tensor([1, 2])))).toBe(3)
    expect(item(tensor([[5]]))).toBe(5)
    expect(() => item(tensor([1, 2]) as never)).toThrow("item: needs a tensor of one element, got [2]: use toArray(x)")
  })

  it("evaluates trees at once and returns them", async () => {
    const x = add(tensor([1, 2]), 1)
    const tree = { params: [{ weight: x }], total: sum(x) }
    expect(evaluate(tree)).toBe(tree)
    expect(toArray((await evaluateAsync(tree)).total)).toBe(5)
  })

  it("refuses what is no tensor, by name", () => {
    expect(() => toArray([1] as never)).toThrow("toArray: needs a tensor, got [1]")
    expect(() => evaluate({ a: "x" })).toThrow('evaluate\'s argument.a is not a tensor: got "x"')
  })

  it("computes long histories without overflowing the stack, and drops them", () => {
    let x = tensor([0])
    for (let i = 0; i < 20_000; i++) x = add(x, 1)
    expect(toArray(x)).toEqual([20_000])
  })
})
