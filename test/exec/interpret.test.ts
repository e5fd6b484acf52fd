/** @file The reference interpreter against values worked out by hand: it is what everything else is compared with. */
import { describe, expect, test } from "vitest"
import { interpret, interpretRoots } from "../../src/exec/interpret.js"
import { readStorage } from "../../src/exec/read.js"
import { storageOf } from "../../src/exec/storage.js"
import { arrayOf } from "../../src/graph/array.js"
import * as graph from "../../src/graph/infer.js"
import type { Node } from "../../src/graph/node.js"
import type { ReduceFn, Storage } from "../../src/graph/op.js"
import { dot } from "../../src/primitives/dot.js"
import type { DType } from "../../types/dtype.js"

const constant = (shape: readonly number[], values: readonly number[], dtype: DType = "float32"): Node =>
  graph.constant(storageOf(arrayOf(values, dtype)), shape)

const evaluate = (root: Node): readonly number[] => [...readStorage(interpretRoots([root], [])[0] as Storage)]

const { NaN: nan, POSITIVE_INFINITY: inf } = Number

describe("interpret", () => {
  test.each<[ReduceFn, readonly number[], number]>([
    ["logsumexp", [], -inf],
    ["logsumexp", [-inf, -inf, -inf], -inf],
    ["logsumexp", [-inf, 3], 3],
    ["logsumexp", [inf, 1], inf],
    ["logsumexp", [inf, -inf], inf],
    ["logsumexp", [1, nan], nan],
    ["logsumexp", [nan, inf], nan],
    ["logsumexp", [1e4, 1e4], 1e4 + Math.log(2)],
    ["logsumexp", [-1e4, -1e4], -1e4 + Math.log(2)],
    ["max", [1, nan, 3], nan],
    ["min", [nan, 1, 3], nan],
    ["max", [-inf, -inf], -inf],
    ["min", [2, -3], -3],
    ["sum", [], 0],
    ["sum", [inf, -inf], nan],
    ["sum", [1, 2, 4], 7],
  ])("%s of %j is %d", (fn, values, want) => {
    expect(evaluate(graph.reduce(fn, constant([values.length], values, "float64"), [0]))).toEqual([want])
  })

  test("reduces any axes, in any place", () => {
    const x = constant(
      [2, 3, 2],
      Array.from({ length: 12 }, (_, i) => i),
    )
    expect(evaluate(graph.reduce("sum", x, [0, 2]))).toEqual([14, 22, 30])
    expect(evaluate(graph.reduce("max", x, [1]))).toEqual([4, 5, 10, 11])
    expect(evaluate(graph.reduce("sum", x, [0, 1, 2]))).toEqual([66])
  })

  test("int32 wraps, in sums and products too", () => {
    const big = constant([3], [2147483647, 2147483647, 5], "int32")
    expect(evaluate(graph.binary("add", big, big))).toEqual([-2, -2, 10])
    expect(evaluate(graph.reduce("sum", big, [0]))).toEqual([3])
    expect(evaluate(graph.unary("neg", constant([2], [-2147483648, 0], "int32")))).toEqual([-2147483648, 0])
    const row = graph.reshape(constant([2], [65536, 65537], "int32"), [1, 2])
    expect(evaluate(dot(row, graph.permute(row, [1, 0])))).toEqual([131073])
  })

  test("an integer 0 has no sign that a later division could see", () => {
    const zero = graph.cast(graph.unary("neg", constant([1], [0], "int32")), "float32")
    expect(evaluate(graph.binary("div", constant([1], [1]), zero))).toEqual([inf])
  })

  test("multiplies batches of matrices", () => {
    const a = constant([2, 1, 2], [1, 2, 3, 4])
    const b = constant([2, 2, 2], [1, 0, 0, 1, 2, 1, 1, 2])
    expect(evaluate(dot(a, b))).toEqual([1, 2, 10, 11])
  })

  test("float32 is rounded operation by operation where results are kept, as kernels do", () => {
    const x = constant([1], [2 ** 24])
    const one = constant([1], [1])
    const back = graph.binary("sub", graph.binary("add", x, one), x)
    expect(evaluate(back)).toEqual([0])
    expect(evaluate(graph.binary("add", x, one))).toEqual([2 ** 24])
  })

  test("log-probabilities keep their digits, for any logits", () => {
    const logSoftmax = (logits: readonly number[]) => {
      const data = Float64Array.from(logits)
      const x = graph.constant({ dtype: "float64", length: data.length, data, address: undefined }, [1, data.length])
      const lse = graph.insertAxes(graph.reduce("lognormalizer", x, [1]), [1])
      return evaluate(graph.binary("sub", x, graph.expand(lse, x.shape)))
    }
    expect(logSoftmax([1e17, 1e17])).toEqual([-Math.log(2), -Math.log(2)])
    expect(logSoftmax([0, -40])[0]).toBeCloseTo(-Math.exp(-40), 30)
    expect(logSoftmax([1e4, 1e4 - 20])[0]).toBeCloseTo(-Math.log1p(Math.exp(-20)), 22)
    expect(logSoftmax([Infinity, 0])).toEqual([Number.NaN, Number.NaN])
  })

  test("movement, comparison and selection", () => {
    const x = constant([2, 2], [1, 2, 3, 4])
    const mask = graph.compare("gt", x, graph.broadcastTo(constant([2], [2, 2]), [2, 2]))
    expect(evaluate(mask)).toEqual([0, 0, 1, 1])
    expect(evaluate(graph.select(mask, x, graph.permute(x, [1, 0])))).toEqual([1, 3, 3, 4])
    expect(evaluate(graph.iota([2, 3], 1))).toEqual([0, 1, 2, 0, 1, 2])
  })

  test("binds parameters by position, passes inputs through, and computes a shared root once", () => {
    const x = graph.parameter("1", [2], "float64")
    const sum = graph.binary("add", x, graph.parameter("0", [2], "float64"))
    const inputs = [storageOf(Float64Array.of(10, 20)), storageOf(Float64Array.of(1, 2))]
    const [a, b, c] = interpretRoots([sum, x, sum], inputs) as [Storage, Storage, Storage]
    expect([...readStorage(a)]).toEqual([11, 22])
    expect(a.dtype).toBe("float64")
    expect(b).toBe(inputs[1])
    expect(c).toBe(a)
  })

  test("results have the dtypes of the roots", () => {
    const x = constant([2], [1.7, -1.7])
    const roots = [graph.cast(x, "int32"), graph.cast(x, "bool"), x, graph.cast(x, "float64")]
    const storages = interpretRoots(roots, [])
    expect(storages.map(({ dtype }) => dtype)).toEqual(["int32", "bool", "float32", "float64"])
    expect([...readStorage(storages[0] as Storage)]).toEqual([1, -1])
    expect([...readStorage(storages[1] as Storage)]).toEqual([1, 1])
  })

  test("a check refuses what is out of range, the ignored index excepted", () => {
    const indices = constant([3], [0, -100, 4], "int32")
    const check = (limit: number) => graph.checkIndex(indices, limit, "nllLoss", -100)
    expect(evaluate(check(5))).toEqual([0, -100, 4])
    expect(() => evaluate(check(4))).toThrow("nllLoss: index 4 (element 2) is out of range for size 4: use 0 to 3")
  })

  test("a long chain is walked without recursion", () => {
    let x = constant([1], [0])
    for (let i = 0; i < 20_000; i++) x = graph.binary("add", x, constant([1], [1]))
    const bindings = { constant: (s: Storage) => s.data ?? [], parameter: () => [] }
    expect([...(interpret([x], bindings)[0] ?? [])]).toEqual([20_000])
  })
})
