/**
 * @file A product with an epilogue against the product and then the same nest as a kernel of its own: equal to the bit,
 * whatever the sizes, the layouts and the nest.
 */
import * as fc from "fast-check"
import { describe, expect, test } from "vitest"
import createWabt from "wabt"
import { gemmModule, gemmSplit, gemmWorkspace } from "../../src/codegen/gemm.js"
import { nestModule } from "../../src/codegen/nest.js"
import type { Epilogue, Gemm } from "../../src/schedule/gemm.js"
import type { Access, Nest, Store, Value } from "../../src/schedule/nest.js"
import type { Target } from "../../src/schedule/target.js"
import type { DType } from "../../types/dtype.js"
import { unaryOp } from "../graph/functions.js"
import { arrayOf, instantiate, rangesOf, targets } from "./kernel.js"
import type { Buffer } from "./reference.js"

interface Sample {
  readonly gemm: Gemm & { readonly epilogue: Epilogue }
  /** a, b, then the buffers of the epilogue. */
  readonly buffers: readonly Buffer[]
  /** Where the product is cut into parts, as parts of it. */
  readonly cuts: readonly number[]
}

const memory = new WebAssembly.Memory({ initial: 128 })

/** All buffers after the kernels have run; fails when they touch what lies between. */
const runAll = (
  buffers: readonly Buffer[],
  workspaceBytes: number,
  kernels: (addresses: readonly number[], workspace: number) => void,
): readonly Buffer[] => {
  let next = 64
  const place = (bytes: number) => {
    const at = next
    next += Math.ceil(bytes / 16) * 16 + 64
    return at
  }
  const addresses = buffers.map(({ byteLength }) => place(byteLength))
  const workspace = place(workspaceBytes)
  const all = new Uint8Array(memory.buffer, 0, next).fill(0xa5)
  buffers.forEach((buffer, i) => {
    all.set(new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength), addresses[i])
  })
  kernels(addresses, workspace)
  const results = buffers.map((buffer, i) => {
    const [at, { byteLength }] = [addresses[i] as number, buffer]
    const result = new (buffer.constructor as Float32ArrayConstructor)(memory.buffer.slice(at, at + byteLength))
    all.fill(0xa5, at, at + byteLength)
    return result
  })
  all.fill(0xa5, workspace, workspace + workspaceBytes)
  expect(all.every((byte) => byte === 0xa5)).toBe(true)
  return results
}

const bits = (buffer: Buffer): readonly number[] => [
  ...(buffer instanceof Float32Array ? new Int32Array(buffer.buffer) : buffer),
]

const fused = ({ gemm, buffers, cuts }: Sample, target: Target): readonly Buffer[] => {
  const kernel = instantiate(gemmModule(gemm, target), memory)
  return runAll(buffers, gemmWorkspace(gemm), ([a, b, c, ...others], workspace) => {
    for (const range of rangesOf(gemm, target, cuts)) {
      kernel(a as number, b as number, c as number, workspace, ...others, ...range)
    }
  })
}

/** The product is written where the epilogue would hold its sums; the nest works in place. */
const unfused = ({ gemm, buffers }: Sample, target: Target): readonly Buffer[] => {
  const { epilogue, ...plain } = gemm
  const product = instantiate(gemmModule(plain, target), memory)
  const nest = instantiate(nestModule(epilogue.nest, target), memory)
  return runAll(buffers, gemmWorkspace(gemm), ([a, b, c, ...others], workspace) => {
    product(a as number, b as number, c as number, workspace, 0, gemmSplit(plain, target).extent)
    nest(c as number, ...others)
  })
}

const expectSame = (sample: Sample): void => {
  for (const target of targets) {
    const [got, want] = [fused(sample, target), unfused(sample, target)]
    got.forEach((buffer, i) => {
      expect(bits(buffer)).toEqual(bits(want[i] as Buffer))
    })
  }
}

const numbers = (length: number, seed: number): Float32Array =>
  Float32Array.from({ length }, (_, i) => Math.sin(seed + i * 12.9898) * 2)

const dtypes = ["float32", "int32", "bool"] as const

const size = fc.constantFrom(1, 2, 3, 4, 5, 7, 8, 9, 13, 17, 31, 33, 64, 97, 100)
const depth = fc.constantFrom(1, 3, 8, 64, 257, 600)

const sample: fc.Arbitrary<Sample> = fc
  .record({
    m: size,
    n: size,
    k: depth,
    transposedA: fc.boolean(),
    transposedB: fc.boolean(),
    loads: fc.array(
      fc.record({
        dtype: fc.constantFrom(...dtypes),
        layout: fc.constantFrom("whole", "row", "column", "transposed", "backwards", "spread", "one"),
      }),
      { maxLength: 3 },
    ),
    steps: fc.array(
      fc.record({
        kind: fc.constantFrom("unary", "binary", "binary", "compare", "select", "cast", "index", "literal"),
        picks: fc.array(fc.nat(), { minLength: 3, maxLength: 3 }),
      }),
      { maxLength: 8 },
    ),
    extraStores: fc.array(fc.nat(), { maxLength: 2 }),
    seed: fc.integer({ min: 0, max: 1000 }),
    per: fc.constantFrom("tile" as const, "block" as const),
    cuts: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 3 }),
  })
  .map(({ per, cuts, m, n, k, transposedA, transposedB, loads, steps, extraStores, seed }) => {
    const buffers: Buffer[] = [numbers(m * k, seed), numbers(k * n, seed + 1), new Float32Array(m * n)]
    const epilogueDTypes: DType[] = ["float32"]
    const addBuffer = (dtype: DType, length: number): number => {
      const xs = Array.from({ length }, (_, i) => (dtype === "bool" ? (i + seed) & 1 : ((i * 31 + seed) % 23) - 11))
      buffers.push(arrayOf(dtype, xs))
      return epilogueDTypes.push(dtype) - 1
    }
    const sums: Access = { buffer: 0, offset: 0, strides: [n, 1] }
    const values: Value[] = [{ kind: "load", access: sums, dtype: "float32" }]
    for (const { dtype, layout } of loads) {
      const [length, offset, strides] = {
        whole: [m * n, 0, [n, 1]],
        row: [n + 2, 2, [0, 1]],
        column: [m, 0, [1, 0]],
        transposed: [m * n, 0, [1, m]],
        backwards: [m * n, m * n - 1, [-n, -1]],
        spread: [2 * m * n, 1, [2 * n, 2]],
        one: [1, 0, [0, 0]],
      }[layout] as [number, number, number[]]
      values.push({ kind: "load", access: { buffer: addBuffer(dtype, length), offset, strides }, dtype })
    }
    for (const { kind, picks } of steps) {
      const [p, q, r] = picks as [number, number, number]
      const a = p % values.length
      const dtype = (values[a] as Value).dtype
      const alike = values.flatMap((value, i) => (value.dtype === dtype ? [i] : []))
      const b = alike[q % alike.length] as number
      const masks = values.flatMap((value, i) => (value.dtype === "bool" ? [i] : []))
      if (kind === "literal") values.push({ kind, value: (q % 7) - 3, dtype: "float32" })
      if (kind === "cast") values.push({ kind, x: a, dtype: dtypes[q % 3] as DType })
      if (kind === "compare")
        values.push({ kind, fn: (["lt", "ge", "eq"] as const)[r % 3] ?? "eq", a, b, dtype: "bool" })
      if (kind === "select" && masks.length > 0) {
        values.push({ kind, condition: masks[r % masks.length] as number, a, b, dtype })
      }
      if (kind === "index") values.push({ kind, offset: p % 5, strides: [q % 3, (r % 5) - 2], dtype: "int32" })
      if (kind === "unary" && dtype === "float32") {
        const op = unaryOp((["tanh", "exp", "erf", "neg", "sqrt"] as const)[q % 5] ?? "neg", dtype)
        values.push({ ...op, kind, x: a, dtype })
      }
      if (kind === "binary" && dtype !== "bool") {
        values.push({ kind, fn: (["add", "mul", "maximum"] as const)[r % 3] ?? "add", a, b, dtype })
      }
    }
    const floats = values.flatMap((value, i) => (value.dtype === "float32" ? [i] : []))
    const stores: Store[] = [
      { access: sums, value: floats[seed % floats.length] as number },
      ...extraStores.map((pick): Store => {
        const value = pick % values.length
        const strides = pick % 2 === 0 ? [n, 1] : [1, m]
        return { access: { buffer: addBuffer((values[value] as Value).dtype, m * n), offset: 0, strides }, value }
      }),
    ]
    const nest: Nest = {
      variables: [m, n].map((extent) => ({ extent, role: "row" })),
      values,
      stores,
      buffers: epilogueDTypes,
      lanes: 1,
      unroll: 1,
    }
    const a = { offset: 0, row: transposedA ? 1 : k, column: transposedA ? m : 1 }
    const b = { offset: 0, row: transposedB ? 1 : n, column: transposedB ? k : 1 }
    return { gemm: { m, n, k, a, b, epilogue: { nest, per }, batch: [] }, buffers, cuts }
  })

describe("an epilogue", () => {
  test("gives what a kernel after the product gives, to the bit", () => {
    fc.assert(fc.property(sample, expectSame), { numRuns: 250 })
  }, 60_000)

  test("waits for the last block of k, in blocks of rows and columns", () => {
    const [m, n, k] = [101, 2051, 300]
    const values: Value[] = [
      { kind: "load", access: { buffer: 0, offset: 0, strides: [n, 1] }, dtype: "float32" },
      { kind: "load", access: { buffer: 1, offset: 0, strides: [0, 1] }, dtype: "float32" },
      { kind: "index", offset: 0, strides: [1, 1], dtype: "int32" },
      { kind: "cast", x: 2, dtype: "float32" },
      { kind: "binary", fn: "add", a: 0, b: 1, dtype: "float32" },
      { kind: "binary", fn: "maximum", a: 4, b: 3, dtype: "float32" },
    ]
    const nest: Nest = {
      variables: [m, n].map((extent) => ({ extent, role: "row" })),
      values,
      stores: [{ access: { buffer: 0, offset: 0, strides: [n, 1] }, value: 5 }],
      buffers: ["float32", "float32"],
      lanes: 1,
      unroll: 1,
    }
    const gemm = { m, n, k, a: { offset: 0, row: k, column: 1 }, b: { offset: 0, row: n, column: 1 }, batch: [] }
    const buffers = [numbers(m * k, 1), numbers(k * n, 2), new Float32Array(m * n), numbers(n, 3)]
    for (const per of ["tile", "block"] as const) {
      expectSame({ gemm: { ...gemm, epilogue: { nest, per } }, buffers, cuts: [0.5] })
    }
  })

  test("is done once where columns come in blocks of what lies side by side", () => {
    for (const width of [6, 8, 9, 13, 17]) {
      for (const m of [1, 5, 30]) {
        const [n, k, line] = [3 * width, 9, width + 2]
        const axes = {
          rows: [3, 3].map((extent, i) => ({ extent, stride: i === 0 ? line : 1 })),
          columns: [3, width].map((extent, i) => ({ extent, stride: i === 0 ? 2 * line : 1 })),
        }
        const sums: Access = { buffer: 0, offset: 0, strides: [n, 1] }
        const nest: Nest = {
          variables: [m, n].map((extent) => ({ extent, role: "row" })),
          values: [
            { kind: "load", access: sums, dtype: "float32" },
            { ...unaryOp("tanh", "float32"), kind: "unary", x: 0, dtype: "float32" },
          ],
          stores: [{ access: sums, value: 1 }],
          buffers: ["float32"],
          lanes: 1,
          unroll: 1,
        }
        const b = { offset: 0, row: line, column: 1, axes }
        const gemm = { m, n, k, a: { offset: 0, row: k, column: 1 }, b, batch: [] }
        const buffers = [numbers(m * k, 1), numbers(7 * line, 2), new Float32Array(m * n)]
        for (const per of ["tile", "block"] as const) {
          expectSame({ gemm: { ...gemm, epilogue: { nest, per } }, buffers, cuts: [0.5] })
        }
      }
    }
  })

  test("is valid WebAssembly with and without fused multiply-add", async () => {
    const wabt = await createWabt()
    const samples = fc.sample(sample, { numRuns: 40, seed: 1 })
    expect(new Set(samples.map(({ gemm }) => gemm.epilogue.nest.stores.length))).toEqual(new Set([1, 2, 3]))
    for (const { gemm } of samples) {
      for (const fma of [false, true]) {
        const module = wabt.readWasm(gemmModule(gemm, { fma }), { relaxed_simd: true, simd: true })
        module.validate()
        module.destroy()
      }
    }
  })
})
