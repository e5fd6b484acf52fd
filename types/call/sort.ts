/** @file The call forms of ordering along one axis, the last unless another is named: elements and where they were. */
import type { Axis, AxisFault } from "../axis.js"
import type { Operation } from "../fn.js"
import type { Ok } from "../shape.js"
import type { DTypeFault, Takes } from "../takes.js"
import type { AnyTensor, Shape, Tensor } from "../tensor.js"
import type { Topk, TopkFault } from "../topk.js"
import type { ValuesAndIndices } from "../values-and-indices.js"
import type { YieldsFn } from "../yields.js"
import type { AlongCall, AlongFn, AxisAfter } from "./softmax.js"
import type {
  AxisBefore,
  AxisOf,
  AxisOrTensor,
  Before,
  Called,
  DTypeOf,
  Early,
  IfTensor,
  InPipe,
  InPipeOfFour,
  Late,
  Like,
  NoStep,
  Offered,
  ShapeOf,
  Step,
  SubjectFault,
} from "./subject.js"

export interface SortOptions {
  /** The largest first. */
  readonly descending?: boolean
  /** Equal elements stay in order; they do anyway. */
  readonly stable?: boolean
}

export interface TopkOptions {
  /** The largest, or else the smallest. */
  readonly largest?: boolean
  /** In order; they are anyway. */
  readonly sorted?: boolean
}

/** `argsort(x)`, `argsort(x, dim)`, `argsort(x, dim, options)`, `argsort(dim)`, `argsort(dim, options)` */
export interface ArgsortOp
  extends AlongCall<"argsort", "any", "int32", SortOptions>,
    ArgsortWithOptions,
    InPipe,
    Operation<YieldsFn<"int32", AlongFn<"argsort", -1>>> {}

type ArgsortWithOptions = <X extends AnyTensor, const A extends Axis<X["shape"]> | undefined>(
  x: X,
  dim: A,
  options: SortOptions,
) => Tensor<X["shape"], "int32">

/** The data-last form. */
export type Pairing<Op extends string, T extends Takes, A, C extends Step = NoStep> = <X extends AnyTensor>(
  x: Ok<DTypeFault<T, Op, X["dtype"]>, Ok<Late<C, AxisFault<Op, X["shape"], A>>, X>> & Before<C>,
) => ValuesAndIndices<X["shape"], X["dtype"]>

/** `op(x)`, `op(x, dim)`, `op(dim)`, and with options after an axis */
type PairCall<Op extends string, T extends Takes, Options> = <
  C extends Shape = never,
  const X extends AxisOrTensor<C> = AxisOrTensor<C>,
  const A extends AxisAfter<X, Options> | undefined = undefined,
>(
  x: Ok<SubjectFault<T, Op, X>, X>,
  dim?: A | Offered<X>,
) => Called<X, ValuesAndIndices<ShapeOf<X>, DTypeOf<X>>, Pairing<Op, T, X, [C]>>

/** cummax, cummin */
export interface PairOp<Op extends string> extends PairCall<Op, "number", undefined>, InPipe<Uncalled> {}

/** `sort(x)`, `sort(x, dim)`, `sort(x, dim, options)`, `sort(dim)`, `sort(dim, options)` */
export interface SortOp extends PairCall<"sort", "any", SortOptions>, SortWithOptions, InPipe<Uncalled> {}

type SortWithOptions = <X extends AnyTensor, const A extends Axis<X["shape"]> | undefined>(
  x: X,
  dim: A,
  options: SortOptions,
) => ValuesAndIndices<X["shape"], X["dtype"]>

export type CummaxOp = PairOp<"cummax">
export type CumminOp = PairOp<"cummin">

export type ChoosingTop<K, A, C extends Step = NoStep> = <X extends AnyTensor>(
  x: Ok<
    DTypeFault<"number", "topk", X["dtype"]>,
    Ok<Late<C, AxisFault<"topk", X["shape"], A>>, Ok<Late<C, TopkFault<X["shape"], K, A>>, X>>
  > &
    Before<C>,
) => ValuesAndIndices<Topk<X["shape"], K, A>, X["dtype"]>

/** `topk(x, k)`, `topk(x, k, dim)`, `topk(x, k, dim, options)`, `topk(k)`, `topk(k, dim)`, `topk(k, dim, options)` */
export interface TopkOp extends InPipeOfFour<Uncalled> {
  <
    C extends Shape = never,
    const X extends AnyTensor | number = AnyTensor | number,
    const K extends SecondOf<X, C> | undefined = undefined,
    const A extends ThirdOf<X> | undefined = undefined,
  >(
    x: Ok<SubjectFault<"number", "topk", X>, Ok<[X] extends [Like] ? unknown : Early<C, TopkFault<C, X, Last<K>>>, X>>,
    k?: Ok<[X] extends [Like] ? TopkFault<X["shape"], K, Last<A>> : unknown, K>,
    dim?: A | Offered<X>,
    options?: IfTensor<X, TopkOptions, undefined>,
  ): Called<
    X,
    ValuesAndIndices<Topk<ShapeOf<X>, NoInfer<K>, Last<NoInfer<A>>>, DTypeOf<X>>,
    ChoosingTop<X, Last<NoInfer<K>>, [C]>
  >
}

// internal

// biome-ignore lint/suspicious/noExplicitAny: a dtype that is not known to be one must pass for each
type Uncalled = ValuesAndIndices<number[], any>

type SecondOf<X, C extends Shape> = IfTensor<X, number, AxisBefore<C>>
type ThirdOf<X> = IfTensor<X, AxisOf<X>, TopkOptions>

type Last<A> = [A] extends [undefined] ? -1 : A
