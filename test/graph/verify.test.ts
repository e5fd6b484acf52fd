import { describe, expect, it } from "vitest"
import { eighValues, eighVectors, qrQ, qrR, svdS } from "../../src/graph/factors.js"
import * as build from "../../src/graph/infer.js"
import { createNode, type Node } from "../../src/graph/node.js"
import type { Op, Primitive } from "../../src/graph/op.js"
import { choleskyFactor, determinant, solution } from "../../src/graph/square.js"
import { verify } from "../../src/graph/verify.js"
import { dot } from "../../src/primitives/dot.js"
import { fold, normal, random } from "../../src/primitives/random.js"
import { recurrence, scan } from "../../src/primitives/scan.js"
import type { DType } from "../../types/dtype.js"

const x = build.parameter("0", [2, 3], "float32")
const n = build.parameter("1", [2, 3], "int32")
const t = build.parameter("2", [3, 2], "float32")
const m = build.parameter("3", [2, 2], "float32")
const r = build.parameter("4", [2, 3], "float32")
const storage = { dtype: "float32", length: 6, data: new Float32Array(6), address: undefined } as const

interface Case {
  readonly valid: Node
  /** The same operation with something wrong about it. */
  readonly invalid: readonly [op: Op, inputs: readonly Node[], shape: readonly number[], dtype: DType][]
}

const cases: { readonly [P in Primitive]: Case } = {
  constant: {
    valid: build.constant(storage, [2, 3]),
    invalid: [
      [{ kind: "constant", storage }, [], [2, 4], "float32"],
      [{ kind: "constant", storage }, [], [2, 3], "int32"],
    ],
  },
  parameter: { valid: x, invalid: [[{ kind: "parameter", name: "0" }, [x], [2, 3], "float32"]] },
  fill: { valid: build.fill(1, [2], "bool"), invalid: [[{ kind: "fill", value: 1 }, [x], [2], "float32"]] },
  iota: {
    valid: build.iota([2, 3], 1),
    invalid: [
      [{ kind: "iota", axis: 2 }, [], [2, 3], "int32"],
      [{ kind: "iota", axis: 0 }, [], [2, 3], "float32"],
    ],
  },
  random: {
    valid: random(normal, build.parameter("5", [3, 2], "int32"), [4], "float32"),
    invalid: [
      [{ kind: "random", draw: normal, rules: {} }, [x], [4], "float32"],
      [{ kind: "random", draw: normal, rules: {} }, [n], [2, 4], "float32"],
      [{ kind: "random", draw: fold, rules: {} }, [build.parameter("5", [3, 2], "int32")], [3, 2], "int32"],
    ],
  },
  unary: {
    valid: build.unary("exp", x),
    invalid: [
      [{ kind: "unary", fn: "exp" }, [x], [3, 2], "float32"],
      [{ kind: "unary", fn: "exp" }, [n], [2, 3], "float32"],
      [{ kind: "unary", fn: "exp" }, [], [2, 3], "float32"],
    ],
  },
  binary: {
    valid: build.binary("add", x, x),
    invalid: [
      [{ kind: "binary", fn: "add" }, [x, n], [2, 3], "float32"],
      [{ kind: "binary", fn: "add" }, [x, t], [2, 3], "float32"],
    ],
  },
  compare: {
    valid: build.compare("lt", x, x),
    invalid: [
      [{ kind: "compare", fn: "lt" }, [x, x], [2, 3], "float32"],
      [{ kind: "compare", fn: "lt" }, [x, n], [2, 3], "bool"],
    ],
  },
  select: {
    valid: build.select(build.compare("lt", x, x), x, x),
    invalid: [
      [{ kind: "select" }, [x, x, x], [2, 3], "float32"],
      [{ kind: "select" }, [build.compare("lt", x, x), x, n], [2, 3], "float32"],
    ],
  },
  cast: { valid: build.cast(x, "int32"), invalid: [[{ kind: "cast" }, [x], [3, 2], "int32"]] },
  reduce: {
    valid: build.reduce("sum", x, [1]),
    invalid: [
      [{ kind: "reduce", fn: "sum", axes: [1, 0] }, [x], [], "float32"],
      [{ kind: "reduce", fn: "sum", axes: [1] }, [x], [3], "float32"],
      [{ kind: "reduce", fn: "sum", axes: [1] }, [x], [2], "int32"],
    ],
  },
  scan: {
    valid: scan("sum", x, 1),
    invalid: [
      [{ kind: "scan", fn: "sum", axis: 2, rules: {} }, [x], [2, 3], "float32"],
      [{ kind: "scan", fn: "sum", axis: 0, rules: {} }, [x], [2, 3], "int32"],
    ],
  },
  recurrence: {
    valid: recurrence(x, r, 0),
    invalid: [
      [{ kind: "recurrence", axis: 0, rules: {} }, [x], [2, 3], "float32"],
      [{ kind: "recurrence", axis: 0, rules: {} }, [x, t], [2, 3], "float32"],
      [{ kind: "recurrence", axis: 2, rules: {} }, [x, r], [2, 3], "float32"],
    ],
  },
  sort: {
    valid: build.sort(x, 1, false),
    invalid: [
      [{ kind: "sort", axis: 1, descending: false, rules: {} }, [x], [2, 3], "float32"],
      [{ kind: "sort", axis: 1, descending: false, rules: {} }, [x], [3, 2], "int32"],
    ],
  },
  dot: {
    valid: dot(x, t),
    invalid: [
      [{ kind: "dot", rules: {} }, [x, x], [2, 3], "float32"],
      [{ kind: "dot", rules: {} }, [x, t], [2, 3], "float32"],
      [{ kind: "dot", rules: {} }, [n, t], [2, 2], "float32"],
    ],
  },
  solve: {
    valid: build.solve(m, r),
    invalid: [
      [{ kind: "solve", routine: solution }, [m], [2, 3], "float32"],
      [{ kind: "solve", routine: solution }, [x, r], [2, 3], "float32"],
      [{ kind: "solve", routine: solution }, [m, r], [3, 2], "float32"],
    ],
  },
  factor: {
    valid: build.factor(qrR, t),
    invalid: [
      [{ kind: "factor", routine: qrQ }, [x], [2, 3], "float32"],
      [{ kind: "factor", routine: svdS }, [t], [3], "float32"],
      [{ kind: "factor", routine: eighValues }, [t], [2], "float32"],
      [{ kind: "factor", routine: eighVectors }, [m, m], [2, 2], "float32"],
    ],
  },
  square: {
    valid: build.square(determinant, m),
    invalid: [
      [{ kind: "square", routine: determinant }, [m], [2, 2], "float32"],
      [{ kind: "square", routine: choleskyFactor }, [x], [2, 3], "float32"],
      [{ kind: "square", routine: choleskyFactor }, [m], [], "float32"],
    ],
  },
  reshape: { valid: build.reshape(x, [6]), invalid: [[{ kind: "reshape" }, [x], [5], "float32"]] },
  permute: {
    valid: build.permute(x, [1, 0]),
    invalid: [
      [{ kind: "permute", order: [0, 0] }, [x], [2, 2], "float32"],
      [{ kind: "permute", order: [1, 0] }, [x], [2, 3], "float32"],
    ],
  },
  expand: {
    valid: build.expand(build.reshape(x, [1, 2, 3]), [4, 2, 3]),
    invalid: [
      [{ kind: "expand" }, [x], [4, 3], "float32"],
      [{ kind: "expand" }, [x], [1, 2, 3], "float32"],
    ],
  },
  slice: {
    valid: build.slice(x, [1, 2], [1, -2], [1, 2]),
    invalid: [
      [{ kind: "slice", starts: [1, 2], steps: [1, 1] }, [x], [1, 2], "float32"],
      [{ kind: "slice", starts: [0, 0], steps: [1, -1] }, [x], [1, 2], "float32"],
      [{ kind: "slice", starts: [0], steps: [1] }, [x], [1], "float32"],
    ],
  },
  pad: {
    valid: build.spread(x, [1, 2], [1, -1], [4, 3], 0),
    invalid: [
      [{ kind: "pad", starts: [1, 0], steps: [2, 1], value: 0 }, [x], [3, 3], "float32"],
      [{ kind: "pad", starts: [0, 0], steps: [1, 1], value: 0 }, [x], [2, 3], "int32"],
      [{ kind: "pad", starts: [0], steps: [1], value: 0 }, [x], [2, 3], "float32"],
    ],
  },
  window: {
    valid: build.window(x, { strides: [1], dilations: [1] }, [2, 2]),
    invalid: [
      [{ kind: "window", strides: [1], dilations: [1] }, [x], [2, 2, 3], "float32"],
      [{ kind: "window", strides: [1], dilations: [1] }, [x], [3, 2, 2], "float32"],
      [{ kind: "window", strides: [1, 1], dilations: [1] }, [x], [1, 2, 2, 2], "float32"],
    ],
  },
  overlap: {
    valid: build.overlap(build.reshape(x, [3, 2]), { strides: [2], dilations: [1] }, [5]),
    invalid: [
      [{ kind: "overlap", strides: [2], dilations: [1] }, [build.reshape(x, [3, 2])], [4], "float32"],
      [{ kind: "overlap", strides: [2], dilations: [1] }, [x], [2, 5], "float32"],
      [{ kind: "overlap", strides: [1], dilations: [1] }, [n], [4], "float32"],
    ],
  },
  concat: {
    valid: build.concat([x, x], 0),
    invalid: [
      [{ kind: "concat", axis: 0 }, [x, x], [3, 3], "float32"],
      [{ kind: "concat", axis: 0 }, [x, t], [5, 3], "float32"],
      [{ kind: "concat", axis: 0 }, [x, n], [4, 3], "float32"],
    ],
  },
  gather: {
    valid: build.gather(x, build.parameter("3", [4, 5], "int32"), 1),
    invalid: [
      [{ kind: "gather", axis: 1 }, [x, n], [2, 3], "float32"],
      [{ kind: "gather", axis: 1 }, [x, x], [2, 2, 3], "float32"],
    ],
  },
  scatterAdd: {
    valid: build.scatterAdd(build.parameter("3", [2], "int32"), x, 0, 7),
    invalid: [
      [{ kind: "scatterAdd", axis: 0 }, [n, x], [7, 3], "float32"],
      [{ kind: "scatterAdd", axis: 0 }, [x, x], [7, 3], "float32"],
    ],
  },
  variable: { valid: build.variable(x), invalid: [[{ kind: "variable" }, [x], [6], "float32"]] },
  stopGradient: { valid: build.stopGradient(x), invalid: [[{ kind: "stopGradient" }, [x], [6], "float32"]] },
  custom: { valid: build.custom({}, x, [n]), invalid: [[{ kind: "custom", rule: {} }, [n, x], [2, 3], "float32"]] },
  after: { valid: build.after(x, [n]), invalid: [[{ kind: "after" }, [n, x], [2, 3], "float32"]] },
  checkIndex: {
    valid: build.checkIndex(n, 3, "nllLoss"),
    invalid: [[{ kind: "checkIndex", limit: 3, ignore: undefined, operation: "nllLoss" }, [x], [2, 3], "float32"]],
  },
}

describe("verify", () => {
  it.each(Object.entries(cases))("accepts a well-formed %s and refuses others", (_, { valid, invalid }) => {
    expect(() => verify([valid])).not.toThrow()
    for (const parts of invalid) expect(() => verify([createNode(...parts)])).toThrow(/^invalid graph: /)
  })
})
