/** @file Shape functions as types, and the layer: a value that carries one, with the types of what it computes with. */
import type { DType } from "./dtype.js"
import type { KeepsDTypeMessage } from "./layer-messages.js"

/** A function between types, as an interface: `out` is written in terms of `this["in"]`. */
export interface Fn {
  readonly in: unknown
  readonly out: unknown
}

/** The result of a type function. A string is a message: the input was refused. */
export type Call<F, X> = F extends Fn ? (F & { readonly in: X })["out"] : never

export declare const fn: unique symbol

/**
 * Whatever maps shapes to shapes with parameters `P` and a state `S`; `R` says whether training it needs a key.
 * Operations are the layers that have nothing of this. The facts are there for the compiler only: no value has the
 * property.
 */
export interface Layer<F extends Fn, P, S = NoState, R = false> {
  readonly [fn]: { readonly shape: F; readonly params: P; readonly state: S; readonly random: R }
}

export type AnyLayer = Layer<Fn, unknown, unknown, unknown>

/** The shape function of a layer. */
export type FnOf<L> = L extends { readonly [fn]: { readonly shape: infer F extends Fn } } ? F : never

/** The parameter tree of a layer. */
export type ParamsOf<L> = L extends { readonly [fn]: { readonly params: infer P } } ? P : never

/**
 * The shape function of a layer of int32 indices. It is asked of their shape as `IndexShape`; layers before it give
 * float32.
 */
export interface IndexFn extends Fn {
  readonly indices: true
}

export interface IndexShape<S> {
  readonly indices: S
}

/** The shape function of an operation that keeps its operand's shape. */
export interface IdentityFn extends Fn {
  readonly out: this["in"]
}

/**
 * The shape function of an operation whose result is of another dtype, which layers keep: a message, unless `D` is
 * float32.
 */
export interface GivesFn<D extends DType, F extends Fn> extends Fn {
  readonly out: Gives<D, Call<F, this["in"]>>
}

/** The shape of a result of dtype `D`, or the message that a layer can't have it. Models are float32. */
export type Gives<D extends DType, R> = "float32" extends D ? R : KeepsDTypeMessage<D>

/** The parameter tree of an operation. */
export type NoParams = Readonly<Record<never, never>>

/** The state tree of what has no state. */
export type NoState = Readonly<Record<never, never>>

/** An operation of one tensor: a function that also serves as a layer without parameters. */
export interface Operation<F extends Fn> extends Layer<F, NoParams> {}
