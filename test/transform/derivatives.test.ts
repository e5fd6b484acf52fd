/** @file vjp, jvp, Jacobians and Hessians, as users call them. */
import { describe, expect, it } from "vitest"
import {
  at,
  checkpoint,
  compile,
  exp,
  grad,
  hessian,
  jacobian,
  jvp,
  logsumexp,
  matmul,
  mul,
  sigmoid,
  spec,
  square,
  stopGradient,
  sub,
  sum,
  type Tensor,
  tanh,
  tensor,
  toArray,
  transpose,
  vjp,
  vmap,
  zeros,
} from "../../src/index.js"
import { expectClose } from "./close.js"

type Loose = (...args: readonly unknown[]) => unknown
const loose = (f: unknown): Loose => f as Loose

const v = tensor([0.5, -1, 2])
const w = tensor([
  [1, 2, -1],
  [0.5, 0, 3],
])
const layer = (x: Tensor<[3]>) => tanh(matmul(w, x))

describe("vjp", () => {
  it("gives trees like the value and the first argument, and passes on the others", () => {
    const f = (p: { readonly a: Tensor<[2]>; readonly b: Tensor<[]> }, by: number) =>
      [mul(p.a, by), mul(p.b, p.b)] as const
    const [[scaled, squared], pullback] = vjp(f, { a: tensor([1, 2]), b: tensor(3) }, 10)
    expect([toArray(scaled), toArray(squared)]).toEqual([[10, 20], 9])
    const { a, b } = pullback([tensor([1, -1]), tensor(0.5)])
    expect([toArray(a), toArray(b)]).toEqual([[10, -10], 3])
  })

  it("gives zeros where nothing depends on the argument", () => {
    const [, pullback] = vjp((_: Tensor<[2]>) => tensor([1, 2, 3]), tensor([1, 2]))
    expect(toArray(pullback(tensor([1, 1, 1])))).toEqual([0, 0])
  })

  it("refuses cotangents that are not like the value", () => {
    const [, pullback] = loose(vjp)((x: Tensor<[3]>) => ({ y: layer(x) }), v) as [unknown, Loose]
    expect(() => pullback({ y: zeros([3]) })).toThrow("vjp: the cotangent.y is [3], but the value.y is [2]")
    expect(() => pullback({ y: zeros([2], "int32") })).toThrow(
      "vjp: the cotangent.y is int32, but the value.y is float32",
    )
    expect(() => pullback({ z: zeros([2]) })).toThrow("vjp: the cotangent.y is missing")
    expect(() => pullback(zeros([2]))).toThrow("vjp: the cotangent must be a tree like the value")
    expect(() => loose(vjp)((x: Tensor<[2], "int32">) => x, zeros([2], "int32"))).toThrow(
      "vjp: argument 0 is int32: only float tensors have gradients",
    )
  })
})

describe("jvp", () => {
  it("moves along all arguments at once, or some", () => {
    const f = (x: Tensor<[3]>, y: Tensor<[3]>) => mul(x, y)
    const [, both] = jvp(f, [v, v], [tensor([1, 1, 1]), tensor([1, 0, 0])])
    expect(toArray(both)).toEqual([1, -1, 2])
    const [, one] = jvp(f, [v, v], [null, tensor([1, 0, 0])])
    expect(toArray(one)).toEqual([0.5, -0, 0])
  })

  it("is adjoint to vjp", () => {
    const f = (x: Tensor<[3]>) => logsumexp(mul(exp(layer(x)), sum(sigmoid(x))))
    const [t, g] = [tensor([1, -2, 0.5]), tensor(1.5)]
    const [, tangent] = jvp(f, [v], [t])
    const [, pullback] = vjp(f, v)
    expect(toArray(mul(tangent, g))).toBeCloseTo(toArray(sum(mul(pullback(g), t))), 5)
  })

  it("refuses lists that don't fit", () => {
    expect(() => loose(jvp)(layer, v, [v])).toThrow("jvp: primals must be a list of arguments")
    expect(() => loose(jvp)(layer, [v], [])).toThrow("jvp: 1 primals need as many tangents, got 0")
    expect(() => loose(jvp)(layer, [v], [zeros([2])])).toThrow(
      "jvp: the tangent of argument 0 is [2], but argument 0 is [3]",
    )
  })
})

describe("jacobian and hessian", () => {
  it("are the same forwards and backwards, [...value, ...argument]", () => {
    const f = (x: Tensor<[2, 3]>) => matmul(square(x), transpose(w))
    const [backwards, forwards] = [jacobian(f)(w), jacobian(f, { mode: "forward" })(w)]
    expect(backwards.shape).toEqual([2, 2, 2, 3])
    expectClose(forwards as Tensor<number[]>, backwards as Tensor<number[]>)
    const row = jacobian((x: Tensor<[2, 3]>) => at(f(x), 1, 0))(w)
    expectClose(at(backwards, 1, 0) as Tensor<number[]>, row as Tensor<number[]>)
  })

  it("are trees of trees", () => {
    const f = (p: { readonly a: Tensor<[2]>; readonly b: Tensor<[]> }) => ({ y: mul(p.a, p.b), z: [p.b] as const })
    const blocks = jacobian(f)({ a: tensor([1, 2]), b: tensor(3) })
    expect(toArray(blocks.y.a)).toEqual([
      [3, 0],
      [0, 3],
    ])
    expect(toArray(blocks.y.b)).toEqual([1, 2])
    expect(toArray(blocks.z[0].a)).toEqual([0, 0])
    expect(toArray(blocks.z[0].b)).toEqual(1)
    const second = hessian((p: { readonly a: Tensor<[2]>; readonly b: Tensor<[]> }) => sum(mul(square(p.a), p.b)))({
      a: tensor([1, 2]),
      b: tensor(3),
    })
    expect(toArray(second.a.a)).toEqual([
      [6, 0],
      [0, 6],
    ])
    expect(toArray(second.a.b)).toEqual([2, 4])
    expect(toArray(second.b.b)).toEqual(0)
  })

  it("give the Hessian of log-sum-exp, which is symmetric", () => {
    const h = hessian((x: Tensor<[3]>) => logsumexp(x))(v)
    const p = exp(sub(v, logsumexp(v)))
    const outer = matmul(p, zeros([3]))
    expect(outer.shape).toEqual([])
    expectClose(h as Tensor<number[]>, transpose(h) as Tensor<number[]>)
    expectClose(sum(h, 0), zeros([3]))
  })

  it("refuse what is not scalar, and options there are not", () => {
    expect(() => loose(loose(hessian)(layer))(v)).toThrow("hessian: the function must return a scalar, got [2]")
    expect(() => loose(jacobian)(layer, { mode: "sideways" })).toThrow(
      'jacobian: unknown mode "sideways": use forward | reverse',
    )
    expect(() => loose(loose(jacobian)(() => 1))(v)).toThrow("jacobian: the result is not a tensor: got 1")
  })
})

describe("stopGradient", () => {
  it("cuts every derivative, in trees too", () => {
    const f = (x: Tensor<[3]>) => sum(mul(x, stopGradient({ x }).x))
    expect(toArray(grad(f)(v))).toEqual(toArray(v))
    const [, tangent] = jvp((x: Tensor<[3]>) => stopGradient(x), [v], [v])
    expect(toArray(tangent)).toEqual([0, 0, 0])
    expect(toArray(vmap(grad((x: Tensor<[]>) => mul(x, stopGradient(x))))(v))).toEqual(toArray(v))
  })
})

describe("compiled, every derivative equals the evaluated one", () => {
  const f = (x: Tensor<[3]>) => sum(square(layer(x)))
  const transforms = {
    vjp: (x: Tensor<[3]>) => vjp(layer, x)[1](tensor([1, -1])),
    jvp: (x: Tensor<[3]>) => jvp(layer, [x], [v])[1],
    jacobian: (x: Tensor<[3]>) => jacobian(layer)(x),
    forward: (x: Tensor<[3]>) => jacobian(layer, { mode: "forward" })(x),
    hessian: (x: Tensor<[3]>) => hessian(f)(x),
    checkpoint: (x: Tensor<[3]>) => grad((y: Tensor<[3]>) => sum(checkpoint(layer)(y)))(x),
    vmap: (x: Tensor<[3]>) => vmap((y: Tensor<[]>) => exp(y))(x),
  } satisfies Record<string, (x: Tensor<[3]>) => unknown>
  it.each(Object.entries(transforms))("%s", (_, transform) => {
    const compiled = compile({ x: spec([3]) }, ({ x }) => transform(x))
    expectClose(compiled({ x: v }) as Tensor<number[]>, transform(v) as unknown as Tensor<number[]>)
  })
})
