/**
 * @file The evaluator's one block of WebAssembly memory: growing it, and typed views of it.
 * Growth detaches every view, so views are never kept elsewhere and never handed to users.
 */
import type { DType, TypedArray } from "../../types/dtype.js"
import { elementBytes } from "../shape/size.js"
import { hostThreads } from "./worker.js"

const pageBytes = 65536

/** One page short of 4 GiB, so that no address past a buffer's end wraps to 0. */
const mostPages = 65535

export const mostBytes = mostPages * pageBytes

/** Whether threads can share it: by name, since test runners put globals of another realm in place of classes. */
export const isShared = ({ buffer }: { readonly buffer: ArrayBufferLike }): boolean =>
  buffer[Symbol.toStringTag] === "SharedArrayBuffer"

type Views = { readonly [D in DType]: TypedArray }

export class Memory {
  readonly wasm = createMemory()
  #views: Views = viewsOf(this.wasm)

  get byteLength(): number {
    return this.wasm.buffer.byteLength
  }

  /** Makes addresses below `end` usable. False, with nothing changed, where the host refuses. */
  ensure(end: number): boolean {
    const missing = Math.ceil((end - this.byteLength) / pageBytes)
    if (missing <= 0) return true
    const held = this.byteLength / pageBytes
    // doubling keeps growths few; reserved pages cost nothing until they are touched
    const wanted = Math.max(missing, Math.min(held, mostPages - held))
    if (held + missing > mostPages || !(this.#grow(wanted) || this.#grow(missing))) return false
    this.#views = viewsOf(this.wasm)
    return true
  }

  /** A view that is valid until memory grows. */
  view(dtype: DType, address: number, length: number): TypedArray {
    const start = address / elementBytes[dtype]
    return this.#views[dtype].subarray(start, start + length)
  }

  copyOut(dtype: DType, address: number, length: number): TypedArray {
    const start = address / elementBytes[dtype]
    return this.#views[dtype].slice(start, start + length)
  }

  copyIn(data: TypedArray, dtype: DType, address: number): void {
    this.#views[dtype].set(data, address / elementBytes[dtype])
  }

  move(to: number, from: number, bytes: number): void {
    this.#views.bool.copyWithin(to, from, from + bytes)
  }

  #grow(pages: number): boolean {
    try {
      this.wasm.grow(pages)
      return true
    } catch {
      return false
    }
  }
}

// internal

/** One that threads can share, where there may be some. */
const createMemory = (): WebAssembly.Memory => {
  if (hostThreads() > 1) {
    try {
      return new WebAssembly.Memory({ initial: 1, maximum: mostPages, shared: true })
    } catch {
      // some hosts refuse to set aside so many addresses
    }
  }
  return new WebAssembly.Memory({ initial: 1 })
}

const viewsOf = ({ buffer }: WebAssembly.Memory): Views => ({
  float32: new Float32Array(buffer),
  float64: new Float64Array(buffer),
  int32: new Int32Array(buffer),
  bool: new Uint8Array(buffer),
})
