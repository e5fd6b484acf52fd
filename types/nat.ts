/**
 * @file Exact arithmetic on literal sizes: decimal strings, lowest digit first, one digit at a time.
 * A digit is a tuple of its length, so that a column's sum is the length of a few tuples put together (99 at most).
 */

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

/** Literals from 0 on: behind a 1, what has a sign, a point or an exponent is no integer. */
type Sizes<A extends number, B extends number> = `1${A} 1${B}`
type Whole = `${bigint} ${bigint}`

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

/** The product of two texts, high digits first: where one has three digits or fewer, in one pass over the other. */
type Digitwise<A extends string, B extends string> =
  ThreeDigits<B> extends [infer B0 extends Digit, infer B1 extends Digit, infer B2 extends Digit]
    ? Convolve<Reverse<`00${A}`>, B0, B1, B2>
    : ThreeDigits<A> extends [infer A0 extends Digit, infer A1 extends Digit, infer A2 extends Digit]
      ? Convolve<Reverse<`00${B}`>, A0, A1, A2>
      : Reverse<Multiply<Reverse<A>, Reverse<B>>>

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

/** A - B as a number, or `false` where B is larger. */
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

/** The same in a division, whose remainders stay texts. */
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
