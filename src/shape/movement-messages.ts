/** @file The sentences of reshaping, moving, joining and splitting, one function each. */
import type {
  ConcatScalarMessage,
  DivisionMessage,
  ElementsMessage,
  ExpandMessage,
  OrderMessage,
  PermuteMessage,
  SplitMessage,
  SqueezeMessage,
  TransposeMessage,
  UnflattenMessage,
  WildcardMessage,
} from "../../types/movement-messages.js"
import type { Dim, Shape } from "../../types/tensor.js"
import { sentence, show } from "./sentence.js"

export const elementsMessage = <
  const S extends Shape,
  const T extends Shape,
  const N extends number,
  const M extends number,
>(
  from: S,
  to: T,
  size: N,
  wanted: M,
): ElementsMessage<S, T, N, M> => sentence(`reshape: ${show(from)} has ${size} elements but ${show(to)} has ${wanted}`)

export const wildcardMessage = <const T extends Shape, const Op extends string>(
  op: Op,
  to: T,
): WildcardMessage<T, Op> => sentence(`${op}: only one -1 is allowed, got ${show(to)}`)

export const divisionMessage = <const S extends Shape, const T extends Shape, const N extends number>(
  from: S,
  to: T,
  size: N,
): DivisionMessage<S, T, N> => sentence(`reshape: ${size} elements of ${show(from)} do not divide into ${show(to)}`)

export const transposeMessage = <const S extends Shape>(shape: S): TransposeMessage<S> =>
  sentence(`transpose: needs rank >= 2, got ${show(shape)}`)

export const permuteMessage = <const S extends Shape, const Order extends readonly number[]>(
  shape: S,
  order: Order,
): PermuteMessage<S, Order> => sentence(`permute: ${show(order)} is not a permutation of the axes of ${show(shape)}`)

export const squeezeMessage = <const S extends Shape, const A extends number, const D extends Dim>(
  shape: S,
  dim: A,
  size: D,
): SqueezeMessage<S, A, D> => sentence(`squeeze: dim ${dim} of ${show(shape)} is ${size}, not 1`)

export const concatScalarMessage: ConcatScalarMessage = "concat: a scalar has no dim to join along: use stack(tensors)"

export const splitMessage = <
  const S extends Shape,
  const Sizes extends readonly number[],
  const A extends number,
  const D extends Dim,
>(
  shape: S,
  sizes: Sizes,
  dim: A,
  size: D,
): SplitMessage<S, Sizes, A, D> =>
  sentence(`split: sizes ${show(sizes)} do not add up to ${size}, the size of dim ${dim} of ${show(shape)}`)

export const orderMessage = <const S extends Shape, const From extends number, const To extends number>(
  shape: S,
  from: From,
  to: To,
): OrderMessage<S, From, To> => sentence(`flatten: dim ${from} of ${show(shape)} comes after dim ${to}`)

export const unflattenMessage = <
  const S extends Shape,
  const A extends number,
  const D extends Dim,
  const T extends Shape,
>(
  shape: S,
  dim: A,
  size: D,
  parts: T,
): UnflattenMessage<S, A, D, T> =>
  sentence(`unflatten: ${show(parts)} does not multiply to ${size}, the size of dim ${dim} of ${show(shape)}`)

export const expandMessage = <const S extends Shape, const T extends Shape>(from: S, to: T): ExpandMessage<S, T> =>
  sentence(`expand: ${show(from)} does not expand to ${show(to)}`)
