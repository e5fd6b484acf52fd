/** @file The call forms of triangles and diagonals of matrices. */
import type { AxisFault } from "../axis.js"
import type { Diagonal } from "../diagonal.js"
import type { Fn, Operation } from "../fn.js"
import type { RankFault } from "../rank.js"
import type { AxesFault } from "../reduce.js"
import type { Ok } from "../shape.js"
import type { AnyTensor, Shape, Tensor } from "../tensor.js"
import type {
  AxisBefore,
  AxisOf,
  Before,
  Called,
  DTypeOf,
  IfTensor,
  InPipe,
  InPipeOfFour,
  Late,
  Like,
  NoStep,
  Offered,
  OfShape,
  ShapeBefore,
  ShapeOf,
  Step,
} from "./subject.js"

export interface TriangleFn<Op extends string> extends Fn {
  readonly out: this["in"] extends infer S extends Shape ? Ok<RankFault<Op, 2, S>, S> : never
}

/** The data-last form. */
export interface Triangle<Op extends string> extends Operation<TriangleFn<Op>> {
  <X extends AnyTensor>(x: Ok<RankFault<Op, 2, X["shape"]>, X>): Tensor<X["shape"], X["dtype"]>
}

/** tril, triu: `op(x)`, `op(x, diagonal)`, `op(diagonal)` */
export interface TriangleOp<Op extends string> extends InPipe, Operation<TriangleFn<Op>> {
  <X extends AnyTensor | number>(
    x: Ok<MatrixFault<Op, X>, X>,
    diagonal?: IfTensor<X, number, undefined>,
  ): Called<X, Tensor<ShapeOf<X>, DTypeOf<X>>, Triangle<Op>>
}

export interface DiagonalFn<K, A, B> extends Fn {
  readonly out: this["in"] extends infer S extends Shape ? Ok<DimsFault<S, A, B>, Diagonal<S, K, A, B>> : never
}

export interface Diagonalising<K, A, B, C extends Step = NoStep> extends Operation<DiagonalFn<K, A, B>> {
  <X extends AnyTensor>(
    x: Ok<RankFault<"diagonal", 2, X["shape"]>, Ok<Late<C, DimsFault<X["shape"], A, B>>, X>> & Before<C, X>,
  ): Tensor<Diagonal<X["shape"], K, A, B>, X["dtype"]>
}

/**
 * `diagonal(x)`, `diagonal(x, offset)`, `diagonal(x, offset, dim1, dim2)`, `diagonal(offset)`,
 * `diagonal(offset, dim1, dim2)`
 */
export interface DiagonalOp extends InPipeOfFour, Operation<DiagonalFn<0, 0, 1>> {
  <
    C extends Shape = never,
    const X extends AnyTensor | number = AnyTensor | number,
    const K extends IfTensor<X, number, AxisBefore<C>> | undefined = undefined,
    const A extends IfTensor<X, AxisOf<X>, AxisBefore<C>> | undefined = undefined,
    const B extends IfTensor<X, AxisOf<X>, undefined> | undefined = undefined,
  >(
    x: Ok<MatrixFault<"diagonal", X>, X>,
    offset?: K,
    dim1?: Ok<[X] extends [Like] ? unknown : PairFault<ShapeBefore<C>, Or<K, 0>, Or<A, 1>>, A> | Offered<X>,
    dim2?: Ok<OfShape<X, X extends Like ? PairFault<X["shape"], Or<A, 0>, Or<B, 1>> : unknown>, B>,
  ): Called<
    X,
    Tensor<Diagonal<ShapeOf<X>, Or<NoInfer<K>, 0>, Or<NoInfer<A>, 0>, Or<NoInfer<B>, 1>>, DTypeOf<X>>,
    Diagonalising<X, Or<NoInfer<K>, 0>, Or<NoInfer<A>, 1>, [C]>
  >
}

// internal

type MatrixFault<Op extends string, X> = [X] extends [Like] ? RankFault<Op, 2, X["shape"]> : unknown

type Or<A, Default> = [A] extends [undefined] ? Default : A

type PairFault<S extends Shape, A, B> = [A, B] extends [infer I extends number, infer J extends number]
  ? AxesFault<"diagonal", S, readonly [I, J]>
  : unknown

type DimsFault<S extends Shape, A, B> =
  AxisFault<"diagonal", S, A> extends infer M extends string
    ? M
    : AxisFault<"diagonal", S, B> extends infer M extends string
      ? M
      : PairFault<S, A, B>
