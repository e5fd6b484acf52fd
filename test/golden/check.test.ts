import { describe, expect, it } from "vitest"
import type { Case, Sample } from "./cases.js"
import { check, evaluatorNames } from "./check.js"
import { count, report, summary } from "./report.js"
import { families } from "./table.js"

const vector = (...data: Sample["data"]): Sample => ({ shape: [data.length], dtype: "float32", data })

const product: Case = {
  id: "mul/0",
  op: "mul",
  variant: null,
  inputs: [vector(1, 2), vector(3, 5)],
  kwargs: {},
  outputs: [vector(3, 10)],
  cotangents: [vector(1, 10)],
  grads: [vector(3, 50), vector(1, 20)],
}

const differences = (sample: Partial<Case>): readonly string[] => {
  const outcome = check({ ...product, ...sample }, evaluatorNames)
  if (outcome.kind !== "failed") throw new Error(`expected a failure: ${JSON.stringify(outcome)}`)
  return outcome.differences
}

describe("the check of a case", () => {
  it("passes what agrees", () => expect(check(product, evaluatorNames)).toEqual({ kind: "passed" }))

  it.each(evaluatorNames)("finds a wrong output by %s", (name) => {
    expect(differences({ outputs: [vector(3, 10.001)] })).toContain(`${name}: output 0 at [1] is 10, PyTorch's 10.001`)
  })

  it.each(evaluatorNames)("finds a wrong gradient by %s", (name) => {
    const grads = [vector(3, 50), vector(1, 20.1)]
    expect(differences({ grads })).toContain(`${name}: gradient 1 at [1] is 20, PyTorch's 20.1`)
  })

  it.each([
    [
      "a shape",
      { outputs: [{ shape: [2, 1], dtype: "float32", data: [3, 10] }] },
      "float32[2], PyTorch's float32[2, 1]",
    ],
    ["a dtype", { outputs: [{ shape: [2], dtype: "int64", data: [3, 10] }] }, "float32[2], PyTorch's int32[2]"],
    ["a number of outputs", { outputs: [vector(3, 10), vector(1)] }, "1 outputs, PyTorch has 2"],
    ["a number of gradients", { grads: [vector(3, 50)] }, "2 gradients, PyTorch has 1"],
    ["NaN", { outputs: [vector("nan", 10)] }, "is 3, PyTorch's NaN"],
    ["infinity", { outputs: [vector("inf", 10)] }, "is 3, PyTorch's Infinity"],
    ["an error", { inputs: [vector(1, 2), vector(1, 2, 3)] }, "mul: [2] and [3] do not broadcast: 2 vs 3"],
  ] as const)("finds another %s", (_, sample, difference) => {
    expect(differences(sample).join("\n")).toContain(difference)
  })

  it("compares integers exactly", () => {
    const integers = (...data: number[]): Sample => ({ shape: [data.length], dtype: "int64", data })
    const sample = { inputs: [integers(1e6), integers(2)], outputs: [integers(2e6 + 1)], cotangents: null, grads: null }
    expect(differences(sample)).toContain("kernels: output 0 at [0] is 2000000, PyTorch's 2000001")
  })

  it.each([
    ["an operation without a row", { op: "frobnicate" }, "no row in the table"],
    ["an unknown argument", { kwargs: { out: null } }, "mul(input, other) has no argument 'out'"],
    ["a dtype", { inputs: [{ ...vector(1, 2), dtype: "float16" }, vector(3, 5)] }, "no dtype here for float16"],
    [
      "a promotion",
      { op: "exp", inputs: [{ ...vector(1, 2), dtype: "int64" }], cotangents: null, grads: null },
      'refused by design: exp needs a float tensor, got int32: use cast(x, "float32") first',
    ],
    [
      "a deviation",
      { op: "sign", inputs: [vector("nan", 2)], outputs: [vector(0, 1)], cotangents: null, grads: null },
      "differs: the sign of NaN is NaN here, as in NumPy and JAX; PyTorch's is 0",
    ],
    [
      "a refusal",
      { op: "squeeze", inputs: [vector(1, 2), 0], grads: [null] },
      "refused by design: squeeze: dim 0 of [2] is 2, not 1",
    ],
  ])("says why %s is unsupported", (_, sample, reason) => {
    expect(check({ ...product, ...sample }, evaluatorNames)).toEqual({ kind: "unsupported", reason })
  })
})

describe("the tolerance", () => {
  const sumsOf = (second: number, outputs: readonly [number, number]): Partial<Case> => ({
    op: "mm",
    inputs: [
      { ...vector(1e4, -1e4, second, 0), shape: [2, 2] },
      { ...vector(1, 1), shape: [2, 1] },
    ],
    outputs: [{ ...vector(...outputs), shape: [2, 1] }],
    cotangents: null,
    grads: null,
  })
  it("is in proportion to each number", () => expect(differences({ outputs: [vector(3.0001, 10)] })).toHaveLength(2))
  it("is in proportion to the largest number where products cancel", () => {
    expect(check({ ...product, ...sumsOf(1e4, [5e-3, 1e4]) }, evaluatorNames)).toEqual({ kind: "passed" })
    expect(differences(sumsOf(1, [5e-3, 1]))).toHaveLength(2)
  })
  it("leaves a deviating operation's other cases checked", () => {
    const sign = { op: "sign", inputs: [vector(3, 2)], outputs: [vector(0, 1)], cotangents: null, grads: null }
    expect(differences(sign)).toContain("kernels: output 0 at [0] is 1, PyTorch's 0")
  })
})

describe("the report", () => {
  const judged = [
    { id: "mul/0", outcome: { kind: "passed" } },
    { id: "mul/1", outcome: { kind: "failed", differences: ["a", "b", "c"] } },
    { id: "mul/2", outcome: { kind: "unsupported", reason: "no row in the table" } },
  ] as const

  it("counts, and shows what is not passed", () => {
    expect(report("mul", judged, 2)).toBe(
      [
        "mul: 1 passed, 1 failed, 1 unsupported",
        "  FAILED mul/1",
        "    a",
        "    b",
        "    and 1 more",
        "  unsupported mul/2: no row in the table",
      ].join("\n"),
    )
    expect(summary(judged)).toBe("total: 1 passed, 1 failed, 1 unsupported")
    expect(count(judged, "failed")).toBe(1)
  })
})

describe("the table", () => {
  it("has each operation in one family", () => {
    const names = Object.values(families).flatMap(Object.keys)
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([])
  })
})
