/** @file float64 programs in kernels against the interpreter: to the bit where operations round once, else closely. */
import { describe, expect, it } from "vitest"
import { nodeOf } from "../../src/api/handle.js"
import { interpret } from "../../src/exec/interpret.js"
import { readStorage } from "../../src/exec/read.js"
import {
  add,
  argmax,
  argmin,
  atan,
  atan2,
  cast,
  clamp,
  concat,
  cumsum,
  data,
  div,
  equal,
  erf,
  erfc,
  evaluate,
  exp,
  explain,
  flip,
  floor,
  fromArray,
  gather,
  gelu,
  grad,
  less,
  log,
  logSoftmax,
  logsumexp,
  matmul,
  max,
  mean,
  min,
  mul,
  neg,
  pad,
  prod,
  relu,
  round,
  sign,
  sin,
  softmax,
  sqrt,
  sub,
  sum,
  tanh,
  tensor,
  transpose,
  variance,
  where,
} from "../../src/index.js"
import type { AnyTensor } from "../../types/tensor.js"

type Wide = AnyTensor

// biome-ignore lint/suspicious/noExplicitAny: shapes are whatever a test wants
const loose = <T>(f: T): any => f

const specials = [0, -0, 1, -1, NaN, Infinity, -Infinity, 2 ** -1074, -(2 ** -1030), 1e308, -1e308, 0.5, 2.5, -3.5]

const wide = (shape: readonly number[], seed = 1, special = false): Wide => {
  const length = shape.reduce((product, dim) => product * dim, 1)
  const number = (i: number) => Math.sin(seed + i * 12.9898) * 3
  const of = (i: number) => (special && i % 3 === 0 ? (specials[(i / 3) % specials.length] as number) : number(i))
  return evaluate(
    loose(fromArray)(
      Float64Array.from({ length }, (_, i) => of(i)),
      shape,
    ),
  )
}

const oracle = (x: Wide): ArrayLike<number> => {
  const parameter = () => {
    throw new Error("there are none")
  }
  return interpret([nodeOf(x)], { constant: readStorage, parameter })[0] as ArrayLike<number>
}

/** Relative to the numbers, or to 1 for small ones; 0 for the same bits. */
const expectNear = (x: Wide, tolerance: number): void => {
  const want = Array.from(oracle(x))
  expect(explain(x)).not.toContain("routine")
  const got = Array.from(loose(data)(x) as ArrayLike<number>)
  if (tolerance === 0) expect(got).toEqual(want)
  else {
    got.forEach((y, i) => {
      const truth = want[i] as number
      if (!Number.isFinite(truth)) expect(y).toBe(truth)
      else expect(Math.abs(y - truth)).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(truth)))
    })
  }
}

const shapes = [[7], [5, 9], [2, 3, 4], [64, 33], [3, 1], [0, 4], [4, 0], [1, 130]]
const axesOf = (shape: readonly number[]) => shape.map((_, axis) => axis)

describe.each(shapes.map((shape) => ({ shape })))("float64 of $shape", ({ shape }) => {
  const [x, y] = [wide(shape, 1, true), wide(shape, 2, true)]
  const plain = wide(shape, 3)

  it("computes what rounds once as the interpreter does, special values too", () => {
    const all: readonly Wide[] = [
      ...[add, sub, mul, div].map((f) => loose(f)(x, y)),
      ...[neg, sqrt, floor, round, relu, sign].map((f) => loose(f)(x)),
      ...[equal, less].map((f) => cast(loose(f)(x, y), "float64")),
      loose(where)(loose(less)(x, y), x, loose(mul)(y, 2)),
      loose(clamp)(x, { min: -1, max: 1 }),
      ...(["float32", "int32", "bool"] as const).map((dtype) => loose(cast)(loose(add)(x, y), dtype)),
      ...(["float32", "int32", "bool"] as const).map((dtype) =>
        loose(add)(loose(cast)(loose(cast)(x, dtype), "float64"), y),
      ),
    ]
    for (const result of all) {
      if (nodeOf(result).dtype === "float32") continue
      expectNear(result, 0)
    }
  })

  it("moves, reduces and carries along every axis", () => {
    for (const axis of axesOf(shape)) {
      const has = shape[axis] !== 0
      const exact = [loose(flip)(x, axis), loose(cumsum)(plain, axis), loose(concat)([x, y], axis)]
      if (has) exact.push(...[argmax, argmin].map((f) => loose(f)(x, axis)))
      for (const result of exact) expectNear(result, 0)
      const near = [sum, prod, logsumexp, softmax, logSoftmax].map((f) => loose(f)(plain, axis))
      if (has) near.push(...[mean, variance].map((f) => loose(f)(plain, axis)))
      for (const result of near) expectNear(result, 2e-15)
      // of zeros of both signs an extremum is either
      for (const f of [...(has ? [max, min] : []), logsumexp, softmax, logSoftmax]) expectNear(loose(f)(x, axis), 2e-15)
    }
  })
})

describe("float64", () => {
  it("multiplies matrices of any layout, with what follows", () => {
    for (const [m, k, n] of [
      [1, 5, 7],
      [13, 33, 9],
      [40, 300, 21],
      [5, 0, 3],
      [9, 4, 1],
    ] as const) {
      const [a, b, bias] = [wide([m, k]), wide([k, n], 2), wide([n], 3)]
      const product = loose(matmul)(a, b)
      for (const result of [
        product,
        loose(matmul)(loose(transpose)(wide([k, m])), b),
        loose(relu)(loose(add)(product, bias)),
        loose(tanh)(loose(add)(product, bias)),
      ]) {
        expectNear(result, 1e-13)
      }
    }
  })

  it("crosses to float32 and back beside reductions and products", () => {
    const x = wide([6, 10])
    const narrow = loose(cast)(loose(exp)(x), "float32")
    const both = loose(sum)(loose(mul)(loose(cast)(narrow, "float64"), loose(softmax)(x, 1)), 1)
    expect(loose(data)(both)[0]).toBeCloseTo(
      loose(data)(loose(sum)(loose(mul)(loose(exp)(x), loose(softmax)(x, 1)), 1))[0],
      5,
    )
    const product = loose(matmul)(narrow, loose(transpose)(narrow))
    expect(nodeOf(loose(add)(loose(cast)(product, "float64"), 1)).dtype).toBe("float64")
    expect(loose(data)(loose(add)(loose(cast)(product, "float64"), 1))[0]).toBe(loose(data)(product)[0] + 1)
  })

  it("reads and writes at computed places", () => {
    const x = wide([5, 6], 1, true)
    const at = loose(tensor)(
      [
        [4, 0, 4],
        [1, 1, 2],
      ],
      "int32",
    )
    expectNear(loose(gather)(x, 1, at), 0)
    expectNear(
      loose(pad)(x, [
        [1, 2],
        [0, 3],
      ]),
      0,
    )
    expectNear(loose(grad)((w: Wide) => loose(sum)(loose(mul)(loose(gather)(w, 1, at), 3)))(wide([5, 6])), 0)
  })

  it("computes gelu, erf and arc tangents with their gradients in kernels alone", () => {
    const x = wide([4, 4])
    const f = (y: Wide) =>
      loose(sum)(loose(atan2)(loose(gelu)(y), loose(add)(loose(erf)(y), loose(atan)(loose(erfc)(y)))))
    expectNear(loose(grad)(f)(x), 1e-12)
    expect(explain(loose(grad)(f)(x))).not.toContain("routine")
  })

  it("leaves nothing but a function without a kernel to the interpreter", () => {
    const x = wide([4, 4])
    const plan = explain(loose(logSoftmax)(loose(matmul)(loose(sin)(loose(log)(loose(exp)(x))), x), 1))
    expect(plan).toMatch(/plan: \d+ kernels, 1 routine,/)
    expect(plan).toContain("routine: sin (sin of float64 has no kernel)")
  })
})
