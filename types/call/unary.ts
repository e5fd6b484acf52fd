/** @file The call forms of elementwise operations of one tensor; each is a layer too. */
import type { DType, Quotient } from "../dtype.js"
import type { GivesFn, IdentityFn, Operation } from "../fn.js"
import type { Ok } from "../shape.js"
import type { DTypeFault, Takes } from "../takes.js"
import type { Shape, Tensor } from "../tensor.js"

export interface UnaryOp<Op extends string, T extends Takes> extends Operation<IdentityFn> {
  <S extends Shape, D extends DType>(x: Ok<DTypeFault<T, Op, D>, Tensor<S, D>>): Tensor<S, D>
}

/** neg, abs, sign, square, relu */
export interface NumericUnaryOp<Op extends string> extends UnaryOp<Op, "number"> {}

/** exp, log, sqrt, tanh, sigmoid */
export interface FloatUnaryOp<Op extends string> extends UnaryOp<Op, "float"> {}

export interface ReciprocalOp extends Operation<IdentityFn> {
  <S extends Shape, D extends DType>(x: Ok<DTypeFault<"number", "reciprocal", D>, Tensor<S, D>>): Tensor<S, Quotient<D>>
}

export interface LogicalNotOp extends Operation<GivesFn<"bool", IdentityFn>> {
  <S extends Shape>(x: Tensor<S, DType>): Tensor<S, "bool">
}
