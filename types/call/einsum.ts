/** @file The call form of Einstein summation. */
import type { DType } from "../dtype.js"
import type { Einsum, EinsumDType } from "../einsum.js"
import type { EinsumFault } from "../einsum-fault.js"
import type { Ok } from "../shape.js"
import type { Shape, Tensor } from "../tensor.js"

export type EinsumOp = <const P extends string, const Ts extends Tensor<Shape, DType>[]>(
  pattern: Ok<EinsumFault<P, Ts>, P>,
  ...operands: Ts
) => Tensor<Einsum<P, Ts>, EinsumDType<Ts>>
