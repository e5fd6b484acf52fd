/** @file The call forms of elementwise operations of one tensor; each is a layer too. */
import type { Quotient } from "../dtype.js"
import type { GivesFn, IdentityFn, Operation } from "../fn.js"
import type { Ok } from "../shape.js"
import type { DTypeFault, Takes } from "../takes.js"
import type { AnyTensor, Tensor } from "../tensor.js"

export interface UnaryOp<Op extends string, T extends Takes> extends Operation<IdentityFn> {
  <X extends AnyTensor>(x: Ok<DTypeFault<T, Op, X["dtype"]>, X>): Tensor<X["shape"], X["dtype"]>
}

/** neg, abs, sign, square, relu */
export interface NumericUnaryOp<Op extends string> extends UnaryOp<Op, "number"> {}

/** exp, log, sqrt, tanh, sigmoid */
export interface FloatUnaryOp<Op extends string> extends UnaryOp<Op, "float"> {}

export interface ReciprocalOp extends Operation<IdentityFn> {
  <X extends AnyTensor>(
    x: Ok<DTypeFault<"number", "reciprocal", X["dtype"]>, X>,
  ): Tensor<X["shape"], Quotient<X["dtype"]>>
}

/** logicalNot, isnan, isinf, isfinite */
export interface PredicateOp extends Operation<GivesFn<"bool", IdentityFn>> {
  <X extends AnyTensor>(x: X): Tensor<X["shape"], "bool">
}
