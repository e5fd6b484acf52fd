/**
 * @file NumPy's indexing: integers drop an axis, slices keep it, null puts one in, "..." stands for the axes left, and
 * lists and int32 tensors gather. Integers beside these count as gathering too: they decide where the result's axes go.
 */
import type { Broadcast, BroadcastFault } from "./broadcast.js"
import type { Known } from "./dim.js"
import type {
  BoolIndexMessage,
  EllipsisMessage,
  FractionMessage,
  IndexMessage,
  NeedsIndexTensor,
  TooManyIndicesMessage,
} from "./index-messages.js"
import type { Sub } from "./nat.js"
import type { IsText, SliceFault, SliceSize } from "./slice.js"
import type { Dim, Shape } from "./tensor.js"

/** What a tensor looks like to an index: its shape and dtype. */
interface Indices {
  // biome-ignore lint/suspicious/noExplicitAny: a constraint that every shape meets, type parameters included
  readonly shape: any
  readonly dtype: unknown
}

/** The shape that the indices `X` make of `S`; unknown where one of them is. */
export type At<X extends readonly unknown[], S extends Shape> = S extends unknown ? Indexed<X, S> : never

/** A message with the position of the argument that is at fault. */
export interface Misplaced<Position extends number, Says extends string> {
  readonly position: Position
  readonly says: Says
}

/**
 * `Misplaced` when an index doesn't fit `S`, else `unknown`; positions are counted from the length of `From`. Where the
 * rank is unknown, only what is written wrong is found.
 */
export type AtFault<X extends readonly unknown[], S extends Shape, From extends 0[] = []> = [number] extends [
  S["length"],
]
  ? number extends X["length"]
    ? unknown
    : CheckText<X, From>
  : number extends X["length"]
    ? unknown
    : S extends unknown
      ? Check<X, S, S, X, From>
      : never

/** The message alone. */
export type AtMessage<F> = F extends Misplaced<number, infer Says> ? Says : unknown

// internal

type Indexed<X extends readonly unknown[], S extends Shape> = number extends S["length"] | X["length"]
  ? number[]
  : Walk<X, S>

/**
 * Where the gathered axes go: at the place of the gathering indices if these stand together ("open", then "closed"),
 * else in front ("split").
 */
type Run = "none" | "open" | "closed" | "split"

interface Gathering {
  none: "open"
  open: "open"
  closed: "split"
  split: "split"
}

interface Other {
  none: "none"
  open: "closed"
  closed: "closed"
  split: "split"
}

type Walk<
  X extends readonly unknown[],
  S extends Shape,
  Before extends Shape = [],
  Gathered extends Shape = [],
  After extends Shape = [],
  R extends Run = "none",
> = X extends readonly [infer Head, ...infer Tail]
  ? [unknown] extends [Head]
    ? number[]
    : [Head] extends [null]
      ? Keep<Tail, S, [1], Before, Gathered, After, R>
      : [Head] extends ["..."]
        ? Split<S, Slots<Tail>> extends [infer Middle extends Shape, infer Last extends Shape]
          ? Keep<Tail, Last, Middle, Before, Gathered, After, R>
          : number[]
        : S extends readonly [infer D extends Dim, ...infer Rest extends Shape]
          ? [Head] extends [number]
            ? Walk<Tail, Rest, Before, Gathered, After, Gathering[R]>
            : [Head] extends [string]
              ? Head extends `${string}:${string}`
                ? Keep<Tail, Rest, [SliceSize<Head, D>], Before, Gathered, After, R>
                : number[]
              : [Head] extends [readonly unknown[]]
                ? Walk<Tail, Rest, Before, Broadcast<Gathered, [Head["length"]]>, After, Gathering[R]>
                : [Head] extends [Indices]
                  ? Walk<Tail, Rest, Before, Broadcast<Gathered, Head["shape"]>, After, Gathering[R]>
                  : number[]
          : number[]
  : R extends "split"
    ? [...Gathered, ...Before, ...After, ...S]
    : [...Before, ...Gathered, ...After, ...S]

type Keep<
  X extends readonly unknown[],
  S extends Shape,
  Dims extends Shape,
  Before extends Shape,
  Gathered extends Shape,
  After extends Shape,
  R extends Run,
> = R extends "none"
  ? Walk<X, S, [...Before, ...Dims], Gathered, After, R>
  : Walk<X, S, Before, Gathered, [...After, ...Dims], Other[R]>

/** A place for each axis that the indices take. */
type Slots<X extends readonly unknown[], Places extends Dim[] = []> = X extends readonly [infer Head, ...infer Tail]
  ? Slots<Tail, [Head] extends [null | "..."] ? Places : [...Places, Dim]>
  : Places

/** A shape in two: the axes for "...", and those for the indices after it. */
type Split<S extends Shape, Places extends Dim[]> = S extends readonly [...infer Middle extends Shape, ...Places]
  ? S extends readonly [...Middle, ...infer Last extends Shape]
    ? [Middle, Last]
    : never
  : [[], S]

type CheckText<X extends readonly unknown[], Position extends 0[], Filled = false> = X extends readonly [
  infer Head,
  ...infer Tail,
]
  ? [unknown] extends [Head]
    ? unknown
    : [Head] extends ["..."]
      ? Filled extends true
        ? Misplaced<Position["length"], EllipsisMessage>
        : CheckText<Tail, [...Position, 0], true>
      : IndexFault<Head, number, Shape, 0, []> extends infer Says extends string
        ? Misplaced<Position["length"], Says>
        : CheckText<Tail, [...Position, 0], Filled>
  : unknown

/** `Full` and `All` are the shape and the indices for messages; `Axes` and `Position` count. */
type Check<
  X extends readonly unknown[],
  S extends Shape,
  Full extends Shape,
  All extends readonly unknown[],
  Position extends 0[],
  Axes extends Dim[] = [],
  Gathered extends Shape = [],
  Filled = false,
> = X extends readonly [infer Head, ...infer Tail]
  ? [unknown] extends [Head]
    ? unknown
    : [Head] extends [null]
      ? Check<Tail, S, Full, All, [...Position, 0], Axes, Gathered, Filled>
      : [Head] extends ["..."]
        ? Filled extends true
          ? Misplaced<Position["length"], EllipsisMessage>
          : Split<S, Slots<Tail>> extends [infer Middle extends Dim[], infer Last extends Shape]
            ? Check<Tail, Last, Full, All, [...Position, 0], [...Axes, ...Middle], Gathered, true>
            : unknown
        : S extends readonly [infer D extends Dim, ...infer Rest extends Shape]
          ? IndexFault<Head, D, Full, Axes["length"], Gathered> extends infer Says extends string
            ? Misplaced<Position["length"], Says>
            : [Head] extends [string]
              ? Head extends `${string}:${string}`
                ? Check<Tail, Rest, Full, All, [...Position, 0], [...Axes, D], Gathered, Filled>
                : unknown
              : Check<Tail, Rest, Full, All, [...Position, 0], [...Axes, D], Broadcast<Gathered, Own<Head>>, Filled>
          : Misplaced<Position["length"], TooManyIndicesMessage<Full, Slots<All>["length"]>>
  : unknown

/** The shape of what an index gathers. */
type Own<Head> = Head extends readonly unknown[] ? [Head["length"]] : Head extends Indices ? Head["shape"] : []

type IndexFault<Head, D extends Dim, Full extends Shape, Axis extends number, Gathered extends Shape> = [Head] extends [
  number,
]
  ? IntegerFault<Head, D, Full, Axis>
  : [Head] extends [string]
    ? StringFault<Head>
    : [Head] extends [readonly unknown[]]
      ? ListFault<Head, D, Full, Axis> extends infer Says extends string
        ? Says
        : BroadcastFault<Gathered, [Head["length"]], "at">
      : [Head] extends [Indices]
        ? [Head["dtype"]] extends ["int32"]
          ? BroadcastFault<Gathered, Head["shape"], "at">
          : TensorFault<Head["dtype"]>
        : unknown

/** A string that is no slice; "..." was met before, a string that may be it is unknown. */
type StringFault<Text extends string> = IsText<Text> extends true ? SliceFault<Text> : unknown

type TensorFault<D> = [D] extends ["bool"]
  ? BoolIndexMessage
  : [D] extends ["float32" | "float64"]
    ? NeedsIndexTensor<"at", D>
    : unknown

/** The accepting branch comes first: TypeScript takes it for a type parameter, so generic code is not refused. */
type IntegerFault<I extends number, D extends Dim, Full extends Shape, Axis extends number> =
  Known<I> extends true
    ? `${I}` extends `${bigint}`
      ? [InRange<I, D>] extends [true]
        ? unknown
        : IndexMessage<I, Axis, D & number, Full>
      : FractionMessage<I>
    : unknown

type InRange<I extends number, D extends Dim> =
  Known<D> extends true
    ? D extends number
      ? `${I}` extends `-${infer Back extends number}`
        ? Sub<D, Back> extends false
          ? false
          : true
        : Sub<D, I> extends false | 0
          ? false
          : true
      : true
    : true

type ListFault<List, D extends Dim, Full extends Shape, Axis extends number> = List extends readonly [
  infer Head extends number,
  ...infer Tail,
]
  ? IntegerFault<Head, D, Full, Axis> extends infer Says extends string
    ? Says
    : ListFault<Tail, D, Full, Axis>
  : unknown
