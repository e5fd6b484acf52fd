/**
 * @file The header of a safetensors file: JSON of a fixed form, read by that form alone. What `JSON.parse` would let
 * pass is refused (names that come twice) or never built (deep nesting). https://huggingface.co/docs/safetensors
 */
import { refuse, shown } from "./error.js"

export interface Entry {
  readonly name: string
  /** As the format names it: `F32`. */
  readonly dtype: string
  readonly shape: readonly number[]
  /** Of its bytes, behind the header. */
  readonly begin: number
  readonly end: number
}

export interface Header {
  readonly entries: readonly Entry[]
  readonly metadata: Readonly<Record<string, string>>
}

/** Of its bytes: as a text all of it would be there once more, and twice for the sake of one wide character. */
export const headerOf = (bytes: Uint8Array): Header => {
  const scanner = scannerOf(bytes)
  const entries: Entry[] = []
  const metadata: Record<string, string> = Object.create(null)
  scanner.record((name) => {
    scanner.name()
    if (name === "__metadata__") {
      scanner.record((key) => {
        scanner.name()
        metadata[key] = scanner.string()
      })
    } else entries.push(entryOf(name, scanner))
  })
  scanner.end()
  return { entries, metadata }
}

// internal

/** More axes than any tensor has: an array of a million of them would cost more than its text. */
const MAX_RANK = 64
/** Tensors and metadata: each takes JavaScript some hundred bytes, and a file not fifty. */
const MAX_NAMES = 100_000

const entryOf = (name: string, scanner: Scanner): Entry => {
  let dtype: string | undefined
  let shape: readonly number[] | undefined
  let offsets: readonly number[] | undefined
  scanner.record((field) => {
    if (field === "dtype") dtype = scanner.string()
    else if (field === "shape") shape = scanner.integers(MAX_RANK)
    else if (field === "data_offsets") offsets = scanner.integers(2)
    else refuse("header", `${shown(name)}: ${shown(field)} is not a field of a tensor`)
  })
  const [begin, end] = offsets ?? []
  if (dtype === undefined || shape === undefined || begin === undefined || end === undefined) {
    return refuse("header", `${shown(name)}: needs a dtype, a shape and two data_offsets`)
  }
  return { name, dtype, shape, begin, end }
}

interface Scanner {
  /** Calls `value` at the value of each key; no key comes twice. */
  readonly record: (value: (key: string) => void) => void
  /** Counts one of the header's names. */
  readonly name: () => void
  readonly string: () => string
  readonly integers: (most: number) => readonly number[]
  readonly end: () => void
}

const scannerOf = (bytes: Uint8Array): Scanner => {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true })
  const decoded = (from: number, to: number): string => decoder.decode(bytes.subarray(from, to))
  let at = 0
  let names = 0
  const fail = (what: string): never => refuse("header", `the header has no ${what} at byte ${at}`)
  const next = (): number | undefined => {
    while (isSpace(bytes[at])) at++
    return bytes[at]
  }
  const take = (mark: string): boolean => {
    const found = next() === mark.charCodeAt(0)
    if (found) at++
    return found
  }
  /** `open`, items with commas between them, `close`. */
  const list = (open: string, close: string, item: () => void): void => {
    if (!take(open)) fail(open)
    if (take(close)) return
    do item()
    while (take(","))
    if (!take(close)) fail(`, or ${close}`)
  }
  const string = (): string => {
    if (next() !== QUOTE) fail("string")
    let end = at + 1
    let isPlain = true
    for (; end < bytes.length && bytes[end] !== QUOTE; end++) {
      const byte = bytes[end] as number
      if (byte === BACKSLASH) end++
      if (byte === BACKSLASH || byte < SPACE) isPlain = false
    }
    if (end >= bytes.length) fail("string")
    try {
      const value = isPlain ? decoded(at + 1, end) : JSON.parse(decoded(at, end + 1))
      at = end + 1
      return value
    } catch (error) {
      return error instanceof SyntaxError ? fail("string") : refuse("header", "the header is not UTF-8")
    }
  }
  const integer = (): number => {
    next()
    let value = 0
    const begin = at
    for (; at < begin + 17 && isDigit(bytes[at]); at++) value = 10 * value + (bytes[at] as number) - ZERO
    if (at === begin || (at > begin + 1 && bytes[begin] === ZERO) || !Number.isSafeInteger(value)) {
      at = begin
      fail("integer of at least 0")
    }
    return value
  }
  return {
    record: (value) => {
      const keys = new Set<string>()
      list("{", "}", () => {
        const key = string()
        if (keys.has(key)) refuse("name", `${shown(key)} comes twice in the header`)
        keys.add(key)
        if (!take(":")) fail(":")
        value(key)
      })
    },
    name: () => {
      if (++names > MAX_NAMES) refuse("header", `the header has more than ${MAX_NAMES} names`)
    },
    string,
    integers: (most) => {
      const found: number[] = []
      list("[", "]", () => {
        if (found.length === most) fail(`] after ${most} integers`)
        found.push(integer())
      })
      return found
    },
    end: () => {
      if (next() !== undefined) fail("end")
    },
  }
}

const SPACE = 0x20
const QUOTE = 0x22
const BACKSLASH = 0x5c
const ZERO = 0x30

const isSpace = (byte: number | undefined): boolean => byte === SPACE || byte === 10 || byte === 13 || byte === 9

const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= ZERO && byte <= ZERO + 9
