/**
 * @file Convolution: [N, C, ...] or [C, ...] with a weight [O, C / groups, ...kernel] gives [N, O, ...] or [O, ...].
 */
import type { Unify } from "./dim.js"
import type { FloatDType } from "./dtype.js"
import type { DivMod, Mul } from "./nat.js"
import type { Dim, Shape, Tensor } from "./tensor.js"
import type { At, Blame, Entry, Literal, PerAxis, Places, Reach, SizesFault, Windows } from "./window.js"
import type {
  BiasMessage,
  ChannelsMessage,
  FitMessage,
  GroupsMessage,
  SameStrideMessage,
  WeightRankMessage,
  WindowRankMessage,
} from "./window-messages.js"

export interface ConvOptions<Axes extends 1 | 2> {
  /** One number for each output channel. */
  readonly bias?: Tensor<Shape, FloatDType>
  /** From one window to the next; 1 unless given. */
  readonly stride?: PerAxis[Axes]
  /** Zeros on both sides of an axis (0 unless given); "same" keeps the size, "valid" is 0. */
  readonly padding?: PerAxis[Axes] | "same" | "valid"
  /** From one element of the kernel to the next; 1 unless given. */
  readonly dilation?: PerAxis[Axes]
  /** Channels in, and channels out, are divided into this many convolutions side by side; 1 unless given. */
  readonly groups?: number
}

export type Conv1d<S extends Shape, W extends Shape, O> = S extends unknown ? Convolved1d<S, W, O> : never

export type Conv2d<S extends Shape, W extends Shape, O> = S extends unknown ? Convolved2d<S, W, O> : never

/** The shape of a convolution over one or two axes. */
export type Conv<Axes extends 1 | 2, S extends Shape, W extends Shape, O> = Axes extends 1
  ? Conv1d<S, W, O>
  : Conv2d<S, W, O>

/**
 * A message when images have another rank than two (or one, without a batch) above the spatial axes, else `unknown`.
 */
export type ImageFault<Op extends string, Axes extends 1 | 2, S extends Shape> = [S["length"]] extends [
  Axes extends 1 ? 2 | 3 : 3 | 4,
]
  ? unknown
  : [number] extends [S["length"]]
    ? unknown
    : WindowRankMessage<Op, Axes, S>

/** The first mistake in what is not the images, as blame, else `unknown`. */
export type ConvFault<Op extends string, Axes extends 1 | 2, S extends Shape, W extends Shape, O> = [number] extends [
  S["length"] | W["length"],
]
  ? unknown
  : [S["length"]] extends [Axes extends 1 ? 2 | 3 : 3 | 4]
    ? [W["length"]] extends [Axes extends 1 ? 3 : 4]
      ? OptionsFault<Op, Axes, S, W, O>
      : Blame<"weight", WeightRankMessage<Op, Axes, W>>
    : unknown

/** The bias's shape is one number for each output channel. */
export type BiasFault<Op extends string, O, Channels extends Dim> = O extends {
  readonly bias: { readonly shape: infer B extends Shape }
}
  ? [number] extends [B["length"]]
    ? unknown
    : B extends readonly [infer Size]
      ? [Unify<Size, Channels>] extends [true]
        ? unknown
        : Blame<"bias", BiasMessage<Op, B, Channels>>
      : Blame<"bias", BiasMessage<Op, B, Channels>>
  : unknown

/** Whether channels may divide into groups. */
export type Divides<C, G> =
  Literal<G> extends 1
    ? true
    : DivMod<Literal<C>, Literal<G>> extends [number, infer Rest]
      ? [Rest] extends [0]
        ? true
        : number extends Rest
          ? true
          : false
      : true

/** The first spatial axis that the padded kernel does not fit, as blame on `Where`. */
export type FitFault<
  Op extends string,
  Where extends string,
  S extends Shape,
  I extends number,
  D,
  K extends number,
  Pads extends number,
  P extends number,
  Dilation extends number,
> = [Fits<Places<Literal<D>, Pads, Reach<K, Dilation>>>] extends [true]
  ? unknown
  : Blame<Where, FitMessage<Op, K, Dilation, I, S, P>>

// internal

// conditions about dims are in brackets and accept first: TypeScript takes that branch for type parameters

/** Whether there is room for a first window. */
export type Fits<Found> = Found extends 0 | false ? false : true

type Convolved1d<S extends Shape, W extends Shape, O> = S extends readonly [
  ...infer B extends Shape,
  infer _C,
  infer L extends Dim,
]
  ? [...B, Channels<W>, Spatial<L, W[2], O, 0>]
  : number[]

type Convolved2d<S extends Shape, W extends Shape, O> = S extends readonly [
  ...infer B extends Shape,
  infer _C,
  infer H extends Dim,
  infer L extends Dim,
]
  ? [...B, Channels<W>, Spatial<H, W[2], O, 0>, Spatial<L, W[3], O, 1>]
  : number[]

type Channels<W extends Shape> = W extends readonly [infer C extends Dim, ...infer _Rest] ? C : number

type Spatial<D extends Dim, K, O, I extends 0 | 1> =
  Entry<O, "padding", 0> extends "same"
    ? D
    : Windows<D, Pads<O, I>, Reach<Literal<K>, At<Entry<O, "dilation", 1>, I>>, At<Entry<O, "stride", 1>, I>>

/** Padding on one side. */
type Side<O, I extends 0 | 1> = Entry<O, "padding", 0> extends "valid" ? 0 : At<Entry<O, "padding", 0>, I>

type Pads<O, I extends 0 | 1> = Mul<2, Side<O, I>>

type OptionsFault<Op extends string, Axes extends 1 | 2, S extends Shape, W extends Shape, O> =
  SizesFault<
    Op,
    [
      ["stride", 1, Entry<O, "stride", 1>],
      ["padding", 0, Entry<O, "padding", 0>],
      ["dilation", 1, Entry<O, "dilation", 1>],
      ["groups", 1, Entry<O, "groups", 1>],
    ]
  > extends infer Fault extends Blame<string, string>
    ? Fault
    : SameFault<Op, O> extends infer Fault extends Blame<string, string>
      ? Fault
      : GroupsFault<Op, Axes, S, W, O, Entry<O, "groups", 1>>

type SameFault<Op extends string, O> = [Entry<O, "padding", 0>] extends ["same"]
  ? At<Entry<O, "stride", 1>, 0> extends infer A extends number
    ? Strides<A> extends true
      ? Blame<"padding", SameStrideMessage<Op, A>>
      : At<Entry<O, "stride", 1>, 1> extends infer B extends number
        ? Strides<B> extends true
          ? Blame<"padding", SameStrideMessage<Op, B>>
          : unknown
        : unknown
    : unknown
  : unknown

type Strides<N extends number> = number extends N ? false : N extends 1 ? false : true

type GroupsFault<Op extends string, Axes extends 1 | 2, S extends Shape, W extends Shape, O, G> = W extends readonly [
  infer Out extends Dim,
  infer In extends Dim,
  ...infer _Kernel,
]
  ? DividedFault<Op, Axes, S, W, O, G, ChannelsOf<Axes, S>, Out, In>
  : unknown

/** Channels come as parameters: TypeScript would not decide whether a type parameter that is inferred here is a dim. */
type DividedFault<
  Op extends string,
  Axes extends 1 | 2,
  S extends Shape,
  W extends Shape,
  O,
  G,
  C extends Dim,
  Out extends Dim,
  In extends Dim,
> = [Divides<C, G>] extends [true]
  ? [Divides<Out, G>] extends [true]
    ? ChannelsFault<Op, Axes, S, W, O, C, Literal<G> extends 1 ? In : Mul<Literal<In>, Literal<G>>>
    : Blame<"groups", GroupsMessage<Op, Out, "output channels", G & number>>
  : Blame<"groups", GroupsMessage<Op, C, "channels", G & number>>

type ChannelsOf<Axes extends 1 | 2, S extends Shape> = Axes extends 1
  ? S extends readonly [...infer _B, infer C extends Dim, infer _L]
    ? C
    : number
  : S extends readonly [...infer _B, infer C extends Dim, infer _H, infer _L]
    ? C
    : number

type ChannelsFault<
  Op extends string,
  Axes extends 1 | 2,
  S extends Shape,
  W extends Shape,
  O,
  C extends Dim,
  Needed extends Dim,
> = [Unify<C, Needed>] extends [true]
  ? Entry<O, "padding", 0> extends "same"
    ? BiasFault<Op, O, Channels<W>>
    : KernelFault<Op, Axes, S, W, O> extends infer Fault extends Blame<string, string>
      ? Fault
      : BiasFault<Op, O, Channels<W>>
  : Blame<"weight", ChannelsMessage<Op, W, Needed, C, S>>

type KernelFault<Op extends string, Axes extends 1 | 2, S extends Shape, W extends Shape, O> = Axes extends 1
  ? S extends readonly [...infer Lead, infer L]
    ? AxisFault<Op, S, Lead["length"], L, W[2], O, 0>
    : unknown
  : S extends readonly [...infer Lead, infer H, infer L]
    ? AxisFault<Op, S, Lead["length"], H, W[2], O, 0> extends infer Fault extends Blame<string, string>
      ? Fault
      : AxisFault<Op, S, [...Lead, H]["length"], L, W[3], O, 1>
    : unknown

type AxisFault<Op extends string, S extends Shape, Index extends number, D, K, O, I extends 0 | 1> = FitFault<
  Op,
  "weight",
  S,
  Index,
  D,
  Literal<K>,
  Pads<O, I>,
  Side<O, I>,
  At<Entry<O, "dilation", 1>, I>
>
