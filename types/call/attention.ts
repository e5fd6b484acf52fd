/** @file The call forms of attention. */
import type {
  Attention,
  AttentionOptions,
  KeysFault,
  MaskFault,
  QueriesFault,
  ValuesFault,
  Weights,
} from "../attention.js"
import type { DType, Promote } from "../dtype.js"
import type { Fn, Operation } from "../fn.js"
import type { Ok } from "../shape.js"
import type { DTypeFault } from "../takes.js"
import type { AnyTensor, Shape, Tensor } from "../tensor.js"
import type { CheckedOptions, MessageOf } from "../window.js"
import type { Before, Early, Late, Like, NoStep, ShapeBefore, Step } from "./subject.js"

type Attend = "scaledDotProductAttention"
type Weigh = "attentionWeights"

type Float<Op extends string, X extends AnyTensor> = DTypeFault<"float", Op, X["dtype"]>

export interface AttentionFn<K extends Shape, V extends Shape, O> extends Fn {
  readonly out: this["in"] extends infer S extends Shape
    ? Ok<
        KeysFault<Attend, S, K>,
        Ok<ValuesFault<Attend, S, K, V>, Ok<MessageOf<MaskFault<Attend, Weights<S, K>, O>>, Attention<S, K, V>>>
      >
    : never
}

/** The data-last form: keys and values are given, the queries come. */
export interface Attending<K extends Shape, V extends Shape, E extends DType, O, C extends Step = NoStep>
  extends Operation<AttentionFn<K, V, O>> {
  <Q extends AnyTensor>(
    queries: Ok<
      Float<Attend, Q>,
      Ok<
        QueriesFault<Attend, Q["shape"]>,
        Ok<
          Late<C, KeysFault<Attend, Q["shape"], K>>,
          Ok<
            Late<C, ValuesFault<Attend, Q["shape"], K, V>>,
            Ok<Late<C, MessageOf<MaskFault<Attend, Weights<Q["shape"], K>, O>>>, Q>
          >
        >
      >
    > &
      Before<C>,
  ): Tensor<Attention<Q["shape"], K, V>, Promote<Q["dtype"], E>>
}

/**
 * `op(keys, values)`; `op(queries, keys, values)`, `op(keys, values, options)`; `op(queries, keys, values, options)`.
 */
export interface ScaledDotProductAttentionOp {
  <K extends AnyTensor, V extends AnyTensor, C extends Shape = never>(
    keys: Ok<Float<Attend, K>, Ok<Early<C, KeysFault<Attend, C, K["shape"]>>, K>>,
    values: Ok<Float<Attend, V>, Ok<ValuesFault<Attend, GivenQueries<C, K>, K["shape"], V["shape"]>, V>>,
  ): Attending<K["shape"], V["shape"], Promote<K["dtype"], V["dtype"]>, unknown, [C]>
  <Q extends AnyTensor, K extends AnyTensor, const V extends AnyTensor | AttentionOptions, C extends Shape = never>(
    queries: Ok<Float<Attend, Q>, Ok<FirstFault<Q, V, C>, Q>>,
    keys: Ok<Float<Attend, K>, Ok<SecondFault<Q, K, V, C>, K>>,
    values: Third<Q, K, V, C>,
  ): [V] extends [Like]
    ? Tensor<Attention<Q["shape"], K["shape"], V["shape"]>, Promote<Q["dtype"], Promote<K["dtype"], V["dtype"]>>>
    : Attending<Q["shape"], K["shape"], Promote<Q["dtype"], K["dtype"]>, V, [C]>
  <Q extends AnyTensor, K extends AnyTensor, V extends AnyTensor, const O extends AttentionOptions>(
    queries: Ok<Float<Attend, Q>, Ok<QueriesFault<Attend, Q["shape"]>, Q>>,
    keys: Ok<Float<Attend, K>, Ok<KeysFault<Attend, Q["shape"], K["shape"]>, K>>,
    values: Ok<Float<Attend, V>, Ok<ValuesFault<Attend, Q["shape"], K["shape"], V["shape"]>, V>>,
    options: CheckedOptions<MaskFault<Attend, Weights<Q["shape"], K["shape"]>, O>, O>,
  ): Tensor<Attention<Q["shape"], K["shape"], V["shape"]>, Promote<Q["dtype"], Promote<K["dtype"], V["dtype"]>>>
}

export interface WeightsFn<K extends Shape, O> extends Fn {
  readonly out: this["in"] extends infer S extends Shape
    ? Ok<KeysFault<Weigh, S, K>, Ok<MessageOf<MaskFault<Weigh, Weights<S, K>, O>>, Weights<S, K>>>
    : never
}

/** The data-last form: the keys are given, the queries come. */
export interface Weighing<K extends Shape, E extends DType, O, C extends Step = NoStep>
  extends Operation<WeightsFn<K, O>> {
  <Q extends AnyTensor>(
    queries: Ok<
      Float<Weigh, Q>,
      Ok<
        QueriesFault<Weigh, Q["shape"]>,
        Ok<
          Late<C, KeysFault<Weigh, Q["shape"], K>>,
          Ok<Late<C, MessageOf<MaskFault<Weigh, Weights<Q["shape"], K>, O>>>, Q>
        >
      >
    > &
      Before<C>,
  ): Tensor<Weights<Q["shape"], K>, Promote<Q["dtype"], E>>
}

/** `op(keys)`; `op(queries, keys)`, `op(keys, options)`; `op(queries, keys, options)`. */
export interface AttentionWeightsOp {
  <K extends AnyTensor, C extends Shape = never>(
    keys: Ok<Float<Weigh, K>, Ok<Early<C, KeysFault<Weigh, C, K["shape"]>>, K>>,
  ): Weighing<K["shape"], K["dtype"], unknown, [C]>
  <Q extends AnyTensor, const K extends AnyTensor | AttentionOptions, C extends Shape = never>(
    queries: Ok<
      Float<Weigh, Q>,
      Ok<K extends Like ? QueriesFault<Weigh, Q["shape"]> : Early<C, KeysFault<Weigh, C, Q["shape"]>>, Q>
    >,
    keys: [K] extends [AnyTensor]
      ? Ok<Float<Weigh, K>, Ok<KeysFault<Weigh, Q["shape"], K["shape"]>, K>>
      : CheckedOptions<MaskFault<Weigh, Weights<ShapeBefore<C>, Q["shape"]>, K>, K>,
  ): [K] extends [Like]
    ? Tensor<Weights<Q["shape"], K["shape"]>, Promote<Q["dtype"], K["dtype"]>>
    : Weighing<Q["shape"], Q["dtype"], K, [C]>
  <Q extends AnyTensor, K extends AnyTensor, const O extends AttentionOptions>(
    queries: Ok<Float<Weigh, Q>, Ok<QueriesFault<Weigh, Q["shape"]>, Q>>,
    keys: Ok<Float<Weigh, K>, Ok<KeysFault<Weigh, Q["shape"], K["shape"]>, K>>,
    options: CheckedOptions<MaskFault<Weigh, Weights<Q["shape"], K["shape"]>, O>, O>,
  ): Tensor<Weights<Q["shape"], K["shape"]>, Promote<Q["dtype"], K["dtype"]>>
}

// internal

/** The queries of the step before; of keys alone, the keys themselves go with them. */
type GivenQueries<C extends Shape, K extends AnyTensor> = [C] extends [never] ? K["shape"] : C

/** The first argument is the queries, or the keys if options follow. */
type FirstFault<Q extends AnyTensor, V, C extends Shape> = V extends Like
  ? QueriesFault<Attend, Q["shape"]>
  : Early<C, KeysFault<Attend, C, Q["shape"]>>

type SecondFault<Q extends AnyTensor, K extends AnyTensor, V, C extends Shape> = V extends Like
  ? KeysFault<Attend, Q["shape"], K["shape"]>
  : ValuesFault<Attend, GivenQueries<C, Q>, Q["shape"], K["shape"]>

/** In brackets: of a condition that distributes TypeScript would not keep the literals of options. */
type Third<Q extends AnyTensor, K extends AnyTensor, V, C extends Shape> = [V] extends [AnyTensor]
  ? Ok<Float<Attend, V>, Ok<ValuesFault<Attend, Q["shape"], K["shape"], V["shape"]>, V>>
  : CheckedOptions<MaskFault<Attend, Weights<ShapeBefore<C>, Q["shape"]>, V>, V>
