/** @file Shapes that may be equal, as far as they are known from their ends: a batch of unknown rank is not. */
import type { Same, Unify } from "./dim.js"

/**
 * Whether two shapes may be equal: `[...number[], 64]` and `[2, 64]`, but not `[...number[], 64]` and `[2, 32]`.
 * (`Same` can't tell: TypeScript holds all tuples of unknown length for identical.)
 */
export type Alike<S, T> = S extends readonly [...infer RestS, infer X]
  ? T extends readonly [...infer RestT, infer Y]
    ? MayEqual<X, Y> extends true
      ? Alike<RestS, RestT>
      : false
    : Open<T>
  : S extends readonly []
    ? T extends readonly []
      ? true
      : Open<T>
    : true

/** Whether two dims may be equal; a type parameter is itself. */
export type MayEqual<X, Y> = Same<X, Y> extends true ? true : Unify<X, Y>

// internal: every dim is inferred, since TypeScript would not decide whether a type parameter is a `Dim`

type Open<S> = S extends { readonly length: infer N } ? (number extends N ? true : false) : true
