/** @file The call forms of drawing random numbers: a key comes first, and is never changed. */
import type { Axis, AxisFault } from "../axis.js"
import type { DType, FloatDType } from "../dtype.js"
import type { Key, KeyBatch } from "../key.js"
import type { Reduce } from "../reduce.js"
import type { Ok } from "../shape.js"
import type { Times } from "../split.js"
import type { DTypeFault } from "../takes.js"
import type { AnyTensor, Dim, Shape, Tensor } from "../tensor.js"

/**
 * normal, uniform, gumbel: of the sizes that are given, or one for each element of a tensor, whose dims may be named.
 */
export type DrawOp = <const S extends number[] = never, T extends Dim[] = never>(
  key: Key,
  shape: readonly [...S] | Tensor<T, DType>,
) => Tensor<S | T>

export type RandintOp = <const S extends number[]>(
  key: Key,
  low: number,
  high: number,
  shape: readonly [...S],
) => Tensor<S, "int32">

export type TruncatedNormalOp = <const S extends number[]>(
  key: Key,
  low: number,
  high: number,
  shape: readonly [...S],
) => Tensor<S>

/** The probability is a number or a tensor; without a shape the result has the tensor's. */
export interface BernoulliOp {
  <P extends Tensor<Shape, FloatDType>>(key: Key, p: P): Tensor<P["shape"], "bool">
  <const S extends number[]>(key: Key, p: number, shape: readonly [...S]): Tensor<S, "bool">
}

/** The axis of the classes is the last unless another is named. */
export type CategoricalOp = <X extends AnyTensor, const A extends Axis<X["shape"]> = -1>(
  key: Key,
  logits: Ok<DTypeFault<"float", "categorical", X["dtype"]>, Ok<AxisFault<"categorical", X["shape"], -1>, X>>,
  dim?: A,
) => Tensor<Reduce<X["shape"], A, false>, "int32">

export type PermutationOp = <const N extends number>(key: Key, n: N) => Tensor<[N], "int32">

export type DropoutOp = <X extends AnyTensor>(
  key: Key,
  x: Ok<DTypeFault<"float", "dropout", X["dtype"]>, X>,
  p?: number,
) => Tensor<X["shape"], X["dtype"]>

export type KeyOp = (seed: number) => Key

export type FoldInOp = (key: Key, data: number | Tensor<[], "int32">) => Key

export type KeysOp = <const N extends number>(key: Key, count: N) => KeyBatch<N>

export type SplitKeyOp = <const N extends number = 2>(key: Key, count?: N) => Keys<N>

/** A tuple where the count is a literal below 100, so that `const [a, b] = split(k)` gives two keys. */
export type Keys<N extends number> = N extends unknown ? Readonly<Times<N, Key>> : never
