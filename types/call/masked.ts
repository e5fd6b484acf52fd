/** @file The call form of writing one number where a mask is true. */
import type { Broadcast, BroadcastFault } from "../broadcast.js"
import type { DType } from "../dtype.js"
import type { Fn, Operation } from "../fn.js"
import type { Ok } from "../shape.js"
import type { DTypeFault } from "../takes.js"
import type { Shape, Tensor } from "../tensor.js"
import type { Late } from "./subject.js"

export interface MaskedFn<M extends Shape> extends Fn {
  readonly out: this["in"] extends Shape
    ? Ok<BroadcastFault<this["in"], M, "maskedFill">, Broadcast<this["in"], M>>
    : never
}

export interface Masking<M extends Shape, C extends Shape = Shape> extends Operation<MaskedFn<M>> {
  <S extends Shape, D extends DType>(
    x: Ok<DTypeFault<"number", "maskedFill", D>, Ok<Late<C, BroadcastFault<S, M, "maskedFill">>, Tensor<S, D>>> &
      Tensor<C, DType>,
  ): Tensor<Broadcast<S, M>, D>
}

export interface MaskedFillOp {
  <M extends Shape, E extends DType, C extends Shape = Shape>(
    mask: Ok<DTypeFault<"condition", "maskedFill", E>, Ok<BroadcastFault<C, M, "maskedFill">, Tensor<M, E>>>,
    value: number | Tensor<[], DType>,
  ): Masking<M, C>
  <S extends Shape, D extends DType, M extends Shape, E extends DType>(
    x: Ok<DTypeFault<"number", "maskedFill", D>, Tensor<S, D>>,
    mask: Ok<DTypeFault<"condition", "maskedFill", E>, Ok<BroadcastFault<S, M, "maskedFill">, Tensor<M, E>>>,
    value: number | Tensor<[], DType>,
  ): Tensor<Broadcast<S, M>, D>
}
