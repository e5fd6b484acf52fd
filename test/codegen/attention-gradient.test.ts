/**
 * @file The gradient through attention against the float64 interpreter: sizes and masks; and the same numbers from
 * every range.
 */
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { attentionGradientModule } from "../../src/codegen/attention-gradient.js"
import { gradientSplit, gradientWorkspace } from "../../src/codegen/attention-tiling.js"
import { interpretRoots } from "../../src/exec/interpret.js"
import { readStorage } from "../../src/exec/read.js"
import { storageOf } from "../../src/exec/storage.js"
import * as build from "../../src/graph/infer.js"
import { transposed, whereRow } from "../../src/graph/matrix.js"
import type { Node } from "../../src/graph/node.js"
import { dot } from "../../src/primitives/dot.js"
import { schedule } from "../../src/schedule/schedule.js"
import { pullback } from "../../src/transform/backward.js"
import { simplify } from "../../src/transform/simplify.js"
import { runRanges } from "./attention-kernel.js"
import { targets } from "./kernel.js"

interface Case {
  readonly batch: number
  readonly m: number
  readonly n: number
  readonly e: number
  readonly d: number
  readonly mask: "none" | "causal" | "later" | "added" | "chosen"
  readonly cuts: readonly number[]
}

/** The gradients of queries, keys and values; of a weighted sum of results. */
const gradientGraph = ({ batch, m, n, e, d, mask }: Case): readonly Node[] => {
  const [q, k, v, given, added] = [
    [batch, m, e],
    [batch, n, e],
    [batch, n, d],
    [batch, m, d],
    [m, n],
  ].map((shape, i) => build.parameter(`${i}`, shape, "float32")) as [Node, Node, Node, Node, Node]
  const product = dot(q, transposed(k))
  const spread = build.broadcastTo(added, product.shape)
  const hidden = build.fill(Number.NEGATIVE_INFINITY, product.shape, "float32")
  const isSeen = build.compare("gt", spread, build.fill(0, product.shape, "float32"))
  const later = build.slice(build.iota([batch, m + 9, n], 1), [0, 9, 0], [1, 1, 1], product.shape)
  const scores = {
    none: product,
    causal: build.select(whereRow("ge", product.shape), product, hidden),
    later: build.select(build.compare("le", build.iota(product.shape, 2), later), product, hidden),
    added: build.binary("add", product, spread),
    chosen: build.select(isSeen, product, hidden),
  }[mask]
  const normalizer = build.insertAxes(build.reduce("lognormalizer", scores, [2]), [2])
  const weights = build.unary("exp", build.binary("sub", scores, build.broadcastTo(normalizer, scores.shape)))
  const result = dot(weights, v)
  return simplify([result, ...(pullback([result], [given], [q, k, v]) as Node[])])
}

const inputsOf = ({ batch, m, n, e, d }: Case): readonly Float32Array[] =>
  [batch * m * e, batch * n * e, batch * n * d, batch * m * d, m * n].map((length, seed) =>
    Float32Array.from({ length }, (_, i) => Math.sin(seed + i * 1.37 + ((i * i) % 11))),
  )

const stepOf = (given: Case) => {
  const plan = schedule(gradientGraph(given))
  const step = plan.steps.find(({ kind }) => kind === "gradient")
  if (step?.kind !== "gradient") throw new Error("there is no gradient of attention")
  return { attention: step.attention, nodes: step.buffers.map((buffer) => plan.buffers[buffer]?.node as Node) }
}

/** What the kernel writes, from exact numbers, beside what is exact. */
const runGradient = (given: Case, fma: boolean, cuts = given.cuts) => {
  const { attention, nodes } = stepOf(given)
  const results = attention.products.flatMap((product) => product.results)
  const inputs = inputsOf(given).map(storageOf)
  const numbers = interpretRoots(nodes, inputs).map(readStorage)
  const { extent } = gradientSplit(attention)
  const edges = [0, ...cuts.map((cut) => Math.floor(cut * extent)), extent].sort((x, y) => x - y)
  const module = attentionGradientModule(attention, { fma })
  const got = runRanges(module, numbers, results, gradientWorkspace(attention), edges)
  return { got, want: results.map((at) => numbers[at] as Float32Array) }
}

const cases = (keys: fc.Arbitrary<number>): fc.Arbitrary<Case> =>
  fc.record({
    batch: fc.integer({ min: 1, max: 2 }),
    m: fc.integer({ min: 17, max: 130 }),
    n: keys,
    e: fc.integer({ min: 2, max: 20 }),
    d: fc.integer({ min: 2, max: 20 }),
    mask: fc.constantFrom("none", "causal", "later", "added", "chosen"),
    cuts: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 3 }),
  })

const fewKeys = fc.oneof(fc.integer({ min: 4, max: 60 }), fc.integer({ min: 60, max: 300 }))

const many = cases(fc.integer({ min: 1024, max: 1100 })).map((given) => ({
  ...given,
  batch: 1,
  m: 17 + (given.m % 40),
}))

describe.each(targets)("the gradient of attention with %o", ({ fma }) => {
  it("agrees with float64, whatever the sizes and masks", () => {
    const agree = (given: Case): void => {
      const { got, want } = runGradient(given, fma)
      got.forEach((values, i) => {
        const exact = want[i] as Float32Array
        const most = exact.reduce((max, value) => Math.max(max, Math.abs(value)), 1)
        values.forEach((value, at) => {
          // a row of which nothing is seen has no weights
          if (Number.isNaN(value) && Number.isNaN(exact[at])) return
          if (!(Math.abs(value - (exact[at] as number)) <= (2e-6 + 4e-7 * (given.e + given.d)) * most))
            expect([i, at, value]).toEqual([i, at, exact[at]])
        })
      })
    }
    fc.assert(fc.property(cases(fewKeys), agree), { numRuns: 10 })
    fc.assert(fc.property(many, agree), { numRuns: 3 })
  }, 60_000)

  it("gives the same numbers in parts", () => {
    const alike = (given: Case): void => {
      expect(runGradient(given, fma).got).toEqual(runGradient(given, fma, []).got)
    }
    fc.assert(fc.property(many, alike), { numRuns: 2 })
  }, 60_000)
})
