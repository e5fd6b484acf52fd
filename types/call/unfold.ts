/** @file The call forms of windows as columns. */
import type { ImageFault } from "../conv.js"
import type { Fn, Operation } from "../fn.js"
import type { Ok } from "../shape.js"
import type { AnyTensor, Shape, Tensor } from "../tensor.js"
import type { Unfold, UnfoldFault, UnfoldOptions } from "../unfold.js"
import type { CheckedOptions, MessageOf } from "../window.js"
import type { Before, Late, NoStep, ShapeBefore, Step } from "./subject.js"

export interface UnfoldFn<O> extends Fn {
  readonly out: this["in"] extends infer S extends Shape
    ? Ok<ImageFault<"unfold", 2, S>, Ok<MessageOf<UnfoldFault<S, O>>, Unfold<S, O>>>
    : never
}

/** The data-last form: the windows are given, the images come. */
export interface Unfolding<O, C extends Step = NoStep> extends Operation<UnfoldFn<O>> {
  <X extends AnyTensor>(
    x: Ok<ImageFault<"unfold", 2, X["shape"]>, Ok<Late<C, MessageOf<UnfoldFault<X["shape"], O>>>, X>> & Before<C>,
  ): Tensor<Unfold<X["shape"], O>, X["dtype"]>
}

/** `unfold(x, options)`, `unfold(options)` */
export interface UnfoldOp {
  <const O extends UnfoldOptions, C extends Shape = never>(
    options: CheckedOptions<UnfoldFault<ShapeBefore<C>, O>, O>,
  ): Unfolding<O, [C]>
  <X extends AnyTensor, const O extends UnfoldOptions>(
    x: Ok<ImageFault<"unfold", 2, X["shape"]>, X>,
    options: CheckedOptions<UnfoldFault<X["shape"], O>, O>,
  ): Tensor<Unfold<X["shape"], O>, X["dtype"]>
}
