/**
 * @file What a layer has beside parameters. State changes while a model is trained, but has no gradients. Training is a
 * call of its own: it is told a key if anything in the layer is random, and gives the next state with the result.
 */
import type { AnyLayer, fn, NoState } from "./fn.js"
import type { Given } from "./given.js"
import type { Key } from "./key.js"

/** What training gives: the result, and the state for the next step and for evaluation. */
export interface Trained<Y, S> {
  readonly output: Y
  readonly state: S
}

/** What `apply` takes after its tensor: the state, which may be left out where there is none. */
export type StateArgument<S, T> = [keyof S] extends [never] ? [state?: S] : [state: Given<S, T, "state">]

/** What `train` takes after its tensor: the options, which may be left out where none is needed. */
export type TrainArguments<S, R, T> = [keyof S, R] extends [never, false]
  ? [options?: TrainOptions<S, R>]
  : [options: KeyOption<R> & ([keyof S] extends [never] ? StateOption<S> : { readonly state: Given<S, T, "state"> })]

/** A key where something is random, the state where there is one. */
export type TrainOptions<S, R> = KeyOption<R> & StateOption<S>

/** The state of layers in a list or a record, one entry a layer; none where no layer has any. */
export type StatesOf<L, Each extends AnyLayer> = [Keys<Each[typeof fn]["state"]>] extends [never]
  ? NoState
  : { readonly [K in keyof L]: StateOf<L[K]> }

/** Whether training one of the layers needs a key. */
export type IsRandom<Each extends AnyLayer> = Each[typeof fn]["random"] extends infer R
  ? unknown extends R
    ? false
    : true extends R
      ? true
      : false
  : never

/** The state tree of a layer. */
export type StateOf<L> = L extends { readonly [fn]: { readonly state: infer S } } ? S : never

export type KeyOption<R> = [R] extends [true] ? { readonly key: Key } : { readonly key?: Key }

export type StateOption<S> = [keyof S] extends [never] ? { readonly state?: S } : { readonly state: S }

// internal

/** Distributes: those of each state. */
type Keys<S> = S extends unknown ? keyof S : never
