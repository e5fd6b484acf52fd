/** @file The call forms of pooling that also says where the largest elements are. */
import type { ImageFault } from "../conv.js"
import type { MaxPoolOptions, Pool, PoolFault } from "../pool.js"
import type { Ok } from "../shape.js"
import type { DTypeFault } from "../takes.js"
import type { AnyTensor, Shape, Tensor } from "../tensor.js"
import type { CheckedOptions, MessageOf } from "../window.js"
import type { Before, Late, NoStep, ShapeBefore, Step } from "./subject.js"

/** The largest elements, and where each is in its image, row by row. */
export interface Located<Axes extends 1 | 2, X extends AnyTensor, O> {
  readonly values: Tensor<Pool<Axes, X["shape"], O>, X["dtype"]>
  readonly indices: Tensor<Pool<Axes, X["shape"], O>, "int32">
}

/** The data-last form: the windows are given, the images come. */
export type Locating<Op extends string, Axes extends 1 | 2, O, C extends Step = NoStep> = <X extends AnyTensor>(
  x: Ok<
    DTypeFault<"number", Op, X["dtype"]>,
    Ok<ImageFault<Op, Axes, X["shape"]>, Ok<Late<C, MessageOf<PoolFault<Op, Axes, X["shape"], O>>>, X>>
  > &
    Before<C>,
) => Located<Axes, X, O>

export interface IndexedPoolOp<Op extends string, Axes extends 1 | 2> {
  <const O extends MaxPoolOptions<Axes>, C extends Shape = never>(
    options: CheckedOptions<PoolFault<Op, Axes, ShapeBefore<C>, O>, O>,
  ): Locating<Op, Axes, O, [C]>
  <X extends AnyTensor, const O extends MaxPoolOptions<Axes>>(
    x: Ok<DTypeFault<"number", Op, X["dtype"]>, Ok<ImageFault<Op, Axes, X["shape"]>, X>>,
    options: CheckedOptions<PoolFault<Op, Axes, X["shape"], O>, O>,
  ): Located<Axes, X, O>
}

export type MaxPool1dWithIndicesOp = IndexedPoolOp<"maxPool1dWithIndices", 1>
export type MaxPool2dWithIndicesOp = IndexedPoolOp<"maxPool2dWithIndices", 2>
