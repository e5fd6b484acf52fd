/**
 * @file Decimal digits of literal sizes, in strings, mostly the lowest first. A digit is a tuple of its length, so that
 * a column's sum is the length of a few tuples put together (99 at most).
 */

export interface Digits {
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

export type Digit = keyof Digits

export interface Times<A extends 0[]> {
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

/** Carry and digit of a column. */
export type Column<N extends number> = `${N}` extends `${infer High extends Digit}${infer Low extends Digit}`
  ? [High, Low]
  : ["0", `${N}`]

export type FirstDigit<Text> = Text extends `${infer D extends Digit}${string}` ? D : "0"

export type OtherDigits<Text> = Text extends `${Digit}${infer Rest}` ? Rest : ""

export type Reverse<Text extends string, Reversed extends string = ""> = Text extends `${infer Head}${infer Tail}`
  ? Reverse<Tail, `${Head}${Reversed}`>
  : Reversed

export type Strip<Text extends string> = Text extends `0${infer Rest}` ? (Rest extends "" ? "0" : Strip<Rest>) : Text

export type ToNumber<Text> = Text extends `${infer N extends number}` ? N : number

export type FromDigits<Text extends string> = ToNumber<Strip<Reverse<Text>>>
