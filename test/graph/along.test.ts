/** @file What scans, recurrences and sorting mean along each axis, and at special numbers. */
import { describe, expect, it } from "vitest"
import { interpret } from "../../src/exec/interpret.js"
import { parameter, sort } from "../../src/graph/infer.js"
import type { Node } from "../../src/graph/node.js"
import { recurrence, scan } from "../../src/primitives/scan.js"
import type { DType } from "../../types/dtype.js"

const run = (
  build: (...inputs: readonly Node[]) => Node,
  dtype: DType,
  shape: readonly number[],
  ...inputs: number[][]
) => {
  const parameters = inputs.map((_, i) => parameter(`${i}`, shape, dtype))
  const bindings = {
    constant: () => [],
    parameter: (node: Node<"parameter">) => inputs[Number(node.op.name)] as number[],
  }
  const [values] = interpret([build(...parameters)], bindings)
  return [...(values as Float64Array)]
}

describe("scan", () => {
  it("runs along either axis", () => {
    expect(run((x) => scan("sum", x as Node, 0), "float32", [2, 3], [1, 2, 3, 4, 5, 6])).toEqual([1, 2, 3, 5, 7, 9])
    expect(run((x) => scan("sum", x as Node, 1), "float32", [2, 3], [1, 2, 3, 4, 5, 6])).toEqual([1, 3, 6, 4, 9, 15])
  })

  it("passes NaN on, wraps integers and takes nothing", () => {
    const { NaN: nan } = Number
    expect(run((x) => scan("max", x as Node, 0), "float32", [4], [1, nan, 3, 0])).toEqual([1, nan, nan, nan])
    expect(run((x) => scan("sum", x as Node, 0), "int32", [2], [2 ** 31 - 1, 1])).toEqual([2 ** 31 - 1, -(2 ** 31)])
    expect(run((x) => scan("min", x as Node, 1), "float32", [2, 0], [])).toEqual([])
  })

  it("logsumexp takes infinite and huge terms", () => {
    const of = (...x: number[]) => run((node) => scan("logsumexp", node as Node, 0), "float64", [x.length], x)
    expect(of(-Infinity, -Infinity, 0)).toEqual([-Infinity, -Infinity, 0])
    expect(of(1000, 1000)).toEqual([1000, 1000 + Math.LN2])
    expect(of(Infinity, 1, Infinity)).toEqual([Infinity, Infinity, Infinity])
  })
})

it("recurrence takes the first term whatever its factor is", () => {
  const of = (a: number[], b: number[]) => run((x, y) => recurrence(x as Node, y as Node, 0), "float32", [3], a, b)
  expect(of([Infinity, 2, 3], [1, 10, 100])).toEqual([1, 12, 136])
})

describe("sort", () => {
  it("gives positions, equal elements in place, NaN as the largest", () => {
    const x = [3, Number.NaN, 1, 3, -0, 0]
    expect(run((node) => sort(node as Node, 0, false), "float32", [6], x)).toEqual([4, 5, 2, 0, 3, 1])
    expect(run((node) => sort(node as Node, 0, true), "float32", [6], x)).toEqual([1, 0, 3, 2, 4, 5])
  })

  it("sorts along an outer axis", () => {
    expect(run((node) => sort(node as Node, 0, false), "float32", [2, 2], [2, 1, 0, 5])).toEqual([1, 0, 0, 1])
  })
})
