/**
 * @file From decisions to running code: kernels compiled once by structure and linked to one memory.
 * Compilation is synchronous. Browsers' main threads once refused modules over 4 KB; today's accept 8 MB.
 */

import { gemmModule } from "../codegen/gemm.js"
import { nestModule } from "../codegen/nest.js"
import type { Target } from "../codegen/target.js"
import type { Gemm } from "../schedule/gemm.js"
import type { Nest } from "../schedule/nest.js"
import { Cache } from "./cache.js"

/** Arguments are byte addresses. */
export type Kernel = (...addresses: number[]) => void

export class Kernels {
  readonly #memory: WebAssembly.Memory
  readonly #target: Target
  readonly #kernels = new Cache<string, Kernel>(1024)

  constructor(memory: WebAssembly.Memory, target: Target = hostTarget()) {
    this.#memory = memory
    this.#target = target
  }

  nest(nest: Nest): Kernel {
    return this.#kernels.get(structure(nest), () => this.#link(nestModule(nest, this.#target)))
  }

  gemm(gemm: Gemm): Kernel {
    return this.#kernels.get(structure(gemm), () => this.#link(gemmModule(gemm, this.#target)))
  }

  #link(bytes: Uint8Array): Kernel {
    const module = new WebAssembly.Module(bytes as Uint8Array<ArrayBuffer>)
    const { exports } = new WebAssembly.Instance(module, { env: { memory: this.#memory } })
    return exports.run as Kernel
  }
}

/** Whether this host compiles WebAssembly with SIMD; where it doesn't, or a policy bars it, graphs are interpreted. */
export const canRunKernels = (): boolean => {
  simd ??= compiles(probe(simdProbe))
  return simd
}

/** What kernels may use here. */
export const hostTarget = (): Target => {
  target ??= { fma: compiles(probe(fmaProbe)) }
  return target
}

// internal

let simd: boolean | undefined
let target: Target | undefined

/** JSON would write NaN, the infinities and -0 alike or as null. */
const structure = (kernel: Nest | Gemm): string =>
  JSON.stringify(kernel, (_, value: unknown) =>
    typeof value === "number" && (!Number.isFinite(value) || Object.is(value, -0))
      ? `${Object.is(value, -0) ? "-0" : value}`
      : value,
  )

const compiles = (bytes: Uint8Array<ArrayBuffer>): boolean => {
  try {
    new WebAssembly.Module(bytes)
    return true
  } catch {
    return false
  }
}

// f32x4.add and f32x4.relaxed_madd of zeros
const simdProbe = [0x41, 0x00, 0xfd, 0x11, 0x41, 0x00, 0xfd, 0x11, 0xfd, 0xe4, 0x01, 0x1a]
const fmaProbe = [0x41, 0x00, 0xfd, 0x11, 0x41, 0x00, 0xfd, 0x11, 0x41, 0x00, 0xfd, 0x11, 0xfd, 0x85, 0x02, 0x1a]

/** A module with one function `() -> ()` of the given instructions. */
const probe = (instructions: readonly number[]): Uint8Array<ArrayBuffer> =>
  Uint8Array.of(
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...[0x01, 0x04, 0x01, 0x60, 0x00, 0x00],
    ...[0x03, 0x02, 0x01, 0x00],
    ...[0x0a, instructions.length + 4, 0x01, instructions.length + 2, 0x00, ...instructions, 0x0b],
  )
