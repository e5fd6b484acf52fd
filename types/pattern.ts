/**
 * @file Layers of the user's own. Their shape function is a pair of patterns, what they take and what they give: a
 * number is that dim, a name is any dim but everywhere the same, and `"..."` in front is any number of leading dims.
 */
import type { MayEqual } from "./alike.js"
import type { Unify } from "./dim.js"
import type { Fn, NoParams, NoState } from "./fn.js"
import type { Key } from "./key.js"
import type { Model } from "./layer.js"
import type { PatternMessage } from "./layer-messages.js"
import type { Dim, Shape, Tensor } from "./tensor.js"
import type { KeyOption, StateOption } from "./training.js"
import type { Traced } from "./tree.js"

/** What `layer` is told; `apply` and `train` see the names of `takes` as named dims. */
export interface Definition<Name extends string, T extends Shape, G extends Shape, P, S, R> {
  readonly name: Name
  readonly takes: T
  readonly gives: G
  /** The specs of the parameters; left out, there are none. */
  readonly spec?: P
  readonly init?: (key: Key) => Traced<NoInfer<P>>
  /** The specs of the state; left out, there is none. */
  readonly state?: S
  readonly initState?: () => Traced<NoInfer<S>>
  /** Whether `train` draws from a key. */
  readonly random?: R
  readonly apply: (params: Traced<NoInfer<P>>, x: Tensor<Inside<T>>, state: Traced<NoInfer<S>>) => Given<G>
  /** Left out, training computes what `apply` does, and keeps the state. */
  readonly train?: (
    params: Traced<NoInfer<P>>,
    x: Tensor<Inside<T>>,
    options: KeyOption<NoInfer<R>> & { readonly state: Traced<NoInfer<S>> },
  ) => { readonly output: Given<G> } & StateOption<Traced<NoInfer<S>>>
}

/** `layer({ name, takes, gives, spec, init, state, initState, random, apply, train })` */
export type LayerOp = <
  const Name extends string,
  const T extends Dim[],
  const G extends Dim[],
  P extends object = NoParams,
  S extends object = NoState,
  R extends boolean = false,
>(
  definition: Definition<Name, T, G, P, S, R> & Begins<"init", P> & Begins<"initState", S>,
) => Own<Name, T, G, Traced<P>, Traced<S>, R>

/** A layer of the user's own. */
export interface Own<Name extends string, T extends Shape, G extends Shape, P, S, R>
  extends Model<PatternFn<Name, T, G>, P, S, R> {}

export interface PatternFn<Name extends string, T extends Shape, G extends Shape> extends Fn {
  readonly out: Each<Name, T, G, this["in"]>
  readonly takes: Unbound<T>
}

// internal

/** What has specs has a beginning. */
type Begins<K extends string, Specs> = [keyof Specs] extends [never] ? unknown : { readonly [N in K]: unknown }

/** The tensor that `apply` sees: names are dims like any other there, the leading ones are unknown. */
type Inside<T extends Shape> = T extends readonly ["...", ...infer Rest extends Shape] ? [...number[], ...Rest] : T

/**
 * What `apply` gives, which says nothing of `G` to inference. Beside leading dims that are unknown, TypeScript can't
 * follow the others.
 */
type Given<G extends Shape> = G extends infer H extends Shape ? (H[0] extends "..." ? Tensor : Tensor<H>) : never

type Unbound<T extends Shape> = T extends readonly ["...", ...infer Rest extends Shape]
  ? [...number[], ...Sizes<Rest>]
  : Sizes<T>

type Sizes<T extends Shape> = { -readonly [I in keyof T]: T[I] extends string ? number : T[I] }

/** Distributes: of a union, each shape by itself. */
type Each<Name extends string, T extends Shape, G extends Shape, S> = S extends unknown
  ? Matched<Name, T, G, S, Bound<T, S>>
  : never

type Matched<Name extends string, T extends Shape, G extends Shape, S, B> = B extends false
  ? PatternMessage<Name, T, Extract<S, Shape>>
  : G extends readonly ["...", ...infer Rest extends Shape]
    ? [...(B extends { readonly "...": infer Leading extends Shape } ? Leading : number[]), ...Filled<Rest, B>]
    : Filled<G, B>

type Filled<G extends Shape, B> = {
  -readonly [I in keyof G]: G[I] extends string ? (G[I] extends keyof B ? B[G[I]] & Dim : number) : G[I]
}

/**
 * The dims of the names, from the last on, for the first may be of unknown number; `false` where the shape doesn't fit.
 */
type Bound<T extends Shape, S, B = object> = T extends readonly ["..."]
  ? B & { readonly "...": S }
  : T extends readonly [...infer RestT extends Shape, infer D extends Dim]
    ? S extends readonly [...infer RestS, infer X]
      ? D extends string
        ? D extends keyof B
          ? MayEqual<B[D], X> extends true
            ? Bound<RestT, RestS, B>
            : false
          : Bound<RestT, RestS, B & { readonly [N in D]: X }>
        : Unify<D, X> extends true
          ? Bound<RestT, RestS, B>
          : false
      : S extends readonly []
        ? false
        : B
    : S extends readonly []
      ? B
      : S extends readonly [...unknown[], unknown]
        ? false
        : B
