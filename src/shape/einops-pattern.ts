/** @file The pattern of rearrange, reduce and repeat read from its string, as types/einops-pattern.ts reads it. */
import type { EinopsName, Token } from "../../types/einops-pattern.js"
import {
  arrowMessage,
  bracketsMessage,
  groupedDotsMessage,
  namelessMessage,
  newNameMessage,
  noNameMessage,
  sideMessage,
  twiceMessage,
} from "./einops-messages.js"
import { ShapeError } from "./error.js"

export interface Pattern {
  readonly left: readonly Token[]
  readonly right: readonly Token[]
  /** The text left of the arrow. */
  readonly leftText: string
}

/** `given` are the names that have a size. */
export const readPattern = (op: EinopsName, pattern: string, given: readonly string[]): Pattern => {
  const texts = pattern.split("->") as [string, string]
  if (texts.length !== 2) throw new ShapeError(arrowMessage(op, pattern))
  const [left, right] = texts.map(tokens) as [readonly Token[], readonly Token[]]
  const words = [...left.flat(), ...right.flat()]
  const bad = words.find((word) => !isWord(word))
  if (bad !== undefined) {
    throw new ShapeError(/[()]/.test(bad) ? bracketsMessage(op, pattern) : noNameMessage(op, pattern, bad))
  }
  for (const [side, list] of [
    ["left", left],
    ["right", right],
  ] as const) {
    const names = list.flat().filter((word) => !isSize(word))
    const twice = names.find((name) => names.indexOf(name) !== names.lastIndexOf(name))
    if (twice !== undefined) throw new ShapeError(twiceMessage(op, pattern, twice, side))
  }
  if (left.some((token) => typeof token !== "string" && token.includes("..."))) {
    throw new ShapeError(groupedDotsMessage(op, pattern))
  }
  assertNamed(op, pattern, left.flat(), right.flat())
  assertPaired(op, pattern, left.flat(), right.flat(), given)
  return { left, right, leftText: texts[0].trim() }
}

export const isSize = (word: string): boolean => /^(?:0|[1-9]\d*)$/.test(word)

// internal

const tokens = (text: string): readonly Token[] => {
  const group = text.match(/^(.*?)\((.*?)\)(.*)$/s)
  if (group === null) return words(text)
  const [, before = "", inside = "", rest = ""] = group
  return [...words(before), words(inside), ...tokens(rest)]
}

const words = (text: string): readonly string[] => text.split(" ").filter((word) => word !== "")

/** A name, a size or `...`: names have no marks in them and don't begin with a digit. */
const isWord = (word: string): boolean =>
  word === "..." || isSize(word) || !/^\d|[()[\]{}<>.,;:\-+*/\\|=!?@#%^&~'"`\t\n]/.test(word)

/** Sizes other than 1 stand only where they are reduced or repeated. */
const assertNamed = (op: EinopsName, pattern: string, left: readonly string[], right: readonly string[]): void => {
  const where = { rearrange: [...left, ...right], reduce: right, repeat: left }
  const size = where[op].find((word) => isSize(word) && word !== "1")
  if (size !== undefined) throw new ShapeError(namelessMessage(op, pattern, size))
}

/** Only reduce drops names, only repeat adds them. */
const assertPaired = (
  op: EinopsName,
  pattern: string,
  left: readonly string[],
  right: readonly string[],
  given: readonly string[],
): void => {
  const dropped = left.find((word) => !isSize(word) && !right.includes(word))
  const added = right.find(
    (word) => !isSize(word) && !left.includes(word) && !(op === "repeat" && given.includes(word)),
  )
  if (op === "repeat") {
    if (dropped !== undefined) throw new ShapeError(sideMessage(op, pattern, dropped, "right"))
    if (added === "...") throw new ShapeError(sideMessage(op, pattern, added, "left"))
    if (added !== undefined) throw new ShapeError(newNameMessage(op, pattern, added))
  }
  if (added !== undefined) throw new ShapeError(sideMessage(op, pattern, added, "left"))
  if (dropped !== undefined && op === "rearrange") throw new ShapeError(sideMessage(op, pattern, dropped, "right"))
}
