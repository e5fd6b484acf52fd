/** @file Whether a value is what a comment says: the same text, numbers equal to the digits that are shown. */
import { inspect } from "node:util"

/** Undefined if they agree, otherwise how the value prints. */
export const disagreement = (actual: unknown, expected: string): string | undefined => {
  const printed = inspect(actual, { depth: null, maxArrayLength: null, maxStringLength: null, breakLength: Infinity })
  const [have, want] = [parts(printed), parts(expected)]
  const same =
    have.words.join("#") === want.words.join("#") &&
    have.numbers.every((number, i) => shows(want.numbers[i] as string, Number(number)))
  return same ? undefined : printed
}

// internal

const NUMBER = /-?(?:Infinity|(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)/g

/** The text around the numbers, without what only layout decides. */
const parts = (text: string): { words: readonly string[]; numbers: readonly string[] } => {
  const plain = text
    .replace(/(?<=Array)\(\d+\)/g, "")
    .replace(/[\s;]/g, "")
    .replace(/'/g, '"')
    .replace(/,(?=[\]}])/g, "")
  const marked = plain.replace(/(?<=[A-Za-z_])\d+/g, (digits) =>
    digits.replace(/\d/g, (digit) => `«${"abcdefghij"[Number(digit)]}»`),
  )
  return { words: marked.split(NUMBER), numbers: marked.match(NUMBER) ?? [] }
}

/** `0.33` is shown by 1/3, `2` only by 2 itself. */
const shows = (text: string, actual: number): boolean => {
  const expected = Number(text)
  if (Object.is(expected, actual) || expected === actual) return true
  const [mantissa, exponent = "0"] = text.split("e") as [string, string?]
  const decimals = mantissa.split(".")[1]?.length ?? 0
  if (decimals === 0) return false
  // half a unit of the last digit shown, and a little for the rounding of the comparison itself
  return Math.abs(expected - actual) <= 0.5000001 * 10 ** (Number(exponent) - decimals)
}
