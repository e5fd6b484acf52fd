/** @file Gradients against central differences of the reference interpreter in float64, one case for each derivative rule. */
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { interpret } from "../../src/exec/interpret.js"
import {
  binary,
  broadcastTo,
  cast,
  compare,
  constant,
  dot,
  expand,
  fill,
  permute,
  reduce,
  reshape,
  select,
  unary,
  variable,
} from "../../src/graph/infer.js"
import { isNode, type Node, sizeOf } from "../../src/graph/node.js"
import type { BinaryFn, ReduceFn, UnaryFn } from "../../src/graph/op.js"
import { topological } from "../../src/graph/walk.js"
import { DTypeError, ShapeError } from "../../src/shape/error.js"
import { grad, valueAndGrad } from "../../src/transform/grad.js"
import type { Shape, Tensor } from "../../types/tensor.js"

type Scalar = Tensor<[], "float64">
type Any = Tensor<Shape, "float64">
type NodeFn = (...inputs: readonly Node[]) => Node

/** The graph functions seen as functions of tensors, as the public operations are. */
const gradOf = grad as unknown as (f: NodeFn) => (...inputs: readonly unknown[]) => Node
const asTensor = (node: Node): Any => node as unknown as Any

const leaf = (values: ArrayLike<number>, shape: readonly number[]): Node => {
  const data = Float64Array.from(values)
  return constant({ dtype: "float64", length: data.length, data, address: undefined }, shape)
}

const int = (values: readonly number[]): Node =>
  constant({ dtype: "int32", length: values.length, data: Int32Array.from(values), address: undefined }, [
    values.length,
  ])

const read = (node: unknown): readonly number[] => {
  if (!isNode(node)) throw new TypeError("not a node")
  const [values] = interpret([node], {
    constant: (storage) => storage.data as Float64Array,
    parameter: () => [],
  })
  return [...(values as Float64Array)]
}

/** A scalar that weighs every element differently, so that no error can cancel. */
const weigh = (x: Node): Node => {
  const weights = leaf(
    Array.from({ length: sizeOf(x.shape) }, (_, i) => Math.sin(i + 1) + 1.5),
    x.shape,
  )
  return reduce(
    "sum",
    binary("mul", x, weights),
    x.shape.map((_, axis) => axis),
  )
}

const STEP = 1e-5

/** d f / d inputs[which], element by element. */
const differences = (f: NodeFn, inputs: readonly Node[], which: number): readonly number[] => {
  const target = inputs[which] as Node
  const values = read(target)
  const at = (i: number, x: number): number => {
    const moved = leaf(
      values.map((value, j) => (j === i ? x : value)),
      target.shape,
    )
    return read(f(...inputs.map((input, j) => (j === which ? moved : input))))[0] as number
  }
  return values.map((value, i) => (at(i, value + STEP) - at(i, value - STEP)) / (2 * STEP))
}

const expectClose = (actual: readonly number[], expected: readonly number[]): void => {
  expect(actual.length).toBe(expected.length)
  expected.forEach((value, i) => {
    expect(Math.abs((actual[i] as number) - value), `element ${i}: ${actual[i]} for ${value}`).toBeLessThanOrEqual(
      1e-6 * Math.max(1, Math.abs(value)),
    )
  })
}

/** Every input of `f` in turn. */
const check = (f: NodeFn, ...inputs: readonly Node[]): void => {
  inputs.forEach((input, which) => {
    const of: NodeFn = (x) => f(...inputs.map((other, j) => (j === which ? (x as Node) : other)))
    expectClose(read(gradOf(of)(input)), differences(f, inputs, which))
  })
}

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
}

const binaryDomains: { readonly [F in BinaryFn]: "free" | "divisor" | "apart" | undefined } = {
  add: "free",
  sub: "free",
  mul: "free",
  div: "divisor",
  maximum: "apart",
  minimum: "apart",
  and: undefined,
  or: undefined,
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
          const b = {
            free: offsets,
            divisor: offsets,
            apart: a.values.map((x, i) => x + (i % 2 === 0 ? 1 : -1) * (offsets[i] as number)),
          }
          check((x, y) => weigh(binary(fn, x as Node, y as Node)), leaf(a.values, a.shape), leaf(b[domain], a.shape))
        }),
        { numRuns: 25 },
      )
    })
  }

  for (const fn of ["sum", "max", "min", "logsumexp"] as const satisfies readonly ReduceFn[]) {
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
      (x, w) => weigh(unary("tanh", dot(binary("mul", x as Node, unary("exp", x as Node)), dot(w as Node, x as Node)))),
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

describe("grad", () => {
  const sumOf = (x: Any): Scalar => weigh(x as unknown as Node) as unknown as Scalar

  it("keeps the tree of the parameters", () => {
    const params = { layers: [{ w: asTensor(leaf([1, 2], [2])) }, {}] as const, scale: asTensor(leaf([3], [1])) }
    const gradients = grad((p: typeof params) => sumOf(p.layers[0].w))(params)
    expect(Object.keys(gradients)).toEqual(["layers", "scale"])
    expect(gradients.layers[1]).toEqual({})
    expect(read(gradients.scale)).toEqual([0])
    expect(read(gradients.layers[0].w)).toEqual(read(gradOf((x) => weigh(x as Node))(leaf([1, 2], [2]))))
  })

  it("gives each parameter its own gradient where one tensor is passed twice", () => {
    const x = asTensor(leaf([2, 5], [2]))
    const gradients = grad(
      (p: { a: Any; b: Any }) =>
        asTensor(
          reduce("sum", binary("mul", p.a as unknown as Node, unary("neg", p.b as unknown as Node)), [0]),
        ) as Scalar,
    )({ a: x, b: x })
    expect(read(gradients.a)).toEqual([-2, -5])
    expect(read(gradients.b)).toEqual([-2, -5])
  })

  it("does not follow the same tensor used outside the parameters", () => {
    const x = leaf([2, 5], [2])
    expect(read(gradOf((y) => reduce("sum", binary("mul", y as Node, x), [0]))(x))).toEqual([2, 5])
  })

  it("passes the other arguments on", () => {
    const f: NodeFn = (x, y) => reduce("sum", binary("mul", x as Node, y as Node), [0])
    expect(read(gradOf(f)(leaf([1, 2], [2]), leaf([3, 4], [2])))).toEqual([3, 4])
  })

  it("leaves no marks in what it returns, so that evaluated results can forget their graph", () => {
    const square = (x: Node) => reduce("sum", binary("mul", x, x), [0])
    const [value, gradient] = (valueAndGrad as unknown as (f: NodeFn) => (x: Node) => Node[])(square)(leaf([1, 2], [2]))
    const kinds = topological([value as Node, gradient as Node]).map(({ op }) => op.kind)
    expect(kinds).not.toContain("variable")
  })

  it("gives the value too", () => {
    const both = valueAndGrad as unknown as (f: NodeFn) => (x: Node) => readonly [Node, Node]
    const [value, gradient] = both((x) => reduce("sum", unary("exp", x as Node), [0]))(leaf([0, 1], [2]))
    expect(read(value)[0]).toBeCloseTo(1 + Math.E, 12)
    expectClose(read(gradient), [1, Math.E])
  })

  it("nests: the third derivative of x⁴", () => {
    const fourth: NodeFn = (x) =>
      binary("mul", binary("mul", x as Node, x as Node), binary("mul", x as Node, x as Node))
    expect(read(gradOf(gradOf(gradOf(fourth)))(leaf([2], [])))[0]).toBeCloseTo(48, 10)
  })

  it("nests: a derivative of log-sum-exp's gradient agrees with differences", () => {
    const slope: NodeFn = (x) => weigh(gradOf((y) => reduce("logsumexp", y as Node, [0]))(x))
    check(slope, leaf([0.3, -1, 2], [3]))
  })

  it("nests: an inner parameter that is an outer variable", () => {
    // d/dx of x · d/dy(x·y²) at y = x is d/dx 2x³
    const inner = (x: Node): Node => gradOf((y) => binary("mul", x, binary("mul", y as Node, y as Node)))(x)
    expect(read(gradOf((x) => binary("mul", x as Node, inner(x as Node)))(leaf([3], [])))[0]).toBeCloseTo(54, 10)
  })

  it("refuses what has no gradient, and says where it is", () => {
    const loose = grad as unknown as (f: unknown) => (...inputs: readonly unknown[]) => unknown
    const x = leaf([1, 2], [2])
    expect(() => loose((y: Node) => y)(x)).toThrow(new ShapeError("grad: the function must return a scalar, got [2]"))
    expect(() => loose(() => 3)(x)).toThrow("grad: the function must return a tensor, got number")
    expect(() => loose(() => reduce("sum", int([1]), [0]))(x)).toThrow(DTypeError)
    expect(() => loose(() => x)([{ steps: int([1]) }])).toThrow(
      new DTypeError("grad: params[0].steps is int32: only float tensors have gradients"),
    )
    expect(() => loose(() => x)([{ rate: 0.1 }])).toThrow("params[0].rate is not a tensor: got number")
    expect(() => loose(3)).toThrow("grad: expected a function, got number")
  })
})
