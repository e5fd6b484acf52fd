/**
 * @file From decisions to running code: kernels compiled once by structure and linked to one memory.
 * Compilation is synchronous. Browsers' main threads once refused modules over 4 KB; today's accept 8 MB.
 */
import type { Nest } from "../schedule/nest.js"
import type { Target } from "../schedule/target.js"
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

  /** `description`, a nest or an object that has some, is all that the module depends on, but for the target. */
  get(description: object, module: (target: Target) => Uint8Array): Kernel {
    return this.#kernels.get(structure(description), () => this.#link(module(this.#target)))
  }

  #link(bytes: Uint8Array): Kernel {
    const module = new WebAssembly.Module(bytes as Uint8Array<ArrayBuffer>)
    const { exports } = new WebAssembly.Instance(module, { env: { memory: this.#memory } })
    return { run: exports.run as Kernel["run"], bytes, place: undefined }
  }
}

// internal

/** JSON writes NaN and the infinities as null, and -0 as 0; asked about each number, it takes ten times as long. */
const structure = (kernel: object): string => {
  let text = JSON.stringify(kernel)
  for (const { values } of nestsIn(kernel)) {
    for (const value of values) {
      const number = value.kind === "literal" ? value.value : value.kind === "previous" ? value.first : 1
      if (!Number.isFinite(number) || number === 0) text += Object.is(number, -0) ? " -0" : ` ${number}`
    }
  }
  return text
}

const nestsIn = (kernel: object): readonly Nest[] =>
  "values" in kernel ? [kernel as Nest] : Object.values(kernel).flatMap((part) => part?.nest ?? [])
