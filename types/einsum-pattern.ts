/**
 * @file The pattern of Einstein summation, read from its string: terms, letters, and the output where it is left out.
 */

type Lower =
  | "a"
  | "b"
  | "c"
  | "d"
  | "e"
  | "f"
  | "g"
  | "h"
  | "i"
  | "j"
  | "k"
  | "l"
  | "m"
  | "n"
  | "o"
  | "p"
  | "q"
  | "r"
  | "s"
  | "t"
  | "u"
  | "v"
  | "w"
  | "x"
  | "y"
  | "z"

export type Letter = Lower | Uppercase<Lower>

/** Spaces mean nothing. */
export type Spaceless<P extends string> = P extends `${infer Head} ${infer Tail}` ? Spaceless<`${Head}${Tail}`> : P

export type Terms<Left extends string, Done extends string[] = []> = Left extends `${infer Head},${infer Tail}`
  ? Terms<Tail, [...Done, Head]>
  : [...Done, Left]

export type LeftOf<P extends string> = P extends `${infer Left}->${string}` ? Left : P

/** What is to the right of the arrow; without one the dims of `...` and the letters that stand once, in order. */
export type RightOf<P extends string> = P extends `${string}->${infer Right}`
  ? Right
  : P extends `${string}...${string}`
    ? `...${InOrder<Single<P>>}`
    : InOrder<Single<P>>

export type Backwards<T extends string, Done extends string = ""> = T extends `${infer Head}${infer Tail}`
  ? Backwards<Tail, `${Head}${Done}`>
  : Done

/** How many letters a term names. */
export type LetterCount<T extends string, Count extends 0[] = []> = T extends `...${infer Tail}`
  ? LetterCount<Tail, Count>
  : T extends `${string}${infer Tail}`
    ? LetterCount<Tail, [...Count, 0]>
    : Count["length"]

/** The first character that is neither a letter nor part of `...`, or `never`. */
export type Stray<T extends string> = T extends `...${infer Tail}`
  ? Stray<Tail>
  : T extends `${infer Head}${infer Tail}`
    ? Head extends Letter
      ? Stray<Tail>
      : Head
    : never

// internal

type Single<P extends string, Once = never, Twice = never> = P extends `${infer Head}${infer Tail}`
  ? Head extends Once
    ? Single<Tail, Exclude<Once, Head>, Twice | Head>
    : Head extends Twice
      ? Single<Tail, Once, Twice>
      : Single<Tail, Head extends Letter ? Once | Head : Once, Twice>
  : Once

/** Capitals first, as their character codes have it; most patterns have none. */
type InOrder<L> = [Extract<L, Uppercase<Lower>>] extends [never]
  ? Picked<"abcdefghijklmnopqrstuvwxyz", L>
  : Picked<"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", L>

type Picked<Alphabet extends string, L, Done extends string = ""> = Alphabet extends `${infer Head}${infer Tail}`
  ? Picked<Tail, L, Head extends L ? `${Done}${Head}` : Done>
  : Done
