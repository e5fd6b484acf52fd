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

export const headerOf = (text: string): Header => {
  const scanner = scannerOf(text)
  const entries: Entry[] = []
  const metadata: Record<string, string> = Object.create(null)
  scanner.record((name) => {
    if (name === "__metadata__") {
      scanner.record((key) => {
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
  readonly string: () => string
  readonly integers: (most: number) => readonly number[]
  readonly end: () => void
}

const scannerOf = (text: string): Scanner => {
  let at = 0
  const fail = (what: string): never => refuse("header", `the header has no ${what} at character ${at}`)
  const next = (): string | undefined => {
    while (at < text.length && " \n\r\t".includes(text[at] as string)) at++
    return text[at]
  }
  const take = (mark: string): boolean => {
    const found = next() === mark
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
    if (next() !== '"') fail("string")
    let end = at + 1
    while (end < text.length && text[end] !== '"') end += text[end] === "\\" ? 2 : 1
    try {
      const value: string = JSON.parse(text.slice(at, end + 1))
      at = end + 1
      return value
    } catch {
      return fail("string")
    }
  }
  const integer = (): number => {
    next()
    let end = at
    while (end < at + 17 && isDigit(text.charCodeAt(end))) end++
    const digits = text.slice(at, end)
    if (digits === "" || (digits.length > 1 && digits[0] === "0") || !Number.isSafeInteger(Number(digits))) {
      fail("integer of at least 0")
    }
    at = end
    return Number(digits)
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

const isDigit = (code: number): boolean => code >= 48 && code <= 57
