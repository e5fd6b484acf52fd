/** @file The torch-style adaptive softmax. */
import type {
  AdaptiveFn,
  AdaptiveLoss,
  AdaptiveOptions,
  AdaptiveTargetFault,
  CutoffsFault,
  Lead,
} from "../../types/adaptive-log-softmax.js"
import type { DType } from "../../types/dtype.js"
import type { Call } from "../../types/fn.js"
import type { Refused } from "../../types/layer.js"
import type { Ok, Out } from "../../types/shape.js"
import type { FloatTensor, Shape, Tensor } from "../../types/tensor.js"
import { adaptiveLogSoftmaxWithLoss } from "../nn/adaptive-log-softmax.js"
import { Linear } from "./linear.js"
import { Module } from "./module.js"

/**
 * Log-probabilities of many classes, frequent ones first: `forward(x, target)` gives those of the targets and minus
 * their mean, `{ output, loss }`, `logProb(x)` all of them, `predict(x)` the likeliest classes. Every cluster is scored
 * for every row. Cutoffs rise between 0 and the number of classes; options are `{ divValue: 4, headBias: false }`.
 * Errors: ShapeError for other cutoffs, or where the last dim is another; IndexError for a class that does not exist,
 * when the result is read.
 * PyTorch: `torch.nn.AdaptiveLogSoftmaxWithLoss`.
 * @example
 * ```ts
 * import * as torch from "tuplet/torch"
 * const adaptive = new torch.nn.AdaptiveLogSoftmaxWithLoss(16, 1000, [20, 200])
 * adaptive.forward(torch.randn([8, 16]), torch.randint(0, 1000, [8])).loss.shape // []
 * ```
 */
export class AdaptiveLogSoftmaxWithLoss<
  // biome-ignore lint/suspicious/noExplicitAny: without its sizes it is one of any, as the type of a field
  const I extends number = any,
  // biome-ignore lint/suspicious/noExplicitAny: likewise
  const C extends number = any,
  const K extends readonly number[] = number[],
> extends Module {
  readonly head: Linear
  readonly tail: readonly (readonly [Linear, Linear])[]
  /** The core's model, of which this is the record of parameters. */
  protected readonly model: Core

  constructor(inFeatures: I, nClasses: C, cutoffs: Ok<CutoffsFault<C, K>, K>, options: AdaptiveOptions = {}) {
    super()
    const model = (adaptiveLogSoftmaxWithLoss as (...args: readonly unknown[]) => unknown)(
      ...[inFeatures, nClasses, cutoffs, options],
    ) as Core
    const { head, tail } = model.spec
    this.model = model
    this.head = layerOf(head)
    this.tail = tail.map(([narrow, wide]) => [layerOf(narrow), layerOf(wide)] as const)
  }

  forward<X extends FloatTensor, T extends Shape, E extends DType>(
    x: Ok<Refused<AdaptiveFn<I, C>, X["shape"]>, X>,
    target: Ok<AdaptiveTargetFault<X["shape"], T, E>, Tensor<T, E>>,
  ): AdaptiveLoss<X["shape"]> {
    return this.model.withLoss(this, x, target) as AdaptiveLoss<X["shape"]>
  }

  /** The log-probabilities of all classes: [..., inFeatures] -> [..., nClasses]. */
  logProb<X extends FloatTensor>(
    x: Ok<Refused<AdaptiveFn<I, C>, X["shape"]>, X>,
  ): Tensor<Out<Call<AdaptiveFn<I, C>, X["shape"]>>> {
    return this.model.apply(this, x) as never
  }

  /** The likeliest classes, of int32. */
  predict<X extends FloatTensor>(x: Ok<Refused<AdaptiveFn<I, C>, X["shape"]>, X>): Tensor<Lead<X["shape"]>, "int32"> {
    return this.model.predict(this, x) as never
  }
}

// internal

interface Core {
  readonly spec: { readonly head: Weights; readonly tail: readonly (readonly [Weights, Weights])[] }
  readonly apply: (params: unknown, x: unknown) => unknown
  readonly withLoss: (params: unknown, x: unknown, target: unknown) => unknown
  readonly predict: (params: unknown, x: unknown) => unknown
}

interface Weights {
  readonly weight: { readonly shape: Shape }
  readonly bias?: object
}

const layerOf = ({ weight, bias }: Weights): Linear =>
  new Linear(weight.shape[1] as number, weight.shape[0] as number, bias !== undefined)
