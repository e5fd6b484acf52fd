/** @file The call forms of convolution. */
import type { MayEqual } from "../alike.js"
import type { Conv, ConvFault, ConvOptions, ImageFault } from "../conv.js"
import type { ConvTranspose, ConvTransposeFault, ConvTransposeOptions } from "../conv-transpose.js"
import type { DType, Promote } from "../dtype.js"
import type { Fn, Operation } from "../fn.js"
import type { Mul } from "../nat.js"
import type { Ok } from "../shape.js"
import type { DTypeFault } from "../takes.js"
import type { AnyTensor, Dim, Lead, Shape, Tensor } from "../tensor.js"
import type { CheckedOptions, Entry, Literal, MessageOf, On } from "../window.js"
import type { ChannelsMessage } from "../window-messages.js"
import type { Before, Late, Like, NoStep, ShapeBefore, Step } from "./subject.js"

/** Forward or transposed, over one or two axes. */
export type ConvKind = "conv1d" | "conv2d" | "convTranspose1d" | "convTranspose2d"

interface Results<S extends Shape, W extends Shape, O> {
  conv1d: Conv<1, S, W, O>
  conv2d: Conv<2, S, W, O>
  convTranspose1d: ConvTranspose<1, S, W, O>
  convTranspose2d: ConvTranspose<2, S, W, O>
}

interface Faults<S extends Shape, W extends Shape, O> {
  conv1d: ConvFault<"conv1d", 1, S, W, O>
  conv2d: ConvFault<"conv2d", 2, S, W, O>
  convTranspose1d: ConvTransposeFault<"convTranspose1d", 1, S, W, O>
  convTranspose2d: ConvTransposeFault<"convTranspose2d", 2, S, W, O>
}

export interface AxesOf {
  conv1d: 1
  conv2d: 2
  convTranspose1d: 1
  convTranspose2d: 2
}

interface OptionsOf {
  conv1d: ConvOptions<1>
  conv2d: ConvOptions<2>
  convTranspose1d: ConvTransposeOptions<1>
  convTranspose2d: ConvTransposeOptions<2>
}

export interface ConvFn<Kind extends ConvKind, W extends Shape, O> extends Fn {
  readonly out: this["in"] extends infer S extends Shape
    ? number extends S["length"]
      ? AnyRank<Kind, S, W, O>
      : Ok<ImageFault<Kind, AxesOf[Kind], S>, Ok<MessageOf<Faults<S, W, O>[Kind]>, Results<S, W, O>[Kind]>>
    : never
  readonly takes: [...Lead, ChannelsIn<Kind, W, O>, ...Sizes[AxesOf[Kind]]]
}

interface Sizes {
  1: [number]
  2: [number, number]
}

/** Of images whose channels, at most, are known. */
type AnyRank<Kind extends ConvKind, S extends Shape, W extends Shape, O> =
  ChannelsOf<AxesOf[Kind], S> extends [infer C extends Dim]
    ? [MayEqual<C, ChannelsIn<Kind, W, O>>] extends [true]
      ? Results<S, W, O>[Kind]
      : ChannelsMessage<Kind, W, ChannelsIn<Kind, W, O>, C, S>
    : S extends Lead
      ? [...Lead, ChannelsOut<Kind, W, O>, ...Sizes[AxesOf[Kind]]]
      : number[]

type ChannelsOf<Axes extends 1 | 2, S extends Shape> = S extends readonly [...infer Front, infer Y, infer _X]
  ? Axes extends 1
    ? [Y]
    : Front extends readonly [...unknown[], infer C]
      ? [C]
      : unknown
  : unknown

type ChannelsIn<Kind extends ConvKind, W extends Shape, O> = Kind extends "conv1d" | "conv2d" ? Times<W[1], O> : W[0]

type ChannelsOut<Kind extends ConvKind, W extends Shape, O> = Kind extends "conv1d" | "conv2d" ? W[0] : Times<W[1], O>

/** Of all groups. */
type Times<C extends Dim, O> =
  Literal<Entry<O, "groups", 1>> extends 1 ? C : Mul<Literal<C>, Literal<Entry<O, "groups", 1>>>

/** The data-last form: the weight is given, the images come. */
export interface Convolving<Kind extends ConvKind, W extends Shape, E extends DType, O, C extends Step = NoStep>
  extends Operation<ConvFn<Kind, W, O>> {
  <X extends AnyTensor>(
    x: Ok<
      DTypeFault<"float", Kind, X["dtype"]>,
      Ok<ImageFault<Kind, AxesOf[Kind], X["shape"]>, Ok<Late<C, MessageOf<Faults<X["shape"], W, O>[Kind]>>, X>>
    > &
      Before<C, X>,
  ): Tensor<Results<X["shape"], W, O>[Kind], Promote<X["dtype"], E>>
}

/** `op(weight)`; `op(x, weight)`, `op(weight, options)`; `op(x, weight, options)`. */
export interface ConvOp<Kind extends ConvKind> {
  <W extends Shape, E extends DType, C extends Shape = never>(
    weight: Ok<DTypeFault<"float", Kind, E>, Ok<On<Faults<ShapeBefore<C>, W, None>[Kind], "weight">, Tensor<W, E>>>,
  ): Convolving<Kind, W, E, None, [C]>
  <X extends AnyTensor, const Y extends AnyTensor | OptionsOf[Kind], C extends Shape = never>(
    x: Ok<DTypeFault<"float", Kind, X["dtype"]>, Ok<FirstFault<Kind, X, Y, C>, X>>,
    weight: Second<Kind, X, Y, C>,
  ): [Y] extends [AnyTensor]
    ? Tensor<Results<X["shape"], Y["shape"], None>[Kind], Promote<X["dtype"], Y["dtype"]>>
    : Convolving<Kind, X["shape"], X["dtype"], Y, [C]>
  <X extends AnyTensor, W extends Shape, E extends DType, const O extends OptionsOf[Kind]>(
    x: Ok<DTypeFault<"float", Kind, X["dtype"]>, Ok<ImageFault<Kind, AxesOf[Kind], X["shape"]>, X>>,
    weight: Ok<DTypeFault<"float", Kind, E>, Ok<On<Faults<X["shape"], W, O>[Kind], "weight">, Tensor<W, E>>>,
    options: CheckedOptions<Faults<X["shape"], W, O>[Kind], O>,
  ): Tensor<Results<X["shape"], W, O>[Kind], Promote<X["dtype"], E>>
}

export type Conv1dOp = ConvOp<"conv1d">
export type Conv2dOp = ConvOp<"conv2d">
export type ConvTranspose1dOp = ConvOp<"convTranspose1d">
export type ConvTranspose2dOp = ConvOp<"convTranspose2d">

// internal

/** No options. */
type None = Readonly<Record<never, never>>

type FirstFault<Kind extends ConvKind, X extends AnyTensor, Y, C extends Shape> = Y extends Like
  ? ImageFault<Kind, AxesOf[Kind], X["shape"]>
  : On<Faults<ShapeBefore<C>, X["shape"], Y>[Kind], "weight">

/** In brackets: of a condition that distributes TypeScript would not keep the literals of options. */
type Second<Kind extends ConvKind, X extends AnyTensor, Y, C extends Shape> = [Y] extends [Like]
  ? Ok<DTypeFault<"float", Kind, Y["dtype"]>, Ok<On<Faults<X["shape"], Y["shape"], None>[Kind], "weight">, Y>>
  : CheckedOptions<Faults<ShapeBefore<C>, X["shape"], Y>[Kind], Y>
