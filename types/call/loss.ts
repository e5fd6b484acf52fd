/** @file The call forms of losses over classes. */
import type { DType, FloatDType } from "../dtype.js"
import type { Fn, Operation } from "../fn.js"
import type { ListsFault, Loss, ProbabilitiesFault, Reduction, TargetFault, WeightFault } from "../loss.js"
import type { PairLossOptions } from "../pair-loss.js"
import type { Ok } from "../shape.js"
import type { DTypeFault } from "../takes.js"
import type { AnyTensor, Shape, Tensor } from "../tensor.js"
import type { Before, Early, Late, Like, NoStep, Step, SubjectFault } from "./subject.js"

export interface LossOptions {
  /** mean (of the elements that are not ignored, by weight), sum, or none: a loss for each element. */
  readonly reduction?: Reduction
  /** Targets of this value count for nothing; -100 unless given. */
  readonly ignoreIndex?: number
  /** One weight for each class. */
  readonly weight?: Tensor<Shape, FloatDType>
}

export interface SmoothLossOptions extends LossOptions {
  /** The share of the loss that is spread evenly over the classes, from 0 to 1. */
  readonly labelSmoothing?: number
}

export interface MultiMarginOptions extends LossOptions {
  /** What the target's score is asked to exceed the others by; 1 unless given. */
  readonly margin?: number
  /** The power of what it lacks; 1 unless given. */
  readonly p?: 1 | 2
}

type ReductionOf<O> = O extends { readonly reduction: infer R } ? R : "mean"
type WeightOf<O> = O extends { readonly weight: { readonly shape: infer W extends Shape } } ? W : number[]

/** The options as given, or a message in the place of weights that don't fit. */
type Checked<Op extends string, S extends Shape, O> =
  WeightFault<Op, S, WeightOf<O>> extends infer M extends string ? Omit<O, "weight"> & { readonly weight: M } : O

export interface LossFn<Op extends string, T extends Shape, E extends DType, O> extends Fn {
  readonly out: this["in"] extends infer S extends Shape
    ? Ok<ClassesFault<Op, S, T, E>, Loss<S, ReductionOf<O>>>
    : never
}

/** The data-last form: the targets are given, the scores come. */
export interface Against<Op extends string, T extends Shape, E extends DType, O, C extends Step = NoStep>
  extends Operation<LossFn<Op, T, E, O>> {
  <X extends AnyTensor>(
    x: Ok<DTypeFault<"float", Op, X["dtype"]>, Ok<Late<C, ClassesFault<Op, X["shape"], T, E>>, X>> & Before<C, X>,
  ): Tensor<Loss<X["shape"], ReductionOf<O>>, X["dtype"]>
}

/**
 * What is wrong with the targets: of crossEntropy they are floats, one for each score, or class indices; of
 * multilabelMarginLoss lists of class indices.
 */
export type ClassesFault<
  Op extends string,
  S extends Shape,
  T extends Shape,
  E extends DType,
> = Op extends "crossEntropy"
  ? [E] extends [FloatDType]
    ? ProbabilitiesFault<S, T>
    : IndicesFault<Op, S, T, E>
  : Op extends "multilabelMarginLoss"
    ? Ok<DTypeFault<"index", Op, E>, ListsFault<Op, S, T>>
    : IndicesFault<Op, S, T, E>

type IndicesFault<Op extends string, S extends Shape, T extends Shape, E extends DType> = Ok<
  DTypeFault<"index", Op, E>,
  TargetFault<Op, S, T>
>

type SecondFault<Op extends string, X extends AnyTensor, Y> = Y extends Like
  ? ClassesFault<Op, X["shape"], Y["shape"], Y["dtype"]>
  : unknown

type FirstFault<Op extends string, X extends AnyTensor, Y, C extends Shape> = Y extends Like
  ? SubjectFault<"float", Op, X>
  : Early<C, ClassesFault<Op, C, X["shape"], X["dtype"]>>

/** `op(target)`; `op(scores, target)`, `op(target, options)`; `op(scores, target, options)`. */
export interface LossOp<Op extends string, Options extends LossOptions> {
  <T extends Shape, E extends DType, C extends Shape = never>(
    target: Ok<Early<C, ClassesFault<Op, C, T, E>>, Tensor<T, E>>,
  ): Against<Op, T, E, unknown, [C]>
  <X extends AnyTensor, const Y extends AnyTensor | Options, C extends Shape = never>(
    scores: Ok<FirstFault<Op, X, Y, C>, X>,
    target: Ok<SecondFault<Op, X, Y>, Y>,
  ): [Y] extends [Like] ? Tensor<[], X["dtype"]> : Against<Op, X["shape"], X["dtype"], Y, [C]>
  <X extends AnyTensor, T extends Shape, E extends DType, const O extends Options>(
    scores: Ok<DTypeFault<"float", Op, X["dtype"]>, X>,
    target: Ok<ClassesFault<Op, X["shape"], T, E>, Tensor<T, E>>,
    options: O & Checked<Op, X["shape"], O>,
  ): Tensor<Loss<X["shape"], ReductionOf<O>>, X["dtype"]>
}

export type NllLossOp = LossOp<"nllLoss", LossOptions>
export type CrossEntropyOp = LossOp<"crossEntropy", SmoothLossOptions>
export type MultiMarginLossOp = LossOp<"multiMarginLoss", MultiMarginOptions>
export type MultilabelMarginLossOp = LossOp<"multilabelMarginLoss", PairLossOptions>
