/**
 * @file The call forms of rearrange, repeat and reduce. Where `op(x, pattern)` and `op(pattern, sizes)` have the same
 * number of arguments they are one signature, so that a mistake has one reason.
 */
import type { DType, Summed } from "../dtype.js"
import type { Einops, NoSizes, Sizes } from "../einops.js"
import type { EinopsFault, PatternFault, SizesFault } from "../einops-fault.js"
import type { EinopsName } from "../einops-pattern.js"
import type { Fn, Operation } from "../fn.js"
import type { Ok } from "../shape.js"
import type { DTypeFault } from "../takes.js"
import type { AnyTensor, Shape, Tensor } from "../tensor.js"
import type { Before, Input, Late, Like, NoStep, ShapeBefore, Step } from "./subject.js"

export interface EinopsFn<Op extends EinopsName, P extends string, Z> extends Fn {
  readonly out: this["in"] extends infer S extends Shape ? Ok<EinopsFault<Op, P, S, Z>, Einops<Op, P, S, Z>> : never
}

/** The data-last form of rearrange and repeat. */
export interface Rearranging<Op extends EinopsName, P extends string, Z, C extends Step = NoStep>
  extends Operation<EinopsFn<Op, P, Z>> {
  <X extends AnyTensor>(
    x: Ok<Late<C, EinopsFault<Op, P, X["shape"], Z>>, X> & Before<C, X>,
  ): Tensor<Einops<Op, P, Input<C, X["shape"]>, Z>, X["dtype"]>
}

type FirstFault<Op extends EinopsName, X, Y, C extends Shape> = X extends string
  ? PatternFault<Op, X, ShapeBefore<C>, Y>
  : unknown

type SecondFault<Op extends EinopsName, X, Y, C extends Shape> = X extends string
  ? SizesFault<Op, X, ShapeBefore<C>, Y>
  : X extends Like
    ? Y extends string
      ? PatternFault<Op, Y, X["shape"], NoSizes>
      : unknown
    : unknown

export interface RearrangeOp<Op extends "rearrange" | "repeat"> {
  <const P extends string, C extends Shape = never>(
    pattern: Ok<PatternFault<Op, P, ShapeBefore<C>, NoSizes>, P>,
  ): Rearranging<Op, P, NoSizes, [C]>
  <C extends Shape = never, const X extends string | Like = string, const Y extends string | Sizes = Sizes>(
    x: Ok<FirstFault<Op, X, Y, C>, X>,
    pattern: Ok<SecondFault<Op, X, Y, C>, Y>,
  ): X extends string
    ? Rearranging<Op, X, Y, [C]>
    : X extends Like
      ? Tensor<Einops<Op, Y & string, X["shape"], NoSizes>, X["dtype"]>
      : never
  <X extends AnyTensor, const P extends string, const Z extends Sizes>(
    x: X,
    pattern: Ok<PatternFault<Op, P, X["shape"], Z>, P>,
    sizes: Ok<SizesFault<Op, P, X["shape"], Z>, Z>,
  ): Tensor<Einops<Op, P, X["shape"], Z>, X["dtype"]>
}

/** How `reduce` makes one number of many. */
export type Reduction = "sum" | "mean" | "max" | "min"

type ReducedDType<How, D extends DType> = How extends "sum" ? Summed<D> : D

type HowFault<How, D extends DType> = How extends "mean"
  ? DTypeFault<"float", "reduce by mean", D>
  : How extends "max" | "min"
    ? DTypeFault<"number", `reduce by ${How}`, D>
    : unknown

/** The data-last form of reduce. */
export interface PatternReducing<P extends string, How, Z, C extends Step = NoStep>
  extends Operation<EinopsFn<"reduce", P, Z>> {
  <X extends AnyTensor>(
    x: Ok<HowFault<How, X["dtype"]>, Ok<Late<C, EinopsFault<"reduce", P, X["shape"], Z>>, X>> & Before<C, X>,
  ): Tensor<Einops<"reduce", P, X["shape"], Z>, ReducedDType<How, X["dtype"]>>
}

/** `(x, pattern, how)` or `(pattern, how, sizes)`. */
type XFault<X, Z, C extends Shape> = X extends Like
  ? HowFault<Z, X["dtype"]>
  : X extends string
    ? PatternFault<"reduce", X, ShapeBefore<C>, Z>
    : unknown

type YFault<X, Y> = X extends Like
  ? Y extends string
    ? PatternFault<"reduce", Y, X["shape"], NoSizes>
    : unknown
  : unknown

type ZFault<X, Z, C extends Shape> = X extends string ? SizesFault<"reduce", X, ShapeBefore<C>, Z> : unknown

export interface PatternReduceOp {
  <const P extends string, const How extends Reduction, C extends Shape = never>(
    pattern: Ok<PatternFault<"reduce", P, ShapeBefore<C>, NoSizes>, P>,
    how: How,
  ): PatternReducing<P, How, NoSizes, [C]>
  <
    C extends Shape = never,
    const X extends string | Like = string,
    const Y extends string = string,
    const Z extends Sizes | Reduction = Sizes,
  >(
    x: Ok<XFault<X, Z, C>, X>,
    pattern: X extends string ? Y & Reduction : Ok<YFault<X, Y>, Y>,
    how: Ok<ZFault<X, Z, C>, Z>,
  ): X extends string
    ? PatternReducing<X, Y, Z, [C]>
    : X extends Like
      ? Tensor<Einops<"reduce", Y, X["shape"], NoSizes>, ReducedDType<Z, X["dtype"]>>
      : never
  <X extends AnyTensor, const P extends string, const How extends Reduction, const Z extends Sizes>(
    x: Ok<HowFault<How, X["dtype"]>, X>,
    pattern: Ok<PatternFault<"reduce", P, X["shape"], Z>, P>,
    how: How,
    sizes: Ok<SizesFault<"reduce", P, X["shape"], Z>, Z>,
  ): Tensor<Einops<"reduce", P, X["shape"], Z>, ReducedDType<How, X["dtype"]>>
}
