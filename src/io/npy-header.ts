/**
 * @file The header of a .npy file: a Python dictionary of three entries, read by that form alone.
 * https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
 */
import { type Reading, readings, type Stored } from "./element.js"
import { refuse, shown } from "./error.js"

export interface NpyHeader {
  readonly shape: readonly number[]
  readonly isFortran: boolean
  readonly isBigEndian: boolean
  readonly reading: Reading
  /** Where the elements begin. */
  readonly start: number
}

/** Whether the first bytes of a file are as many as its header. */
export const hasHeader = (head: Uint8Array): boolean => {
  const [major = 0, , ...length] = head.subarray(MAGIC.length, MAGIC.length + 6)
  const [a = 0, b = 0, c = 0, d = 0] = length
  const end = major < 2 ? 10 + a + 256 * b : 12 + a + 256 * (b + 256 * (c + 256 * d))
  return head.length >= Math.max(12, Math.min(end, MAX_HEADER))
}

/** `name` is the file's, for messages. */
export const npyHeaderOf = (bytes: Uint8Array<ArrayBuffer>, name: string): NpyHeader => {
  if (MAGIC.some((byte, i) => i < bytes.length && bytes[i] !== byte)) refuse("header", `${name}: not a .npy file`)
  const major = bytes[MAGIC.length] ?? 0
  if (bytes.length < MAGIC.length + 4) refuse("truncated", `${name}: ends inside its header`)
  if (major < 1 || major > 3) refuse("header", `${name}: version ${major} of .npy is none that exists`)
  const lengthBytes = major === 1 ? 2 : 4
  const begin = MAGIC.length + 2 + lengthBytes
  if (bytes.length < begin) refuse("truncated", `${name}: ends inside its header`)
  const view = new DataView(bytes.buffer, bytes.byteOffset, begin)
  const length = major === 1 ? view.getUint16(begin - 2, true) : view.getUint32(begin - 4, true)
  if (length > MAX_HEADER) refuse("header", `${name}: its header says ${length} bytes, more than ${MAX_HEADER}`)
  if (bytes.length < begin + length) refuse("truncated", `${name}: ends inside its header`)
  const text = new TextDecoder("latin1").decode(bytes.subarray(begin, begin + length))
  return { ...dictionaryOf(text, name), start: begin + length }
}

/** The header of version 1 in front of elements in little-endian, row-major order: a multiple of 64 bytes. */
export const npyHeader = (descr: string, shape: readonly number[]): Uint8Array<ArrayBuffer> => {
  const tuple = shape.length === 1 ? `${shape[0]},` : shape.join(", ")
  const dictionary = `{'descr': '${descr}', 'fortran_order': False, 'shape': (${tuple}), }`
  const start = MAGIC.length + 4
  const length = Math.ceil((start + dictionary.length + 1) / 64) * 64
  const bytes = new Uint8Array(length).fill(0x20)
  bytes.set(MAGIC)
  bytes.set([1, 0, (length - start) & 255, (length - start) >> 8], MAGIC.length)
  bytes.set(new TextEncoder().encode(dictionary), start)
  bytes[length - 1] = 0x0a
  return bytes
}

// internal

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59]
/** NumPy's own limit. */
const MAX_HEADER = 10_000
const MAX_RANK = 64

const kinds: Readonly<Record<string, Stored | undefined>> = {
  f2: "float16",
  f4: "float32",
  f8: "float64",
  i1: "int8",
  i2: "int16",
  i4: "int32",
  i8: "int64",
  u1: "uint8",
  u2: "uint16",
  u4: "uint32",
  u8: "uint64",
  b1: "bool",
}

const dictionaryOf = (text: string, name: string): Omit<NpyHeader, "start"> => {
  const fail = (): never => refuse("header", `${name}: its header is not of NumPy's form: ${shown(text.trim())}`)
  const field = /\s*'(descr|fortran_order|shape)'\s*:\s*(?:'([^']*)'|(True|False)|\(([\d, ]*)\))\s*(?:,|(?=\}))/y
  field.lastIndex = text.indexOf("{") + 1
  const fields = new Map<string, string>()
  for (let at = field.lastIndex; ; at = field.lastIndex) {
    const found = field.exec(text)
    if (found === null) {
      // the dictionary and nothing else
      if (text.slice(at).trim() !== "}" || text.trimStart()[0] !== "{") fail()
      break
    }
    const [, key, string, truth, tuple] = found
    const value = key === "descr" ? string : key === "shape" ? tuple : truth
    if (value === undefined || fields.has(key as string)) fail()
    fields.set(key as string, value as string)
  }
  const [descr, order, tuple] = [fields.get("descr"), fields.get("fortran_order"), fields.get("shape")]
  if (descr === undefined || order === undefined || tuple === undefined) return fail()
  const [, end, kind] = /^([<>|=])(\w+)$/.exec(descr) ?? []
  const stored = kind !== undefined && Object.hasOwn(kinds, kind) ? kinds[kind] : undefined
  if (stored === undefined) return refuse("dtype", `${name}: no tensors of ${shown(descr)} here`)
  return {
    shape: shapeOf(tuple) ?? fail(),
    isFortran: order === "True",
    isBigEndian: end === ">",
    reading: readings[stored],
  }
}

/** `3, 4` or `3,` or nothing. */
const shapeOf = (tuple: string): readonly number[] | undefined => {
  const parts = tuple.split(",").map((part) => part.trim())
  const isClosed = parts.at(-1) === ""
  if (isClosed) parts.pop()
  if ((parts.length === 1 && !isClosed) || parts.length > MAX_RANK) return undefined
  if (!parts.every((part) => /^\d{1,16}$/.test(part) && Number.isSafeInteger(Number(part)))) return undefined
  return parts.map(Number)
}
