/** @file The call form of writing one number where a mask is true. */
import type { Broadcast, BroadcastFault } from "../broadcast.js"
import type { DType } from "../dtype.js"
import type { Fn, Operation } from "../fn.js"
import type { Ok } from "../shape.js"
import type { DTypeFault } from "../takes.js"
import type { AnyTensor, Shape, Tensor } from "../tensor.js"
import type { Before, Early, Late, NoStep, Step } from "./subject.js"

export interface MaskedFn<M extends Shape> extends Fn {
  readonly out: this["in"] extends infer S extends Shape
    ? Ok<BroadcastFault<S, M, "maskedFill">, Broadcast<S, M>>
    : never
}

export interface Masking<M extends Shape, C extends Step = NoStep> extends Operation<MaskedFn<M>> {
  <X extends AnyTensor>(
    x: Ok<DTypeFault<"number", "maskedFill", X["dtype"]>, Ok<Late<C, BroadcastFault<X["shape"], M, "maskedFill">>, X>> &
      Before<C, X>,
  ): Tensor<Broadcast<X["shape"], M>, X["dtype"]>
}

export interface MaskedFillOp {
  <M extends Shape, E extends DType, C extends Shape = never>(
    mask: Ok<DTypeFault<"condition", "maskedFill", E>, Ok<Early<C, BroadcastFault<C, M, "maskedFill">>, Tensor<M, E>>>,
    value: number | Tensor<[], DType>,
  ): Masking<M, [C]>
  <X extends AnyTensor, M extends Shape, E extends DType>(
    x: Ok<DTypeFault<"number", "maskedFill", X["dtype"]>, X>,
    mask: Ok<DTypeFault<"condition", "maskedFill", E>, Ok<BroadcastFault<X["shape"], M, "maskedFill">, Tensor<M, E>>>,
    value: number | Tensor<[], DType>,
  ): Tensor<Broadcast<X["shape"], M>, X["dtype"]>
}
