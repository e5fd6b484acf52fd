/**
 * @file The product of two literal sizes, as strings of digits: column by column where one is short, else row by row.
 */
import type { Column, Digit, Digits, FirstDigit, OtherDigits, Reverse, Times } from "./digits.js"

/** The product of two texts, high digits first: where one has three digits or fewer, in one pass over the other. */
export type Digitwise<A extends string, B extends string> =
  ThreeDigits<B> extends [infer B0 extends Digit, infer B1 extends Digit, infer B2 extends Digit]
    ? Convolve<Reverse<`00${A}`>, B0, B1, B2>
    : ThreeDigits<A> extends [infer A0 extends Digit, infer A1 extends Digit, infer A2 extends Digit]
      ? Convolve<Reverse<`00${B}`>, A0, A1, A2>
      : Reverse<Multiply<Reverse<A>, Reverse<B>>>

// internal

/** The lowest first. */
type ThreeDigits<Text extends string> =
  Text extends `${infer High extends Digit}${infer Middle extends Digit}${infer Low extends Digit}`
    ? [Low, Middle, High]
    : Text extends `${infer Middle extends Digit}${infer Low extends Digit}`
      ? [Low, Middle, "0"]
      : Text extends Digit
        ? [Text, "0", "0"]
        : false

/** `X1` and `X2` are the digits before the one that is read. */
type Convolve<
  A extends string,
  B0 extends Digit,
  B1 extends Digit,
  B2 extends Digit,
  X1 extends Digit = "0",
  X2 extends Digit = "0",
  Carry extends keyof Carries = "0",
  Done extends string = "",
> = A extends `${infer X0 extends Digit}${infer Rest}`
  ? LongColumn<`${[...Products[X0][B0], ...Products[X1][B1], ...Products[X2][B2], ...Carries[Carry]]["length"] & number}`> extends [
      infer High extends keyof Carries,
      infer Here extends Digit,
    ]
    ? Convolve<Rest, B0, B1, B2, X0, X1, High, `${Here}${Done}`>
    : never
  : `${Carry}${Done}`

/** Carry and digit of a column of three products, below 270. */
type LongColumn<Text extends string> =
  Text extends `${infer High extends Digit}${infer Middle extends Digit}${infer Low extends Digit}`
    ? [`${High}${Middle}`, Low]
    : Text extends `${infer High extends Digit}${infer Low extends Digit}`
      ? [High, Low]
      : ["0", Text]

type Products = { [D in Digit]: Times<Digits[D]> }

interface Carries extends Digits {
  "10": [...Digits["9"], ...Digits["1"]]
  "11": [...Digits["9"], ...Digits["2"]]
  "12": [...Digits["9"], ...Digits["3"]]
  "13": [...Digits["9"], ...Digits["4"]]
  "14": [...Digits["9"], ...Digits["5"]]
  "15": [...Digits["9"], ...Digits["6"]]
  "16": [...Digits["9"], ...Digits["7"]]
  "17": [...Digits["9"], ...Digits["8"]]
  "18": [...Digits["9"], ...Digits["9"]]
  "19": [...Digits["9"], ...Digits["9"], ...Digits["1"]]
  "20": [...Digits["9"], ...Digits["9"], ...Digits["2"]]
  "21": [...Digits["9"], ...Digits["9"], ...Digits["3"]]
  "22": [...Digits["9"], ...Digits["9"], ...Digits["4"]]
  "23": [...Digits["9"], ...Digits["9"], ...Digits["5"]]
  "24": [...Digits["9"], ...Digits["9"], ...Digits["6"]]
  "25": [...Digits["9"], ...Digits["9"], ...Digits["7"]]
  "26": [...Digits["9"], ...Digits["9"], ...Digits["8"]]
}

type Multiply<
  A extends string,
  B extends string,
  Sum extends string = "",
  Done extends string = "",
> = B extends `${infer D extends Digit}${infer Rest}`
  ? Row<A, D, Sum> extends `${infer Low}${infer High}`
    ? Multiply<A, Rest, High, `${Done}${Low}`>
    : never
  : `${Done}${Sum}`

/** A * D + Sum */
type Row<
  A extends string,
  D extends Digit,
  Sum extends string,
  Carry extends Digit = "0",
  Done extends string = "",
> = A extends `${infer Low extends Digit}${infer Rest}`
  ? Column<[...Times<Digits[D]>[Low], ...Digits[FirstDigit<Sum>], ...Digits[Carry]]["length"] & number> extends [
      infer High extends Digit,
      infer Here extends Digit,
    ]
    ? Row<Rest, D, OtherDigits<Sum>, High, `${Done}${Here}`>
    : never
  : Carry extends "0"
    ? Done
    : `${Done}${Carry}`
