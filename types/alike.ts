/** @file Shapes that may be equal, as far as they are known from their ends: a batch of unknown rank is not. */
import type { Unify } from "./dim.js"
import type { Dim, Shape } from "./tensor.js"

/**
 * Whether two shapes may be equal: `[...number[], 64]` and `[2, 64]`, but not `[...number[], 64]` and `[2, 32]`.
 * (`Same` can't tell: TypeScript holds all tuples of unknown length for identical.)
 */
export type Alike<S extends Shape, T extends Shape> = S extends readonly [
  ...infer RestS extends Shape,
  infer X extends Dim,
]
  ? T extends readonly [...infer RestT extends Shape, infer Y extends Dim]
    ? Unify<X, Y> extends true
      ? Alike<RestS, RestT>
      : false
    : Open<T>
  : S extends readonly []
    ? T extends readonly []
      ? true
      : Open<T>
    : true

// internal

type Open<S extends Shape> = number extends S["length"] ? true : false
