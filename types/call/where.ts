/** @file The call form of choosing between two tensors, element by element. */
import type { Broadcast, BroadcastFault } from "../broadcast.js"
import type { Ok } from "../shape.js"
import type { DTypeFault } from "../takes.js"
import type { AnyTensor, Tensor } from "../tensor.js"
import type { CommonDType, Operand, OperandShape } from "./binary.js"

type Both<X, Y> = Broadcast<OperandShape<X>, OperandShape<Y>>

/** Two numbers give float32; a number beside a tensor takes its dtype. */
export type WhereOp = <W extends AnyTensor, X extends Operand, Y extends Operand>(
  condition: Ok<DTypeFault<"condition", "where", W["dtype"]>, W>,
  a: X,
  b: Ok<
    BroadcastFault<OperandShape<X>, OperandShape<Y>, "where">,
    Ok<BroadcastFault<W["shape"], Both<X, Y>, "where">, Y>
  >,
) => Tensor<Broadcast<W["shape"], Both<X, Y>>, CommonDType<X, Y>>
