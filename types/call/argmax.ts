/** @file The call forms of argmax: positions along one axis, the last unless another is named. */
import type { Axis, AxisFault } from "../axis.js"
import type { DType } from "../dtype.js"
import type { Operation } from "../fn.js"
import type { Reduce } from "../reduce.js"
import type { Ok } from "../shape.js"
import type { DTypeFault } from "../takes.js"
import type { Shape, Tensor } from "../tensor.js"
import type { ReduceFn, ReduceOptions } from "./reduce.js"
import type { AxisOrTensor, Late, Like, SubjectFault } from "./subject.js"

type Keep<O> = O extends { readonly keepdim: infer K } ? K : false

/** The data-last form. */
export interface Seeking<Op extends string, A, K, C extends Shape = Shape> extends Operation<ReduceFn<Op, A, K>> {
  <S extends Shape, D extends DType>(
    x: Ok<DTypeFault<"number", Op, D>, Ok<Late<C, AxisFault<Op, S, A>>, Tensor<S, D>>> & Tensor<C, DType>,
  ): Tensor<Reduce<S, A, K>, "int32">
}

type Second<X> = [X] extends [Like] ? Axis<X["shape"]> : ReduceOptions

/** One signature for each number of arguments; the signature of four takes none, as in `ReduceOp`. */
export interface SeekOp<Op extends string> extends Operation<ReduceFn<Op, -1, false>> {
  <C extends Shape = Shape, const X extends AxisOrTensor<C> = AxisOrTensor<C>>(
    x: Ok<SubjectFault<"number", Op, X>, X>,
  ): [X] extends [Like] ? Tensor<Reduce<X["shape"], -1, false>, "int32"> : Seeking<Op, X, false, C>
  <C extends Shape = Shape, const X extends AxisOrTensor<C> = AxisOrTensor<C>, const A extends Second<X> = Second<X>>(
    x: Ok<SubjectFault<"number", Op, X>, X>,
    dim: A,
  ): [X] extends [Like] ? Tensor<Reduce<X["shape"], A, false>, "int32"> : Seeking<Op, X, Keep<A>, C>
  <C extends Shape>(x: never, dim: never, options: never, reserved: never): Seeking<Op, never, false, C>
  <S extends Shape, D extends DType, const A extends Axis<S>, const O extends ReduceOptions>(
    x: Ok<DTypeFault<"number", Op, D>, Tensor<S, D>>,
    dim: A,
    options: O,
  ): Tensor<Reduce<S, A, Keep<O>>, "int32">
}

export type ArgmaxOp = SeekOp<"argmax">
