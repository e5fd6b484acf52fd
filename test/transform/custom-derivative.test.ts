/** @file Stated derivatives, of customVjp and customJvp, as users call them. */
import { describe, expect, it } from "vitest"
import {
  add,
  customJvp,
  customVjp,
  grad,
  jvp,
  mul,
  square,
  stopGradient,
  sum,
  type Tensor,
  tensor,
  toArray,
  vmap,
  zeros,
} from "../../src/index.js"
import { expectClose } from "./close.js"

type Loose = (...args: readonly unknown[]) => unknown
const loose = (f: unknown): Loose => f as Loose

const v = tensor([0.5, -1, 2])

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
