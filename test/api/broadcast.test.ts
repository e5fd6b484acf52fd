import { describe, expect, it } from "vitest"
import { broadcastTensors } from "../../src/api/broadcast.js"
import { tensor, zeros } from "../../src/api/create.js"
import { ShapeError } from "../../src/shape/error.js"
import { read } from "./read.js"
import { untyped } from "./untyped.js"

describe("broadcastTensors", () => {
  it("grows each to the common shape and keeps its dtype", () => {
    const [a, b, c] = broadcastTensors([tensor([1, 2]), tensor([[3], [4]], "int32"), tensor(true)])
    expect(read(a)).toEqual({ shape: [2, 2], dtype: "float32", values: [1, 2, 1, 2] })
    expect(read(b)).toEqual({ shape: [2, 2], dtype: "int32", values: [3, 3, 4, 4] })
    expect(read(c)).toEqual({ shape: [2, 2], dtype: "bool", values: [1, 1, 1, 1] })
  })
  it("refuses what doesn't broadcast", () => {
    const any = untyped({ broadcastTensors })
    expect(() => any.broadcastTensors([zeros([3]), zeros([2, 1]), zeros([3, 1])])).toThrow(
      new ShapeError("broadcastTensors: [2, 3] and [3, 1] do not broadcast: 2 vs 3"),
    )
    expect(() => any.broadcastTensors([])).toThrow(new ShapeError("broadcastTensors: needs at least one tensor"))
    expect(() => any.broadcastTensors(zeros([2]))).toThrow(TypeError)
  })
})
