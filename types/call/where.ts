/** @file The call form of choosing between two tensors, element by element. */
import type { Broadcast } from "../broadcast.js"
import type { DType, DTypeFault } from "../dtype.js"
import type { Ok, Out } from "../shape.js"
import type { Shape, Tensor } from "../tensor.js"
import type { CommonDType, Operand, OperandShape } from "./binary.js"

type Both<X, Y> = Broadcast<OperandShape<X>, OperandShape<Y>, "where">

/** Two numbers give float32; a number beside a tensor takes its dtype. */
export type WhereOp = <S extends Shape, D extends DType, X extends Operand, Y extends Operand>(
  condition: Ok<DTypeFault<"condition", "where", D>, Tensor<S, D>>,
  a: X,
  b: Ok<Both<X, Y>, Ok<Broadcast<S, Out<Both<X, Y>>, "where">, Y>>,
) => Tensor<Out<Broadcast<S, Out<Both<X, Y>>, "where">>, CommonDType<X, Y>>
