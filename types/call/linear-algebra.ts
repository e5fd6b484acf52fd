/** @file The call forms of linear algebra. */
import type { DType, Promote } from "../dtype.js"
import type { Fn, IdentityFn, Operation } from "../fn.js"
import type { Kron } from "../kron.js"
import type {
  Det,
  Dot,
  DotFault,
  MatrixFault,
  Outer,
  OuterFault,
  Solve,
  SolveFault,
  SquareFault,
  Trace,
  VectorFault,
} from "../linear-algebra.js"
import type { Ok } from "../shape.js"
import type { DTypeFault } from "../takes.js"
import type { AnyTensor, Shape, Tensor } from "../tensor.js"
import type { Inner, InnerFault } from "../tensordot.js"
import type { Before, Early, Late, NoStep, Step } from "./subject.js"

/** Operations of two tensors. */
export type PairKind = "outer" | "dot" | "inner" | "kron" | "solve"

interface Results<A extends Shape, B extends Shape> {
  outer: Outer<A, B>
  dot: Dot<A, B>
  inner: Inner<A, B>
  kron: Kron<A, B>
  solve: Solve<A, B>
}

/** What is wrong with the left operand alone. */
interface LeftFaults<A extends Shape> {
  outer: VectorFault<"outer", A>
  dot: VectorFault<"dot", A>
  inner: unknown
  kron: unknown
  solve: SquareFault<"solve", A>
}

/** What is wrong with the right operand, if the left one is as it should be. */
interface RightFaults<A extends Shape, B extends Shape> {
  outer: OuterFault<A, B>
  dot: DotFault<A, B>
  inner: InnerFault<A, B>
  kron: unknown
  solve: SolveFault<A, B>
}

interface Dtypes {
  outer: "number"
  dot: "number"
  inner: "number"
  kron: "number"
  solve: "float"
}

type RightFault<Kind extends PairKind, A extends Shape, B extends Shape> = [LeftFaults<A>[Kind]] extends [string]
  ? unknown
  : RightFaults<A, B>[Kind]

type PairFault<Kind extends PairKind, D extends DType, E extends DType> = DTypeFault<Dtypes[Kind], Kind, Promote<D, E>>

export interface PairFn<Kind extends PairKind, B extends Shape> extends Fn {
  readonly out: this["in"] extends infer S extends Shape
    ? Ok<LeftFaults<S>[Kind], Ok<RightFaults<S, B>[Kind], Results<S, B>[Kind]>>
    : never
}

/** The data-last form: its tensor is the left operand. */
export interface WithRight<Kind extends PairKind, B extends Shape, E extends DType, C extends Step = NoStep>
  extends Operation<PairFn<Kind, B>> {
  <A extends Shape, D extends DType>(
    a: Ok<PairFault<Kind, D, E>, Ok<LeftFaults<A>[Kind], Ok<Late<C, RightFault<Kind, A, B>>, Tensor<A, D>>>> &
      Before<C, A>,
  ): Tensor<Results<A, B>[Kind], Promote<D, E>>
}

export interface PairOp<Kind extends PairKind> {
  <B extends Shape, E extends DType, C extends Shape = never>(
    b: Ok<Early<C, RightFault<Kind, C, B>>, Tensor<B, E>>,
  ): WithRight<Kind, B, E, [C]>
  <A extends Shape, B extends Shape, D extends DType, E extends DType>(
    a: Ok<LeftFaults<A>[Kind], Tensor<A, D>>,
    b: Ok<PairFault<Kind, D, E>, Ok<RightFault<Kind, A, B>, Tensor<B, E>>>,
  ): Tensor<Results<A, B>[Kind], Promote<D, E>>
}

export type OuterOp = PairOp<"outer">
export type DotOp = PairOp<"dot">
export type InnerOp = PairOp<"inner">
export type KronOp = PairOp<"kron">
export type SolveOp = PairOp<"solve">

export interface TraceFn extends Fn {
  readonly out: this["in"] extends infer S extends Shape ? Ok<MatrixFault<"trace", S>, Trace<S>> : never
}

export interface TraceOp extends Operation<TraceFn> {
  <X extends AnyTensor>(
    x: Ok<DTypeFault<"number", "trace", X["dtype"]>, Ok<MatrixFault<"trace", X["shape"]>, X>>,
  ): Tensor<Trace<X["shape"]>, X["dtype"]>
}

type SquareTensor<Op extends string, X extends AnyTensor> = Ok<
  DTypeFault<"float", Op, X["dtype"]>,
  Ok<SquareFault<Op, X["shape"]>, X>
>

export interface DetFn extends Fn {
  readonly out: this["in"] extends infer S extends Shape ? Ok<SquareFault<"det", S>, Det<S>> : never
}

export interface DetOp extends Operation<DetFn> {
  <X extends AnyTensor>(x: SquareTensor<"det", X>): Tensor<Det<X["shape"]>, X["dtype"]>
}

/** inverse, cholesky */
export interface SquareOp<Op extends string> extends Operation<IdentityFn> {
  <X extends AnyTensor>(x: SquareTensor<Op, X>): Tensor<X["shape"], X["dtype"]>
}
