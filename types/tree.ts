/** @file Trees: records, tuples and lists whose leaves are tensors, or specs that stand for tensors to come. */
import type { DType } from "./dtype.js"
import type { AnyTensor, Dim, Shape, Tensor } from "./tensor.js"

/** The shape and dtype of a tensor that is passed later. Named dims are bound when it is. */
export interface Spec<S extends Shape = Shape, D extends DType = DType> {
  readonly kind: "spec"
  readonly shape: S
  readonly dtype: D
}

/** `spec(["batch", 784], "int32")`; the dtype is float32 unless given. */
export interface SpecOp {
  <const S extends Dim[]>(shape: readonly [...S]): Spec<S, "float32">
  <const S extends Dim[], const D extends DType>(shape: readonly [...S], dtype: D): Spec<S, D>
}

/** What a traced function sees of a tree of specs: tensors whose dims are still named. */
export type Traced<T> = T extends Spec<infer S, infer D> ? Tensor<S, D> : { [K in keyof T]: Traced<T[K]> }

/** The tree of specs that a tree of tensors answers to: the opposite of `Traced`. */
export type SpecsOf<P> = 0 extends 1 & P
  ? P
  : P extends Tensor<infer S, infer D>
    ? Spec<S, D>
    : { [K in keyof P]: SpecsOf<P[K]> }

/** The same tree whatever its leaves' shapes and dtypes. */
export type Untyped<T> = 0 extends 1 & T ? T : T extends Spec ? AnyTensor : { readonly [K in keyof T]: Untyped<T[K]> }
