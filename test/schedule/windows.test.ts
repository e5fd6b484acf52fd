/** @file Products with windows: what they write, and their numbers, over many sizes, forwards and backwards. */
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { conv2d, convTranspose2d } from "../../src/api/conv.js"
import { avgPool2d, maxPool2d } from "../../src/api/pool.js"
import * as build from "../../src/graph/infer.js"
import { type Node, sizeOf } from "../../src/graph/node.js"
import { dot } from "../../src/primitives/dot.js"
import type { Plan } from "../../src/schedule/plan.js"
import { pullback } from "../../src/transform/backward.js"
import { untyped } from "../api/untyped.js"
import { checkedPlan } from "./checked-plan.js"

const any = untyped({ conv2d, convTranspose2d, maxPool2d, avgPool2d })

const input = (slot: number, shape: readonly number[]): Node => build.parameter(`${slot}`, shape, "float32")

const small = (x: Node): Node => build.binary("mul", x, build.fill(0.125, x.shape, x.dtype))

/** A result, and what a cotangent of it gives for each operand. */
const withGradients = (f: (...inputs: Node[]) => Node, ...shapes: (readonly number[])[]): readonly Plan[] => {
  const inputs = shapes.map((shape, slot) => input(slot, shape))
  const result = f(...inputs)
  const cotangents = pullback([result], [small(input(shapes.length, result.shape))], inputs)
  return [result, ...cotangents].map((node) => checkedPlan(node as Node))
}

/** Elements of the largest buffer that is neither an input nor a result. */
const largest = ({ buffers }: Plan): number =>
  Math.max(0, ...buffers.map(({ place, length }) => (place.kind === "scratch" ? length : 0)))

const kinds = ({ steps }: Plan): readonly string[] => steps.map(({ kind }) => kind)

describe("a convolution", () => {
  it("writes nothing larger than its padded operand, nor do its gradients", () => {
    const [forward, images, weights] = withGradients(
      (x, w) => any.conv2d(x, w, { padding: 1 }),
      [2, 3, 14, 14],
      [4, 3, 3, 3],
    ) as readonly [Plan, Plan, Plan]
    expect(largest(forward)).toBe(2 * 3 * 16 * 16)
    // the cotangent in a border of two, 4 channels of it
    expect(largest(images)).toBe(2 * 4 * 18 * 18)
    expect(largest(weights)).toBe(2 * 4 * 14 * 14)
    expect(kinds(weights).filter((kind) => kind === "gemm")).toHaveLength(1)
    expect(weights.steps.flatMap((step) => (step.kind === "gemm" ? [step.gemm.k] : []))).toEqual([2 * 14 * 14])
  })

  it("without padding is one step, and so is the work on its elements", () => {
    const [x, w, bias] = [input(0, [2, 3, 9, 9]), input(1, [4, 3, 3, 3]), input(2, [4])]
    const result = any.conv2d(x, w, { bias })
    const relu = build.binary("maximum", result, build.fill(0, result.shape, "float32"))
    const plan = checkedPlan(relu)
    expect([kinds(plan), plan.scratchBytes]).toEqual([["gemm"], 0])
  })

  it("has the numbers of the interpreter whatever its sizes, and so have its gradients", () => {
    const axis = fc.record({
      size: fc.integer({ min: 1, max: 27 }),
      kernel: fc.integer({ min: 1, max: 4 }),
      stride: fc.constantFrom(1, 1, 2, 3),
      padding: fc.integer({ min: 0, max: 2 }),
      dilation: fc.constantFrom(1, 1, 2),
    })
    const problem = fc.record({
      axes: fc.tuple(axis, axis),
      batch: fc.integer({ min: 1, max: 3 }),
      groups: fc.constantFrom(1, 1, 2),
      inner: fc.integer({ min: 1, max: 3 }),
      own: fc.integer({ min: 1, max: 7 }),
    })
    fc.assert(
      fc.property(problem, ({ axes: [h, w], batch, groups, inner, own }) => {
        fc.pre([h, w].every((a) => a.size + 2 * a.padding > a.dilation * (a.kernel - 1)))
        const options = {
          ...{
            stride: [h.stride, w.stride],
            padding: [h.padding, w.padding],
            dilation: [h.dilation, w.dilation],
            groups,
          },
        }
        const weight = [groups * own, inner, h.kernel, w.kernel]
        withGradients((x, k) => small(any.conv2d(x, k, options)), [batch, groups * inner, h.size, w.size], weight)
      }),
      { numRuns: 120 },
    )
  })
})

describe("a transposed convolution", () => {
  it("by single steps is a product with windows", () => {
    const [forward] = withGradients(
      (x, w) => small(any.convTranspose2d(x, w, { padding: 1 })),
      [2, 3, 9, 10],
      [3, 2, 3, 4],
    ) as readonly [Plan]
    expect(largest(forward)).toBe(2 * 3 * 13 * 16)
  })

  it("adds up what it can't read in place", () => {
    withGradients((x, w) => small(any.convTranspose2d(x, w, { stride: 2 })), [2, 3, 6, 5], [3, 2, 3, 2])
  })
})

describe("pooling", () => {
  it.each([
    ["maxPool2d", { kernel: 2 }],
    ["maxPool2d", { kernel: 3, stride: 2, padding: 1 }],
    ["maxPool2d", { kernel: 3, stride: 3, dilation: 2 }],
    ["avgPool2d", { kernel: 3, stride: 1, padding: 1 }],
    ["avgPool2d", { kernel: [2, 5], stride: [2, 4] }],
  ] as const)("%s %o writes no windows", (op, options) => {
    const shape = [2, 3, 13, 19]
    const [forward, gradient] = withGradients((x) => any[op](x, options), shape) as readonly [Plan, Plan]
    for (const plan of [forward, gradient]) expect(largest(plan)).toBeLessThanOrEqual(sizeOf([2, 3, 15, 21]))
  })
})

describe("a sum over a batch of products", () => {
  it("is one product", () => {
    const product = dot(small(input(0, [5, 4, 3])), input(1, [5, 3, 6]))
    const plan = checkedPlan(build.reduce("sum", product, [0]))
    expect(plan.steps.flatMap((step) => (step.kind === "gemm" ? [[step.gemm.m, step.gemm.k]] : []))).toEqual([[4, 15]])
  })

  it("leaves alone what is read by others", () => {
    const product = dot(small(input(0, [5, 4, 3])), input(1, [5, 3, 6]))
    const plan = checkedPlan(build.reduce("sum", product, [0]), product)
    expect(plan.steps.flatMap((step) => (step.kind === "gemm" ? [step.gemm.k] : []))).toEqual([3])
  })
})
