/**
 * @file Trees of tensors that are given for others of a known type: parameters, gradients, states. Where one doesn't
 * fit, the sentence that says so is what is expected.
 */
import type { BindLeaf, Fault, KeysOf, NoBindings, Path } from "./bind.js"
import type { IsUnion } from "./dim.js"
import type { DType } from "./dtype.js"
import type { Shape } from "./tensor.js"
import type { MissingMessage, NoLeafMessage, TooManyMessage } from "./tree-messages.js"

/**
 * `P` where `Q` is given for it, or the sentence. What is unknown until run time may fit, and is taken as it is. Where
 * nothing can be said, TypeScript compares.
 */
export type Given<P, Q, Root extends string> = [GivenFault<P, Q, Root>] extends [string]
  ? NoInfer<GivenFault<P, Q, Root>> // TypeScript would look for Q all through it
  : [Q] extends [P]
    ? P
    : [GivenFault<P, Q, Root>] extends [Fits]
      ? Q
      : P

// internal

interface Fits {
  readonly fits: true
}

/** What is taken comes first, the branch TypeScript takes for type parameters. `unknown` is what isn't given. */
type GivenFault<P, Q, Root extends string> = [Q] extends [P]
  ? unknown
  : [unknown] extends [Q]
    ? unknown
    : FaultIn<P, Q, [Root]>

/** The sentence, or that it may fit; `unknown` where that can't be said. */
type FaultIn<P, Q, K extends readonly string[]> = [Q] extends [P]
  ? Fits
  : [Q] extends [undefined]
    ? MissingMessage<Path<K>>
    : IsUnion<P> extends true
      ? unknown
      : P extends { readonly shape: infer S extends Shape; readonly dtype: infer D extends DType }
        ? FaultInLeaf<S, D, Q, K>
        : P extends readonly unknown[]
          ? FaultInList<P, Q, K>
          : string extends keyof P
            ? unknown
            : FaultInEach<P, Q, KeysOf<keyof P & string>, K>

type FaultInLeaf<S extends Shape, D extends DType, Q, K extends readonly string[]> = Q extends {
  readonly shape: infer X extends Shape
  readonly dtype: infer E extends DType
}
  ? BindLeaf<S, D, X, E, K, NoBindings> extends infer R
    ? R extends Fault<readonly string[], infer M>
      ? M
      : Fits
    : never
  : NoLeafMessage<Path<K>>

type FaultInList<P extends readonly unknown[], Q, K extends readonly string[]> = Q extends readonly unknown[]
  ? number extends Q["length"]
    ? unknown
    : number extends P["length"]
      ? FaultInEach<{ readonly [I in keyof Q]: P[number] }, Q, IndicesOf<Q>, K>
      : FaultInEach<P, Q, IndicesOf<P>, K> extends infer R
        ? [R, keyof Q] extends [Fits, keyof P]
          ? R
          : R extends Fits
            ? TooManyMessage<Path<[...K, `${P["length"]}`]>>
            : R
        : never
  : MissingMessage<Path<[...K, "0"]>>

type FaultInEach<P, Q, L extends readonly string[], K extends readonly string[]> = L extends readonly [
  infer H extends keyof P & string,
  ...infer R extends readonly string[],
]
  ? H extends keyof Q
    ? FaultIn<P[H], Q[H], [...K, H]> extends infer N
      ? N extends Fits
        ? FaultInEach<P, Q, R, K>
        : N
      : never
    : object extends Pick<P, H>
      ? FaultInEach<P, Q, R, K>
      : MissingMessage<Path<[...K, H]>>
  : Fits

type IndicesOf<T extends readonly unknown[], R extends readonly string[] = []> = R["length"] extends T["length"]
  ? R
  : IndicesOf<T, [...R, `${R["length"]}`]>
