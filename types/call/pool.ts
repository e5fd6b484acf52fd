/** @file The call forms of pooling. */
import type { ImageFault } from "../conv.js"
import type { Fn, Operation } from "../fn.js"
import type { AvgPool2dOptions, AvgPoolOptions, MaxPoolOptions, Pool, PoolFault, PoolOptions } from "../pool.js"
import type { Ok } from "../shape.js"
import type { DTypeFault, Takes } from "../takes.js"
import type { AnyTensor, Shape, Tensor } from "../tensor.js"
import type { CheckedOptions, MessageOf } from "../window.js"
import type { Before, Late, NoStep, ShapeBefore, Step } from "./subject.js"

export interface PoolFn<Op extends string, Axes extends 1 | 2, O> extends Fn {
  readonly out: this["in"] extends infer S extends Shape
    ? Ok<ImageFault<Op, Axes, S>, Ok<MessageOf<PoolFault<Op, Axes, S, O>>, Pool<Axes, S, O>>>
    : never
}

/** The data-last form: the windows are given, the images come. */
export interface Pooling<Op extends string, Axes extends 1 | 2, T extends Takes, O, C extends Step = NoStep>
  extends Operation<PoolFn<Op, Axes, O>> {
  <X extends AnyTensor>(
    x: Ok<
      DTypeFault<T, Op, X["dtype"]>,
      Ok<ImageFault<Op, Axes, X["shape"]>, Ok<Late<C, MessageOf<PoolFault<Op, Axes, X["shape"], O>>>, X>>
    > &
      Before<C, X>,
  ): Tensor<Pool<Axes, X["shape"], O>, X["dtype"]>
}

export interface PoolOp<Op extends string, Axes extends 1 | 2, T extends Takes, Options extends PoolOptions<Axes>> {
  <const O extends Options, C extends Shape = never>(
    options: CheckedOptions<PoolFault<Op, Axes, ShapeBefore<C>, O>, O>,
  ): Pooling<Op, Axes, T, O, [C]>
  <X extends AnyTensor, const O extends Options>(
    x: Ok<DTypeFault<T, Op, X["dtype"]>, Ok<ImageFault<Op, Axes, X["shape"]>, X>>,
    options: CheckedOptions<PoolFault<Op, Axes, X["shape"], O>, O>,
  ): Tensor<Pool<Axes, X["shape"], O>, X["dtype"]>
}

export type MaxPool1dOp = PoolOp<"maxPool1d", 1, "number", MaxPoolOptions<1>>
export type MaxPool2dOp = PoolOp<"maxPool2d", 2, "number", MaxPoolOptions<2>>
export type AvgPool1dOp = PoolOp<"avgPool1d", 1, "float", AvgPoolOptions<1>>
export type AvgPool2dOp = PoolOp<"avgPool2d", 2, "float", AvgPool2dOptions>
