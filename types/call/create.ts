/** @file The call forms of making tensors: from literals, from typed arrays, from a shape, by casting. */
import type { DType, TypedArray } from "../dtype.js"
import type { GivesFn, IdentityFn, Operation } from "../fn.js"
import type { LiteralDType, LiteralShape, Nested, RaggedFault } from "../literal.js"
import type { RangeSize } from "../range.js"
import type { Ok } from "../shape.js"
import type { AnyTensor, Tensor } from "../tensor.js"

export interface TensorOp {
  <const A extends Nested>(data: Ok<RaggedFault<A>, A>): Tensor<LiteralShape<A>, LiteralDType<A>>
  <const A extends Nested, const D extends DType>(data: Ok<RaggedFault<A>, A>, dtype: D): Tensor<LiteralShape<A>, D>
}

/** zeros, ones. Two signatures: an optional dtype would be inferred from where the result goes. */
export interface FillOp {
  <const S extends number[]>(shape: readonly [...S]): Tensor<S>
  <const S extends number[], const D extends DType>(shape: readonly [...S], dtype: D): Tensor<S, D>
}

export interface FullOp {
  <const S extends number[]>(shape: readonly [...S], value: number): Tensor<S>
  <const S extends number[], const D extends DType>(
    shape: readonly [...S],
    value: number | boolean,
    dtype: D,
  ): Tensor<S, D>
  <const S extends number[]>(shape: readonly [...S], value: boolean): Tensor<S, "bool">
}

export interface ArangeOp {
  <const N extends number>(n: N): Tensor<[N], "int32">
  <const A extends number, const B extends number, const C extends number = 1>(
    start: A,
    end: B,
    step?: C,
  ): Tensor<[RangeSize<A, B, C>], "int32">
}

/** Two signatures, as of `zeros`. */
export interface EyeOp {
  <const N extends number>(n: N): Tensor<[N, N]>
  <const N extends number, const D extends DType>(n: N, dtype: D): Tensor<[N, N], D>
}

export type LinspaceOp = <const N extends number>(start: number, end: number, count: N) => Tensor<[N]>

interface ArrayDType {
  Float32Array: "float32"
  Float64Array: "float64"
  Int32Array: "int32"
  Uint8Array: "bool"
}

export type FromArrayOp = <A extends TypedArray, const S extends number[]>(
  values: A,
  shape: readonly [...S],
) => Tensor<S, ArrayDType[A[typeof Symbol.toStringTag]]>

export interface LabelOp {
  (name: string): Labelling
  <X extends AnyTensor>(x: X, name: string): Tensor<X["shape"], X["dtype"]>
}

export interface Labelling extends Operation<IdentityFn> {
  <X extends AnyTensor>(x: X): Tensor<X["shape"], X["dtype"]>
}

export interface CastOp {
  <const D extends DType>(dtype: D): Casting<D>
  <X extends AnyTensor, const D extends DType>(x: X, dtype: D): Tensor<X["shape"], D>
}

export interface Casting<D extends DType> extends Operation<GivesFn<D, IdentityFn>> {
  <X extends AnyTensor>(x: X): Tensor<X["shape"], D>
}
