/**
 * @file Transposed convolution: [N, C, ...] with a weight [C, O / groups, ...kernel]; what a convolution does to
 * gradients.
 */
import type { BiasFault, ConvOptions, Divides, Fits } from "./conv.js"
import type { Unify } from "./dim.js"
import type { Add, Mul, Sub } from "./nat.js"
import type { Dim, Shape } from "./tensor.js"
import type { At, Blame, Dilation, Entry, Literal, Minus, PerAxis, Reach, Side, SizesFault } from "./window.js"
import type {
  ChannelsMessage,
  GroupsMessage,
  NothingLeftMessage,
  OutputPaddingMessage,
  WeightRankMessage,
} from "./window-messages.js"

export interface ConvTransposeOptions<Axes extends 1 | 2> extends Omit<ConvOptions<Axes>, "padding"> {
  /** Taken away from both sides of each axis of the result; 0 unless given. */
  readonly padding?: PerAxis[Axes]
  /** Added to the end of each axis of the result, of which a strided convolution had lost track; 0 unless given. */
  readonly outputPadding?: PerAxis[Axes]
}

export type ConvTranspose<Axes extends 1 | 2, S extends Shape, W extends Shape, O> = S extends unknown
  ? Convolved<Axes, S, W, O>
  : never

/** The first mistake in what is not the images, as blame, else `unknown`. */
export type ConvTransposeFault<Op extends string, Axes extends 1 | 2, S extends Shape, W extends Shape, O> = [
  number,
] extends [S["length"] | W["length"]]
  ? unknown
  : [S["length"]] extends [Axes extends 1 ? 2 | 3 : 3 | 4]
    ? [W["length"]] extends [Axes extends 1 ? 3 : 4]
      ? OptionsFault<Op, Axes, S, W, O>
      : Blame<"weight", WeightRankMessage<Op, Axes, W>>
    : unknown

// internal

type Convolved<Axes extends 1 | 2, S extends Shape, W extends Shape, O> = Axes extends 1
  ? S extends readonly [...infer B extends Shape, infer _C, infer L]
    ? [...B, Channels<W, O>, Spatial<Literal<L>, W[2], O, 0>]
    : number[]
  : S extends readonly [...infer B extends Shape, infer _C, infer H, infer L]
    ? [...B, Channels<W, O>, Spatial<Literal<H>, W[2], O, 0>, Spatial<Literal<L>, W[3], O, 1>]
    : number[]

type Groups<O> = Literal<Entry<O, "groups", 1>>

type Channels<W extends Shape, O> =
  Groups<O> extends 1 ? (W[1] extends infer C extends Dim ? C : number) : Mul<Literal<W[1]>, Groups<O>>

type Stride<O, I extends 0 | 1> = At<Entry<O, "stride", 1>, I>
type Extra<O, I extends 0 | 1> = At<Entry<O, "outputPadding", 0>, I>

/** (n - 1) · stride + reach + outputPadding + 1: all that the windows cover. */
type Covered<N extends number, K, O, I extends 0 | 1> = Add<
  Mul<Minus<N, 1>, Stride<O, I>>,
  Add<Add<Reach<Literal<K>, Dilation<O, I>>, Extra<O, I>>, 1>
>

type Left<N extends number, K, O, I extends 0 | 1> = Sub<Covered<N, K, O, I>, Mul<2, Side<O, I>>>

type Spatial<N extends number, K, O, I extends 0 | 1> =
  Left<N, K, O, I> extends infer Size extends number ? Size : number

type OptionsFault<Op extends string, Axes extends 1 | 2, S extends Shape, W extends Shape, O> =
  SizesFault<
    Op,
    [
      ["stride", 1, Entry<O, "stride", 1>],
      ["padding", 0, Entry<O, "padding", 0>],
      ["dilation", 1, Entry<O, "dilation", 1>],
      ["groups", 1, Entry<O, "groups", 1>],
      ["outputPadding", 0, Entry<O, "outputPadding", 0>],
    ]
  > extends infer Fault extends Blame<string, string>
    ? Fault
    : W extends readonly [infer In extends Dim, ...infer _Rest]
      ? DividedFault<Op, Axes, S, W, O, In>
      : unknown

type DividedFault<Op extends string, Axes extends 1 | 2, S extends Shape, W extends Shape, O, In extends Dim> = [
  Divides<In, Groups<O>>,
] extends [true]
  ? ChannelsFault<Op, Axes, S, W, O, In>
  : Blame<"groups", GroupsMessage<Op, In, "channels", Groups<O>>>

type ChannelsFault<
  Op extends string,
  Axes extends 1 | 2,
  S extends Shape,
  W extends Shape,
  O,
  In extends Dim,
> = Axes extends 1
  ? S extends readonly [...infer B, infer C extends Dim, infer L]
    ? [Unify<C, In>] extends [true]
      ? AxisFault<Op, S, [...B, 0]["length"], L, W[2], O, 0> extends infer Fault extends Blame<string, string>
        ? Fault
        : BiasFault<Op, O, Channels<W, O>>
      : Blame<"weight", ChannelsMessage<Op, W, In, C, S>>
    : unknown
  : S extends readonly [...infer B, infer C extends Dim, infer H, infer L]
    ? [Unify<C, In>] extends [true]
      ? AxisFault<Op, S, [...B, 0]["length"], H, W[2], O, 0> extends infer Fault extends Blame<string, string>
        ? Fault
        : AxisFault<Op, S, [...B, 0, 0]["length"], L, W[3], O, 1> extends infer Fault extends Blame<string, string>
          ? Fault
          : BiasFault<Op, O, Channels<W, O>>
      : Blame<"weight", ChannelsMessage<Op, W, In, C, S>>
    : unknown

type AxisFault<Op extends string, S extends Shape, Index extends number, D, K, O, I extends 0 | 1> =
  Less<Extra<O, I>, Stride<O, I>> extends true
    ? SizeFault<Op, S, Index, Literal<D>, K, O, I>
    : Less<Extra<O, I>, Dilation<O, I>> extends true
      ? SizeFault<Op, S, Index, Literal<D>, K, O, I>
      : Blame<"outputPadding", OutputPaddingMessage<Op, Extra<O, I>, Stride<O, I>, Dilation<O, I>>>

/** Whether A may be less than B. */
type Less<A extends number, B extends number> = A extends 0
  ? true
  : Sub<A, B> extends infer Over
    ? Over extends false
      ? true
      : number extends Over
        ? true
        : false
    : true

type SizeFault<Op extends string, S extends Shape, Index extends number, N extends number, K, O, I extends 0 | 1> = [
  Fits<Left<N, K, O, I>>,
] extends [true]
  ? unknown
  : Blame<"padding", NothingLeftMessage<Op, Side<O, I>, Index, S>>
