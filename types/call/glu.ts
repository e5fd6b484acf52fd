/** @file The call forms of gated linear units, of which one half of an axis gates the other, and of prelu. */
import type { AxisFault } from "../axis.js"
import type { ChannelFault } from "../channel.js"
import type { DType } from "../dtype.js"
import type { Fn, Operation } from "../fn.js"
import type { Halve, HalveFault } from "../halve.js"
import type { RankMessage } from "../messages.js"
import type { Ok } from "../shape.js"
import type { DTypeFault, FloatFault } from "../takes.js"
import type { AnyTensor, Shape, Tensor } from "../tensor.js"
import type { CommonDType } from "./binary.js"
import type {
  AxisOf,
  AxisOrTensor,
  Before,
  Called,
  DTypeOf,
  Early,
  IfTensor,
  InPipe,
  Late,
  Like,
  NoStep,
  OfShape,
  ShapeOf,
  Step,
  SubjectFault,
} from "./subject.js"

type GluFault<S extends Shape, A> = S extends readonly []
  ? RankMessage<"glu", 1, S>
  : Ok<AxisFault<"glu", S, A>, HalveFault<S, A>>

export interface GluFn<A> extends Fn {
  readonly out: this["in"] extends infer S extends Shape ? Ok<GluFault<S, A>, Halve<S, A>> : never
}

/** The data-last form. */
export interface Gating<A, C extends Step = NoStep> extends Operation<GluFn<A>> {
  <X extends AnyTensor>(
    x: Ok<DTypeFault<"float", "glu", X["dtype"]>, Ok<Late<C, GluFault<X["shape"], A>>, X>> & Before<C>,
  ): Tensor<Halve<X["shape"], A>, X["dtype"]>
}

type AxisAfter<X> = IfTensor<X, AxisOf<X>, undefined>

/** The last dim, unless another is named. */
type Or<A, D> = [A] extends [undefined] ? D : A

/** Of a tensor and its axis, or of the step before and the axis that is the first argument. */
type OddFault<X, A, C extends Shape> = X extends Like
  ? X["shape"] extends readonly []
    ? RankMessage<"glu", 1, X["shape"]>
    : HalveFault<X["shape"], Or<A, -1>>
  : Early<C, HalveFault<C, X>>

/** `glu(x)`, `glu(x, dim)`, `glu(dim)`: one signature, so that a mistake has one reason. */
export interface GluOp extends InPipe, Operation<GluFn<-1>> {
  <
    C extends Shape = never,
    const X extends AxisOrTensor<C> = AxisOrTensor<C>,
    const A extends AxisAfter<X> | undefined = undefined,
  >(
    x: Ok<Ok<SubjectFault<"float", "glu", X>, OfShape<X, OddFault<X, A, C>>>, X>,
    dim?: A,
  ): Called<X, Tensor<Halve<ShapeOf<X>, Or<A, -1>>, DTypeOf<X>>, Gating<X, [C]>>
}

export interface PreluFn<W extends Shape> extends Fn {
  readonly out: this["in"] extends infer S extends Shape ? Ok<ChannelFault<S, W>, S> : never
}

/** The data-last form: the weight is given, the tensor comes. */
export interface WithSlope<W extends Shape, E extends DType, C extends Step = NoStep> extends Operation<PreluFn<W>> {
  <X extends AnyTensor>(
    x: Ok<FloatFault<"prelu", CommonDType<X, Tensor<[], E>>>, Ok<Late<C, ChannelFault<X["shape"], W>>, X>> & Before<C>,
  ): Tensor<X["shape"], CommonDType<X, Tensor<[], E>>>
}

/** `prelu(weight)` and `prelu(x, weight)`. */
export interface PreluOp {
  <W extends AnyTensor, C extends Shape = never>(
    weight: Ok<Early<C, ChannelFault<C, W["shape"]>>, W>,
  ): WithSlope<W["shape"], W["dtype"], [C]>
  <X extends AnyTensor, W extends AnyTensor>(
    x: Ok<FloatFault<"prelu", CommonDType<X, W>>, X>,
    weight: Ok<ChannelFault<X["shape"], W["shape"]>, W>,
  ): Tensor<X["shape"], CommonDType<X, W>>
}
