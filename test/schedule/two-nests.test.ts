import { describe, expect, it } from "vitest"
import { knownStorage } from "../../src/exec/known.js"
import { capture } from "../../src/graph/capture.js"
import { type Node, sizeOf } from "../../src/graph/node.js"
import { add, div, exp, fromArray, logSoftmax, mul, sub, sum, type Tensor, toArray } from "../../src/index.js"
import { explainPlan } from "../../src/schedule/explain.js"
import { lowerTrace } from "../../src/schedule/loops.js"
import type { Nest } from "../../src/schedule/nest.js"
import { schedule } from "../../src/schedule/schedule.js"
import { inTwoNests } from "../../src/schedule/two-nests.js"
import { arrayOf, runKernel, targets } from "../codegen/kernel.js"
import type { Buffer } from "../codegen/reference.js"

const numbers = (...shape: readonly number[]): Tensor<readonly number[]> =>
  fromArray(
    Float32Array.from({ length: sizeOf(shape) }, (_, i) => Math.sin(i * i) * 3),
    shape,
  )

const planOf = (...roots: readonly unknown[]) => schedule(capture(roots as readonly Node[], knownStorage).roots())

/** The whole nest of a plan that is one kernel, and buffers for it. */
const wholeOf = (...roots: readonly unknown[]): { readonly nest: Nest; readonly buffers: readonly Buffer[] } => {
  const [origin, ...others] = planOf(...roots).origins
  if (origin?.kind !== "nest" || others.some((other) => other.kind !== "nest" || !other.isSecond))
    throw new Error("not one kernel")
  const { nest, arguments: nodes } = lowerTrace(origin.trace)
  const buffers = nodes.map(({ dtype, shape }) =>
    arrayOf(
      dtype,
      Array.from({ length: sizeOf(shape) }, (_, i) => Math.cos(i * 7) * 2),
    ),
  )
  return { nest, buffers }
}

const x = numbers(70, 100)

const kernels: Readonly<Record<string, readonly unknown[]>> = {
  "log-softmax": [logSoftmax(x, 0)],
  "a batch": [logSoftmax(numbers(3, 64, 102), 1)],
  "dependent reductions": ((): readonly unknown[] => {
    const centred = sub(x, div(sum(x, 0), 70))
    return [div(centred, add(sum(mul(centred, centred), 0), 1e-5))]
  })(),
  "a weight a column, and the sums themselves": ((): readonly unknown[] => {
    const scaled = mul(x, exp(numbers(100)))
    const total = sum(scaled, 0)
    return [total, sub(scaled, total)]
  })(),
}

describe("a nest down columns", () => {
  it.each(Object.entries(kernels))("gives the same bits cut in two: %s", (_, roots) => {
    const { nest, buffers } = wholeOf(...roots)
    const two = inTwoNests(nest)
    if (two === undefined) throw new Error("it is not cut")
    const between = two.handed.map(({ dtype, length }) => arrayOf(dtype, Array(length).fill(0)))
    for (const target of targets) {
      const expected = runKernel(nest, buffers, target)
      const all = [...buffers, ...between]
      for (const [part, used] of two.nests) {
        const results = runKernel(
          part,
          used.map((i) => all[i] as Buffer),
          target,
        )
        used.forEach((i, at) => {
          all[i] = results[at] as Buffer
        })
      }
      expect(all.slice(0, buffers.length)).toEqual(expected)
    }
  })

  it("is cut where columns are long and rows wide, or columns very long", () => {
    const steps = (...shape: readonly number[]) => planOf(logSoftmax(numbers(...shape), 0)).steps.length
    expect([steps(64, 96), steps(60, 96), steps(64, 92), steps(16384, 20)]).toEqual([2, 1, 1, 2])
    expect(planOf(sum(x, 0)).steps.length).toBe(1)
    expect(planOf(logSoftmax(x, 1)).steps.length).toBe(1)
  })

  it("is explained as two steps, and evaluated as one thing", () => {
    expect(explainPlan(planOf(logSoftmax(x, 0)), (input) => `in${input}`)).toMatchInlineSnapshot(`
      "plan: 2 kernels, 896 B of scratch
        1. row kernel rows [100] × axis [70]: lognormalizer · sub (22.0 kflop), 28.8 kB
           reads in0 float32[7000]
           writes #2 float32[100]: elements are written when all rows are reduced
           writes #3 float32[100]: elements are written when all rows are reduced
        2. elementwise over [70, 100]: elements of the rows before (14.0 kflop), 56.8 kB
           reads in0 float32[7000], #2 float32[100], #3 float32[100]
           writes #1 float32[7000]: a result"
    `)
    const [first] = toArray(sum(exp(logSoftmax(x, 0)), 0)) as readonly number[]
    expect(first).toBeCloseTo(1, 6)
  })
})
