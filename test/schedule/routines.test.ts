/** @file What has no kernel becomes routines, and the rest of the graph keeps its kernels. */
import { describe, expect, it } from "vitest"
import { qrQ, svdS, svdU, svdV } from "../../src/graph/factors.js"
import * as build from "../../src/graph/infer.js"
import type { Node } from "../../src/graph/node.js"
import { choleskyFactor } from "../../src/graph/square.js"
import {
  add,
  cast,
  cholesky,
  compile,
  crossEntropy,
  diagonal,
  explain,
  log,
  matmul,
  spec,
  sum,
  transpose,
  valueAndGrad,
  zeros,
} from "../../src/index.js"
import { dot } from "../../src/primitives/dot.js"
import { rem, tanh } from "../../src/primitives/elementary.js"
import { explainPlan } from "../../src/schedule/explain.js"
import type { Plan } from "../../src/schedule/plan.js"
import { schedule } from "../../src/schedule/schedule.js"
import { simplify } from "../../src/transform/simplify.js"

const plan = (...roots: Node[]): Plan => schedule(simplify(roots))
const text = (...roots: Node[]): string => explainPlan(plan(...roots), (input) => `in${input}`)
const kinds = (...roots: Node[]) => plan(...roots).steps.map(({ kind }) => kind)
const x = build.parameter("0", [4, 6], "float32")
const wide = build.parameter("1", [4, 6], "float64")

describe("a routine", () => {
  it("stands between kernels, each with the reason for what it writes", () => {
    const solved = build.solve(dot(x, build.permute(x, [1, 0])), build.unary("exp", x))
    expect(text(build.reduce("sum", build.binary("mul", solved, x), [1]))).toMatchInlineSnapshot(`
      "plan: 3 kernels, 1 routine, 320 B of scratch
        1. matrix product [4, 6] @ [6, 4] (192 flop), 160 B
           reads in0 float32[24]
           writes #1 float32[16]: a routine reads it
        2. elementwise over [24]: exp (24 flop), 192 B
           reads in0 float32[24]
           writes #2 float32[24]: a routine reads it
        3. routine: solve (solve has no kernel), 256 B
           reads #1 float32[16], #2 float32[24]
           writes #3 float32[24]: a routine: solve has no kernel
        4. reduction rows [4] × axis [6]: mul · sum (48 flop), 208 B
           reads #3 float32[24], in0 float32[24]
           writes #4 float32[4]: a result"
    `)
  })

  it("has all factors of the same matrices, which are found together", () => {
    const tall = build.permute(x, [1, 0])
    const factors = [svdU, svdS, svdV, qrQ].map((routine) => build.factor(routine, tall))
    const exp = (node: Node) => build.unary("exp", node)
    expect(kinds(...factors.map(exp)).filter((kind) => kind === "routine")).toHaveLength(1)
    const others = [build.factor(svdS, tall), build.factor(svdS, exp(tall))]
    expect(kinds(...others).filter((kind) => kind === "routine")).toHaveLength(2)
  })

  it("is one for all connected nodes without kernels, and for what stands between them", () => {
    const whole = build.parameter("0", [4, 4], "int32")
    const square = dot(whole, whole)
    const isLarge = build.compare("gt", square, build.fill(9, square.shape, "int32"))
    const isOdd = build.compare("eq", build.iota(square.shape, 1), build.fill(1, square.shape, "int32"))
    const mask = build.binary("and", build.unary("not", isLarge), isOdd)
    const masked = build.select(mask, square, dot(square, whole))
    expect(text(dot(masked, whole))).toMatchInlineSnapshot(`
      "plan: 0 kernels, 1 routine, 0 B of scratch
        1. routine: dot · gt · not · eq · and · dot · select · dot (dot of int32 has no kernel), 128 B
           reads in0 int32[16]
           writes #1 int32[16]: a result"
    `)
  })

  it("leaves to kernels what they compute, however many routines read it", () => {
    const logits = tanh(x)
    const orders = [0, 1].map((axis) => build.sort(logits, axis, false))
    expect(kinds(...orders, build.reduce("max", x, [1]))).toEqual(["nest", "routine", "routine"])
  })

  it("does not wait for itself where kernels lie between its nodes", () => {
    const rest = rem(wide, build.unary("exp", wide))
    const middle = build.unary("exp", build.reduce("sum", rest, [1]))
    const spread = build.expand(build.insertAxes(middle, [1]), wide.shape)
    const steps = kinds(rem(rem(wide, wide), spread), rem(wide, wide))
    expect(steps.filter((kind) => kind === "routine").length).toBeGreaterThan(1)
    expect(steps.at(-1)).toBe("routine")
  })

  it("is not run around by kernels that would join: what it reads and what reads it stay apart", () => {
    const e = build.unary("exp", build.parameter("0", [4, 4], "float32"))
    const d = build.square(choleskyFactor, e)
    const joint = build.binary("add", e, d)
    expect(kinds(e, joint)).toEqual(["nest", "routine", "nest"])
  })

  it("is run when its numbers are needed, so that many share one place", () => {
    const layers = [1, 2, 3, 4, 5, 6].map((i) => build.parameter(`${i}`, [64, 64], "float64"))
    const deep = layers.reduce(
      (h: Node, layer) => dot(h, build.cast(build.binary("mul", layer, layer), "float32")),
      build.parameter("0", [64, 64], "float32"),
    )
    // a product, the next, and what stands for a layer
    expect(plan(deep).scratchBytes).toBe(3 * 64 * 64 * 4)
  })

  it("writes nothing for views, and reads reshapes where they are", () => {
    expect(kinds(build.reshape(wide, [24]))).toEqual([])
    const sorted = build.reshape(build.sort(x, 1, false), [24])
    const { steps, outputs } = plan(sorted, build.sort(sorted, 0, true))
    expect(steps.map(({ kind }) => kind)).toEqual(["routine", "routine"])
    expect(new Set(outputs).size).toBe(2)
  })

  it("says for which dtype there is no kernel", () => {
    const whole = build.parameter("0", [2, 2], "int32")
    expect(text(dot(whole, whole))).toContain("routine: dot (dot of int32 has no kernel), 32 B")
  })
})

describe("one node without a kernel", () => {
  const inputs = { x: zeros([64, 32]), w: zeros([16, 32]), target: zeros([64], "int32") }
  const specs = { x: spec([64, 32]), w: spec([16, 32]), target: spec([64], "int32") }

  it("leaves the gradient of the rest its matrix products: cholesky", () => {
    const f = compile(specs, ({ x, w, target }) =>
      valueAndGrad((weight: typeof w) => {
        const factor = cholesky(matmul(weight, transpose(weight)))
        return add(crossEntropy(matmul(x, transpose(weight)), target), sum(log(diagonal(factor))))
      })(w),
    )
    const plan = explain(f, inputs)
    expect(plan).toMatch(/plan: \d+ kernels, 3 routines/)
    expect(plan).toContain("routine: cholesky (cholesky has no kernel)")
    expect(plan).toContain("matrix product [64, 32] @ [32, 16]")
    expect(plan).toContain("matrix product [16, 64] @ [64, 32]")
  })

  it("is no sum of losses in float64", () => {
    const f = compile(specs, ({ x, w, target }) =>
      valueAndGrad((weight: typeof w) => {
        const losses = crossEntropy(matmul(x, transpose(weight)), target, { reduction: "none" })
        return sum(cast(losses, "float64"))
      })(w),
    )
    const plan = explain(f, inputs)
    expect(plan).toMatch(/plan: \d+ kernels, 0 B|plan: \d+ kernels, [\d.]+ kB/)
    expect(plan).not.toContain("routine")
  })
})
