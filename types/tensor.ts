/** @file The one public value type: a tensor's shape and dtype as the compiler sees them. */
import type { IsUnion } from "./dim.js"
import type { DType } from "./dtype.js"

/** A literal number is a known dim, a string literal a named one, `number` one that is unknown until run time. */
export type Dim = number | string
export type Shape = readonly Dim[]

/**
 * What precedes the channels before there is an input: a batch, or nothing. Where a layer needs the batch, the channels
 * are dim 1. A tensor's shape never has it.
 */
export type Lead = "batch"[]

/**
 * A known dim is its own witness, an unknown one accepts all, a union of dims accepts nothing: without it
 * TypeScript infers `3 | 5` for one dim parameter and lets unequal dims through.
 */
type Witness<D> = number extends D
  ? unknown
  : string extends D
    ? unknown
    : [IsUnion<D>] extends [true]
      ? { "these dims must be equal": D }
      : { dim: D }

declare const phantom: unique symbol
export declare const known: unique symbol

/**
 * An immutable, lazy tensor. `known` is the shape once more: not to be had of `AnyTensor`, which is still a `Tensor`.
 * `-?` makes TypeScript compare the witnesses structurally, not by variance.
 */
export interface Tensor<S extends Shape = Shape, D extends DType = "float32"> {
  readonly shape: S
  readonly dtype: D
  readonly [known]?: S | undefined
  readonly [phantom]: { readonly [I in keyof S]-?: Witness<S[I]> }
}

/** Any tensor. Its witnesses are not looked at, which makes it the cheapest constraint. */
export interface AnyTensor {
  readonly shape: Shape
  readonly dtype: DType
  // biome-ignore lint/suspicious/noExplicitAny: every witness will do
  readonly [phantom]: any
}

/** What models take: any shape, float32. */
export interface FloatTensor extends AnyTensor {
  readonly dtype: "float32"
}

/** What models of tokens take: any shape, int32. */
export interface IndexTensor extends AnyTensor {
  readonly dtype: "int32"
}
