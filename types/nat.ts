/**
 * @file Exact arithmetic on literal sizes: decimal strings, lowest digit first, one digit at a time.
 * A digit is a tuple of its length, so that a column's sum is the length of a few tuples put together (99 at most).
 */

/** The product of literal sizes; anything but literals below 2^53 gives `number`, never a wrong literal. */
export type Mul<A extends number, B extends number> =
  Unsized<A | B> extends true
    ? number
    : A extends 0 | 1
      ? A extends 0
        ? 0
        : B
      : B extends 0 | 1
        ? B extends 0
          ? 0
          : A
        : FromDigits<Multiply<Reverse<`${A}`>, Reverse<`${B}`>>>

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
  Unsized<A | B> extends true
    ? number
    : A extends 0
      ? B
      : B extends 0
        ? A
        : FromDigits<Plus<Reverse<`${A}`>, Reverse<`${B}`>>>

/** A - B, or `false` where B is larger. */
export type Sub<A extends number, B extends number> =
  Unsized<A | B> extends true
    ? number
    : B extends 0
      ? A
      : [A, B] extends [B, A]
        ? 0
        : Subtract<Reverse<`${A}`>, Reverse<`${B}`>> extends infer Over
          ? Over extends string
            ? FromDigits<Over extends "" ? "0" : Over>
            : false
          : never

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
  Unsized<A | B> extends true
    ? [number, number]
    : B extends 0 | 1
      ? B extends 0
        ? [number, number]
        : [A, 0]
      : Divide<`${A}`, Reverse<`${B}`>>

// internal

interface Digits {
  "0": []
  "1": [0]
  "2": [0, 0]
  "3": [0, 0, 0]
  "4": [0, 0, 0, 0]
  "5": [0, 0, 0, 0, 0]
  "6": [0, 0, 0, 0, 0, 0]
  "7": [0, 0, 0, 0, 0, 0, 0]
  "8": [0, 0, 0, 0, 0, 0, 0, 0]
  "9": [0, 0, 0, 0, 0, 0, 0, 0, 0]
}

type Digit = keyof Digits

interface Times<A extends 0[]> {
  "0": []
  "1": A
  "2": [...A, ...A]
  "3": [...A, ...A, ...A]
  "4": [...A, ...A, ...A, ...A]
  "5": [...A, ...A, ...A, ...A, ...A]
  "6": [...A, ...A, ...A, ...A, ...A, ...A]
  "7": [...A, ...A, ...A, ...A, ...A, ...A, ...A]
  "8": [...A, ...A, ...A, ...A, ...A, ...A, ...A, ...A]
  "9": [...A, ...A, ...A, ...A, ...A, ...A, ...A, ...A, ...A]
}

type Unsized<N extends number> = number extends N
  ? true
  : `${N}` extends infer Text
    ? [Extract<Text, `-${string}` | `${string}.${string}` | `${string}e${string}` | "Infinity" | "NaN">] extends [never]
      ? false
      : true
    : true

type Reverse<Text extends string, Reversed extends string = ""> = Text extends `${infer Head}${infer Tail}`
  ? Reverse<Tail, `${Head}${Reversed}`>
  : Reversed

type Strip<Text extends string> = Text extends `0${infer Rest}` ? (Rest extends "" ? "0" : Strip<Rest>) : Text

type ToNumber<Text> = Text extends `${infer N extends number}` ? N : number

type FromDigits<Text extends string> = ToNumber<Strip<Reverse<Text>>>

/** Carry and digit of a column. */
type Column<N extends number> = `${N}` extends `${infer High extends Digit}${infer Low extends Digit}`
  ? [High, Low]
  : ["0", `${N}`]

type FirstDigit<Text> = Text extends `${infer D extends Digit}${string}` ? D : "0"
type OtherDigits<Text> = Text extends `${Digit}${infer Rest}` ? Rest : ""

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

/** Long division: the dividend's digits from the highest, the remainder and the divisor lowest digit first. */
type Divide<
  A extends string,
  B extends string,
  Left extends string = "",
  Done extends string = "",
> = A extends `${infer High}${infer Rest}`
  ? Fits<TrimHigh<`${High}${Left}`>, B> extends [infer Times extends 0[], infer Over extends string]
    ? Divide<Rest, B, Over, `${Done}${Times["length"]}`>
    : never
  : [ToNumber<Strip<Done>>, FromDigits<Left extends "" ? "0" : Left>]

/** How often B fits into A (nine times at most), and what is left. */
type Fits<A extends string, B extends string, Count extends 0[] = []> =
  Subtract<A, B> extends infer Over ? (Over extends string ? Fits<Over, B, [...Count, 0]> : [Count, A]) : never

/** A - B, or `false` when B is larger. */
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
