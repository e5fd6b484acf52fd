/** @file Exact arithmetic on literal sizes, one decimal digit at a time. */
import type { Column, Digit, Digits, FirstDigit, FromDigits, OtherDigits, Reverse, Strip, ToNumber } from "./digits.js"
import type { Divide } from "./division.js"
import type { Digitwise } from "./multiplication.js"

/** The product of literal sizes; anything but literals below 2^53 gives `number`, never a wrong literal. */
export type Mul<A extends number, B extends number> =
  Sizes<A, B> extends Whole
    ? A extends 0 | 1
      ? A extends 0
        ? 0
        : B
      : B extends 0 | 1
        ? B extends 0
          ? 0
          : A
        : ToNumber<Strip<Digitwise<`${A}`, `${B}`>>>
    : number

/** The product of a shape's sizes. */
export type Product<S extends readonly unknown[], N extends number = 1> = S extends readonly [infer Head, ...infer Tail]
  ? Head extends number
    ? Product<Tail, Mul<N, Head>>
    : number
  : S extends readonly []
    ? N
    : number

/** The sum of literal sizes; `number` where `Mul` gives it. */
export type Add<A extends number, B extends number> =
  Sizes<A, B> extends Whole
    ? A extends 0
      ? B
      : B extends 0
        ? A
        : FromDigits<Plus<Reverse<`${A}`>, Reverse<`${B}`>>>
    : number

/** A - B, or `false` where B is larger. */
export type Sub<A extends number, B extends number> =
  Sizes<A, B> extends Whole
    ? B extends 0
      ? A
      : [A, B] extends [B, A]
        ? 0
        : Minus<Reverse<`${A}`>, Reverse<`${B}`>>
    : number

/** The sum of a shape's sizes. */
export type Sum<S extends readonly unknown[], N extends number = 0> = S extends readonly [infer Head, ...infer Tail]
  ? Head extends number
    ? Sum<Tail, Add<N, Head>>
    : number
  : S extends readonly []
    ? N
    : number

/** Quotient and remainder of two literal sizes; `number` where the divisor is 0. */
export type DivMod<A extends number, B extends number> =
  Sizes<A, B> extends Whole
    ? B extends 0 | 1
      ? B extends 0
        ? [number, number]
        : [A, 0]
      : Divide<`${A}`, Reverse<`${B}`>>
    : [number, number]

// internal

/** Literals from 0 on: behind a 1, what has a sign, a point or an exponent is no integer. */
type Sizes<A extends number, B extends number> = `1${A} 1${B}`

type Whole = `${bigint} ${bigint}`

type Plus<
  A extends string,
  B extends string,
  Carry extends Digit = "0",
  Done extends string = "",
> = A extends `${infer X extends Digit}${infer RestA}`
  ? B extends `${infer Y extends Digit}${infer RestB}`
    ? Column<[...Digits[X], ...Digits[Y], ...Digits[Carry]]["length"] & number> extends [
        infer High extends Digit,
        infer Here extends Digit,
      ]
      ? Plus<RestA, RestB, High, `${Done}${Here}`>
      : never
    : Carry extends "0"
      ? `${Done}${A}`
      : Plus<A, "1", "0", Done>
  : Carry extends "0"
    ? `${Done}${B}`
    : B extends ""
      ? `${Done}1`
      : Plus<"1", B, "0", Done>

/** A - B as a number, or `false` where B is larger. Turning what `Subtract` gives costs every `Sub`. */
type Minus<
  A extends string,
  B extends string,
  Borrow extends 0[] = [],
  Done extends string = "",
> = A extends `${infer X extends Digit}${infer RestA}`
  ? [...Digits[FirstDigit<B>], ...Borrow] extends infer Y extends 0[]
    ? Digits[X] extends [...Y, ...infer Over extends 0[]]
      ? Minus<RestA, OtherDigits<B>, [], `${Over["length"]}${Done}`>
      : [...Digits["9"], 0, ...Digits[X]] extends [...Y, ...infer Over extends 0[]]
        ? Minus<RestA, OtherDigits<B>, [0], `${Over["length"]}${Done}`>
        : never
    : never
  : B extends ""
    ? Borrow extends []
      ? ToNumber<Strip<Done>>
      : false
    : false
