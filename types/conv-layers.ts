/** @file Layers of convolution: their weights' shapes, in PyTorch's order, from channels, kernel and options. */
import type { AxesOf, ConvFn, ConvKind } from "./call/conv.js"
import type { ConvOptions, Divides } from "./conv.js"
import type { ConvTransposeOptions } from "./conv-transpose.js"
import type { Model } from "./layer.js"
import type { DivMod } from "./nat.js"
import type { ScaleParams } from "./normalised.js"
import type { Ok } from "./shape.js"
import type { Dim, Shape, Tensor } from "./tensor.js"
import type { At, Blame, CheckedOptions, Entry, Literal, On, PerAxis, SizesFault } from "./window.js"
import type { GroupsMessage } from "./window-messages.js"

/** The options of each kind of layer. */
export interface ConvLayerOptions {
  conv1d: Layered<ConvOptions<1>>
  conv2d: Layered<ConvOptions<2>>
  convTranspose1d: Layered<ConvTransposeOptions<1>>
  convTranspose2d: Layered<ConvTransposeOptions<2>>
}

type Layered<O> = Omit<O, "bias"> & {
  /** Whether a bias is added; true unless given. */
  readonly bias?: boolean
}

/** No options given. */
export interface Defaults {
  readonly bias?: true
}

export interface Conv1d<I extends number, O extends number, K, Options>
  extends Model<
    ConvFn<"conv1d", Weight<"conv1d", I, O, K, Options>, Options>,
    ConvParams<"conv1d", I, O, K, Options>
  > {}

export interface Conv2d<I extends number, O extends number, K, Options>
  extends Model<
    ConvFn<"conv2d", Weight<"conv2d", I, O, K, Options>, Options>,
    ConvParams<"conv2d", I, O, K, Options>
  > {}

export interface ConvTranspose1d<I extends number, O extends number, K, Options>
  extends Model<
    ConvFn<"convTranspose1d", Weight<"convTranspose1d", I, O, K, Options>, Options>,
    ConvParams<"convTranspose1d", I, O, K, Options>
  > {}

export interface ConvTranspose2d<I extends number, O extends number, K, Options>
  extends Model<
    ConvFn<"convTranspose2d", Weight<"convTranspose2d", I, O, K, Options>, Options>,
    ConvParams<"convTranspose2d", I, O, K, Options>
  > {}

interface Layers<I extends number, O extends number, K, Options> {
  conv1d: Conv1d<I, O, K, Options>
  conv2d: Conv2d<I, O, K, Options>
  convTranspose1d: ConvTranspose1d<I, O, K, Options>
  convTranspose2d: ConvTranspose2d<I, O, K, Options>
}

/** `conv2d(inputs, outputs, kernel, options)` */
export type ConvLayerOp<Kind extends ConvKind> = <
  const I extends number,
  const O extends number,
  const K extends PerAxis[AxesOf[Kind]],
  const Options extends ConvLayerOptions[Kind] = Defaults,
>(
  inputs: I,
  outputs: O,
  kernel: Ok<On<SizesFault<Kind, [["kernel", 1, K]]>, "kernel">, K>,
  options?: CheckedOptions<ConvLayerFault<Kind, I, O, Options>, Options>,
) => Layers<I, O, K, Options>[Kind]

export interface ConvBias<W extends Shape, O extends Dim> extends ScaleParams<W> {
  readonly bias: Tensor<[O]>
}

// internal

type ConvParams<Kind extends ConvKind, I extends number, O extends number, K, Options> = Options extends {
  readonly bias: false
}
  ? ScaleParams<Weight<Kind, I, O, K, Options>>
  : ConvBias<Weight<Kind, I, O, K, Options>, O>

type Weight<Kind extends ConvKind, I extends number, O extends number, K, Options> = Kind extends "conv1d" | "conv2d"
  ? [O, Share<I, Entry<Options, "groups", 1>>, ...Sizes<AxesOf[Kind], K>]
  : [I, Share<O, Entry<Options, "groups", 1>>, ...Sizes<AxesOf[Kind], K>]

type Sizes<Axes extends 1 | 2, K> = Axes extends 1 ? [At<K, 0>] : [At<K, 0>, At<K, 1>]

/** The channels of one group. */
type Share<C extends number, G> =
  Literal<G> extends 1 ? C : DivMod<Literal<C>, Literal<G>> extends [infer N extends number, unknown] ? N : number

/** The first option at fault, as blame, else `unknown`. */
export type ConvLayerFault<Kind extends ConvKind, I extends number, O extends number, Options> =
  SizesFault<
    Kind,
    [
      ["stride", 1, Entry<Options, "stride", 1>],
      ["padding", 0, Entry<Options, "padding", 0>],
      ["dilation", 1, Entry<Options, "dilation", 1>],
      ["groups", 1, Entry<Options, "groups", 1>],
    ]
  > extends infer Fault extends Blame<string, string>
    ? Fault
    : GroupsFault<Kind, I, O, Entry<Options, "groups", 1>>

type GroupsFault<Kind extends ConvKind, I extends number, O extends number, G> = [Divides<I, G>] extends [true]
  ? [Divides<O, G>] extends [true]
    ? unknown
    : Blame<"groups", GroupsMessage<Kind, O, "output channels", G & number>>
  : Blame<"groups", GroupsMessage<Kind, I, "channels", G & number>>
