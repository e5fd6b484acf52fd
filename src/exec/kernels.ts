/**
 * @file From decisions to running code: kernels compiled once by structure and linked to one memory.
 * Compilation is synchronous. Browsers' main threads once refused modules over 4 KB; today's accept 8 MB.
 */

import { attentionModule } from "../codegen/attention.js"
import { gemmModule } from "../codegen/gemm.js"
import { nestModule } from "../codegen/nest.js"
import type { Target } from "../codegen/target.js"
import type { Attention } from "../schedule/attention.js"
import type { Gemm } from "../schedule/gemm.js"
import type { Nest } from "../schedule/nest.js"
import { Cache } from "./cache.js"
import { hostTarget } from "./host.js"
import { isShared } from "./memory.js"

export interface Kernel {
  /** Arguments are byte addresses, then a range where there is one. */
  readonly run: (...addresses: number[]) => void
  /** The module. */
  readonly bytes: Uint8Array
  /** Where threads find the module. */
  place: number | undefined
}

export class Kernels {
  readonly #memory: WebAssembly.Memory
  readonly #target: Target
  readonly #kernels = new Cache<string, Kernel>(1024)

  constructor(memory: WebAssembly.Memory, target: Target = hostTarget()) {
    this.#memory = memory
    this.#target = { ...target, shared: isShared(memory) }
  }

  nest(nest: Nest): Kernel {
    return this.#kernels.get(structure(nest), () => this.#link(nestModule(nest, this.#target)))
  }

  gemm(gemm: Gemm): Kernel {
    return this.#kernels.get(structure(gemm), () => this.#link(gemmModule(gemm, this.#target)))
  }

  attention(attention: Attention): Kernel {
    return this.#kernels.get(structure(attention), () => this.#link(attentionModule(attention, this.#target)))
  }

  #link(bytes: Uint8Array): Kernel {
    const module = new WebAssembly.Module(bytes as Uint8Array<ArrayBuffer>)
    const { exports } = new WebAssembly.Instance(module, { env: { memory: this.#memory } })
    return { run: exports.run as Kernel["run"], bytes, place: undefined }
  }
}

// internal

/** JSON would write NaN, the infinities and -0 alike or as null. */
const structure = (kernel: Nest | Gemm | Attention): string =>
  JSON.stringify(kernel, (_, value: unknown) =>
    typeof value === "number" && (!Number.isFinite(value) || Object.is(value, -0))
      ? `${Object.is(value, -0) ? "-0" : value}`
      : value,
  )
