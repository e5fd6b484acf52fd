/** @file What grad and valueAndGrad do with trees, with repeated and nested uses, and with what has no gradient. */
import { describe, expect, it } from "vitest"
import { binary, constant, reduce, unary } from "../../src/graph/infer.js"
import type { Node } from "../../src/graph/node.js"
import { topological } from "../../src/graph/walk.js"
import { DTypeError, ShapeError } from "../../src/shape/error.js"
import { grad, valueAndGrad } from "../../src/transform/grad.js"
import type { NotScalar } from "../../types/grad.js"
import type { Shape, Tensor } from "../../types/tensor.js"
import { check, expectClose, gradOf, leaf, type NodeFn, read, weigh } from "./differences.js"

type Scalar = Tensor<[], "float64">
type Any = Tensor<Shape, "float64">

const asTensor = (node: Node): Any => node as unknown as Any

const int = (values: readonly number[]): Node =>
  constant({ dtype: "int32", length: values.length, data: Int32Array.from(values), address: undefined }, [
    values.length,
  ])

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

  it("hands on what stands beside the value", () => {
    type Loose = (f: unknown, options: unknown) => (x: Node) => [Node, Node, { doubled: Node; also: readonly Node[] }]
    const loose = valueAndGrad as unknown as Loose
    const both = (x: Node) => [reduce("sum", unary("exp", x), [0]), { doubled: binary("add", x, x), also: [x] }]
    const [value, gradient, aux] = loose(both, { aux: true })(leaf([0, 1], [2]))
    expect(read(value)[0]).toBeCloseTo(1 + Math.E, 12)
    expectClose(read(gradient), [1, Math.E])
    expect(read(aux.doubled)).toEqual([0, 2])
    expect(topological([value, gradient, aux.doubled, ...aux.also]).map(({ op }) => op.kind)).not.toContain("variable")
    expect(() => loose((x: Node) => x, { aux: true })(leaf([1], []))).toThrow(
      "valueAndGrad: with { aux: true } the function must return [value, aux], got a tensor of shape []",
    )
    expect(() => loose((x: Node) => [x, 3], { aux: true })(leaf([1], []))).toThrow(
      "valueAndGrad: aux is not a tensor: got 3",
    )
    expect(() => loose(both, { Aux: true })).toThrow("valueAndGrad: unknown option Aux: use aux")
    expect(() => loose(both, leaf([1], []))).toThrow("valueAndGrad: takes a function only")
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
    // the annotation is what the compiler shows
    const notScalar: NotScalar<"grad", [2]> = "grad: the function must return a scalar, got [2]"
    expect(() => loose((y: Node) => y)(x)).toThrow(new ShapeError(notScalar))
    expect(() => loose(() => 3)(x)).toThrow("grad: the function must return a tensor, got 3")
    expect(() => loose(() => reduce("sum", int([1]), [0]))(x)).toThrow(DTypeError)
    expect(() => loose(() => x)([{ steps: int([1]) }])).toThrow(
      new DTypeError("grad: params[0].steps is int32: only float tensors have gradients"),
    )
    expect(() => loose(() => x)([{ rate: 0.1 }])).toThrow("grad: params[0].rate is not a tensor: got 0.1")
    expect(() => loose(3)).toThrow("grad: expected a function, got 3")
    const two = grad as unknown as (f: unknown, argument: number) => unknown
    expect(() => two(() => x, 1)).toThrow("grad: takes a function only: gradients are taken with respect to its first")
  })
})
