/** @file Checkpoints: the same gradients, from values that are computed again. */
import { describe, expect, it } from "vitest"
import {
  add,
  checkpoint,
  compile,
  evaluate,
  exp,
  explain,
  grad,
  hessian,
  jvp,
  matmul,
  mul,
  neg,
  spec,
  square,
  sum,
  type Tensor,
  tanh,
  tensor,
  toArray,
  vmap,
  zeros,
} from "../../src/index.js"
import { expectClose } from "./close.js"

const v = tensor([0.5, -1, 2])

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
