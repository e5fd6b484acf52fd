/** @file Small plans written by hand, so that execution is tested apart from scheduling. */
import { nestModule } from "../../src/codegen/nest.js"
import type { Kernel, Kernels } from "../../src/exec/kernels.js"
import { gemmCode } from "../../src/primitives/dot.js"
import type { Gemm } from "../../src/schedule/gemm.js"
import type { Nest } from "../../src/schedule/nest.js"
import type { Place, Plan, PlanBuffer, Step } from "../../src/schedule/plan.js"
import type { DType } from "../../types/dtype.js"

export const buffer = (place: Place, length: number, dtype: DType = "float32"): PlanBuffer => ({ dtype, length, place })

export const input = (index: number): Place => ({ kind: "input", index })

export const output: Place = { kind: "output" }

export const plan = (fields: Partial<Plan>): Plan => ({
  buffers: [],
  steps: [],
  origins: [],
  outputs: [],
  scratchBytes: 0,
  reasons: new Map(),
  ...fields,
})

/** buffer 1 = buffer 0 + `amount`, elementwise; int32 adds are exact. */
export const addNest = (length: number, amount: number, dtype: DType = "float32"): Nest => {
  const access = (index: number) => ({ buffer: index, offset: 0, strides: [1] })
  return {
    variables: [{ extent: length, role: "row" }],
    values: [
      { kind: "load", access: access(0), dtype },
      { kind: "literal", value: amount, dtype },
      { kind: "binary", fn: "add", a: 0, b: 1, dtype },
    ],
    stores: [{ access: access(1), value: 2 }],
    buffers: [dtype, dtype],
    lanes: 0,
    unroll: 1,
  }
}

/** As a step has it. */
export const nestKernel = (kernels: Kernels, nest: Nest): Kernel =>
  kernels.get(nest, (target) => nestModule(nest, target))

export const addStep = (from: number, to: number, length: number, amount: number, dtype: DType = "float32"): Step => ({
  kind: "nest",
  nest: addNest(length, amount, dtype),
  buffers: [from, to],
})

export const productStep = (gemm: Gemm, buffers: readonly number[]): Step => ({
  kind: "gemm",
  gemm,
  buffers,
  code: gemmCode(gemm),
})

/** One input, one output: x + amount. */
export const addPlan = (length: number, amount: number): Plan =>
  plan({
    buffers: [buffer(input(0), length), buffer(output, length)],
    steps: [addStep(0, 1, length, amount)],
    outputs: [1],
  })
