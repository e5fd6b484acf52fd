/** @file The sentences of models: which layer refuses, by its position and label, and shapes that blocks can't join. */
import type { DType } from "./dtype.js"
import type { Show } from "./shape.js"
import type { Dim, Shape } from "./tensor.js"

export type LinearMessage<
  In extends Dim,
  Out extends Dim,
  D extends Dim,
  Name extends string = "linear",
> = `${Name}(${In}, ${Out}) needs a last dim of ${In}, got ${D}`

export type CutoffsMessage<
  K extends Shape,
  C extends Dim,
> = `adaptiveLogSoftmaxWithLoss: cutoffs ${Show<K>} do not rise between 0 and ${C}, the number of classes`

export type LayerMessage<Index extends number, Message extends string> = `layer ${Index}: ${Message}`

export type LabelledMessage<
  Index extends number,
  Label extends string,
  Message extends string,
> = `layer ${Index} (${Label}): ${Message}`

export type ResidualMessage<
  S extends Shape,
  T extends Shape,
> = `residual: the layers turn ${Show<S>} into ${Show<T>}, which can't be added to it`

export type ParallelMessage<
  S extends Shape,
  T extends Shape,
> = `parallel: ${Show<S>} and ${Show<T>} differ in more than the last dim`

/** In a record of layers. */
export type BranchMessage<Name extends string, Message extends string> = `${Name}: ${Message}`

export type PatternMessage<
  Name extends string,
  T extends Shape,
  S extends Shape,
> = `${Name} needs ${Show<T>}, got ${Show<S>}`

export type KeepsDTypeMessage<D extends DType> = `the operation gives ${D}: layers keep the dtype, here float32`

/** A layer of indices that is not the first one. */
export type IndicesFirstMessage<Name extends string> =
  `${Name} takes int32 indices, which layers don't give: it comes first`

export type HeadsMessage<
  W extends number,
  H extends number,
> = `multiHeadAttention: width ${W} does not divide into ${H} heads`

export type KvHeadsMessage<
  H extends number,
  KV extends number,
> = `multiHeadAttention: ${H} heads do not divide among ${KV} kvHeads`

/** Of what a layer takes beside its input: states, masks. `Expected` is one shape or several, as shown. */
export type BesideMessage<
  Op extends string,
  Name extends string,
  S extends Shape,
  Expected extends string,
> = `${Op}: ${Name} is ${Show<S>}, not ${Expected}`
