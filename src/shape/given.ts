/**
 * @file Trees that are given for others: the entries that are known, and errors that say where in a tree they are. The
 * path in such a sentence grows on the way out of blocks, each of which knows the place of what is in it.
 */
import type { DType } from "../../types/dtype.js"
import { bindLeaf, type Typed } from "./bind.js"
import { ShapeError } from "./error.js"
import { describe } from "./operand.js"
import { missingMessage, noLeafMessage, tooManyMessage } from "./tree-messages.js"

/** What is known of a list or a record: its keys, and whether others are refused. */
export interface Keys {
  readonly keys: readonly string[]
  readonly isList: boolean
  readonly exact: boolean
}

/** The entries of the keys. `path` names what has them. */
export const entriesOf = (path: string, { keys, isList, exact }: Keys, value: unknown): readonly unknown[] => {
  if (value === undefined) throw misfit(missingMessage(path))
  const given = (typeof value === "object" && value !== null ? value : {}) as Readonly<Record<string, unknown>>
  const lacking = keys.find((key) => !(key in given))
  if (lacking !== undefined) throw misfit(missingMessage(placeIn(path, lacking, isList)))
  const all = exact ? Object.keys(given) : keys
  if (all.length > keys.length) {
    const other = all.find((key) => !keys.includes(key)) as string
    throw misfit(tooManyMessage(placeIn(path, other, isList)))
  }
  return keys.map((key) => given[key])
}

/** Throws where a leaf isn't of that shape and dtype; `isLeaf` says whether it is a tensor at all. */
export const assertLeaf = <L extends Typed<readonly number[]>>(
  path: string,
  wanted: { readonly shape: readonly number[]; readonly dtype: DType },
  isLeaf: (value: unknown) => value is L,
  value: unknown,
): L => {
  if (value === undefined) throw misfit(missingMessage(path))
  if (!isLeaf(value)) throw said(new TypeError(`${noLeafMessage(path)}: got ${describe(value)}`))
  saidOfTree(() => bindLeaf(new Map(), path, wanted, value))
  return value
}

/** Marks what `f` throws as said of a tree: its message begins with a path in one. */
export const saidOfTree = <T>(f: () => T): T => {
  try {
    return f()
  } catch (error) {
    // what a getter of a tree throws may be anything
    throw error instanceof Error && Object.isExtensible(error) ? said(error) : error
  }
}

export const placeIn = (path: string, key: string, isList: boolean): string =>
  isList ? `${path}[${key}]` : `${path}.${key}`

/** The error with a place put into its path, if it is said of a tree, or of the one of that name. */
export const placed = (error: unknown, place: string, tree?: string): Error | undefined => {
  const name = treeIn(error)
  if (name === undefined || (tree !== undefined && tree !== name)) return undefined
  const { message } = error as Error
  return said(again(error as Error, `${name}${place}${message.slice(name.length)}`), name)
}

/** What `f` throws of trees of its own, which are none of those that `who` was given. */
export const apart = <T>(who: string, f: () => T): T => {
  try {
    return f()
  } catch (error) {
    if (treeIn(error) === undefined) throw error
    throw again(error as Error, `${who}: ${(error as Error).message}`)
  }
}

// internal

/** The name of the tree that an error is said of; its message begins with it. */
const treeOf: unique symbol = Symbol("tree")

/** A property that isn't seen where errors are shown or compared. */
const said = (error: Error, tree = /^\w+/.exec(error.message)?.[0]): Error =>
  Object.defineProperty(error, treeOf, { value: tree })

const misfit = (sentence: string): Error => said(new ShapeError(sentence))

const treeIn = (error: unknown): string | undefined =>
  error instanceof Error ? (error as { readonly [treeOf]?: string })[treeOf] : undefined

const again = (error: Error, message: string): Error => new (error.constructor as new (said: string) => Error)(message)
