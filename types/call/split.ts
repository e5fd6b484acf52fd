/** @file The call forms of taking a tensor apart; `split` also makes keys of a key. */
import type { AxisFault } from "../axis.js"
import type { DType } from "../dtype.js"
import type { Key } from "../key.js"
import type { RankFault } from "../rank.js"
import type { Ok } from "../shape.js"
import type { Chunk, CountFault, Split, SplitFault, Unbind } from "../split.js"
import type { AnyTensor, Shape, Tensor } from "../tensor.js"
import type { Keys } from "./random.js"
import type {
  AxisBefore,
  AxisOf,
  AxisOrTensor,
  Before,
  Called,
  DTypeOf,
  IfTensor,
  InPipe,
  Late,
  Like,
  NoStep,
  Offered,
  ShapeBefore,
  ShapeOf,
  Step,
} from "./subject.js"

/** One tensor for each shape of a list. */
export type Pieces<L extends readonly Shape[], D extends DType> = { -readonly [I in keyof L]: Tensor<L[I], D> }

type SplitInto<S extends Shape, N, A, D extends DType> = Pieces<Split<S, N, A>, D>

type ChunkInto<S extends Shape, N, A, D extends DType> = Pieces<Chunk<S, N, A>, D>

/** The data-last form. */
export type Splitting<N, A, C extends Step = NoStep> = <S extends Shape, D extends DType>(
  x: Ok<
    RankFault<"split", 1, S>,
    Ok<Late<C, AxisFault<"split", S, A>>, Ok<Late<C, SplitFault<S, N, A>>, Tensor<S, D>>>
  > &
    Before<C, S>,
) => SplitInto<S, N, A, D>

/**
 * `split(x, sizes)`, `split(x, sizes, dim)`, `split(sizes)`, `split(sizes, dim)`; `split(key)`, `split(key, count)`.
 */
export interface SplitOp extends InPipe<AnyTensor[]> {
  <
    C extends Shape = never,
    const X extends AnyTensor | Sizes | Key = AnyTensor | Sizes | Key,
    const N extends SecondOfSplit<X, C> | undefined = undefined,
    const A extends AxisBeside<X> | undefined = undefined,
  >(
    x: Ok<
      ScalarFault<"split", X>,
      Ok<[X] extends [Like] ? unknown : X extends Sizes ? SplitFault<ShapeBefore<C>, X, Zero<N>> : unknown, X>
    >,
    sizes?: Ok<[X] extends [Like] ? SplitFault<X["shape"], N, Zero<A>> : unknown, N> | Offered<Waiting<X, C>>,
    dim?: A | Offered<X>,
  ): Called<
    X,
    SplitInto<ShapeOf<X>, N, Zero<NoInfer<A>>, DTypeOf<X>>,
    [X] extends [Key] ? Keys<CountOf<N>> : Splitting<X, Zero<N>, [C]>
  >
}

export type Chunking<N, A, C extends Step = NoStep> = <S extends Shape, D extends DType>(
  x: Ok<RankFault<"chunk", 1, S>, Ok<Late<C, AxisFault<"chunk", S, A>>, Tensor<S, D>>> & Before<C, S>,
) => ChunkInto<S, N, A, D>

/** `chunk(x, count)`, `chunk(x, count, dim)`, `chunk(count)`, `chunk(count, dim)` */
export interface ChunkOp extends InPipe<AnyTensor[]> {
  <
    C extends Shape = never,
    const X extends AnyTensor | number = AnyTensor | number,
    const N extends SecondOfChunk<X, C> | undefined = undefined,
    const A extends AxisBeside<X> | undefined = undefined,
  >(
    x: Ok<ScalarFault<"chunk", X>, Ok<[X] extends [Like] ? unknown : CountFault<"chunk", X>, X>>,
    count?: Ok<[X] extends [Like] ? CountFault<"chunk", N> : unknown, N> | Offered<Waiting<X, C>>,
    dim?: A | Offered<X>,
  ): Called<X, ChunkInto<ShapeOf<X>, N, Zero<NoInfer<A>>, DTypeOf<X>>, Chunking<X, Zero<N>, [C]>>
}

export type Unbinding<A, C extends Step = NoStep> = <S extends Shape, D extends DType>(
  x: Ok<RankFault<"unbind", 1, S>, Ok<Late<C, AxisFault<"unbind", S, A>>, Tensor<S, D>>> & Before<C, S>,
) => Pieces<Unbind<S, A>, D>

/** `unbind(x)`, `unbind(x, dim)`, `unbind(dim)` */
export interface UnbindOp extends InPipe<AnyTensor[]> {
  <
    C extends Shape = never,
    const X extends AxisOrTensor<C> = AxisOrTensor<C>,
    const A extends AxisBeside<X> | undefined = undefined,
  >(
    x: Ok<ScalarFault<"unbind", X>, X>,
    dim?: A | Offered<X>,
  ): Called<X, Pieces<Unbind<ShapeOf<X>, Zero<NoInfer<A>>>, DTypeOf<X>>, Unbinding<X, [C]>>
}

// internal

type Sizes = number | readonly number[]

type ScalarFault<Op extends string, X> = [X] extends [Like] ? RankFault<Op, 1, X["shape"]> : unknown

type Zero<A> = [A] extends [undefined] ? 0 : A

type AxisBeside<X> = IfTensor<X, AxisOf<X>, undefined>

type SecondOfSplit<X, C extends Shape> = IfTensor<X, Sizes, X extends Key ? number : AxisBefore<C>>

type SecondOfChunk<X, C extends Shape> = IfTensor<X, number, AxisBefore<C>>

/** The tensor that a data-last form waits for, for completions of its dim. */
type Waiting<X, C extends Shape> = X extends Like | Key
  ? never
  : { readonly shape: ShapeBefore<C>; readonly dtype: DType }

type CountOf<N> = [N] extends [number] ? N : 2
