/**
 * @file What this host can do, found out by trying: version numbers don't tell what a policy bars or an engine rounds.
 */
import { encodeModule } from "../codegen/encode.js"
import { defineFunction } from "../codegen/function.js"
import { f32x4, i32, v128 } from "../codegen/instructions.js"
import type { Target } from "../schedule/target.js"

/** Whether this host compiles WebAssembly with SIMD; where it doesn't, or a policy bars it, graphs are interpreted. */
export const canRunKernels = (): boolean => {
  simd ??= compile(doubling()) !== undefined
  return simd
}

/** What kernels may use here. */
export const hostTarget = (): Target => {
  target ??= { fma: isFused() }
  return target
}

// internal

let simd: boolean | undefined
let target: Target | undefined

const compile = (bytes: Uint8Array): WebAssembly.Module | undefined => {
  try {
    return new WebAssembly.Module(bytes as Uint8Array<ArrayBuffer>)
  } catch {
    return undefined
  }
}

const doubling = (): Uint8Array =>
  encodeModule([
    defineFunction("run", [], (_, f) => {
      const x = f.let(v128.load(i32.const(0)))
      f.do(v128.store(i32.const(0), f32x4.add(x, x)))
    }),
  ])

/** (1 + ε)(1 - ε) - 1 is -ε² when it is rounded once; rounded twice, with ε² below half an ulp of 1, it is 0. */
const isFused = (): boolean => {
  const module = compile(
    encodeModule([
      defineFunction("run", [], (_, f) => {
        const operand = (at: number) => v128.load(i32.const(at))
        f.do(v128.store(i32.const(48), f32x4.relaxedMadd(operand(0), operand(16), operand(32))))
      }),
    ]),
  )
  if (module === undefined) return false
  const memory = new WebAssembly.Memory({ initial: 1 })
  const numbers = new Float32Array(memory.buffer)
  const epsilon = 2 ** -13
  numbers
    .fill(1 + epsilon, 0, 4)
    .fill(1 - epsilon, 4, 8)
    .fill(-1, 8, 12)
  const { run } = new WebAssembly.Instance(module, { env: { memory } }).exports
  ;(run as () => void)()
  return numbers.subarray(12, 16).every((x) => x === -(epsilon ** 2))
}
