/** @file Kernels are shared by structure, and only by structure; hosts without them fall back. */
import { afterEach, describe, expect, test, vi } from "vitest"
import { canRunKernels, hostTarget } from "../../src/exec/host.js"
import { Kernels } from "../../src/exec/kernels.js"
import { runsFma } from "../codegen/kernel.js"
import { addNest, nestKernel } from "./plans.js"

const kernels = () => new Kernels(new WebAssembly.Memory({ initial: 1 }))

describe("kernels", () => {
  test("equal nests share one", () => {
    const shared = kernels()
    expect(nestKernel(shared, addNest(3, 1))).toBe(nestKernel(shared, addNest(3, 1)))
    expect(nestKernel(shared, addNest(3, 1))).not.toBe(nestKernel(shared, addNest(4, 1)))
  })

  test("numbers that JSON writes alike don't", () => {
    const shared = kernels()
    const values = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, -0]
    expect(new Set(values.map((value) => nestKernel(shared, addNest(3, value)))).size).toBe(values.length)
  })
})

describe("the host", () => {
  afterEach(() => {
    vi.unstubAllGlobals()
    vi.resetModules()
  })

  test("runs kernels here, with a fused multiply-add where the encoder's own module has one", () => {
    expect(canRunKernels()).toBe(true)
    expect(hostTarget().fma).toBe(runsFma)
  })

  test("may lack WebAssembly: then everything is interpreted", async () => {
    vi.resetModules()
    const { add, logSoftmax, matmul, tensor, toArray } = await import("../../src/index.js")
    vi.stubGlobal("WebAssembly", undefined)
    const product = matmul(tensor([[1, 2]]), tensor([[3], [4]]))
    expect(toArray(add(product, 1))).toEqual([[12]])
    expect(toArray(logSoftmax(tensor([5, 5, 5, 5])))).toEqual(Array(4).fill(Math.fround(-Math.log(4))))
  })

  test("may forbid compiling: then everything is interpreted", async () => {
    vi.resetModules()
    const { sum, tensor, toArray } = await import("../../src/index.js")
    vi.stubGlobal("WebAssembly", {
      Module: class {
        constructor() {
          throw new Error("a content security policy forbids it")
        }
      },
    })
    expect(toArray(sum(tensor([1, 2, 3])))).toBe(6)
  })
})
