/** @file The call forms of normalisation. */
import type { Fn, Operation } from "../fn.js"
import type {
  AffineOptions,
  BatchNormFault,
  BatchNormOptions,
  ChannelRankFault,
  GroupNormFault,
  InstanceNormFault,
  InstanceNormOptions,
  LayerNormFault,
  StatisticsFault,
} from "../normalisation.js"
import type { Ok } from "../shape.js"
import type { DTypeFault } from "../takes.js"
import type { AnyTensor, Shape, Tensor } from "../tensor.js"
import type { CheckedOptions, MessageOf, On } from "../window.js"
import type {
  Before,
  Called,
  DTypeOf,
  IfTensor,
  InPipe,
  Late,
  Like,
  NoStep,
  ShapeBefore,
  ShapeOf,
  Step,
  SubjectFault,
} from "./subject.js"

/** Normalisations that are told which dims belong together, and those that are told nothing but options. */
export type GroupedKind = "layerNorm" | "groupNorm"
export type ChannelKind = "instanceNorm" | "batchNorm"

interface Faults<S extends Shape, G, O> {
  layerNorm: LayerNormFault<S, G, O>
  groupNorm: GroupNormFault<S, G, O>
  instanceNorm: InstanceNormFault<S, O>
  batchNorm: BatchNormFault<S, O>
}

interface RankFaults<S extends Shape> {
  layerNorm: unknown
  groupNorm: ChannelRankFault<"groupNorm", 2, S>
  instanceNorm: ChannelRankFault<"instanceNorm", 3, S>
  batchNorm: ChannelRankFault<"batchNorm", 2, S>
}

interface OptionsOf {
  layerNorm: AffineOptions
  groupNorm: AffineOptions
  instanceNorm: InstanceNormOptions
  batchNorm: BatchNormOptions
}

interface GroupsOf {
  layerNorm: readonly number[]
  groupNorm: number
}

/** Where the second argument is blamed. */
interface PlaceOf {
  layerNorm: "shape"
  groupNorm: "groups"
}

export interface NormFn<Kind extends GroupedKind | ChannelKind, G, O> extends Fn {
  readonly out: this["in"] extends infer S extends Shape
    ? Ok<RankFaults<S>[Kind], Ok<MessageOf<Faults<S, G, O>[Kind]>, S>>
    : never
}

/** The data-last form. */
export interface Normalising<Kind extends GroupedKind | ChannelKind, G, O, C extends Step = NoStep>
  extends Operation<NormFn<Kind, G, O>> {
  <X extends AnyTensor>(
    x: Ok<
      DTypeFault<"float", Kind, X["dtype"]>,
      Ok<RankFaults<X["shape"]>[Kind], Ok<Late<C, MessageOf<Faults<X["shape"], G, O>[Kind]>>, X>>
    > &
      Before<C, X>,
  ): Tensor<X["shape"], X["dtype"]>
}

/** `op(groups)`; `op(x, groups)`, `op(groups, options)`; `op(x, groups, options)`. */
export interface GroupedNormOp<Kind extends GroupedKind> {
  <const G extends GroupsOf[Kind], C extends Shape = never>(
    groups: Ok<On<Faults<ShapeBefore<C>, G, unknown>[Kind], PlaceOf[Kind]>, G>,
  ): Normalising<Kind, G, unknown, [C]>
  <
    const X extends AnyTensor | GroupsOf[Kind],
    const G extends IfTensor<X, GroupsOf[Kind], OptionsOf[Kind]>,
    C extends Shape = never,
  >(
    x: Ok<FirstFault<Kind, X, G, C>, X>,
    groups: Second<Kind, X, G, C>,
  ): Called<X, Tensor<ShapeOf<X>, DTypeOf<X>>, Normalising<Kind, X, G, [C]>>
  <X extends AnyTensor, const G extends GroupsOf[Kind], const O extends OptionsOf[Kind]>(
    x: Ok<DTypeFault<"float", Kind, X["dtype"]>, Ok<RankFaults<X["shape"]>[Kind], X>>,
    groups: Ok<On<Faults<X["shape"], G, O>[Kind], PlaceOf[Kind]>, G>,
    options: CheckedOptions<Faults<X["shape"], G, O>[Kind], O>,
  ): Tensor<X["shape"], X["dtype"]>
}

export type LayerNormOp = GroupedNormOp<"layerNorm">
export type GroupNormOp = GroupedNormOp<"groupNorm">

/** `op(x)`, `op(x, options)`, `op(options)` */
export interface ChannelNormOp<Kind extends ChannelKind> extends InPipe {
  <
    C extends Shape = never,
    const X extends AnyTensor | OptionsOf[Kind] = AnyTensor | OptionsOf[Kind],
    const O extends IfTensor<X, OptionsOf[Kind], never> | undefined = undefined,
  >(
    x: First<Kind, X, O, C>,
    options?: OptionsAfter<Kind, X, O>,
  ): Called<X, Tensor<ShapeOf<X>, DTypeOf<X>>, Normalising<Kind, unknown, X, [C]>>
}

export type InstanceNormOp = ChannelNormOp<"instanceNorm">
export type BatchNormOp = ChannelNormOp<"batchNorm">

// internal

type FirstFault<Kind extends GroupedKind, X, O, C extends Shape> = [X] extends [Like]
  ? Ok<DTypeFault<"float", Kind, X["dtype"]>, RankFaults<X["shape"]>[Kind]>
  : On<Faults<ShapeBefore<C>, X, O>[Kind], PlaceOf[Kind]>

/** In brackets: of a condition that distributes TypeScript would not keep the literals of options. */
type Second<Kind extends GroupedKind, X, G, C extends Shape> = [X] extends [Like]
  ? Ok<On<Faults<X["shape"], G, unknown>[Kind], PlaceOf[Kind]>, G>
  : CheckedOptions<Faults<ShapeBefore<C>, X, G>[Kind], G>

type First<Kind extends ChannelKind, X, O, C extends Shape> = [X] extends [Like]
  ? Ok<SubjectFault<"float", Kind, X>, Ok<RankFaults<X["shape"]>[Kind], Ok<Without<Kind, O>, X>>>
  : Ok<StatisticsFault<Kind, X>, CheckedOptions<Faults<ShapeBefore<C>, unknown, X>[Kind], X>>

/** Statistics that are missing where there are no options. */
type Without<Kind extends ChannelKind, O> = [O] extends [undefined]
  ? StatisticsFault<Kind, Record<never, never>>
  : unknown

type OptionsAfter<Kind extends ChannelKind, X, O> = [X] extends [Like]
  ? Ok<StatisticsFault<Kind, O>, CheckedOptions<Faults<X["shape"], unknown, O>[Kind], O>>
  : O
