/** @file The call forms of embedding and one-hot: both take indices first. */
import type { DType } from "../dtype.js"
import type { Embedding, EmbeddingFault, OneHot, OneHotFault } from "../embedding.js"
import type { Fn, Operation } from "../fn.js"
import type { IndicesFault } from "../indices.js"
import type { Ok } from "../shape.js"
import type { Shape, Tensor } from "../tensor.js"
import type { Before, NoStep, Step } from "./subject.js"

export interface EmbeddingFn<W extends Shape> extends Fn {
  readonly out: this["in"] extends infer S extends Shape ? Embedding<S, W> : never
}

/** The data-last form: the weight is given, the indices come. */
export interface FromTable<W extends Shape, D extends DType, C extends Step = NoStep>
  extends Operation<EmbeddingFn<W>> {
  <T extends Shape, E extends DType>(
    index: Ok<IndicesFault<"embedding", E>, Tensor<T, E>> & Before<C, T>,
  ): Tensor<Embedding<T, W>, D>
}

export interface EmbeddingOp {
  <W extends Shape, D extends DType, C extends Shape = never>(
    weight: Ok<EmbeddingFault<W>, Tensor<W, D>>,
  ): FromTable<W, D, [C]>
  <T extends Shape, E extends DType, W extends Shape, D extends DType>(
    index: Ok<IndicesFault<"embedding", E>, Tensor<T, E>>,
    weight: Ok<EmbeddingFault<W>, Tensor<W, D>>,
  ): Tensor<Embedding<T, W>, D>
}

export interface OneHotFn<N extends number> extends Fn {
  readonly out: this["in"] extends infer S extends Shape ? OneHot<S, N> : never
}

export interface OneHotting<N extends number, C extends Step = NoStep> extends Operation<OneHotFn<N>> {
  <T extends Shape, E extends DType>(
    index: Ok<IndicesFault<"oneHot", E>, Tensor<T, E>> & Before<C, T>,
  ): Tensor<OneHot<T, N>, "int32">
}

export interface OneHotOp {
  <const N extends number, C extends Shape = never>(classes: Ok<OneHotFault<N>, N>): OneHotting<N, [C]>
  <T extends Shape, E extends DType, const N extends number>(
    index: Ok<IndicesFault<"oneHot", E>, Tensor<T, E>>,
    classes: Ok<OneHotFault<N>, N>,
  ): Tensor<OneHot<T, N>, "int32">
}
