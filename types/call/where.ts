/** @file The call form of choosing between two tensors, element by element. */
import type { Broadcast, BroadcastFault } from "../broadcast.js"
import type { DType } from "../dtype.js"
import type { Ok } from "../shape.js"
import type { DTypeFault } from "../takes.js"
import type { Shape, Tensor } from "../tensor.js"
import type { CommonDType, Operand, OperandShape } from "./binary.js"

type Both<X, Y> = Broadcast<OperandShape<X>, OperandShape<Y>>

/** Two numbers give float32; a number beside a tensor takes its dtype. */
export type WhereOp = <S extends Shape, D extends DType, X extends Operand, Y extends Operand>(
  condition: Ok<DTypeFault<"condition", "where", D>, Tensor<S, D>>,
  a: X,
  b: Ok<BroadcastFault<OperandShape<X>, OperandShape<Y>, "where">, Ok<BroadcastFault<S, Both<X, Y>, "where">, Y>>,
) => Tensor<Broadcast<S, Both<X, Y>>, CommonDType<X, Y>>
