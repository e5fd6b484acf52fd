/** @file vjp, jvp, Jacobians, Hessians, and stated derivatives, as users call them. */
import { describe, expect, it } from "vitest"
import {
  add,
  at,
  checkpoint,
  compile,
  customJvp,
  customVjp,
  data,
  evaluate,
  exp,
  explain,
  grad,
  hessian,
  jacobian,
  jvp,
  logsumexp,
  matmul,
  mul,
  neg,
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

type Loose = (...args: readonly unknown[]) => unknown
const loose = (f: unknown): Loose => f as Loose

const v = tensor([0.5, -1, 2])
const w = tensor([
  [1, 2, -1],
  [0.5, 0, 3],
])
const layer = (x: Tensor<[3]>) => tanh(matmul(w, x))

const expectClose = (actual: Tensor<number[]> | Tensor<[3]>, expected: Tensor<number[]> | Tensor<[3]>): void => {
  expect(actual.shape).toEqual(expected.shape)
  const wanted = data(expected)
  data(actual).forEach((value, i) => {
    expect(value).toBeCloseTo(wanted[i] as number, 5)
  })
}

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

describe("checkpoint", () => {
  const block = (x: Tensor<[3]>) => exp(neg(square(tanh(mul(x, 2)))))
  const total = (f: (x: Tensor<[3]>) => Tensor<[3]>) => (x: Tensor<[3]>) => sum(f(f(x)))

  it("changes no gradient, forwards, backwards, twice or mapped", () => {
    const [plain, kept] = [total(block), total(checkpoint(block))]
    expectClose(grad(kept)(v), grad(plain)(v))
    expectClose(hessian(kept)(v) as Tensor<number[]>, hessian(plain)(v) as Tensor<number[]>)
    expectClose(jvp(kept, [v], [v])[1] as Tensor<number[]>, jvp(plain, [v], [v])[1] as Tensor<number[]>)
    const rows = tensor([
      [1, 2, 3],
      [0.5, -1, 0],
    ])
    expectClose(vmap(grad(kept))(rows) as Tensor<number[]>, vmap(grad(plain))(rows) as Tensor<number[]>)
    const mapped = (x: Tensor<[2, 3]>, f: typeof plain) => sum(vmap(f)(x))
    expectClose(
      grad((x: Tensor<[2, 3]>) => mapped(x, kept))(rows) as Tensor<number[]>,
      grad((x: Tensor<[2, 3]>) => mapped(x, plain))(rows) as Tensor<number[]>,
    )
  })

  it("differentiates what it closes over, and several results", () => {
    const f = (scale: Tensor<[]>) => {
      const both = checkpoint((x: Tensor<[3]>) => [mul(x, scale), sum(mul(x, x))] as const)
      const [y, z] = both(v)
      return add(sum(y), mul(z, scale))
    }
    expect(toArray(grad(f)(tensor(2)))).toBeCloseTo(1.5 + 5.25, 5)
  })

  it("computes again instead of keeping", () => {
    const layers = (f: (x: Tensor<[64, 64]>) => Tensor<[64, 64]>) => (x: Tensor<[64, 64]>) => sum(f(f(f(x))))
    const hidden = (x: Tensor<[64, 64]>) => matmul(tanh(matmul(tanh(matmul(x, x)), x)), x)
    const planOf = (f: (x: Tensor<[64, 64]>) => Tensor<[]>) =>
      explain(
        compile({ x: spec([64, 64]) }, ({ x }) => grad(f)(x)),
        { x: evaluate(zeros([64, 64])) },
      )
    const [plain, kept] = [planOf(layers(hidden)), planOf(layers(checkpoint(hidden)))]
    const productsOf = (plan: string) => plan.match(/matrix product/g)?.length ?? 0
    const scratchOf = (plan: string) => Number(/([\d.]+) kB of scratch/.exec(plan)?.[1])
    expect(productsOf(kept)).toBeGreaterThan(productsOf(plain))
    expect(scratchOf(kept)).toBeLessThan(scratchOf(plain))
  })
})

describe("stated derivatives", () => {
  const clipped = customVjp((x: Tensor<[3]>, by: number) => mul(x, by), {
    backward: ([x], y, g) => [mul(mul(g, x), y), null],
  })
  const steep = customJvp((x: Tensor<[3]>) => mul(x, 2), { forward: ([x], y, [t]) => mul(mul(t, x), y) })

  it("serve both modes and second derivatives", () => {
    for (const f of [(x: Tensor<[3]>) => clipped(x, 2), steep]) {
      expectClose(grad((x: Tensor<[3]>) => sum(f(x)))(v), mul(square(v), 2))
      expectClose(jvp(f, [v], [v])[1], mul(mul(square(v), v), 2))
      // x · y with y' = x · y, y = 2x: 2x + x · 2x²
      const second = grad((x: Tensor<[3]>) => sum(grad((z: Tensor<[3]>) => sum(f(z)))(x)))(v)
      expectClose(second, add(mul(v, 2), mul(mul(square(v), v), 2)))
    }
  })

  it("are mapped, with the cotangents of what is shared summed", () => {
    const rows = tensor([
      [1, 2, 3],
      [4, 5, 6],
    ])
    const f = customVjp((x: Tensor<[3]>, s: Tensor<[3]>) => mul(x, s), { backward: (_, __, g) => [g, mul(g, 10)] })
    const mapped = (s: Tensor<[3]>, x: Tensor<[2, 3]>) => sum(vmap(f, { in: [0, null] })(x, s))
    expect(toArray(grad(mapped)(v, rows))).toEqual([20, 20, 20])
    const slopes = vmap(grad((x: Tensor<[3]>) => sum(f(x, v))))(rows)
    expect(toArray(slopes)).toEqual([
      [1, 1, 1],
      [1, 1, 1],
    ])
    const steepRows = grad((x: Tensor<[2, 3]>) => sum(vmap(steep)(x)))(rows)
    expect(toArray(steepRows)).toEqual(toArray(mul(square(rows), 2)))
    const [, tangent] = jvp((x: Tensor<[2, 3]>) => vmap(steep)(x), [rows], [rows])
    expect(toArray(tangent)).toEqual(toArray(mul(mul(square(rows), rows), 2)))
  })

  it("that are not linear are refused where they are pulled back", () => {
    const bent = customJvp((x: Tensor<[3]>) => x, { forward: (_, __, [t]) => mul(t, t) })
    expect(() => grad((x: Tensor<[3]>) => sum(bent(x)))(v)).toThrow("customJvp: forward must be linear in the tangents")
    expect(() => vmap(grad((x: Tensor<[3]>) => sum(bent(x))))(zeros([2, 3]))).toThrow(
      "customJvp: forward must be linear",
    )
    expect(toArray(jvp(bent, [v], [v])[1])).toEqual(toArray(square(v)))
  })

  it("may close over what is mapped around them", () => {
    const rows = tensor([
      [1, 2, 3],
      [4, 5, 6],
    ])
    const f = (r: Tensor<[3]>) => {
      const g = customVjp((x: Tensor<[3]>) => x, { backward: (_, __, c) => [mul(c, r)] })
      return g(r)
    }
    expect(toArray(grad((x: Tensor<[2, 3]>) => sum(vmap(f)(x)))(rows))).toEqual(toArray(rows))
  })

  it("have several values and trees", () => {
    const f = customVjp(
      (p: { readonly a: Tensor<[3]>; readonly n: Tensor<[], "int32"> }) => ({ y: p.a, z: mul(p.a, p.a) }),
      { backward: ([p], { z }, g) => [{ a: add(mul(g.y, 3), mul(g.z, z)), n: p.n }] },
    )
    const n = tensor(1, "int32")
    const total = (a: Tensor<[3]>) => {
      const { y, z } = f({ a, n })
      return add(sum(y), sum(z))
    }
    expectClose(grad(total)(v), add(square(v), 3))
  })

  it("refuse cotangents that don't fit, and closures that would lose theirs", () => {
    const given = (result: unknown) => () =>
      toArray(grad(loose(loose(customVjp)(sum, { backward: () => result })) as (x: Tensor<[3]>) => Tensor<[]>)(v))
    expect(given([zeros([2])])).toThrow("customVjp: what the rule gives for argument 0 is [2], but argument 0 is [3]")
    expect(given(zeros([3]))).toThrow("customVjp: backward must return a list of one cotangent for each argument")
    expect(given([])).toThrow("customVjp: backward must return a list of one cotangent for each argument, got []")
    expect(() => loose(customVjp)(sum)).toThrow("customVjp: backward is a function, got undefined")
    const lost = (x: Tensor<[3]>) => sum(customVjp((y: Tensor<[3]>) => mul(y, x), { backward: (_, __, g) => [g] })(v))
    expect(() => grad(lost)(v)).toThrow("customVjp: the function closes over a tensor that is being differentiated")
    const kept = (x: Tensor<[3]>) =>
      sum(customVjp((y: Tensor<[3]>) => mul(y, stopGradient(x)), { backward: (_, __, g) => [g] })(x))
    expect(toArray(grad(kept)(v))).toEqual([1, 1, 1])
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
