/**
 * @file Option objects: missing entries get their default, misspelt ones are refused, and what was given is not
 * trusted.
 */
import { describe, isRecord } from "./operand.js"

export const readOptions = <O extends object>(
  op: string,
  options: unknown,
  defaults: O,
): { readonly [K in keyof O]: unknown } => {
  if (options === undefined) return defaults
  if (!isRecord(options)) throw new TypeError(`${op}: options are an object, got ${describe(options)}`)
  const known = Object.keys(defaults)
  const given = Object.entries(options).filter(([, value]) => value !== undefined)
  const unknown = given.find(([key]) => !known.includes(key))
  if (unknown !== undefined) throw new TypeError(`${op}: unknown option ${unknown[0]}: use ${known.join(" | ")}`)
  return { ...defaults, ...Object.fromEntries(given) }
}

export const assertBoolean = (op: string, what: string, value: unknown): boolean => {
  if (typeof value !== "boolean") throw new TypeError(`${op}: ${what} is true or false, got ${describe(value)}`)
  return value
}

export const assertNumber = (op: string, what: string, value: unknown): number => {
  if (typeof value !== "number") throw new TypeError(`${op}: ${what} is a number, got ${describe(value)}`)
  return value
}
