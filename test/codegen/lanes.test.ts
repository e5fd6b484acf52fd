import { describe, expect, it } from "vitest"
import wabtModule from "wabt"
import { nestModule } from "../../src/codegen/nest.js"
import type { BinaryFn, CompareFn, UnaryFn } from "../../src/graph/op.js"
import type { Nest, Value } from "../../src/schedule/nest.js"
import type { DType } from "../../types/dtype.js"
import { binaryOp, unaryOp } from "../graph/functions.js"
import { arrayOf, runKernel, targets } from "./kernel.js"
import { type Buffer, expectSame, runNest } from "./reference.js"

const wabt = await wabtModule()

/** A nest over one row variable that stores one value of its loads. */
const elementwise = (inputs: readonly DType[], values: readonly Value[], result: DType, extent: number): Nest => ({
  variables: [{ extent, role: "row" }],
  values: [
    ...inputs.map((dtype, buffer): Value => ({ kind: "load", access: { buffer, offset: 0, strides: [1] }, dtype })),
    ...values,
  ],
  stores: [{ access: { buffer: inputs.length, offset: 0, strides: [1] }, value: inputs.length + values.length - 1 }],
  buffers: [...inputs, result],
  lanes: 0,
  unroll: 2,
})

const specials: { readonly [D in "float32" | "int32" | "bool"]: readonly number[] } = {
  float32: [
    Number.NaN,
    Infinity,
    -Infinity,
    0,
    -0,
    1,
    -1,
    0.5,
    -2.5,
    1e-45,
    -1e-40,
    3e38,
    -3e38,
    2 ** 31,
    -(2 ** 31),
    3e9,
    7.9,
  ],
  int32: [0, 1, -1, 7, -7, 2 ** 31 - 1, -(2 ** 31), 46341, -65536, 123456789],
  bool: [0, 1],
}

/** Every pair of special values, as two arrays. */
const pairs = (dtype: keyof typeof specials): readonly [Buffer, Buffer] => {
  const xs = specials[dtype]
  return [
    arrayOf(
      dtype,
      xs.flatMap((x) => xs.map(() => x)),
    ),
    arrayOf(
      dtype,
      xs.flatMap(() => xs),
    ),
  ]
}

describe.each(targets)("scalar functions with fma $fma", (target) => {
  const check = (
    inputs: readonly Buffer[],
    dtypes: readonly DType[],
    values: readonly Value[],
    result: DType,
  ): void => {
    const length = (inputs[0] as Buffer).length
    const nest = elementwise(dtypes, values, result, length)
    const buffers = [...inputs, arrayOf(result, Array(length).fill(0))]
    const expected = buffers.map((buffer) => buffer.slice())
    runNest(nest, expected, Math.fround)
    expectSame(runKernel(nest, buffers, target).at(-1) as Buffer, expected.at(-1) as Buffer)
  }
  const dtypes = ["float32", "int32", "bool"] as const
  const binaries: { readonly [D in (typeof dtypes)[number]]: readonly BinaryFn[] } = {
    float32: ["add", "sub", "mul", "div", "maximum", "minimum", "and", "or", "rem"],
    int32: ["add", "sub", "mul", "maximum", "minimum", "and", "or", "pow", "rem", "quotient"],
    bool: ["maximum", "minimum", "and", "or"],
  }
  const unaries: { readonly [D in (typeof dtypes)[number]]: readonly UnaryFn[] } = {
    float32: ["neg", "abs", "sign", "sqrt", "not", "floor", "ceil", "round", "trunc"],
    int32: ["sign", "not"],
    bool: ["not"],
  }
  const compares: readonly CompareFn[] = ["eq", "ne", "lt", "le", "gt", "ge"]

  it.each(dtypes)("binary functions of %s on all pairs of special values", (dtype) => {
    for (const fn of binaries[dtype])
      check(pairs(dtype), [dtype, dtype], [{ kind: "binary", ...binaryOp(fn, dtype), a: 0, b: 1, dtype }], dtype)
  })

  it("extrema beside a number, of either side", () => {
    const dtype = "float32"
    for (const fn of ["maximum", "minimum"] as const) {
      for (const value of specials[dtype]) {
        for (const [a, b] of [
          [0, 1],
          [1, 0],
        ] as const) {
          const values: readonly Value[] = [
            { kind: "literal", value, dtype },
            { kind: "binary", fn, a, b, dtype },
          ]
          check([arrayOf(dtype, specials[dtype])], [dtype], values, dtype)
        }
      }
    }
  })

  it.each(dtypes)("comparisons of %s on all pairs of special values", (dtype) => {
    for (const fn of compares) {
      check(pairs(dtype), [dtype, dtype], [{ kind: "compare", fn, a: 0, b: 1, dtype: "bool" }], "bool")
    }
  })

  it.each(dtypes)("unary functions of %s on special values", (dtype) => {
    for (const fn of unaries[dtype])
      check([arrayOf(dtype, specials[dtype])], [dtype], [{ kind: "unary", ...unaryOp(fn, dtype), x: 0, dtype }], dtype)
  })

  it.each(dtypes)("casts of %s on special values", (from) => {
    for (const to of dtypes) check([arrayOf(from, specials[from])], [from], [{ kind: "cast", x: 0, dtype: to }], to)
  })

  it.each(dtypes)("select of %s", (dtype) => {
    const [a, b] = pairs(dtype)
    const condition = arrayOf(
      "bool",
      [...a].map((_, i) => (i % 3 === 0 ? 1 : 0)),
    )
    check([condition, a, b], ["bool", dtype, dtype], [{ kind: "select", condition: 0, a: 1, b: 2, dtype }], dtype)
  })

  it("negation and absolute value of int32, within its range", () => {
    const xs = arrayOf("int32", [0, -1, 5, 2 ** 31 - 1, -(2 ** 31) + 1])
    for (const fn of ["neg", "abs"] as const)
      check([xs], ["int32"], [{ kind: "unary", fn, x: 0, dtype: "int32" }], "int32")
  })

  it("transcendental functions reach their vector code", () => {
    const xs = Float32Array.of(-1, 0.25, 1, 2, 3.5, 10, 0.001)
    const ops = (["exp", "log", "tanh", "sigmoid"] as const).map((fn) => unaryOp(fn, "float32"))
    for (const op of [...ops, { fn: "expNonPositive" } as const]) {
      const input = op.fn === "expNonPositive" ? xs.map((x) => -Math.abs(x)) : xs
      const nest = elementwise(["float32"], [{ kind: "unary", ...op, x: 0, dtype: "float32" }], "float32", xs.length)
      const expected = [input, new Float32Array(xs.length)]
      runNest(nest, expected)
      const ys = runKernel(nest, [input, new Float32Array(xs.length)], target)[1] as Buffer
      ys.forEach((y, i) => {
        const truth = (expected[1] as Float32Array)[i] as number
        if (Number.isNaN(truth)) expect(y).toBeNaN()
        else expect(Math.abs(y - truth)).toBeLessThanOrEqual(3e-7 * Math.abs(truth))
      })
    }
  })

  it("uses fused multiply-add only where the target has it", () => {
    const nest = elementwise(["float32"], [{ kind: "unary", fn: "exp", x: 0, dtype: "float32" }], "float32", 8)
    const module = wabt.readWasm(nestModule(nest, target), { simd: true, relaxed_simd: true })
    module.validate()
    expect(module.toText({}).includes("relaxed_madd")).toBe(target.fma)
  })

  it("refuses what has no lowering", () => {
    const refuse = (nest: Nest, message: string) => expect(() => nestModule(nest, target)).toThrow(message)
    refuse(elementwise(["int32"], [{ kind: "unary", fn: "exp", x: 0, dtype: "int32" }], "int32", 4), "exp of int32")
    refuse(
      elementwise(["int32"], [{ kind: "binary", fn: "div", a: 0, b: 0, dtype: "int32" }], "int32", 4),
      "div of int32",
    )
  })
})
