/** @file Kernels are shared by structure, and only by structure. */
import { expect, test } from "vitest"
import { canRunKernels, Kernels } from "../../src/exec/kernels.js"
import { addNest } from "./plans.js"

const kernels = () => new Kernels(new WebAssembly.Memory({ initial: 1 }))

test("this host runs kernels", () => {
  expect(canRunKernels()).toBe(true)
})

test("equal nests share a kernel", () => {
  const shared = kernels()
  expect(shared.nest(addNest(3, 1))).toBe(shared.nest(addNest(3, 1)))
  expect(shared.nest(addNest(3, 1))).not.toBe(shared.nest(addNest(4, 1)))
})

test("numbers that JSON writes alike don't", () => {
  const shared = kernels()
  const values = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, -0]
  expect(new Set(values.map((value) => shared.nest(addNest(3, value)))).size).toBe(values.length)
})
