/** @file The call forms of a matrix product with something added. */
import type { AddmmFault, AddmmOptions } from "../addmm.js"
import type { DType, Promote } from "../dtype.js"
import type { Fn, Operation } from "../fn.js"
import type { Matmul, MatmulFault } from "../matmul.js"
import type { Ok } from "../shape.js"
import type { PairFault } from "../takes.js"
import type { AnyTensor, Shape, Tensor } from "../tensor.js"
import type { Like } from "./subject.js"

export interface AddmmFn<A extends Shape, B extends Shape> extends Fn {
  readonly out: this["in"] extends infer S extends Shape ? Ok<AddmmFault<S, A, B>, Matmul<A, B>> : never
}

/** The data-last form: the product is given, what is added to it comes. */
export interface AddedTo<A extends Shape, B extends Shape, E extends DType> extends Operation<AddmmFn<A, B>> {
  <X extends AnyTensor>(
    c: Ok<PairFault<"addmm", X["dtype"], E>, Ok<AddmmFault<X["shape"], A, B>, X>>,
  ): Tensor<Matmul<A, B>, Promote<X["dtype"], E>>
}

/** `addmm(a, b)`; `addmm(c, a, b)`, `addmm(a, b, options)`; `addmm(c, a, b, options)`. */
export interface AddmmOp {
  <X extends AnyTensor, Y extends AnyTensor>(
    a: X,
    b: Ok<MatmulFault<X["shape"], Y["shape"]>, Y>,
  ): AddedTo<X["shape"], Y["shape"], Promote<X["dtype"], Y["dtype"]>>
  <X extends AnyTensor, Y extends AnyTensor, Z extends AnyTensor | AddmmOptions>(
    c: Ok<FirstFault<X, Y, Z>, X>,
    a: Ok<SecondFault<X, Y, Z>, Y>,
    b: Ok<ThirdFault<X, Y, Z>, Z>,
  ): [Z] extends [Like]
    ? Tensor<Matmul<Y["shape"], Z["shape"]>, Promote<X["dtype"], Promote<Y["dtype"], Z["dtype"]>>>
    : AddedTo<X["shape"], Y["shape"], Promote<X["dtype"], Y["dtype"]>>
  <X extends AnyTensor, Y extends AnyTensor, Z extends AnyTensor>(
    c: Ok<AddmmFault<X["shape"], Y["shape"], Z["shape"]>, X>,
    a: Y,
    b: Ok<ThirdFault<X, Y, Z>, Z>,
    options: AddmmOptions,
  ): Tensor<Matmul<Y["shape"], Z["shape"]>, Promote<X["dtype"], Promote<Y["dtype"], Z["dtype"]>>>
}

// internal

type FirstFault<X extends AnyTensor, Y extends AnyTensor, Z> = Z extends AnyTensor
  ? AddmmFault<X["shape"], Y["shape"], Z["shape"]>
  : unknown

type SecondFault<X extends AnyTensor, Y extends AnyTensor, Z> = Z extends Like
  ? unknown
  : MatmulFault<X["shape"], Y["shape"]>

type ThirdFault<X extends AnyTensor, Y extends AnyTensor, Z> = Z extends AnyTensor
  ? Ok<MatmulFault<Y["shape"], Z["shape"]>, PairFault<"addmm", X["dtype"], Promote<Y["dtype"], Z["dtype"]>>>
  : unknown
