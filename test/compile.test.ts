import { describe, expect, it } from "vitest"
import {
  add,
  compile,
  explain,
  grad,
  key,
  logSoftmax,
  matmul,
  mul,
  normal,
  spec,
  sum,
  tensor,
  toArray,
  zeros,
} from "../src/index.js"

const loose = (f: unknown) => f as (args: unknown) => never

describe("compile", () => {
  const head = () => {
    let traces = 0
    const f = compile({ x: spec(["batch", 3]), w: spec([3, 2]) }, ({ x, w }) => {
      traces++
      return { logp: logSoftmax(matmul(x, w), -1), x }
    })
    return { f, traces: () => traces }
  }
  const w = normal(key(1), [3, 2])

  it("gives what the function gives, tracing once per binding of shapes", () => {
    const { f, traces } = head()
    for (const batch of [2, 5, 2, 5, 2]) {
      const x = normal(key(batch), [batch, 3])
      expect(toArray(f({ x, w }).logp)).toEqual(toArray(logSoftmax(matmul(x, w), -1)))
    }
    expect(traces()).toBe(2)
  })

  it("returns inputs that pass through", () => {
    expect(toArray(head().f({ x: tensor([[1, 2, 3]]), w }).x)).toEqual([[1, 2, 3]])
  })

  it("captures the constants it closes over", () => {
    const scale = tensor([1, 10])
    const f = compile(spec([2]), (x) => mul(x, scale))
    expect(toArray(f(tensor([1, 2])))).toEqual([1, 20])
    expect(toArray(f(tensor([3, 4])))).toEqual([3, 40])
  })

  it("becomes part of a function that is traced around it", () => {
    const square = compile(spec(["n"]), (x) => mul(x, x))
    const gradient = grad((x: ReturnType<typeof zeros<[3]>>) => sum(square(x)))
    expect(toArray(gradient(tensor([1, 2, 3])))).toEqual([2, 4, 6])
    const outer = compile(spec(["n"]), (x) => add(square(x), 1))
    expect(toArray(outer(tensor([2, 3])))).toEqual([5, 10])
  })

  it("becomes part of a function whose tensors it closes over", () => {
    const x = tensor([3, 4])
    const gradient = grad((p: typeof x) => {
      const weighted = compile(spec([2]), (q) => sum(mul(q, p)))
      return weighted(x)
    })
    expect(toArray(gradient(tensor([1, 1])))).toEqual([3, 4])
    const outer = compile(spec([2]), (p) => compile(spec([2]), (q) => mul(q, p))(x))
    expect(toArray(outer(tensor([10, 20])))).toEqual([30, 80])
  })

  it("takes trees of any form, with the keys of the specs in any order", () => {
    const layer = { b: spec(["n"]), w: spec(["n", "m"]) }
    const f = compile({ layer, x: spec(["m"]) }, ({ layer: { b, w }, x }) => add(matmul(w, x), b))
    const [x, b, w] = [
      tensor([1, 0]),
      tensor([10, 20]),
      tensor([
        [1, 2],
        [4, 5],
      ]),
    ]
    expect(toArray(f({ x, layer: { w, b } }))).toEqual([11, 24])
    const call = loose(compile([spec(["n"]), [spec(["n", "m"])]], ([first]) => first))
    expect(() => call([b])).toThrow("[1] is missing")
    expect(() => call([b, [w, w]])).toThrow("[1][1] is not an input of this function")
    expect(() => call([b, 3])).toThrow("[1][0] is missing")
    expect(() => call([zeros([1]), [w]])).toThrow("'n' is 1 in [0] but 2 in [1][0]")
  })

  it("says which input doesn't fit, with the sentence of the compiler", () => {
    const f = compile({ x: spec(["batch", 4]), y: spec(["batch"], "int32") }, ({ x }) => x)
    const x = zeros([32, 4])
    const call = loose(f)
    expect(() => call({ x, y: zeros([31], "int32") })).toThrow("'batch' is 32 in x but 31 in y")
    expect(() => call({ x: zeros([32, 3]), y: zeros([32], "int32") })).toThrow(
      "x: [32, 3] is not [batch, 4]: dim 1 is 3, not 4",
    )
    expect(() => call({ x: zeros([32]), y: zeros([32], "int32") })).toThrow(
      "x: [32] is not [batch, 4]: the rank is 1, not 2",
    )
    expect(() => call({ x, y: zeros([32]) })).toThrow("y is float32, not int32")
    expect(() => call({ x })).toThrow("y is missing")
    expect(() => call({ x, y: zeros([32], "int32"), z: x })).toThrow("z is not an input of this function")
    expect(() => call({ x, y: 3 })).toThrow("y: needs a tensor, got 3")
    expect(toArray(f({ x: zeros([1, 4]), y: zeros([1], "int32") }))).toEqual([[0, 0, 0, 0]])
  })

  it("refuses to read what has no numbers yet", () => {
    const f = compile(spec([2]), (x) => tensor(toArray(x) as number[]))
    expect(() => f(tensor([1, 2]))).toThrow("toArray: 'the input' has no numbers while its function is being traced")
  })

  it("refuses specs that are none", () => {
    expect(() => compile(spec([2]), 5 as never)).toThrow("compile: expected a function of the inputs, got 5")
    expect(() => spec([-1])).toThrow("spec: a dim is a size of at least 0 or a name, got -1 in [-1]")
    expect(() => spec([1], "int7" as never)).toThrow('unknown dtype "int7": use float32 | float64 | int32 | bool')
    expect(() => loose(compile({ x: 1 } as never, () => zeros([1])))({ x: zeros([1]) })).toThrow(
      "compile: x is not a spec: got 1",
    )
  })

  it("explains itself with the names of its inputs", () => {
    const { f } = head()
    const text = explain(f, { x: zeros([8, 3]), w })
    expect(text).toContain("reads x float32[24], w float32[6]")
    expect(text).toContain("row kernel rows [8] × axis [2]: lognormalizer · sub")
  })
})
