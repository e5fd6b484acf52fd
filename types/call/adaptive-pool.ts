/** @file The call forms of adaptive pooling. */
import type { AdaptiveFault, AdaptivePool, AdaptiveSize } from "../adaptive-pool.js"
import type { ImageFault } from "../conv.js"
import type { Fn, Operation } from "../fn.js"
import type { Ok } from "../shape.js"
import type { DTypeFault, Takes } from "../takes.js"
import type { AnyTensor, Shape, Tensor } from "../tensor.js"
import type { Before, NoStep, Step } from "./subject.js"

export interface AdaptiveFn<Op extends string, Axes extends 1 | 2, N> extends Fn {
  readonly out: this["in"] extends infer S extends Shape ? Ok<ImageFault<Op, Axes, S>, AdaptivePool<Axes, S, N>> : never
}

/** The data-last form: the size is given, the images come. */
export interface Adapting<Op extends string, Axes extends 1 | 2, T extends Takes, N, C extends Step = NoStep>
  extends Operation<AdaptiveFn<Op, Axes, N>> {
  <X extends AnyTensor>(
    x: Ok<DTypeFault<T, Op, X["dtype"]>, Ok<ImageFault<Op, Axes, X["shape"]>, X>> & Before<C>,
  ): Tensor<AdaptivePool<Axes, X["shape"], N>, X["dtype"]>
}

export interface AdaptiveOp<Op extends string, Axes extends 1 | 2, T extends Takes> {
  <const N extends AdaptiveSize[Axes], C extends Shape = never>(
    size: Ok<AdaptiveFault<Op, N>, N>,
  ): Adapting<Op, Axes, T, N, [C]>
  <X extends AnyTensor, const N extends AdaptiveSize[Axes]>(
    x: Ok<DTypeFault<T, Op, X["dtype"]>, Ok<ImageFault<Op, Axes, X["shape"]>, X>>,
    size: Ok<AdaptiveFault<Op, N>, N>,
  ): Tensor<AdaptivePool<Axes, X["shape"], N>, X["dtype"]>
}

export type AdaptiveAvgPool1dOp = AdaptiveOp<"adaptiveAvgPool1d", 1, "float">
export type AdaptiveAvgPool2dOp = AdaptiveOp<"adaptiveAvgPool2d", 2, "float">
export type AdaptiveMaxPool1dOp = AdaptiveOp<"adaptiveMaxPool1d", 1, "number">
export type AdaptiveMaxPool2dOp = AdaptiveOp<"adaptiveMaxPool2d", 2, "number">
