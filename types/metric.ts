/** @file The types of metrics: logits with the classes that they should have told. */
import type { TargetFault } from "./loss.js"
import type { Ok } from "./shape.js"
import type { DTypeFault } from "./takes.js"
import type { AnyTensor, Dim, Tensor } from "./tensor.js"

/** A figure of logits [N, C, ...], or [C], and class indices [N, ...]. */
export type MetricOp<Op extends string, R extends readonly unknown[] = []> = <X extends AnyTensor, T extends AnyTensor>(
  logits: Logits<Op, X>,
  target: Classes<Op, X, T>,
  ...rest: R
) => Tensor<[]>

export type ConfusionOp = <X extends AnyTensor, T extends AnyTensor>(
  logits: Logits<"confusionMatrix", X>,
  target: Classes<"confusionMatrix", X, T>,
) => Tensor<[ClassCount<X["shape"]>, ClassCount<X["shape"]>]>

export interface F1Options {
  /** Of classes, each counting as much as another, or of predictions. */
  readonly average?: "macro" | "micro"
}

// internal

type Logits<Op extends string, X extends AnyTensor> = Ok<DTypeFault<"float", Op, X["dtype"]>, X>

type Classes<Op extends string, X extends AnyTensor, T extends AnyTensor> = Ok<
  Ok<DTypeFault<"index", Op, T["dtype"]>, TargetFault<Op, X["shape"], T["shape"]>>,
  T
>

type ClassCount<S> = S extends readonly [infer C extends Dim] | readonly [infer _N, infer C extends Dim, ...infer _Rest]
  ? C
  : number
