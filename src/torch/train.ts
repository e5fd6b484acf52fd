/**
 * @file The type of a module's `train`: what `forward` takes, then the options; what `forward` gives, and the module
 * after it.
 */
import type { Call, Fn, fn } from "../../types/fn.js"
import type { Key } from "../../types/key.js"
import type { Entering, Refused, Taking } from "../../types/layer.js"
import type { Ok, Out } from "../../types/shape.js"
import type { Tensor } from "../../types/tensor.js"
import type { KeyOption } from "../../types/training.js"

/** What `train` is given last: the key that dropout draws from. */
export interface TrainOptions {
  readonly key?: Key
}

/**
 * Where a module says what its `train` is: a `TrainFn`. Others are known by their shape function, or by `forward`.
 */
export declare const trains: unique symbol

/**
 * The type of a `train` that takes more than one tensor, as an interface: it is written in terms of `this["module"]`.
 */
export interface TrainFn {
  readonly module: unknown
  readonly train: unknown
}

/** Layers of this library say whether they need a key; those of a class of one's own are found by running it. */
export type Train<M> = M extends { readonly [trains]: infer T }
  ? (T & { readonly module: M })["train" & keyof T]
  : TrainOfOne<M>

/** The key may be left out where nothing is random. */
export type KeyArgument<R> = [R] extends [true] ? [options: KeyOption<R>] : [options?: TrainOptions]

// internal

type TrainOfOne<M> = M extends { readonly [fn]: { readonly shape: infer F extends Fn; readonly random: infer R } }
  ? TrainLayer<F, R, M>
  : M extends { forward(...inputs: infer I): infer Y }
    ? TrainOwn<I, Y, M>
    : never

type TrainLayer<F extends Fn, R, M> = <X extends Taking<F>>(
  x: Ok<Refused<F, X["shape"]>, X>,
  ...options: KeyArgument<R>
) => [output: Tensor<Out<Call<F, Entering<F, X["shape"]>>>>, module: M]

/** Of a module of which nothing is known, the arguments can't be. */
type TrainOwn<I extends unknown[], Y, M> = (
  ...given: never[] extends I ? never[] : [...inputs: I, options?: TrainOptions]
) => [output: Y, module: M]
