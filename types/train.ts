/** @file The types of `fit`: what is trained, from which data, and the state that a run is made of. */
import type { Bind, Blame, Checked, Compiled, Fault } from "./bind.js"
import type { DType, FloatDType } from "./dtype.js"
import type { Call, Fn, Layer, NoState } from "./fn.js"
import type { ScalarResult } from "./grad.js"
import type { Key } from "./key.js"
import type { Entering, Refused } from "./layer.js"
import type { Optimizer, StateOf as OptimizerStateOf, StateFn } from "./optim.js"
import type { Out } from "./shape.js"
import type { AnyTensor, Dim, Shape, Tensor } from "./tensor.js"
import type { SpecsOf, Untyped } from "./tree.js"

/** What `fit` trains: a model, or whatever offers the same. */
export interface Trainee {
  readonly spec: unknown
  readonly init: (key: Key) => unknown
  readonly apply: (...args: never[]) => unknown
  readonly train?: (...args: never[]) => unknown
  readonly initState?: () => unknown
}

export type ParamsIn<M> = M extends { readonly init: (key: Key) => infer P } ? P : never

export type StateIn<M> = M extends { readonly initState: () => infer S } ? S : NoState

/**
 * A record of examples to cut into batches: tensors whose first dims are equal, typed arrays of a number each, or trees
 * of them; or batches one after another, for which each epoch begins anew. Interfaces have no index signature, so it
 * can't say more.
 */
export type Data = object

/** Which epoch begins, from 0, and a key for what is random in it. */
export interface EpochStart {
  readonly epoch: number
  readonly key: Key
}

/** One batch as the loss sees it: the first dims are "batch". */
export type BatchOf<D> = [object] extends [D] ? UnknownBatch : KnownBatch<D>

/** Where nothing is known of the data: `any`, or calls that TypeScript puts off, as `at` inside of the options. */
// biome-ignore lint/suspicious/noExplicitAny: entries are checked when it runs
export type UnknownBatch = Readonly<Record<string, any>>

type KnownBatch<D> = D extends Iterable<infer B> | AsyncIterable<infer B> ? Batched<B> : Batched<D>

export type Batched<T> = T extends { readonly shape: infer S; readonly dtype: infer D extends DType }
  ? S extends readonly [Dim, ...infer R extends Shape]
    ? Tensor<["batch", ...R], D>
    : Tensor<number[], D>
  : T extends Float32Array
    ? Tensor<["batch"]>
    : T extends Float64Array
      ? Tensor<["batch"], "float64">
      : T extends Int32Array
        ? Tensor<["batch"], "int32">
        : { readonly [K in keyof T]: Batched<T[K]> }

/** What the model makes of a batch. */
export type OutputOf<M, B> =
  M extends Layer<infer F extends Fn, unknown, unknown, boolean>
    ? Tensor<Out<Call<F, Entering<F, ShapeIn<B>>>>>
    : M extends { readonly apply: (...args: never[]) => infer Y }
      ? Y
      : never

type ShapeIn<B> = B extends { readonly x: { readonly shape: infer S } } ? S : number[]

/**
 * The data as they are, or with a sentence: on the tensor that has other rows than the first, or on what the model
 * refuses.
 */
export type CheckedData<M, D> = [object] extends [D] ? D : DataChecked<M, D>

type DataChecked<M, D> =
  Bind<SpecsOf<BatchOf<D>>, D> extends Fault<infer K, infer Says>
    ? Blame<D, K, Says>
    : InputFault<M, BatchOf<D>> extends infer Says extends string
      ? D extends Iterable<unknown> | AsyncIterable<unknown>
        ? Says
        : Blame<D, ["x"], Says>
      : D

type InputFault<M, B> = M extends Layer<infer F, unknown, unknown, boolean> ? Refused<F, ShapeIn<B>> : unknown

/** A figure of a batch. Of an epoch it is the mean over its rows, unless it says what is to be added up. */
export type Metric<Y, B> = ((output: Y, batch: B) => Tensor<[]>) | SummedMetric<Y, B>

/**
 * `{ sums: (logits, { y }) => confusionMatrix(logits, y), value: f1OfCounts }`: the value of an epoch is that of its
 * sums.
 */
export interface SummedMetric<Y, B> {
  readonly sums: (output: Y, batch: B) => AnyTensor
  readonly value: (sums: never) => Tensor<[]>
}

/** Everything that a run depends on from step to step, as one tree of tensors. */
export interface FitState<P = unknown, O = unknown, S = unknown> {
  readonly params: P
  readonly optimizer: O
  /** Of the model: what changes without gradients. */
  readonly model: S
  /** Epochs that are done. */
  readonly epoch: Tensor<[], "int32">
  /** Steps that are done in the epoch after them. */
  readonly step: Tensor<[], "int32">
  /** Of their figures: rows, loss, and each metric, in float64. */
  readonly sums: Tensor<[number], "float64">
  /** The best value of what early stopping watches, and for how many epochs there was none better. */
  readonly best: Tensor<[], "float64">
  readonly waited: Tensor<[], "int32">
  readonly key: Key
}

export type FitStateOf<M, F extends StateFn> = FitState<ParamsIn<M>, OptimizerStateOf<F, ParamsIn<M>>, StateIn<M>>

export interface Figures<N extends string = string> {
  readonly loss: number
  readonly metrics: { readonly [K in N]: number }
}

export interface StepEvent<N extends string = string, T = FitState> extends Figures<N> {
  readonly epoch: number
  /** From 1, within the epoch. */
  readonly step: number
  /** Of the epoch, where that is known. */
  readonly steps: number | undefined
  readonly epochs: number
  /** What `fit` goes on from, if it is stopped here. */
  readonly state: T
}

export interface EpochFigures<N extends string = string> extends Figures<N> {
  /** From 1. */
  readonly epoch: number
  readonly epochs: number
  readonly validation: Figures<N> | undefined
  /** Whether what early stopping watches was never better. */
  readonly improved: boolean
}

export interface EpochEvent<N extends string = string, T = FitState> extends EpochFigures<N> {
  /** How the run ends with this epoch, if it does. */
  readonly ended: "finished" | "early" | undefined
  readonly state: T
}

export interface Stopping<N extends string> {
  /** "loss", or the name of a metric, of the validation. */
  readonly on?: "loss" | N
  /** Whether smaller is better: of the loss it is. */
  readonly minimize?: boolean
  /** Epochs without a better value before the end. */
  readonly patience: number
  /** By how much a value must be better. */
  readonly minDelta?: number
}

export interface FitOptions<
  M extends Trainee,
  D,
  F extends StateFn,
  N extends string,
  S extends Shape,
  E extends FloatDType,
> {
  readonly model: M
  readonly optimizer: Optimizer<F>
  readonly data: CheckedData<M, D>
  readonly augment?: (data: D, epoch: EpochStart) => NoInfer<D> | Promise<NoInfer<D>>
  readonly loss: (output: OutputOf<M, BatchOf<D>>, batch: BatchOf<D>) => ScalarResult<S, E, "fit">
  readonly epochs: number
  readonly key: Key
  readonly batchSize?: number
  readonly shuffle?: boolean
  readonly dropLast?: boolean
  readonly metrics?: { readonly [K in N]: Metric<OutputOf<M, BatchOf<D>>, BatchOf<D>> }
  readonly validation?: Data
  readonly stopping?: Stopping<NoInfer<N>>
  readonly signal?: AbortSignal
  readonly onStep?: (event: StepEvent<NoInfer<N>, FitStateOf<M, F>>) => unknown
  readonly onEpoch?: (event: EpochEvent<NoInfer<N>, FitStateOf<M, F>>) => unknown
}

export interface Fitted<N extends string, T> {
  readonly state: T
  readonly history: readonly EpochFigures<N>[]
  /** All epochs done; what is watched got no better; or the signal came. */
  readonly ended: "finished" | "early" | "aborted"
}

export type FitOp = <
  M extends Trainee,
  D extends Data,
  F extends StateFn,
  S extends Shape,
  E extends FloatDType,
  N extends string = never,
  A extends Untyped<SpecsOf<FitStateOf<M, F>>> = Untyped<SpecsOf<FitStateOf<M, F>>>,
>(
  options: FitOptions<M, D, F, N, S, E>,
  state?: Checked<A, Bind<SpecsOf<FitStateOf<M, F>>, A>>,
) => Promise<Fitted<N, FitStateOf<M, F>>>

export type FreshStateOp = <M extends Trainee, F extends StateFn>(options: {
  readonly model: M
  readonly optimizer: Optimizer<F>
  readonly key: Key
}) => FitStateOf<M, F>

export type StateSpecsOp = <M extends Trainee, F extends StateFn>(options: {
  readonly model: M
  readonly optimizer: Optimizer<F>
}) => SpecsOf<FitStateOf<M, F>>

export type CompileStepOp = <
  M extends Trainee,
  D extends Data,
  F extends StateFn,
  S extends Shape,
  E extends FloatDType,
  N extends string = never,
>(
  options: Pick<FitOptions<M, D, F, N, S, E>, "model" | "optimizer" | "data" | "loss" | "metrics">,
) => Compiled<StepSpecs<M, D, F>, Stepped<M, F, N>>

// biome-ignore lint/suspicious/noExplicitAny: any batch will do
type BatchSpecs<D> = [object] extends [D] ? any : SpecsOf<BatchOf<D>>

interface StepSpecs<M, D, F extends StateFn> {
  readonly params: SpecsOf<ParamsIn<M>>
  readonly optimizer: SpecsOf<OptimizerStateOf<F, ParamsIn<M>>>
  readonly model: SpecsOf<StateIn<M>>
  readonly batch: BatchSpecs<D>
  readonly key: SpecsOf<Key>
}

interface Stepped<M, F extends StateFn, N extends string> {
  readonly loss: Tensor<[]>
  readonly metrics: { readonly [K in N]: Tensor<[]> }
  readonly params: ParamsIn<M>
  readonly optimizer: OptimizerStateOf<F, ParamsIn<M>>
  readonly model: StateIn<M>
}
