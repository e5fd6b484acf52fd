/** @file The types of what optimizers are put together from: transforms in front, groups by path, averages behind. */
import type { Given } from "./given.js"
import type { CheckedOptimizer, Counted, GradientTransform, Optimizer, StateFn, StateOf } from "./optim.js"
import type { Tensor } from "./tensor.js"

/** Nothing is kept from step to step. */
export interface Stateless extends StateFn {
  readonly state: object
}

export type ClipOp = (limit: number) => GradientTransform<Stateless>

/** `chain(clipByNorm(1), adamw())`: transforms in the order in which gradients pass them, an optimizer last. */
export interface ChainOp {
  <O extends StateFn>(optimizer: Optimizer<O>): CheckedOptimizer<ChainFn<[O]>>
  <A extends StateFn, O extends StateFn>(
    first: GradientTransform<A>,
    optimizer: Optimizer<O>,
  ): CheckedOptimizer<ChainFn<[A, O]>>
  <A extends StateFn, B extends StateFn, O extends StateFn>(
    first: GradientTransform<A>,
    second: GradientTransform<B>,
    optimizer: Optimizer<O>,
  ): CheckedOptimizer<ChainFn<[A, B, O]>>
  <A extends StateFn, B extends StateFn, C extends StateFn, O extends StateFn>(
    first: GradientTransform<A>,
    second: GradientTransform<B>,
    third: GradientTransform<C>,
    optimizer: Optimizer<O>,
  ): CheckedOptimizer<ChainFn<[A, B, C, O]>>
}

/** One state for each link. */
export interface ChainFn<L extends readonly StateFn[]> extends StateFn {
  readonly state: { readonly [K in keyof L]: StateOf<L[K], this["params"]> }
}

export interface AccumulatedState<P, S> extends Counted {
  readonly sum: P
  readonly inner: S
}

export interface AccumulateFn<F extends StateFn> extends StateFn {
  readonly state: AccumulatedState<this["params"], StateOf<F, this["params"]>>
}

export type AccumulateOp = <F extends StateFn>(
  steps: number,
  optimizer: Optimizer<F>,
) => CheckedOptimizer<AccumulateFn<F>>

/** The leaves of a group by their paths. */
export type Leaves = Readonly<Record<string, Tensor<number[]>>>

export interface GroupsFn<G> extends StateFn {
  readonly state: { readonly [K in keyof G]: G[K] extends Optimizer<infer F> ? StateOf<F, Leaves> : never }
}

/** `groups({ "*.bias": sgd(), "*": adamw() })`: each leaf follows the first pattern that its path fits. */
export type GroupsOp = <G extends Readonly<Record<string, AnyOptimizer>>>(groups: G) => CheckedOptimizer<GroupsFn<G>>

/** An optimizer, whatever its state. */
export interface AnyOptimizer {
  readonly init: (params: never) => unknown
  readonly update: (params: never, gradients: never, state: never) => unknown
}

export interface MovingAverage {
  /** The average of nothing yet: the parameters themselves. */
  readonly init: <P>(params: P) => P
  readonly update: <P, const Q>(average: P, params: Given<NoInfer<P>, Q, "params">) => P
}
