/** @file What is wrong with bytes from outside: a code for programs, a sentence for people. */
import { type Either, left, right } from "fp-ts/lib/Either.js"
import type { TaskEither } from "fp-ts/lib/TaskEither.js"

/**
 * `file`: it can't be read or written. `truncated`, `oversized`: fewer or more bytes than are announced or allowed.
 * `header`: the description of the contents is not of the format. `name`, `dtype`, `shape`: those of a tensor or
 * column. `value`: a number or text that has no place in what it is read into. `checksum`: contents that were changed.
 */
export type FormatCode =
  | "file"
  | "truncated"
  | "oversized"
  | "header"
  | "name"
  | "dtype"
  | "shape"
  | "value"
  | "checksum"

/** Bytes, or a text, that are not what they should be. */
export class FormatError extends Error {
  override readonly name = "FormatError"
  readonly code: FormatCode

  constructor(code: FormatCode, message: string) {
    super(message)
    this.code = code
  }
}

export const refuse = (code: FormatCode, message: string): never => {
  throw new FormatError(code, message)
}

/** What a function gives, or the FormatError that it throws. */
export const attempt = <A>(f: () => A): Either<FormatError, A> => {
  try {
    return right(f())
  } catch (error) {
    return leftOf(error)
  }
}

export const attemptLater =
  <A>(f: () => Promise<A>): TaskEither<FormatError, A> =>
  () =>
    f().then((value) => right(value), leftOf)

/** A name from a file as messages show it: short, in quotes unless it is plain. */
export const shown = (name: string): string => {
  if (/^[\w.*/-]{1,80}$/.test(name)) return name
  return JSON.stringify(name.length > 60 ? `${name.slice(0, 60)}…` : name)
}

// internal

const leftOf = (error: unknown): Either<FormatError, never> => {
  if (error instanceof FormatError) return left(error)
  throw error
}
