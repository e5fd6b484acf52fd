/** @file The call forms of axes joined into one, and of one taken apart. */
import type { Axis, AxisFault } from "../axis.js"
import type { Flatten, FlattenFault, Unflatten, UnflattenFault } from "../flatten.js"
import type { Fn, Operation } from "../fn.js"
import type { Ok } from "../shape.js"
import type { AnyTensor, Shape, Tensor } from "../tensor.js"
import type {
  AxisBefore,
  AxisOf,
  AxisOrTensor,
  Before,
  Called,
  DTypeOf,
  IfTensor,
  InPipe,
  Input,
  Late,
  Like,
  NoStep,
  Offered,
  OfShape,
  ShapeBefore,
  ShapeOf,
  Step,
} from "./subject.js"

export interface FlattenFn<A, B> extends Fn {
  readonly out: this["in"] extends infer S extends Shape ? Ok<DimsFault<S, A, B>, Flatten<S, A, B>> : never
}

/** The data-last form. */
export interface Flattening<A, B, C extends Step = NoStep> extends Operation<FlattenFn<A, B>> {
  <X extends AnyTensor>(
    x: Ok<Late<C, DimsFault<X["shape"], A, B>>, X> & Before<C, X>,
  ): Tensor<Flatten<Input<C, X["shape"]>, A, B>, X["dtype"]>
}

/** `flatten(x)`, `flatten(x, start)`, `flatten(x, start, end)`, `flatten(start)`, `flatten(start, end)` */
export interface FlattenOp extends InPipe, Operation<FlattenFn<0, -1>> {
  <
    C extends Shape = never,
    const X extends AxisOrTensor<C> = AxisOrTensor<C>,
    const A extends Second<X, C> | undefined = undefined,
    const B extends Third<X> | undefined = undefined,
  >(
    x: X,
    start?: Ok<[X] extends [Like] ? unknown : FlattenFault<ShapeBefore<C>, X, Last<A>>, A> | Offered<X>,
    end?: Ok<OfShape<X, X extends Like ? FlattenFault<X["shape"], First<A>, Last<B>> : unknown>, B>,
  ): Called<
    X,
    Tensor<Flatten<ShapeOf<X>, First<NoInfer<A>>, Last<NoInfer<B>>>, DTypeOf<X>>,
    Flattening<X, Last<NoInfer<A>>, [C]>
  >
}

export interface UnflattenFn<A, T extends Shape> extends Fn {
  readonly out: this["in"] extends infer S extends Shape ? Ok<PartsFault<S, A, T>, Unflatten<S, A, T>> : never
}

export interface Unflattening<A, T extends Shape, C extends Step = NoStep> extends Operation<UnflattenFn<A, T>> {
  <X extends AnyTensor>(
    x: Ok<Late<C, PartsFault<X["shape"], A, T>>, X> & Before<C, X>,
  ): Tensor<Unflatten<Input<C, X["shape"]>, A, T>, X["dtype"]>
}

/** `unflatten(x, dim, sizes)`, `unflatten(dim, sizes)` */
export interface UnflattenOp {
  <C extends Shape = never, const A extends AxisBefore<C> = AxisBefore<C>, const T extends number[] = number[]>(
    dim: A,
    sizes: Ok<UnflattenFault<ShapeBefore<C>, A, T>, T>,
  ): Unflattening<A, T, [C]>
  <X extends AnyTensor, const A extends Axis<X["shape"]>, const T extends number[]>(
    x: X,
    dim: A,
    sizes: Ok<UnflattenFault<X["shape"], A, T>, T>,
  ): Tensor<Unflatten<X["shape"], A, T>, X["dtype"]>
}

// internal

type First<A> = [A] extends [undefined] ? 0 : A

type Last<A> = [A] extends [undefined] ? -1 : A

type Second<X, C extends Shape> = IfTensor<X, AxisOf<X>, AxisBefore<C>>

type Third<X> = IfTensor<X, AxisOf<X>, undefined>

type DimsFault<S extends Shape, A, B> =
  AxisFault<"flatten", S, A> extends infer M extends string
    ? M
    : AxisFault<"flatten", S, B> extends infer M extends string
      ? M
      : FlattenFault<S, A, B>

type PartsFault<S extends Shape, A, T extends Shape> =
  AxisFault<"unflatten", S, A> extends infer M extends string ? M : UnflattenFault<S, A, T>
