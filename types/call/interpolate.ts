/** @file The call forms of resizing. */
import type { Fn, Operation } from "../fn.js"
import type {
  Interpolate,
  InterpolateFault,
  InterpolateOptions,
  ResizeMissingFault,
  ResizeRankFault,
} from "../interpolate.js"
import type { Ok } from "../shape.js"
import type { DTypeFault } from "../takes.js"
import type { AnyTensor, Shape, Tensor } from "../tensor.js"
import type { CheckedOptions, MessageOf } from "../window.js"
import type { Before, Late, NoStep, ShapeBefore, Step } from "./subject.js"

export interface InterpolateFn<O> extends Fn {
  readonly out: this["in"] extends infer S extends Shape
    ? Ok<ResizeRankFault<S>, Ok<MessageOf<InterpolateFault<S, O>>, Interpolate<S, O>>>
    : never
}

/** The data-last form: the sizes are given, the images come. */
export interface Interpolating<O, C extends Step = NoStep> extends Operation<InterpolateFn<O>> {
  <X extends AnyTensor>(
    x: Ok<
      DTypeFault<"float", "interpolate", X["dtype"]>,
      Ok<ResizeRankFault<X["shape"]>, Ok<Late<C, MessageOf<InterpolateFault<X["shape"], O>>>, X>>
    > &
      Before<C>,
  ): Tensor<Interpolate<X["shape"], O>, X["dtype"]>
}

/** `interpolate(x, options)`, `interpolate(options)` */
export interface InterpolateOp {
  <const O extends InterpolateOptions, C extends Shape = never>(
    options: Ok<ResizeMissingFault<O>, CheckedOptions<InterpolateFault<ShapeBefore<C>, O>, O>>,
  ): Interpolating<O, [C]>
  <X extends AnyTensor, const O extends InterpolateOptions>(
    x: Ok<DTypeFault<"float", "interpolate", X["dtype"]>, Ok<ResizeRankFault<X["shape"]>, X>>,
    options: Ok<ResizeMissingFault<O>, CheckedOptions<InterpolateFault<X["shape"], O>, O>>,
  ): Tensor<Interpolate<X["shape"], O>, X["dtype"]>
}
