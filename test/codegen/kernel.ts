/** @file Running generated modules in tests, on every target this host can execute. */
import { setFlagsFromString } from "node:v8"
import { encodeModule } from "../../src/codegen/encode.js"
import { defineFunction } from "../../src/codegen/function.js"
import { gemmSplit } from "../../src/codegen/gemm.js"
import { f32x4, i32, v128 } from "../../src/codegen/instructions.js"
import { type Vector, type VectorBuilder, vectorBuilder } from "../../src/codegen/math/vectors.js"
import { nestModule } from "../../src/codegen/nest.js"
import type { Gemm } from "../../src/schedule/gemm.js"
import type { LoopVariable, Nest } from "../../src/schedule/nest.js"
import type { Target } from "../../src/schedule/target.js"
import type { DType } from "../../types/dtype.js"
import type { Buffer } from "./reference.js"

const one = f32x4.const(1)
const probe = encodeModule([defineFunction("run", [], (_, f) => void f.let(f32x4.relaxedMadd(one, one, one)))])
const validatesFma = (): boolean => WebAssembly.validate(probe as BufferSource)

// Node 20 has relaxed SIMD behind a flag; tests want the FMA path run, not only validated
if (!validatesFma()) setFlagsFromString("--experimental-wasm-relaxed-simd")

export const runsFma = validatesFma()

export const targets: readonly Target[] = runsFma ? [{ fma: false }, { fma: true }] : [{ fma: false }]

export const instantiate = (bytes: Uint8Array, memory: WebAssembly.Memory): ((...args: readonly number[]) => void) => {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes as BufferSource), { env: { memory } })
  return exports.run as (...args: readonly number[]) => void
}

/** All of a product, cut at parts of its extent, and the last part first: parts don't wait for each other. */
export const rangesOf = (gemm: Gemm, target: Target, cuts: readonly number[]): readonly [number, number][] => {
  const { extent, grain } = gemmSplit(gemm, target)
  const edges = [0, ...cuts.map((cut) => grain * Math.floor((cut * extent) / grain)), extent].sort((x, y) => x - y)
  const ranges = edges.slice(1).map((to, i): [number, number] => [edges[i] as number, to])
  return ranges.filter(([from, to]) => from < to).reverse()
}

/** A vector function applied to arrays of any one length, of elements that fill its lanes. */
export const vectorFunction = (
  build: (v: VectorBuilder, a: Vector, b: Vector) => Vector,
  target: Target,
  arity: 1 | 2 = 1,
  lanes: 2 | 4 = 4,
): (<A extends Float32Array | Float64Array | Int32Array>(...operands: readonly A[]) => A) => {
  const memory = new WebAssembly.Memory({ initial: 1 })
  const module = defineFunction("run", ["i32", "i32", "i32"], ([at, count, stride], f) => {
    const v = vectorBuilder(f, target, lanes)
    f.repeat(count, () => {
      let from = at.get
      const operands = Array.from({ length: arity }, (_, i) => {
        if (i > 0) from = f.let(i32.add(from, stride.get))
        return f.let(v128.load(from))
      })
      const [first, second] = operands as [Vector, Vector | undefined]
      f.do(v128.store(at.get, build(v, first, second ?? first)))
      f.set(at, i32.add(at.get, i32.const(16)))
    })
  })
  const run = instantiate(encodeModule([module]), memory)
  return (...operands) => {
    const [first] = operands as readonly [(typeof operands)[0], ...typeof operands]
    const vectors = Math.ceil(first.length / lanes)
    const missing = vectors * 16 * arity - memory.buffer.byteLength
    if (missing > 0) memory.grow(Math.ceil(missing / 65536))
    const View = first.constructor as typeof Int32Array
    operands.forEach((xs, i) => {
      new View(memory.buffer).set(xs, i * vectors * lanes)
    })
    run(0, vectors, vectors * 16)
    return new View(memory.buffer).slice(0, first.length) as typeof first
  }
}

/**
 * Runs the kernel on copies of the buffers that lie between guard bytes, and checks those. One with a split runs part
 * by part, cut at shares of its extent.
 */
export const runKernel = (
  nest: Nest,
  buffers: readonly Buffer[],
  target: Target,
  cuts: readonly number[] = [],
): readonly Buffer[] => {
  const bytes = nestModule(nest, target)
  const room = buffers.map(({ byteLength }) => Math.ceil(byteLength / 16) * 16 + 2 * guard)
  const total = room.reduce((a, b) => a + b, 0)
  const memory = new WebAssembly.Memory({ initial: Math.ceil(total / 65536) + 1 })
  const all = new Uint8Array(memory.buffer, 0, total + guard).fill(0xa5)
  const addresses = room.map((_, i) => room.slice(0, i).reduce((a, b) => a + b, guard))
  buffers.forEach((buffer, i) => {
    all.set(new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength), addresses[i])
  })
  const run = instantiate(bytes, memory)
  if (nest.split === undefined) run(...addresses)
  else {
    const { variable, grain } = nest.split
    const { extent } = nest.variables[variable] as LoopVariable
    const edges = [0, ...cuts.map((cut) => grain * Math.floor((cut * extent) / grain)), extent].sort((x, y) => x - y)
    edges.slice(1).forEach((to, i) => {
      if ((edges[i] as number) < to) run(...addresses, edges[i] as number, to)
    })
  }
  const inside = all.slice()
  const results = buffers.map((buffer, i) => {
    const at = addresses[i] as number
    inside.fill(0xa5, at, at + buffer.byteLength)
    return new (buffer.constructor as Float32ArrayConstructor)(memory.buffer.slice(at, at + buffer.byteLength))
  })
  if (!inside.every((byte) => byte === 0xa5)) throw new Error("the kernel wrote beside its buffers")
  return results
}

export const arrayOf = (dtype: DType, xs: readonly number[]): Buffer => {
  if (dtype === "float32") return Float32Array.from(xs)
  if (dtype === "float64") return Float64Array.from(xs)
  return dtype === "int32" ? Int32Array.from(xs) : Uint8Array.from(xs)
}

// internal

const guard = 64
