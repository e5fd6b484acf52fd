import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import * as build from "../../src/graph/infer.js"
import type { Node } from "../../src/graph/node.js"
import { printGraph } from "../../src/graph/print.js"
import { verify } from "../../src/graph/verify.js"
import { topological } from "../../src/graph/walk.js"
import { dot } from "../../src/primitives/dot.js"
import { simplify } from "../../src/transform/simplify.js"
import { interpretRandom } from "../graph/interpret-random.js"
import { randomGraph } from "../graph/random-graph.js"

const x = build.parameter("0", [2, 3], "float32")
const y = build.parameter("1", [2, 3], "float32")
const scalarLike = (value: number) => build.fill(value, [2, 3], "float32")

const simplified = (...roots: Parameters<typeof simplify>[0]) => simplify(roots)

describe("simplify", () => {
  it("merges common subexpressions, whatever objects they are made of", () => {
    const sum = () => build.binary("add", build.unary("exp", x), y)
    const [root] = simplified(build.binary("mul", sum(), sum()))
    expect(root?.inputs[0]).toBe(root?.inputs[1])
    expect(topological(simplified(build.binary("mul", sum(), sum())))).toHaveLength(5)
  })

  it("folds constants to what the interpreter computes", () => {
    const two = scalarLike(2)
    const folded = build.reduce("sum", build.binary("mul", two, build.unary("exp", scalarLike(0))), [0, 1])
    expect(printGraph(simplified(folded))).toBe("%0 = fill(12) : float32[]\nreturn %0")
  })

  it("rounds a folded constant to its dtype", () => {
    const third = build.binary("div", scalarLike(1), scalarLike(3))
    expect(printGraph(simplified(third))).toContain(`fill(${Math.fround(1 / 3)})`)
  })

  it("drops identities that are exact", () => {
    const same = [
      build.binary("mul", x, scalarLike(1)),
      build.binary("mul", scalarLike(1), x),
      build.binary("div", x, scalarLike(1)),
      build.binary("sub", x, scalarLike(0)),
      build.binary("add", x, scalarLike(-0)),
      build.unary("neg", build.unary("neg", x)),
      build.permute(build.permute(x, [1, 0]), [1, 0]),
      build.reshape(build.reshape(x, [6]), [2, 3]),
      build.variable(x),
      build.stopGradient(x),
      build.custom({}, x, [y]),
      build.select(build.fill(1, [2, 3], "bool"), x, y),
    ]
    for (const node of same) expect(simplified(node)[0]).toBe(x)
  })

  it("keeps what is to be computed anew apart from its operand, under movement, waiting for numbers only", () => {
    const waits = [scalarLike(1), build.reshape(y, [6])]
    const [anew] = simplified(build.unary("exp", build.permute(build.after(build.reshape(x, [3, 2]), waits), [1, 0])))
    expect(printGraph([anew as Node])).toBe(
      [
        "%0 = parameter(0) : float32[2, 3]",
        "%1 = parameter(1) : float32[2, 3]",
        "%2 = after %0 %1 : float32[2, 3]",
        "%3 = reshape %2 : float32[3, 2]",
        "%4 = permute(1 0) %3 : float32[2, 3]",
        "%5 = exp %4 : float32[2, 3]",
        "return %5",
      ].join("\n"),
    )
  })

  it("keeps what would change a sign of zero or hide a NaN", () => {
    for (const node of [build.binary("add", x, scalarLike(0)), build.binary("mul", x, scalarLike(0))]) {
      expect(simplified(node)[0]).not.toBe(x)
      expect(simplified(node)[0]?.op.kind).toBe("binary")
    }
  })

  it("turns a reduction over axes of size 1 into a reshape", () => {
    const row = build.parameter("0", [1, 3], "float32")
    for (const fn of ["max", "min", "logsumexp"] as const) {
      expect(simplified(build.reduce(fn, row, [0]))[0]?.op.kind).toBe("reshape")
    }
    expect(simplified(build.reduce("logsumexp", build.parameter("0", [], "float32"), []))[0]?.op.kind).toBe("parameter")
    // the sum of -0 alone is 0
    expect(printGraph(simplified(build.reduce("sum", row, [0])))).toContain("add %1 %2")
  })

  it("multiplies where a product adds up one number", () => {
    const [a, b] = [build.parameter("2", [4, 1], "float32"), build.parameter("3", [1, 5], "float32")]
    expect(printGraph(simplified(dot(a, b)))).toContain("mul %1 %3 : float32[4, 5]")
    expect(printGraph(simplified(dot(b, build.permute(b, [1, 0]))))).toContain("dot")
  })

  it("leaves the numbers of any graph as they are", () => {
    fc.assert(
      fc.property(randomGraph("exact"), (graph) => {
        const roots = simplify(graph.roots)
        verify(graph.roots)
        verify(roots)
        expect(interpretRandom({ ...graph, roots })).toEqual(interpretRandom(graph))
      }),
      { numRuns: 300 },
    )
  })
})
