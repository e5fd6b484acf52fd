/** @file The call forms of factorisations of matrices, and of their powers. */
import type { Eigenvalues, LeftFactor, RightFactor, RightVectors, SingularValues } from "../factor.js"
import type { Fn, Operation } from "../fn.js"
import type { MatrixFault, SquareFault } from "../linear-algebra.js"
import type { Ok } from "../shape.js"
import type { DTypeFault } from "../takes.js"
import type { AnyTensor, Shape, Tensor } from "../tensor.js"
import type { WholeFault } from "../whole.js"

type Matrices<Op extends string, X extends AnyTensor> = Ok<
  DTypeFault<"float", Op, X["dtype"]>,
  Ok<MatrixFault<Op, X["shape"]>, X>
>

type Squares<Op extends string, X extends AnyTensor> = Ok<
  DTypeFault<"float", Op, X["dtype"]>,
  Ok<SquareFault<Op, X["shape"]>, X>
>

/** x = q · r */
export interface Qr<X extends AnyTensor> {
  readonly q: Tensor<LeftFactor<X["shape"]>, X["dtype"]>
  readonly r: Tensor<RightFactor<X["shape"]>, X["dtype"]>
}

export type QrOp = <X extends AnyTensor>(x: Matrices<"qr", X>) => Qr<X>

/** x = u · diag(s) · vᵀ */
export interface Svd<X extends AnyTensor> {
  readonly u: Tensor<LeftFactor<X["shape"]>, X["dtype"]>
  readonly s: Tensor<SingularValues<X["shape"]>, X["dtype"]>
  readonly v: Tensor<RightVectors<X["shape"]>, X["dtype"]>
}

export type SvdOp = <X extends AnyTensor>(x: Matrices<"svd", X>) => Svd<X>

export interface SvdvalsFn extends Fn {
  readonly out: this["in"] extends infer S extends Shape ? Ok<MatrixFault<"svdvals", S>, SingularValues<S>> : never
}

export interface SvdvalsOp extends Operation<SvdvalsFn> {
  <X extends AnyTensor>(x: Matrices<"svdvals", X>): Tensor<SingularValues<X["shape"]>, X["dtype"]>
}

/** x = vectors · diag(values) · vectorsᵀ */
export interface Eigh<X extends AnyTensor> {
  readonly values: Tensor<Eigenvalues<X["shape"]>, X["dtype"]>
  readonly vectors: Tensor<X["shape"], X["dtype"]>
}

export type EighOp = <X extends AnyTensor>(x: Squares<"eigh", X>) => Eigh<X>

export interface MatrixPowerFn extends Fn {
  readonly out: this["in"] extends infer S extends Shape ? Ok<SquareFault<"matrixPower", S>, S> : never
}

/** The data-last form: the exponent is given, the matrices come. */
export interface RaisedTo extends Operation<MatrixPowerFn> {
  <X extends AnyTensor>(x: Squares<"matrixPower", X>): Tensor<X["shape"], X["dtype"]>
}

/** `matrixPower(n)`, `matrixPower(x, n)` */
export interface MatrixPowerOp {
  <const N extends number>(n: Ok<WholeFault<"matrixPower", N>, N>): RaisedTo
  <X extends AnyTensor, const N extends number>(
    x: Squares<"matrixPower", X>,
    n: Ok<WholeFault<"matrixPower", N>, N>,
  ): Tensor<X["shape"], X["dtype"]>
}
