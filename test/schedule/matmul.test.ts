/** @file Which products a dot is: how many, of how many rows. */
import { describe, expect, it } from "vitest"
import * as build from "../../src/graph/infer.js"
import type { Node } from "../../src/graph/node.js"
import { dot } from "../../src/primitives/dot.js"
import { tanh } from "../../src/primitives/elementary.js"
import { productsOf as countOf } from "../../src/schedule/gemm.js"
import { checkedPlan } from "./checked-plan.js"

const input = (slot: number, ...shape: readonly number[]): Node => build.parameter(`${slot}`, shape, "float32")

const over = (node: Node, shape: readonly number[]): Node => build.broadcastTo(node, shape)

/** Rows, and products, of each dot. */
const productsOf = (...roots: Node[]): readonly (readonly [number, number])[] =>
  checkedPlan(...roots).steps.flatMap((step) =>
    step.kind === "gemm" ? [[step.gemm.m, countOf(step.gemm)] as const] : [],
  )

describe("a batch of products", () => {
  it("is one of more rows where the right side repeats", () => {
    const right = over(input(1, 1, 5, 6), [3, 5, 6])
    expect(productsOf(dot(input(0, 3, 4, 5), right))).toEqual([[12, 1]])
    expect(productsOf(dot(input(0, 2, 3, 4, 5), over(input(1, 5, 6), [2, 3, 5, 6])))).toEqual([[24, 1]])
  })

  it("is one for each matrix on the right", () => {
    expect(productsOf(dot(input(0, 3, 4, 5), input(1, 3, 5, 6)))).toEqual([[4, 3]])
    const perBatch = over(input(1, 2, 1, 5, 6), [2, 3, 5, 6])
    expect(productsOf(dot(input(0, 2, 3, 4, 5), perBatch))).toEqual([[12, 2]])
    expect(productsOf(dot(input(0, 3, 1, 5), input(1, 3, 5, 6)))).toEqual([[1, 3]])
  })

  it("of single rows is one, however far apart they are", () => {
    const rows = build.permute(input(0, 1, 7, 3, 5), [0, 2, 1, 3])
    const picked = build.slice(rows, [0, 0, 2, 0], [1, 1, 1, 1], [1, 3, 1, 5])
    expect(productsOf(dot(picked, over(input(1, 5, 6), [1, 3, 5, 6])))).toEqual([[3, 1]])
  })

  it("of columns is one of rows where the matrix on the left repeats", () => {
    const left = over(input(0, 1, 5, 6), [3, 5, 6])
    expect(productsOf(dot(left, input(1, 3, 6, 1)))).toEqual([[3, 1]])
    expect(productsOf(dot(input(0, 3, 5, 6), input(1, 3, 6, 1)))).toEqual([[1, 3]])
  })

  it("stays apart where rows of the left side do not follow each other", () => {
    const rows = build.permute(input(0, 4, 3, 5), [1, 0, 2])
    expect(productsOf(dot(rows, over(input(1, 5, 6), [3, 5, 6])))).toEqual([[4, 3]])
    expect(productsOf(dot(over(input(0, 4, 5), [3, 4, 5]), over(input(1, 5, 6), [3, 5, 6])))).toEqual([[4, 3]])
  })

  it("is one with its epilogue, where that goes through rows alike", () => {
    const product = dot(input(0, 3, 4, 5), over(input(1, 5, 6), [3, 5, 6]))
    const add = (other: Node) => build.binary("add", product, over(other, [3, 4, 6]))
    expect(productsOf(add(input(2, 6)))).toEqual([[12, 1]])
    expect(productsOf(add(input(2, 3, 4, 6)))).toEqual([[12, 1]])
    expect(productsOf(add(input(2, 4, 6)))).toEqual([[4, 3]])
    expect(productsOf(build.binary("add", product, build.cast(build.iota([3, 4, 6], 1), "float32")))).toEqual([[4, 3]])
    expect(productsOf(build.binary("add", product, build.cast(build.iota([3, 4, 6], 2), "float32")))).toEqual([[12, 1]])
    const single = dot(input(0, 3, 1, 5), over(input(1, 5, 6), [3, 5, 6]))
    expect(productsOf(build.binary("add", single, over(input(2, 3, 1, 1), [3, 1, 6])))).toEqual([[3, 1]])
  })
})

describe("a matrix times a column", () => {
  const column = dot(input(0, 7, 5), input(1, 5, 1))

  it("is a row times its transpose", () => {
    expect(productsOf(column)).toEqual([[1, 1]])
    expect(productsOf(dot(build.permute(input(0, 5, 7), [1, 0]), input(1, 5, 1)))).toEqual([[1, 1]])
  })

  it("has an epilogue like any other", () => {
    const steps = build.cast(build.iota([7, 1], 0), "float32")
    const shifted = build.binary("add", build.binary("mul", column, input(2, 7, 1)), steps)
    expect(productsOf(tanh(shifted), build.compare("lt", shifted, steps))).toEqual([[1, 1]])
    const rows = build.binary("add", build.permute(column, [1, 0]), input(2, 1, 7))
    expect(productsOf(rows)).toEqual([[1, 1]])
  })

  it("stays one where its sums lie apart", () => {
    const columns = dot(input(0, 2, 7, 5), input(1, 2, 5, 1))
    const turned = build.binary("add", build.permute(columns, [1, 0, 2]), input(2, 7, 2, 1))
    expect(productsOf(turned)).toEqual([[7, 2]])
  })
})
