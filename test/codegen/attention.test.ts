/**
 * @file Attention against the float64 interpreter: sizes, masks, special values; and the same numbers from every range.
 */
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { attentionModule } from "../../src/codegen/attention.js"
import { attentionSplit, attentionWorkspace } from "../../src/codegen/attention-tiling.js"
import { interpretRoots } from "../../src/exec/interpret.js"
import { readStorage } from "../../src/exec/read.js"
import { storageOf } from "../../src/exec/storage.js"
import * as build from "../../src/graph/infer.js"
import { transposed, whereRow } from "../../src/graph/matrix.js"
import type { Node } from "../../src/graph/node.js"
import { dot } from "../../src/primitives/dot.js"
import type { Attention } from "../../src/schedule/attention.js"
import { schedule } from "../../src/schedule/schedule.js"
import { simplify } from "../../src/transform/simplify.js"
import { runRanges } from "./attention-kernel.js"
import { targets } from "./kernel.js"

interface Case {
  readonly batch: number
  readonly m: number
  readonly n: number
  readonly e: number
  readonly d: number
  readonly mask: "none" | "causal" | "added" | "chosen"
  /** Into which of q, k, v and the mask a special value goes, and where. */
  readonly special: { readonly into: number; readonly at: number; readonly value: number } | undefined
  readonly scale: number
  readonly cuts: readonly number[]
}

const attentionGraph = ({ batch, m, n, e, d, mask }: Case): Node => {
  const [q, k, v, added] = [
    [batch, m, e],
    [batch, n, e],
    [batch, n, d],
    [m, n],
  ].map((shape, i) => build.parameter(`${i}`, shape, "float32")) as [Node, Node, Node, Node]
  const product = dot(q, transposed(k))
  const spread = build.broadcastTo(added, product.shape)
  const hidden = build.fill(Number.NEGATIVE_INFINITY, product.shape, "float32")
  const isSeen = build.compare("gt", spread, build.fill(0, product.shape, "float32"))
  const scores = {
    none: product,
    causal: build.select(whereRow("ge", product.shape), product, hidden),
    added: build.binary("add", product, spread),
    chosen: build.select(isSeen, product, hidden),
  }[mask]
  const normalizer = build.insertAxes(build.reduce("lognormalizer", scores, [2]), [2])
  const weights = build.unary("exp", build.binary("sub", scores, build.broadcastTo(normalizer, scores.shape)))
  return dot(weights, v)
}

const inputsOf = ({ batch, m, n, e, d, special, scale }: Case): readonly Float32Array[] => {
  const inputs = [batch * m * e, batch * n * e, batch * n * d, m * n].map((length, seed) =>
    Float32Array.from({ length }, (_, i) => Math.sin(seed + i * 1.37 + ((i * i) % 11)) * (seed < 2 ? scale : 1)),
  )
  if (special !== undefined) {
    const array = inputs[special.into] as Float32Array
    array[special.at % array.length] = special.value
  }
  return inputs
}

const runAttention = (attention: Attention, fma: boolean, inputs: readonly Float32Array[], cuts: readonly number[]) => {
  const { batch, m, d } = { ...attention, batch: attention.batch.reduce((product, { extent }) => product * extent, 1) }
  const buffers = [
    ...inputs.slice(0, 3),
    ...inputs.slice(3, attention.arguments.length - 1),
    new Float32Array(batch * m * d),
  ]
  const { extent, grain } = attentionSplit(attention)
  const edges = [0, ...cuts.map((cut) => grain * Math.floor((cut * extent) / grain)), extent].sort((x, y) => x - y)
  const module = attentionModule(attention, { fma })
  const [result] = runRanges(module, buffers, [buffers.length - 1], attentionWorkspace(attention), edges)
  return result as Float32Array
}

const attentionOf = (root: Node): Attention => {
  const plan = schedule(simplify([root]))
  const [step] = plan.steps
  if (plan.steps.length !== 1 || step?.kind !== "attention") throw new Error("not one attention")
  return step.attention
}

const cases = (special: fc.Arbitrary<Case["special"]>, most: number): fc.Arbitrary<Case> =>
  fc.record({
    batch: fc.integer({ min: 1, max: 2 }),
    m: fc.integer({ min: 17, max: 210 }),
    n: fc.oneof(fc.integer({ min: 2, max: 40 }), fc.integer({ min: 200, max: most })),
    e: fc.integer({ min: 2, max: 20 }),
    d: fc.integer({ min: 1, max: 20 }),
    mask: fc.constantFrom("none", "causal", "added", "chosen"),
    special,
    scale: fc.constantFrom(0.5, 1, 4),
    cuts: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 3 }),
  })

/** Numbers agree where they are near each other beside the values that they are made of. */
const agree = (given: Case, fma: boolean): void => {
  const root = attentionGraph(given)
  const inputs = inputsOf(given)
  const got = runAttention(attentionOf(root), fma, inputs, given.cuts)
  const [want] = interpretRoots([root], inputs.map(storageOf)).map((storage) => [...readStorage(storage)])
  const values = (inputs[2] as Float32Array).map((value) => (Number.isFinite(value) ? Math.abs(value) : 0))
  const most = Array.from({ length: given.d }, (_, column) =>
    values.reduce((max, value, i) => (i % given.d === column && value > max ? value : max), 1),
  )
  // large scores are rounded, and their exponentials with them
  const tolerance = 2e-6 + 2e-7 * given.e * given.scale ** 2
  got.forEach((x, i) => {
    const y = want?.[i] as number
    if (Object.is(x, y) || (Number.isNaN(x) && Number.isNaN(y))) return
    if (!(Math.abs(x - y) <= tolerance * (most[i % given.d] as number))) expect([i, x]).toEqual([i, y])
  })
}

describe.each(targets)("attention with %o", ({ fma }) => {
  it("agrees with float64, whatever the sizes and masks", () => {
    fc.assert(
      fc.property(cases(fc.constant(undefined), 700), (given) => agree(given, fma)),
      { numRuns: 25 },
    )
  }, 60_000)

  it("has the special values of separate steps", () => {
    const among = (into: readonly number[], values: readonly number[]) =>
      fc.record({ into: fc.constantFrom(...into), at: fc.nat(), value: fc.constantFrom(...values) })
    const infinite = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
    // the oracle's products do not overflow
    const special = fc.oneof(among([0, 1, 2, 3], infinite), among([2, 3], [3e38, -3e38, 1e-45]))
    // nor do their exponentials become 0, which times an infinity would be NaN
    fc.assert(
      fc.property(cases(special, 400), (given) => agree({ ...given, scale: 1 }, fma)),
      { numRuns: 40 },
    )
  }, 60_000)

  it("gives NaN where nothing may be attended to, and only there", () => {
    const given: Case = { batch: 1, m: 17, n: 600, e: 3, d: 5, mask: "added", special: undefined, scale: 1, cuts: [] }
    const [q, k, v] = inputsOf(given) as [Float32Array, Float32Array, Float32Array]
    const mask = new Float32Array(17 * 600).fill(Number.NEGATIVE_INFINITY)
    // row 0 sees nothing, row i the last i keys
    for (let row = 1; row < 17; row++) mask.fill(0, row * 600 + 600 - row, (row + 1) * 600)
    const got = runAttention(attentionOf(attentionGraph(given)), fma, [q, k, v, mask], [])
    got.forEach((x, i) => {
      expect(Number.isNaN(x)).toBe(i < 5)
    })
    // row 1 sees one key: its value to the bit
    expect(got.slice(5, 10)).toEqual(v.slice(599 * 5))
  })

  it("gives the value of a key whose score is beyond all others", () => {
    const given: Case = { batch: 1, m: 17, n: 600, e: 2, d: 5, mask: "none", special: undefined, scale: 1, cuts: [] }
    const v = inputsOf(given)[2] as Float32Array
    for (const key of [0, 300, 599]) {
      const [q, k] = [new Float32Array(34).fill(1e15), new Float32Array(1200).fill(-1e15)]
      k.fill(1e15, 2 * key, 2 * key + 2)
      const got = runAttention(attentionOf(attentionGraph(given)), fma, [q, k, v], [])
      for (let row = 0; row < 17; row++) expect(got.slice(5 * row, 5 * row + 5)).toEqual(v.slice(5 * key, 5 * key + 5))
    }
  })

  it("gives the same numbers in parts", () => {
    fc.assert(
      fc.property(cases(fc.constant(undefined), 300), (given) => {
        const [attention, inputs] = [attentionOf(attentionGraph(given)), inputsOf(given)]
        expect(runAttention(attention, fma, inputs, given.cuts)).toEqual(runAttention(attention, fma, inputs, []))
      }),
      { numRuns: 20 },
    )
  }, 60_000)
})
