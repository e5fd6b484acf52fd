import { describe, expect, it } from "vitest"
import { zeros } from "../../src/index.js"
import { bind } from "./table/bind.js"

describe("the binding of arguments to PyTorch's signatures", () => {
  const sum = "input, dim=None, keepdim=False, *, dtype=None"

  it.each([
    [[1], {}, { input: 1, dim: undefined, keepdim: false, dtype: undefined }],
    [[1, [0, 1], true], {}, { input: 1, dim: [0, 1], keepdim: true, dtype: undefined }],
    [[1], { dtype: "int32", dim: 0 }, { input: 1, dim: 0, keepdim: false, dtype: "int32" }],
    [[], { input: 1, dim: null }, { input: 1, dim: undefined, keepdim: false, dtype: undefined }],
  ])("takes %j and %j by position and by name", (args, kwargs, bound) => {
    expect(bind(sum, args, kwargs)).toEqual({ bound })
  })

  it.each([
    [[], {}, "needs 'input'"],
    [[1, 2, 3, 4], {}, "takes 3 positional arguments, got 4"],
    [[1], { axis: 0 }, "has no argument 'axis'"],
    [[1, 2], { dim: 0 }, "got 'dim' twice"],
  ])("refuses %j and %j", (args, kwargs, reason) => {
    expect(bind(sum, args, kwargs)).toEqual({ reason })
  })

  it("reads Python's literals", () => {
    const { bound } = bind("a=(1, -2), b='mean', c=1e-05, d=[], e=True", [], {}) as { bound: unknown }
    expect(bound).toEqual({ a: [1, -2], b: "mean", c: 1e-5, d: [], e: true })
  })

  it.each([
    [
      [1, 2, 3],
      [2, 3],
    ],
    [
      [1, [2, 3]],
      [2, 3],
    ],
    [[1], []],
  ])("takes %j as a tensor and sizes", (args, sizes) => {
    expect(bind("input, *sizes", args, {})).toEqual({ bound: { input: 1, sizes } })
    expect(bind("input, *sizes", [1], { sizes })).toEqual({ bound: { input: 1, sizes } })
  })

  it("tells signatures apart by type", () => {
    const signature = "input, unbiased: bool=True, start: number|Tensor=0"
    expect(bind(signature, [1, false, zeros([])], {})).toHaveProperty("bound")
    expect(bind(signature, [1, 0], {})).toEqual({ reason: "'unbiased' is no bool" })
    expect(bind(signature, [1, true, "0"], {})).toEqual({ reason: "'start' is no number|Tensor" })
  })
})
