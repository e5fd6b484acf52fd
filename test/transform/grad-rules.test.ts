/** @file Every derivative rule against central differences, and at kinks. */
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import {
  broadcastTo,
  cast,
  compare,
  expand,
  fill,
  permute,
  reduce,
  reshape,
  select,
  variable,
} from "../../src/graph/infer.js"
import { type Node, sizeOf } from "../../src/graph/node.js"
import type { BinaryFn, ReduceFn, UnaryFn } from "../../src/graph/op.js"
import { dot } from "../../src/primitives/dot.js"
import { tanh } from "../../src/primitives/elementary.js"
import { binary, unary } from "../graph/functions.js"
import { check, expectClose, gradOf, leaf, type NodeFn, read, weigh } from "./differences.js"

interface Case {
  readonly shape: readonly number[]
  readonly values: readonly number[]
}

const shapes = fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 0, maxLength: 3 })

const numbers = (count: number, min: number, max: number): fc.Arbitrary<readonly number[]> =>
  fc.array(fc.double({ min, max, noNaN: true }), { minLength: count, maxLength: count })

/** Values in [min, max], or all at least `gap` away from each other's and their own kinks. */
const tensors = (min: number, max: number): fc.Arbitrary<Case> =>
  shapes.chain((shape) => numbers(sizeOf(shape), min, max).map((values) => ({ shape, values })))

const awayFromZero = tensors(0.01, 3).chain(({ shape, values }) =>
  fc
    .array(fc.boolean(), { minLength: values.length, maxLength: values.length })
    .map((signs) => ({ shape, values: values.map((x, i) => (signs[i] === true ? -x : x)) })),
)

const unaryDomains: { readonly [F in UnaryFn]: fc.Arbitrary<Case> | undefined } = {
  neg: tensors(-3, 3),
  abs: awayFromZero,
  sign: awayFromZero,
  exp: tensors(-3, 3),
  log: tensors(0.1, 4),
  sqrt: tensors(0.1, 4),
  tanh: tensors(-3, 3),
  sigmoid: tensors(-5, 5),
  not: undefined,
  floor: undefined,
  ceil: undefined,
  round: undefined,
  trunc: undefined,
  exp2: tensors(-3, 3),
  expm1: tensors(-3, 3),
  log2: tensors(0.1, 4),
  log10: tensors(0.1, 4),
  log1p: tensors(-0.9, 4),
  sin: tensors(-7, 7),
  cos: tensors(-7, 7),
  atan: tensors(-5, 5),
  erf: tensors(-3, 3),
  erfc: tensors(-3, 3),
  gelu: tensors(-3, 3),
  geluSlope: tensors(-3, 3),
}

const binaryDomains: { readonly [F in BinaryFn]: "free" | "divisor" | "apart" | "positive" | "jumps" | undefined } = {
  add: "free",
  sub: "free",
  mul: "free",
  div: "divisor",
  maximum: "apart",
  minimum: "apart",
  and: undefined,
  or: undefined,
  pow: "positive",
  atan2: "divisor",
  rem: "jumps",
  quotient: undefined,
}

const entries = <K extends string, V>(table: { readonly [P in K]: V | undefined }): readonly [K, V][] =>
  (Object.entries(table) as [K, V | undefined][]).filter((entry): entry is [K, V] => entry[1] !== undefined)

describe("derivative rules agree with central differences", () => {
  for (const [fn, domain] of entries(unaryDomains)) {
    it(fn, () => {
      fc.assert(
        fc.property(domain, ({ shape, values }) => check((x) => weigh(unary(fn, x as Node)), leaf(values, shape))),
        { numRuns: 25 },
      )
    })
  }

  for (const [fn, domain] of entries(binaryDomains)) {
    it(fn, () => {
      const pairs = tensors(-3, 3).chain((a) => numbers(a.values.length, 0.2, 2).map((offsets) => ({ a, offsets })))
      fc.assert(
        fc.property(pairs, ({ a, offsets }) => {
          const apart = a.values.map((x, i) => x + (i % 2 === 0 ? 1 : -1) * (offsets[i] as number))
          const [left, right] = {
            free: [a.values, offsets],
            divisor: [a.values, offsets],
            apart: [a.values, apart],
            positive: [a.values.map((x) => Math.abs(x) + 0.1), offsets],
            // halfway between the places where the remainder jumps
            jumps: [a.values.map((x, i) => (Math.round(x) + 0.5) * (offsets[i] as number)), offsets],
          }[domain] as [readonly number[], readonly number[]]
          check((x, y) => weigh(binary(fn, x as Node, y as Node)), leaf(left, a.shape), leaf(right, a.shape))
        }),
        { numRuns: 25 },
      )
    })
  }

  for (const fn of ["sum", "prod", "max", "min", "logsumexp"] as const satisfies readonly ReduceFn[]) {
    it(`${fn} over every subset of axes`, () => {
      const cases = shapes.chain((shape) =>
        fc.record({
          axes: fc.subarray(shape.map((_, axis) => axis)),
          // a shuffled ladder: no two values are near each other
          values: fc.shuffledSubarray(
            Array.from({ length: sizeOf(shape) }, (_, i) => i * 0.3 - 1),
            { minLength: sizeOf(shape) },
          ),
          shape: fc.constant(shape),
        }),
      )
      fc.assert(
        fc.property(cases, ({ axes, values, shape }) =>
          check((x) => weigh(reduce(fn, x as Node, axes)), leaf(values, shape)),
        ),
        { numRuns: 25 },
      )
    })
  }

  it("dot, with and without batch axes", () => {
    const sizes = fc.tuple(...Array.from({ length: 4 }, () => fc.integer({ min: 1, max: 3 })), fc.boolean())
    const cases = sizes.chain(([batch, m, k, n, batched]) => {
      const front = batched === true ? [batch as number] : []
      const a = [...front, m as number, k as number]
      const b = [...front, k as number, n as number]
      return fc.tuple(numbers(sizeOf(a), -2, 2), numbers(sizeOf(b), -2, 2)).map(([x, y]) => ({ a, b, x, y }))
    })
    fc.assert(
      fc.property(cases, ({ a, b, x, y }) => check((p, q) => weigh(dot(p as Node, q as Node)), leaf(x, a), leaf(y, b))),
      { numRuns: 25 },
    )
  })

  it("select, in both branches", () => {
    fc.assert(
      fc.property(awayFromZero, ({ shape, values }) =>
        check(
          (x, y) => weigh(select(compare("gt", leaf(values, shape), fill(0, shape, "float64")), x as Node, y as Node)),
          leaf(values, shape),
          leaf(
            values.map((v) => v * v),
            shape,
          ),
        ),
      ),
      { numRuns: 25 },
    )
  })

  it("cast between floats, reshape, permute, expand, variable", () => {
    const x = leaf([0.5, -1, 2, 3, -0.25, 1.5], [2, 3])
    check((y) => weigh(cast(cast(y as Node, "float64"), "float64")), x)
    check((y) => weigh(reshape(y as Node, [3, 1, 2])), x)
    check((y) => weigh(permute(reshape(y as Node, [1, 3, 2]), [2, 0, 1])), x)
    check((y) => weigh(expand(reshape(y as Node, [2, 1, 3]), [2, 4, 3])), x)
    check((y) => weigh(broadcastTo(y as Node, [4, 2, 3])), x)
    check((y) => weigh(unary("exp", variable(y as Node))), x)
    const through32: NodeFn = (y) => weigh(cast(cast(y as Node, "float32"), "float64"))
    expectClose(read(gradOf(through32)(x)), read(gradOf((y) => weigh(y as Node))(x)))
  })

  it("a tensor that is used several times", () => {
    check(
      (x, w) => weigh(tanh(dot(binary("mul", x as Node, unary("exp", x as Node)), dot(w as Node, x as Node)))),
      leaf([0.1, -0.4, 0.3, 0.2], [2, 2]),
      leaf([1, 0.5, -0.5, 0.25], [2, 2]),
    )
  })
})

describe("at kinks the gradient is PyTorch's", () => {
  const at = (values: readonly number[], f: NodeFn): readonly number[] =>
    read(
      gradOf((x) =>
        reduce(
          "sum",
          f(x as Node),
          (f(x as Node) as Node).shape.map((_, i) => i),
        ),
      )(leaf(values, [values.length])),
    )
  const zero = (x: Node): Node => fill(0, x.shape, "float64")

  it("abs and sign are flat at 0", () => {
    expect(at([0, -2, 3], (x) => unary("abs", x as Node))).toEqual([0, -1, 1])
    expect(at([0, -2, 3], (x) => unary("sign", x as Node))).toEqual([0, 0, 0])
  })

  it("equal operands of maximum and minimum get half each", () => {
    expect(at([0, -2, 3], (x) => binary("maximum", x as Node, zero(x as Node)))).toEqual([0.5, 0, 1])
    expect(at([0, -2, 3], (x) => binary("minimum", x as Node, zero(x as Node)))).toEqual([0.5, 1, 0])
    expect(at([2], (x) => binary("maximum", x as Node, x as Node))).toEqual([1])
  })

  it("tied maxima and minima share evenly", () => {
    expect(at([1, 3, 3, 2], (x) => reduce("max", x as Node, [0]))).toEqual([0, 0.5, 0.5, 0])
    expect(at([1, 1, 1, 2], (x) => reduce("min", x as Node, [0])).map((g) => Math.round(g * 3))).toEqual([1, 1, 1, 0])
  })
})
