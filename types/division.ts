/** @file Long division of literal sizes, as strings of digits. */
import type { Digit, Digits, FirstDigit, FromDigits, OtherDigits, Strip, ToNumber } from "./digits.js"

/** Long division: the dividend's digits from the highest, the remainder and the divisor lowest digit first. */
export type Divide<
  A extends string,
  B extends string,
  Left extends string = "",
  Done extends string = "",
> = A extends `${infer High}${infer Rest}`
  ? Fits<TrimHigh<`${High}${Left}`>, B> extends [infer Times extends 0[], infer Over extends string]
    ? Divide<Rest, B, Over, `${Done}${Times["length"]}`>
    : never
  : [ToNumber<Strip<Done>>, FromDigits<Left extends "" ? "0" : Left>]

// internal

/** How often B fits into A (nine times at most), and what is left. */
type Fits<A extends string, B extends string, Count extends 0[] = []> =
  Subtract<A, B> extends infer Over ? (Over extends string ? Fits<Over, B, [...Count, 0]> : [Count, A]) : never

/** A - B as a text without zeros at the high end, or `false` where B is larger. */
type Subtract<
  A extends string,
  B extends string,
  Borrow extends 0[] = [],
  Done extends string = "",
> = A extends `${infer X extends Digit}${infer RestA}`
  ? [...Digits[FirstDigit<B>], ...Borrow] extends infer Y extends 0[]
    ? Digits[X] extends [...Y, ...infer Over extends 0[]]
      ? Subtract<RestA, OtherDigits<B>, [], `${Done}${Over["length"]}`>
      : [...Digits["9"], 0, ...Digits[X]] extends [...Y, ...infer Over extends 0[]]
        ? Subtract<RestA, OtherDigits<B>, [0], `${Done}${Over["length"]}`>
        : never
    : never
  : B extends ""
    ? Borrow extends []
      ? TrimHigh<Done>
      : false
    : false

/** Without zeros at the high end, which comes last. */
type TrimHigh<Text extends string> = Text extends `${infer Rest}0` ? TrimHigh<Rest> : Text
