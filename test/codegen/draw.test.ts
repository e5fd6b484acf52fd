/** @file Draws in kernels: to the bit the interpreter's, wherever in a program they stand. */
import { describe, expect, it } from "vitest"
import { interpretRoots } from "../../src/exec/interpret.js"
import { viewStorage } from "../../src/exec/read.js"
import { run } from "../../src/exec/run.js"
import { storageOf } from "../../src/exec/storage.js"
import * as build from "../../src/graph/infer.js"
import type { Node } from "../../src/graph/node.js"
import type { Draw } from "../../src/graph/op.js"
import { threefryWords } from "../../src/graph/threefry.js"
import { dot } from "../../src/primitives/dot.js"
import * as draws from "../../src/primitives/random.js"
import { schedule } from "../../src/schedule/schedule.js"
import type { DType } from "../../types/dtype.js"

const kinds: readonly (readonly [Draw, "float32" | "int32"])[] = [
  [draws.uniform, "float32"],
  [draws.normal, "float32"],
  [draws.split, "int32"],
  [draws.integers(-5, 100), "int32"],
  [draws.integers(-(2 ** 31), 2 ** 31), "int32"],
  [draws.truncatedNormal(-2, 2), "float32"],
  [draws.truncatedNormal(5, Number.POSITIVE_INFINITY), "float32"],
  [draws.truncatedNormal(-Infinity, -37.8), "float32"],
]

const key = build.parameter("0", [2], "int32")
const words = Int32Array.of(0x13198a2e, -0x0370_7344)

/** What kernels make of a graph, after a look at whether they do it all, and what the interpreter makes of it. */
const expectEqual = (root: Node, ...inputs: readonly (Int32Array | Float32Array)[]): void => {
  const plan = schedule([root])
  expect(plan.steps.map(({ kind }) => kind)).not.toContain("routine")
  const storages = [words, ...inputs].map((data) => storageOf(data))
  const [kernels, interpreter] = [run(plan, storages), interpretRoots([root], storages)].map(([result]) =>
    Array.from(viewStorage(result as never)),
  )
  expect(kernels).toEqual(interpreter)
}

const shapes = [[], [1], [2], [3], [7], [8], [9], [1000], [7, 5], [5, 8], [3, 1, 6], [33, 65]]

describe.each(kinds)("$name", (draw, dtype) => {
  it.each(shapes.map((shape) => [shape]))("of shape %j", (shape) => {
    expectEqual(draws.random(draw, key, shape, dtype))
  })
  it.each(shapes.map((shape) => [shape]))("of shape %j beside float64", (shape) => {
    expectEqual(build.cast(draws.random(draw, key, shape, dtype), "float64"))
  })
  const wide = draws.random(draw, key, [12, 14], dtype)
  it.each<readonly [string, Node]>([
    ["transposed", build.permute(wide, [1, 0])],
    ["from an odd place on", build.slice(wide, [1, 3], [1, 1], [9, 8])],
    ["from an even place on", build.slice(wide, [0, 4], [1, 1], [9, 8])],
    ["every other", build.slice(wide, [0, 1], [1, 2], [12, 6])],
    ["backwards", build.slice(wide, [11, 13], [-1, -1], [12, 14])],
    ["repeated", build.expand(build.reshape(draws.random(draw, key, [6], dtype), [6, 1]), [6, 9])],
    ["in windows", build.window(wide, { strides: [1, 1], dilations: [1, 2] }, [2, 3, 11, 10])],
    ["one column", build.slice(wide, [0, 5], [1, 1], [12, 1])],
    ["the greatest of rows", build.reduce("max", wide, [1])],
    ["the greatest of columns", build.reduce("max", wide, [0])],
    ["in another shape", build.reshape(wide, [8, 21])],
    ["in a border", build.pad(wide, [1, 3], [2, 0], 7)],
  ])("%s", (_, node) => {
    expectEqual(node)
  })
  it("of many keys", () => {
    const keys = draws.random(draws.split, key, [5, 2], "int32")
    expectEqual(draws.random(draw, keys, [6], dtype))
    expectEqual(draws.random(draw, keys, [3], dtype))
    expectEqual(draws.random(draw, build.permute(build.parameter("1", [2, 3], "int32"), [1, 0]), [4, 2], dtype), six)
  })
  it("of a key of a numbered key", () => {
    const folded = draws.random(draws.fold, key, [2], "int32", build.parameter("1", [], "int32"))
    const rows = draws.random(draws.split, folded, [3, 2], "int32")
    const third = build.reshape(build.slice(rows, [2, 0], [1, 1], [1, 2]), [2])
    expectEqual(draws.random(draw, third, [10], dtype), Int32Array.of(-3))
  })
})

const six = Int32Array.of(1, -2, 3, 4, -5, 2 ** 31 - 1)

describe("threefry on vectors", () => {
  it("gives the known answers of Random123", () => {
    // block 0 of stream 0 of key 0, 0
    const plan = schedule([draws.random(draws.split, key, [2], "int32")])
    const [result] = run(plan, [storageOf(Int32Array.of(0, 0))])
    expect(Array.from(viewStorage(result as never))).toEqual([0x6b200159, 0x99ba4efe | 0])
    expect([...threefryWords([0, 0], [0, 0], 2)]).toEqual([0x6b200159, 0x99ba4efe])
  })
})

describe("a mask", () => {
  const masked = (x: Node, batch: readonly number[]): Node => {
    const u = draws.random(draws.uniform, key, batch, "float32")
    return build.select(build.compare("ge", u, build.fill(0.25, batch, "float32")), x, build.fill(0, batch, x.dtype))
  }
  const numbers = (count: number) => Float32Array.from({ length: count }, (_, i) => (i % 7) - 3)
  const x = (shape: readonly number[], name = "1") => build.parameter(name, shape, "float32")

  it.each([
    [10, 12, 16],
    [5, 3, 7],
    [3, 8, 1],
    [1, 4, 30],
    [100, 20, 36],
  ])("on a product of %i by %i by %i is drawn where that is written", (m, k, n) => {
    const root = masked(dot(x([m, k]), x([k, n], "2")), [m, n])
    expect(schedule([root]).steps.map(({ kind }) => kind)).toEqual(n === 1 ? ["gemm", "nest"] : ["gemm"])
    expectEqual(root, numbers(m * k), numbers(k * n))
  })
  it("on products of a batch", () => {
    expectEqual(masked(dot(x([3, 10, 4]), x([3, 4, 12], "2")), [3, 10, 12]), numbers(120), numbers(144))
  })
  it.each<readonly [number, "float32" | "float64"]>([
    [9, "float32"],
    [7, "float32"],
    [8, "float32"],
    [3, "float32"],
    [9, "float64"],
  ])("on a convolution whose rows have %i columns, of %s", (width, dtype) => {
    const given = x([3, 7, width + 1])
    const windows = build.window(build.cast(given, dtype), { strides: [1, 1], dilations: [1, 1] }, [2, 2, 6, width])
    const product = dot(build.cast(x([4, 12], "2"), dtype), build.reshape(windows, [12, 6 * width]))
    for (const shape of [
      [4, 6 * width],
      [4, 6, width],
    ]) {
      const root = masked(build.reshape(product, shape), shape)
      expect(schedule([root]).steps.map(({ kind }) => kind)).toContain("gemm")
      expectEqual(root, numbers(21 * (width + 1)), numbers(48))
    }
  })
  it("is drawn once for the softmax of attention, whose weights are not written", () => {
    const scores = dot(x([2, 20, 4]), x([2, 4, 32], "2"))
    const sums = build.reshape(build.reduce("lognormalizer", scores, [2]), [2, 20, 1])
    const weights = build.unary("exp", build.binary("sub", scores, build.expand(sums, scores.shape)))
    const root = dot(masked(weights, scores.shape), x([2, 32, 8], "3"))
    const { steps, buffers } = schedule([root])
    expect(steps.map(({ kind }) => kind)).toEqual(["nest", "attention"])
    expect(buffers.filter(({ place }) => place.kind === "scratch").map(({ dtype }): DType => dtype)).toEqual(["bool"])
  })
  it.each<readonly [string, (x: Node) => Node, readonly DType[]]>([
    ["the sum", (y) => build.reduce("sum", y, [1]), []],
    ["the log-sum-exp", (y) => build.reduce("logsumexp", y, [1]), ["bool"]],
    [
      "the distance from the maximum",
      (y) => build.binary("sub", y, build.expand(build.reshape(build.reduce("max", y, [1]), [20, 1]), [20, 36])),
      ["bool"],
    ],
    [
      "means of windows",
      (y) => build.reduce("sum", build.window(y, { strides: [1], dilations: [1] }, [3, 34]), [1]),
      [],
    ],
  ])("is drawn once for each element: %s of rows", (_, of, kept) => {
    const root = of(masked(x([20, 36]), [20, 36]))
    const { buffers, steps } = schedule([root])
    const scratch = buffers.filter(({ place }) => place.kind === "scratch").map(({ dtype }): DType => dtype)
    expect(steps.map(({ kind }) => kind)).not.toContain("routine")
    if (kept.length > 0) expect(scratch).toEqual(kept)
    if (kept.length > 0) expect(steps).toHaveLength(2)
  })
  it("that a gradient needs again is kept as bytes", () => {
    const mask = masked(x([8, 64]), [8, 64]).inputs[0] as Node
    const [kept, zero] = [x([8, 64]), build.fill(0, [8, 64], "float32")]
    const dropped = build.select(mask, kept, zero)
    const product = dot(dropped, x([64, 64], "2"))
    const back = build.select(mask, dot(product, x([64, 64], "3")), zero)
    const { buffers } = schedule([back])
    const scratch = buffers.filter(({ place }) => place.kind === "scratch").map(({ dtype }): DType => dtype)
    expect(scratch).toContain("bool")
    expect(scratch.filter((dtype) => dtype === "float32")).toHaveLength(2)
  })
})
