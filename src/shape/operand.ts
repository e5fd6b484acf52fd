/** @file Checks of arguments that the compiler makes for typed callers, for those who come without types. */
import { ShapeError } from "./error.js"
import { show } from "./sentence.js"
import { sizeOf } from "./size.js"

/** A shape whose sizes are known: the list itself, copied. */
export const assertShape = (op: string, shape: unknown): readonly number[] => {
  if (!Array.isArray(shape)) {
    throw new ShapeError(`${op}: a shape is an array of sizes like [2, 3], got ${describe(shape)}`)
  }
  for (const dim of shape) {
    if (typeof dim === "string") {
      throw new ShapeError(`${op}: the size of "${dim}" in ${show(shape)} is not known here: use a number`)
    }
    if (!Number.isSafeInteger(dim) || dim < 0) {
      throw new ShapeError(`${op}: a size is an integer of at least 0, got ${describe(dim)} in ${describe(shape)}`)
    }
  }
  if (!Number.isSafeInteger(sizeOf(shape))) {
    throw new ShapeError(`${op}: ${show(shape)} has too many elements`)
  }
  return [...shape]
}

export const assertDim = (op: string, dim: unknown): number => {
  if (!isInteger(dim)) throw new ShapeError(`${op}: a dim is an integer, got ${describe(dim)}`)
  return dim
}

export const assertInteger = (op: string, what: string, value: unknown): number => {
  if (!isInteger(value)) throw new TypeError(`${op}: ${what} is an integer, got ${describe(value)}`)
  return value
}

/** An object without a class: what options and trees are made of. */
export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || Object.getPrototypeOf(prototype) === null
}

/** A value as an error shows it: short, and telling `"2"` from `2`. */
export const describe = (value: unknown): string => {
  if (Array.isArray(value)) {
    const items = value.slice(0, 6).map((item) => (Array.isArray(item) ? "[…]" : describe(item)))
    return `[${items.join(", ")}${value.length > 6 ? ", …" : ""}]`
  }
  if (typeof value === "string") return JSON.stringify(value)
  if (typeof value === "function") return "a function"
  if (typeof value === "object" && value !== null) return named(value)
  return String(value)
}

// internal

const isInteger = (value: unknown): value is number => Number.isSafeInteger(value)

const named = (value: object): string => {
  if (isRecord(value)) return "an object"
  // a node of the graph, which has no class
  if ("shape" in value && "dtype" in value && Array.isArray(value.shape))
    return `a tensor of shape ${show(value.shape)}`
  const name = value.constructor?.name
  if (name === undefined || name === "" || name === "Object") return "an object"
  // U as in Uint8Array is no vowel to the ear
  return `${/^[AEIO]/.test(name) ? "an" : "a"} ${name}`
}
