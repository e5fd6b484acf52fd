/** @file One axis under a sliding window: how often it fits, and what its options say. */
import type { Known } from "./dim.js"
import type { Add, DivMod, Mul, Sub } from "./nat.js"
import type { Dim } from "./tensor.js"
import type { SizeMessage } from "./window-messages.js"

/** One number for all spatial axes, or one for each. */
export interface PerAxis {
  1: number | readonly [number]
  2: number | readonly [number, number]
}

/** An argument and the sentence about it: the first mistake of a call. */
export type Blame<Where extends string, Message extends string> = readonly [Where, Message]

/** The sentence about one argument, else `unknown`. */
export type On<Fault, Where extends string> = [Fault] extends [Blame<Where, infer Message>] ? Message : unknown

/** The sentence, whichever argument it is about, else `unknown`. */
export type MessageOf<Fault> = [Fault] extends [Blame<string, infer Message>] ? Message : unknown

/**
 * Options as given, with the sentence in the place of the entry at fault. (Nothing is inferred in the condition, so
 * that TypeScript accepts options where it can't decide.)
 */
export type CheckedOptions<Fault, O> = [Fault] extends [Blame<string, string>] ? Marked<Fault, O> : O

/** An entry of options, `number` where it may or may not be given. */
export type Entry<O, Key extends string, Default> = Key extends keyof O
  ? [O[Key]] extends [undefined]
    ? Default
    : undefined extends O[Key]
      ? number
      : O[Key]
  : Default

/** What an entry says of spatial axis `I`: one literal, else `number`. */
export type At<Value, I extends 0 | 1> = [Value] extends [readonly unknown[]]
  ? Literal<Value[I & keyof Value]>
  : Literal<Value>

/** A size that is one literal, else `number`. */
export type Literal<D> = Known<D> extends true ? (D extends number ? D : number) : number

/** The kernel, the dilation and the padding on one side along spatial axis `I`. */
export type Kernel<O, I extends 0 | 1> = At<Entry<O, "kernel", number>, I>
export type Dilation<O, I extends 0 | 1> = At<Entry<O, "dilation", 1>, I>
export type Side<O, I extends 0 | 1> = At<Entry<O, "padding", 0>, I>

/** How far a kernel reaches beyond its first element. */
export type Reach<K extends number, Dilation extends number> = Mul<Dilation, Minus<K, 1>>

/**
 * The places of the first element of a window: an axis padded by `Pads` in all, less the reach; 0 or `false` where the
 * window does not fit.
 */
export type Places<N extends number, Pads extends number, Far extends number> =
  Sub<Pads, Far> extends infer Over extends number ? Add<N, Over> : Sub<N, Minus<Far, Pads>>

/** How often a window fits, every `Stride` places. An axis that keeps its size keeps its name. */
export type Windows<D extends Dim, Pads extends number, Far extends number, Stride extends number> =
  Keeps<Pads, Far, Stride> extends true ? D : Steps<Places<Literal<D>, Pads, Far>, Stride>

/** A / B, rounded up. */
export type Steps<N, Stride extends number> = Stride extends 1
  ? Sized<N>
  : Stride extends 0
    ? number
    : DivMod<Sized<N>, Stride> extends [infer Whole extends number, infer Rest]
      ? Rest extends 0
        ? Whole
        : Add<Whole, 1>
      : number

/** A difference that is not below 0, else `number`. */
export type Minus<A extends number, B extends number> = Sized<Sub<A, B>>

/** The first entry that is no size, as blame, else `unknown`. `List` holds [name, least, entry] of each. */
export type SizesFault<Op extends string, List> = List extends readonly [
  readonly [infer Name extends string, infer Least extends 0 | 1, infer Value],
  ...infer Rest,
]
  ? Undersized<Value, Least> extends infer N extends number
    ? Blame<Name, SizeMessage<Op, Name, Least, N>>
    : SizesFault<Op, Rest>
  : unknown

// internal

type Marked<Fault, O> =
  Fault extends Blame<infer Where, infer Message>
    ? Where extends keyof O
      ? { readonly [K in keyof O]: K extends Where ? Message : O[K] }
      : O
    : O

type Keeps<Pads extends number, Far extends number, Stride extends number> = number extends Pads | Far
  ? false
  : [Pads, Stride] extends [Far, 1]
    ? true
    : false

type Sized<N> = [N] extends [number] ? N : number

/** A literal below `Least` or with a fraction, else `false`. */
type Undersized<Value, Least extends 0 | 1> = Value extends readonly [infer First, ...infer Rest]
  ? Undersized<First, Least> extends infer N extends number
    ? N
    : Undersized<Rest, Least>
  : Value extends number
    ? Known<Value> extends true
      ? `${Value}` extends `-${string}` | `${string}.${string}` | (Least extends 1 ? "0" : never)
        ? Value
        : false
      : false
    : false
