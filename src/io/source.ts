/** @file Where bytes come from: memory, files, and what browsers fetch or are given. */
import { describe } from "../shape/operand.js"
import { FormatError } from "./error.js"
import { readFile } from "./file.js"

/** A path in Node, Deno and Bun; anywhere bytes, a Blob (a File is one), or the Response of a fetch. */
export type Source = string | URL | Uint8Array | ArrayBuffer | Blob | Response

export const bytesFrom = async (source: Source): Promise<Uint8Array<ArrayBuffer>> => {
  if (typeof source === "string" || source instanceof URL) return readFile(source)
  if (source instanceof Blob) return new Uint8Array(await reading(source))
  if (source instanceof Response) {
    if (!source.ok)
      throw new FormatError("file", `${source.url}: the server says ${source.status} ${source.statusText}`)
    return new Uint8Array(await reading(source))
  }
  return bytesOf(source)
}

/** The bytes themselves, not a copy, unless they could change their number or are shared with other threads. */
export const bytesOf = (source: unknown): Uint8Array<ArrayBuffer> => {
  if (source instanceof ArrayBuffer) return bytesOf(new Uint8Array(source))
  if (!(source instanceof Uint8Array)) throw new TypeError(`expected bytes: a Uint8Array, got ${describe(source)}`)
  const { buffer, byteOffset, byteLength } = source
  // of Node's Buffer, which is one, slice would not copy
  if (buffer instanceof ArrayBuffer && !isResizable(buffer)) return new Uint8Array(buffer, byteOffset, byteLength)
  const copy = new Uint8Array(byteLength)
  copy.set(source)
  return copy
}

// internal

const isResizable = (buffer: ArrayBuffer): boolean => "resizable" in buffer && buffer.resizable === true

const reading = async (source: Blob | Response): Promise<ArrayBuffer> => {
  try {
    return await source.arrayBuffer()
  } catch (error) {
    throw new FormatError("file", `can't read it: ${error instanceof Error ? error.message : error}`)
  }
}
