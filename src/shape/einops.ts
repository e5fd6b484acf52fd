/**
 * @file rearrange, reduce and repeat: which axes a tensor is taken apart into, and which the result is put together
 * from.
 */
import type { EinopsName, Token } from "../../types/einops-pattern.js"
import {
  divideMessage,
  groupSizeMessage,
  groupUnknownMessage,
  literalSizeMessage,
  nameSizeMessage,
  notInPatternMessage,
  patternRankAtLeastMessage,
  patternRankMessage,
} from "./einops-messages.js"
import { isSize, type Pattern, readPattern } from "./einops-pattern.js"
import { ShapeError } from "./error.js"
import { describe } from "./operand.js"

/** An axis of the tensor taken apart; a size without a name is called by its place. */
export interface Atom {
  readonly name: string
  readonly size: number
}

export interface Arrangement {
  readonly from: readonly Atom[]
  /** The atoms of each axis of the result. */
  readonly to: readonly (readonly Atom[])[]
}

export const readEinops = (op: EinopsName, pattern: unknown, shape: readonly number[], sizes: unknown): Arrangement => {
  if (typeof pattern !== "string") {
    throw new TypeError(`${op}: the pattern is a string like "b h w -> b (h w)", got ${describe(pattern)}`)
  }
  const given = assertSizes(op, sizes)
  const read = readPattern(op, pattern, Object.keys(given))
  const { dims, dots } = assertRank(op, read, shape)
  const pairs = read.left.filter((token) => token !== "...").map((token, i): Pair => [token, dims[i] as number])
  if (Object.keys(given).length > 0) {
    for (const [token, dim] of pairs) if (typeof token === "string") assertLiteral(op, token, dim, shape)
    const words = [...read.left.flat(), ...read.right.flat()]
    const excess = Object.keys(given).find((name) => !words.includes(name))
    if (excess !== undefined) throw new ShapeError(notInPatternMessage(op, pattern, excess))
  }
  const found = new Map(pairs.flatMap(([token, dim]) => sizesIn(op, token, dim, shape, given)))
  const atoms =
    (side: string) =>
    (token: Token, i: number): readonly Atom[] =>
      [token].flat().flatMap((word, j): readonly Atom[] => {
        if (word === "...") return dots.map((size, k) => ({ name: `.${k}`, size }))
        if (isSize(word)) return [{ name: `${side} ${i} ${j}`, size: Number(word) }]
        return [{ name: word, size: found.get(word) ?? (given[word] as number) }]
      })
  return {
    from: read.left.flatMap(atoms("left")),
    to: read.right.flatMap((token, i) => {
      const list = atoms("right")(token, i)
      return token === "..." ? list.map((atom) => [atom]) : [list]
    }),
  }
}

// internal

type Pair = readonly [Token, number]

type Given = Readonly<Record<string, number>>

const assertSizes = (op: string, sizes: unknown): Given => {
  if (sizes === undefined) return {}
  if (typeof sizes !== "object" || sizes === null || Array.isArray(sizes)) {
    throw new TypeError(`${op}: sizes are an object like { h: 2 }, got ${describe(sizes)}`)
  }
  for (const [name, size] of Object.entries(sizes)) {
    if (!Number.isSafeInteger(size) || size < 0) {
      throw new ShapeError(`${op}: the size of '${name}' is an integer of at least 0, got ${describe(size)}`)
    }
  }
  return sizes as Given
}

/** The dims of the tokens other than `...`, and those that it stands for. */
const assertRank = (op: EinopsName, { left, leftText }: Pattern, shape: readonly number[]) => {
  const at = left.indexOf("...")
  if (at < 0) {
    if (left.length !== shape.length) throw new ShapeError(patternRankMessage(op, leftText, left.length, shape))
    return { dims: shape, dots: [] }
  }
  const count = left.length - 1
  if (count > shape.length) throw new ShapeError(patternRankAtLeastMessage(op, leftText, count, shape))
  const end = shape.length - (count - at)
  return { dims: [...shape.slice(0, at), ...shape.slice(end)], dots: shape.slice(at, end) }
}

const assertLiteral = (op: EinopsName, word: string, dim: number, shape: readonly number[]): void => {
  if (isSize(word) && Number(word) !== dim) throw new ShapeError(literalSizeMessage(op, word, dim, shape))
}

/** The sizes of the names in a token that stands for a dim. */
const sizesIn = (
  op: EinopsName,
  token: Token,
  dim: number,
  shape: readonly number[],
  given: Given,
): readonly (readonly [string, number])[] => {
  if (typeof token === "string") {
    assertLiteral(op, token, dim, shape)
    const wanted = sizeGiven(given, token)
    if (wanted !== undefined && wanted !== dim) throw new ShapeError(nameSizeMessage(op, token, wanted, dim, shape))
    return [[token, dim]]
  }
  const group = token.join(" ")
  const open = token.filter((word) => !isSize(word) && sizeGiven(given, word) === undefined)
  const known = token
    .filter((word) => !open.includes(word))
    .reduce((product, word) => product * (isSize(word) ? Number(word) : (given[word] as number)), 1)
  if (open.length > 1) throw new ShapeError(groupUnknownMessage(op, group, open[0] as string))
  if (open.length === 0) {
    if (known !== dim) throw new ShapeError(groupSizeMessage(op, group, known, dim, shape))
    return []
  }
  if (known === 0 || dim % known !== 0) throw new ShapeError(divideMessage(op, group, dim, knownText(token, given)))
  return [[open[0] as string, dim / known]]
}

const sizeGiven = (given: Given, name: string): number | undefined =>
  Object.hasOwn(given, name) ? given[name] : undefined

/** `h = 3, 2`: the sizes of a pair of brackets that are known. */
const knownText = (words: readonly string[], given: Given): string =>
  words
    .flatMap((word) => {
      const size = sizeGiven(given, word)
      return isSize(word) ? [word] : size === undefined ? [] : [`${word} = ${size}`]
    })
    .join(", ")
