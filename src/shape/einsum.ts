/**
 * @file Einstein summation read from its string. A label stands for one size: a letter, or a dim that `...` covers,
 * written `.0` for the last of them, `.1` for the one before, and so on: they broadcast, aligned at their ends.
 */
import { broadcast } from "./broadcast.js"
import {
  diagonalMessage,
  ellipsisMessage,
  letterSizeMessage,
  noLetterMessage,
  operandCountMessage,
  outputLetterMessage,
  outputTwiceMessage,
  termRankAtLeastMessage,
  termRankMessage,
} from "./einsum-messages.js"
import { ShapeError } from "./error.js"
import { describe } from "./operand.js"

export interface Summation {
  /** The labels of each operand's axes; a repeated one is a diagonal. */
  readonly operands: readonly (readonly string[])[]
  readonly output: readonly string[]
  readonly sizes: ReadonlyMap<string, number>
}

export const readEinsum = (pattern: unknown, shapes: readonly (readonly number[])[]): Summation => {
  if (typeof pattern !== "string") {
    throw new TypeError(`einsum: the pattern is a string like "ij,jk->ik", got ${describe(pattern)}`)
  }
  const text = pattern.replaceAll(" ", "")
  const arrow = text.indexOf("->")
  const left = arrow < 0 ? text : text.slice(0, arrow)
  const right = arrow < 0 ? implied(left) : text.slice(arrow + 2)
  const terms = left.split(",")
  if (terms.length !== shapes.length) throw new ShapeError(operandCountMessage(text, terms.length, shapes.length))
  terms.forEach((term, i) => {
    assertTerm(text, term, shapes[i] as readonly number[], i + 1)
  })
  assertOutput(text, left, right)
  const operands = terms.map((term, i) => labelsOf(term, dotCount(term, shapes[i] as readonly number[])))
  const dots = assertDots(operands, shapes)
  const sizes = new Map([
    ...sizesOf(operands, shapes),
    ...dots.map((size, i): [string, number] => [dot(dots, i), size]),
  ])
  return { operands, output: labelsOf(right, dots.length), sizes }
}

// internal

const isLetter = (text: string): boolean => /^[A-Za-z]$/.test(text)

const isDot = (label: string): boolean => label.startsWith(".")

const dot = (dots: readonly number[], position: number): string => `.${dots.length - 1 - position}`

/** `...` first, then the letters that stand once, capitals first. */
const implied = (left: string): string => {
  const letters = [...left].filter(isLetter)
  const once = letters.filter((letter) => letters.indexOf(letter) === letters.lastIndexOf(letter))
  return `${left.includes("...") ? "..." : ""}${once.sort().join("")}`
}

const lettersOf = (term: string): readonly string[] => [...term.replaceAll("...", "")]

const dotCount = (term: string, shape: readonly number[]): number =>
  term.includes("...") ? shape.length - lettersOf(term).length : 0

const assertTerm = (pattern: string, term: string, shape: readonly number[], operand: number): void => {
  const letters = lettersOf(term)
  const stray = letters.find((letter) => !isLetter(letter))
  if (stray !== undefined) throw new ShapeError(noLetterMessage(pattern, stray))
  const parts = term.split("...").length
  if (parts > 2) throw new ShapeError(ellipsisMessage(term))
  if (parts === 2 && letters.length > shape.length) {
    throw new ShapeError(termRankAtLeastMessage(term, letters.length, operand, shape))
  }
  if (parts === 1 && letters.length !== shape.length) {
    throw new ShapeError(termRankMessage(term, letters.length, operand, shape))
  }
}

const assertOutput = (pattern: string, left: string, right: string): void => {
  const seen = new Set<string>()
  for (const part of right.match(/\.\.\.|./gsu) ?? []) {
    if (part === "...") {
      if (seen.has(part)) throw new ShapeError(ellipsisMessage(right))
    } else if (!isLetter(part)) throw new ShapeError(noLetterMessage(pattern, part))
    else if (!left.includes(part)) throw new ShapeError(outputLetterMessage(pattern, part))
    else if (seen.has(part)) throw new ShapeError(outputTwiceMessage(pattern, part))
    seen.add(part)
  }
}

const labelsOf = (term: string, dots: number): readonly string[] => {
  const [head, tail] = term.split("...") as [string, string | undefined]
  if (tail === undefined) return [...head]
  return [...head, ...Array.from({ length: dots }, (_, i) => `.${dots - 1 - i}`), ...tail]
}

const sizesOf = (
  operands: readonly (readonly string[])[],
  shapes: readonly (readonly number[])[],
): ReadonlyMap<string, number> => {
  const first = new Map<string, { readonly size: number; readonly operand: number }>()
  operands.forEach((labels, i) => {
    labels.forEach((label, axis) => {
      const size = (shapes[i] as readonly number[])[axis] as number
      const operand = i + 1
      const known = first.get(label)
      if (known === undefined) first.set(label, { size, operand })
      else if (known.size === size || isDot(label)) return
      else if (known.operand === operand) throw new ShapeError(diagonalMessage(label, known.size, size, operand))
      else throw new ShapeError(letterSizeMessage(label, known.size, known.operand, size, operand))
    })
  })
  return new Map([...first].map(([label, { size }]) => [label, size]))
}

/** The dims that `...` stands for. */
const assertDots = (
  operands: readonly (readonly string[])[],
  shapes: readonly (readonly number[])[],
): readonly number[] =>
  operands
    .map((labels, i) => (shapes[i] as readonly number[]).filter((_, axis) => isDot(labels[axis] as string)))
    .reduce<readonly number[]>((a, b) => broadcast("einsum '...'", a, b), [])
