/** @file The types of optimizers: pure functions of trees of tensors. Whatever the tree, it comes back with its type. */
import type { Tensor } from "./tensor.js"

/** A number, or a scalar tensor where the rate changes while the compiled step stays the same. */
export type Rate = number | Tensor<[]>

export interface SgdOptions {
  readonly lr?: Rate
  readonly weightDecay?: number
}

export interface MomentumOptions extends SgdOptions {
  readonly momentum?: number
  readonly nesterov?: boolean
}

export interface AdamOptions {
  readonly lr?: Rate
  readonly betas?: readonly [number, number]
  readonly eps?: number
  readonly weightDecay?: number
}

/** What an update gives: the next parameters, and the state for the update after. */
export interface Updated<P, S> {
  readonly params: P
  readonly state: S
}

export interface SgdState<P> {
  readonly velocity: P
}

export interface Sgd {
  readonly init: <P>(params: P) => SgdState<P>
  readonly update: <P>(params: P, gradients: NoInfer<P>, state: NoInfer<SgdState<P>>) => Updated<P, SgdState<P>>
}

export interface AdamState<P> {
  /** How many updates were made. */
  readonly step: Tensor<[]>
  /** The running average of the gradients. */
  readonly mean: P
  /** The running average of their squares. */
  readonly square: P
}

export interface Adam {
  readonly init: <P>(params: P) => AdamState<P>
  readonly update: <P>(params: P, gradients: NoInfer<P>, state: NoInfer<AdamState<P>>) => Updated<P, AdamState<P>>
}

/** `sgd({ momentum: 0.9 })` is an optimizer with state; `sgd(params, gradients, { lr })` is one plain step. */
export interface SgdOp {
  (options?: MomentumOptions): Sgd
  <P>(params: P, gradients: NoInfer<P>, options?: SgdOptions): P
}

export type AdamOp = (options?: AdamOptions) => Adam
