/** @file The call forms of norms: of all elements, along one axis, or a list of axes. */
import type { Fn, Operation } from "../fn.js"
import type { AxesFault, Reduce, ReduceAll } from "../reduce.js"
import type { Ok } from "../shape.js"
import type { DTypeFault } from "../takes.js"
import type { AnyTensor, Shape, Tensor } from "../tensor.js"
import type { Keep, ReduceAllFn, ReduceOptions } from "./reduce.js"
import type {
  AxesBefore,
  AxesOf,
  Before,
  Called,
  DTypeOf,
  Early,
  IfTensor,
  InPipeOfFour,
  Input,
  Late,
  Like,
  NoStep,
  Offered,
  OfShape,
  ShapeOf,
  Step,
  SubjectFault,
} from "./subject.js"

export interface NormFn<A, K> extends Fn {
  readonly out: this["in"] extends infer S extends Shape ? Ok<Fault<S, A>, Normed<S, A, K>> : never
}

/** The data-last form. */
export interface Norming<A, K, C extends Step = NoStep> extends Operation<NormFn<A, K>> {
  <X extends AnyTensor>(
    x: Ok<DTypeFault<"float", "norm", X["dtype"]>, Ok<Late<C, Fault<X["shape"], A>>, X>> & Before<C>,
  ): Tensor<Normed<Input<C, X["shape"]>, A, K>, X["dtype"]>
}

/**
 * `norm(x)`, `norm(x, p)`, `norm(x, p, dim)`, `norm(x, p, dim, options)`; `norm(p)`, `norm(p, dim)`,
 * `norm(p, dim, options)`.
 */
export interface NormOp extends InPipeOfFour, Operation<ReduceAllFn> {
  <
    C extends Shape = never,
    const X extends AnyTensor | number = AnyTensor | number,
    const P extends SecondOf<X, C> | undefined = undefined,
    const A extends ThirdOf<X> | undefined = undefined,
    const O extends ReduceOptions | undefined = undefined,
  >(
    x: Ok<SubjectFault<"float", "norm", X>, X>,
    p?: Ok<[X] extends [Like] ? unknown : Early<C, Fault<C, P>>, P>,
    dim?: Offered<X> | Ok<OfShape<X, X extends Like ? Fault<X["shape"], A> : unknown>, A>,
    options?: IfTensor<X, O, undefined>,
  ): Called<X, Tensor<Normed<ShapeOf<X>, NoInfer<A>, Keep<O>>, DTypeOf<X>>, Norming<NoInfer<P>, Keep<A>, [C]>>
}

// internal

type SecondOf<X, C extends Shape> = IfTensor<X, number, AxesBefore<C>>
type ThirdOf<X> = IfTensor<X, AxesOf<X>, ReduceOptions>

type Normed<S extends Shape, A, K> = [A] extends [undefined] ? ReduceAll<S, K> : Reduce<S, A, K>

type Fault<S extends Shape, A> = [A] extends [undefined] ? unknown : AxesFault<"norm", S, A>
