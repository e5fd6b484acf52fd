/**
 * @file The types of optimizers: pure functions of trees of tensors. Whatever the tree, it comes back with its type.
 */
import type { Given } from "./given.js"
import type { Tensor } from "./tensor.js"

/** A rate for each step, from how many steps were taken before it. */
export type Schedule = (step: Tensor<[]>) => Tensor<[]>

/** A number; a scalar tensor, where the caller changes it; or a schedule, which follows the optimizer's own count. */
export type Rate = number | Tensor<[]> | Schedule

/** From the type of parameters to that of a state, which an interface writes in terms of `this["params"]`. */
export interface StateFn {
  readonly params: unknown
  readonly state: unknown
}

export type StateOf<F extends StateFn, P> = (F & { readonly params: P })["state"]

/** What an update gives: the next parameters, and the state for the update after. */
export interface Updated<P, S> {
  readonly params: P
  readonly state: S
}

declare const rule: unique symbol

/** An optimizer, whoever wrote it. */
export interface Optimizer<F extends StateFn> {
  /** For the compiler only: what `F` is inferred from. */
  readonly [rule]?: F
  readonly init: <P>(params: P) => StateOf<F, P>
  readonly update: <P>(params: P, gradients: NoInfer<P>, state: NoInfer<StateOf<F, P>>) => Updated<P, StateOf<F, P>>
}

/** One that says which leaf doesn't fit. */
export interface CheckedOptimizer<F extends StateFn> extends Optimizer<F> {
  readonly update: <P, const G, const T>(
    params: P,
    gradients: Given<NoInfer<P>, G, "gradients">,
    state: Given<NoInfer<StateOf<F, P>>, T, "state">,
  ) => Updated<P, StateOf<F, P>>
}

/** What is done with gradients before an optimizer sees them. */
export interface GradientTransform<F extends StateFn> {
  readonly init: <P>(params: P) => StateOf<F, P>
  readonly transform: <P>(gradients: P, state: NoInfer<StateOf<F, P>>) => Transformed<P, StateOf<F, P>>
}

export interface Transformed<P, S> {
  readonly gradients: P
  readonly state: S
}

/** How many updates were made. */
export interface Counted {
  readonly step: Tensor<[]>
}

export interface SgdOptions {
  readonly lr?: number | Tensor<[]>
  readonly weightDecay?: number
}

export interface MomentumOptions {
  readonly lr?: Rate
  readonly weightDecay?: number
  readonly momentum?: number
  readonly nesterov?: boolean
}

export interface SgdState<P> extends Counted {
  readonly velocity: P
}

export interface SgdFn extends StateFn {
  readonly state: SgdState<this["params"]>
}

export type Sgd = CheckedOptimizer<SgdFn>

/** `sgd({ momentum: 0.9 })` is an optimizer with state; `sgd(params, gradients, { lr })` is one plain step. */
export interface SgdOp {
  (options?: MomentumOptions): Sgd
  <P, const G>(params: P, gradients: Given<NoInfer<P>, G, "gradients">, options?: SgdOptions): P
}

export interface AdamOptions {
  readonly lr?: Rate
  readonly betas?: readonly [number, number]
  readonly eps?: number
  readonly weightDecay?: number
}

export interface AdamState<P> extends Counted {
  /** The running average of the gradients. */
  readonly mean: P
  /** The running average of their squares. */
  readonly square: P
}

export interface AdamFn extends StateFn {
  readonly state: AdamState<this["params"]>
}

export type Adam = CheckedOptimizer<AdamFn>

export type AdamOp = (options?: AdamOptions) => Adam

export interface RmspropOptions {
  readonly lr?: Rate
  readonly alpha?: number
  readonly eps?: number
  readonly weightDecay?: number
  readonly momentum?: number
  readonly centered?: boolean
}

export interface RmspropState<P> extends Counted {
  readonly square: P
  /** The running average of the gradients, where that is subtracted. */
  readonly mean: P
  readonly velocity: P
}

export interface RmspropFn extends StateFn {
  readonly state: RmspropState<this["params"]>
}

export type Rmsprop = CheckedOptimizer<RmspropFn>

export type RmspropOp = (options?: RmspropOptions) => Rmsprop

export interface AdagradOptions {
  readonly lr?: Rate
  readonly lrDecay?: number
  readonly eps?: number
  readonly weightDecay?: number
  readonly initialAccumulatorValue?: number
}

export interface AdagradState<P> extends Counted {
  /** The sum of the squares of all gradients. */
  readonly square: P
}

export interface AdagradFn extends StateFn {
  readonly state: AdagradState<this["params"]>
}

export type Adagrad = CheckedOptimizer<AdagradFn>

export type AdagradOp = (options?: AdagradOptions) => Adagrad

export interface LionOptions {
  readonly lr?: Rate
  readonly betas?: readonly [number, number]
  readonly weightDecay?: number
}

export interface LionState<P> extends Counted {
  readonly mean: P
}

export interface LionFn extends StateFn {
  readonly state: LionState<this["params"]>
}

export type Lion = CheckedOptimizer<LionFn>

export type LionOp = (options?: LionOptions) => Lion
