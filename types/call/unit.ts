/** @file The call forms of vectors of length 1, and of the cosine. */
import type { DType, Promote } from "../dtype.js"
import type { Fn, Operation } from "../fn.js"
import type { Ok } from "../shape.js"
import type { DTypeFault } from "../takes.js"
import type { AnyTensor, Shape, Tensor } from "../tensor.js"
import type { Cosine, CosineFault, CosineOptions, DimFault, NormalizeOptions } from "../unit.js"
import type { CheckedOptions, MessageOf, On } from "../window.js"
import type {
  Before,
  Called,
  DTypeOf,
  Early,
  IfTensor,
  InPipe,
  Input,
  Late,
  Like,
  NoStep,
  ShapeBefore,
  ShapeOf,
  Step,
  SubjectFault,
} from "./subject.js"

export interface NormalizeFn<O> extends Fn {
  readonly out: this["in"] extends infer S extends Shape ? Ok<MessageOf<DimFault<"normalize", S, O>>, S> : never
}

/** The data-last form. */
export interface ToUnit<O, C extends Step = NoStep> extends Operation<NormalizeFn<O>> {
  <X extends AnyTensor>(
    x: Ok<
      DTypeFault<"float", "normalize", X["dtype"]>,
      Ok<Late<C, MessageOf<DimFault<"normalize", X["shape"], O>>>, X>
    > &
      Before<C>,
  ): Tensor<X["shape"], X["dtype"]>
}

/** `normalize(x)`, `normalize(x, options)`, `normalize(options)` */
export interface NormalizeOp extends InPipe, Operation<NormalizeFn<unknown>> {
  <
    C extends Shape = never,
    const X extends AnyTensor | NormalizeOptions = AnyTensor | NormalizeOptions,
    const O extends IfTensor<X, NormalizeOptions, never> | undefined = undefined,
  >(
    x: First<X, O, C>,
    options?: [X] extends [Like] ? CheckedOptions<DimFault<"normalize", X["shape"], O>, O> : O,
  ): Called<X, Tensor<ShapeOf<X>, DTypeOf<X>>, ToUnit<X, [C]>>
}

export interface CosineFn<B extends Shape, O> extends Fn {
  readonly out: this["in"] extends infer S extends Shape ? Ok<MessageOf<CosineFault<S, B, O>>, Cosine<S, B, O>> : never
}

/** The data-last form: the second vectors are given, the first come. */
export interface CosineTo<B extends Shape, E extends DType, O, C extends Step = NoStep>
  extends Operation<CosineFn<B, O>> {
  <X extends AnyTensor>(
    x: Ok<
      DTypeFault<"float", "cosineSimilarity", X["dtype"]>,
      Ok<Late<C, MessageOf<CosineFault<X["shape"], B, O>>>, X>
    > &
      Before<C>,
  ): Tensor<Cosine<Input<C, X["shape"]>, B, O>, Promote<X["dtype"], E>>
}

/** `op(other)`; `op(x, other)`, `op(other, options)`; `op(x, other, options)`. */
export interface CosineSimilarityOp {
  <Y extends AnyTensor, C extends Shape = never>(
    other: Ok<Float<Y>, Ok<Early<C, MessageOf<CosineFault<C, Y["shape"], unknown>>>, Y>>,
  ): CosineTo<Y["shape"], Y["dtype"], unknown, [C]>
  <X extends AnyTensor, const Y extends AnyTensor | CosineOptions, C extends Shape = never>(
    x: Ok<Float<X>, Ok<FirstFault<X, Y, C>, X>>,
    other: Second<X, Y, C>,
  ): [Y] extends [Like]
    ? Tensor<Cosine<X["shape"], Y["shape"], unknown>, Promote<X["dtype"], Y["dtype"]>>
    : CosineTo<X["shape"], X["dtype"], Y, [C]>
  <X extends AnyTensor, Y extends AnyTensor, const O extends CosineOptions>(
    x: Ok<Float<X>, X>,
    other: Ok<Float<Y>, Ok<On<CosineFault<X["shape"], Y["shape"], O>, "other">, Y>>,
    options: CheckedOptions<CosineFault<X["shape"], Y["shape"], O>, O>,
  ): Tensor<Cosine<X["shape"], Y["shape"], O>, Promote<X["dtype"], Y["dtype"]>>
}

// internal

type Float<X extends AnyTensor> = DTypeFault<"float", "cosineSimilarity", X["dtype"]>

/** Without options the axis is 1, so a tensor that has none is at fault itself. */
type First<X, O, C extends Shape> = [X] extends [Like]
  ? Ok<
      SubjectFault<"float", "normalize", X>,
      Ok<[O] extends [undefined] ? MessageOf<DimFault<"normalize", X["shape"], unknown>> : unknown, X>
    >
  : CheckedOptions<DimFault<"normalize", ShapeBefore<C>, X>, X>

type FirstFault<X extends AnyTensor, Y, C extends Shape> = Y extends Like
  ? unknown
  : On<CosineFault<ShapeBefore<C>, X["shape"], Y>, "other">

/** In brackets: of a condition that distributes TypeScript would not keep the literals of options. */
type Second<X extends AnyTensor, Y, C extends Shape> = [Y] extends [Like]
  ? Ok<
      DTypeFault<"float", "cosineSimilarity", Y["dtype"]>,
      Ok<MessageOf<CosineFault<X["shape"], Y["shape"], unknown>>, Y>
    >
  : CheckedOptions<CosineFault<ShapeBefore<C>, X["shape"], Y>, Y>
