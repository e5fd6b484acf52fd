/** @file The sentences of trees that are given for others. */
import type { Dim, Shape } from "../../types/tensor.js"
import type {
  LeafDimMessage,
  LeafDTypeMessage,
  LeafRankMessage,
  MissingMessage,
  NoInputMessage,
  NoLeafMessage,
  TooManyMessage,
} from "../../types/tree-messages.js"
import { sentence, show } from "./sentence.js"

export const leafDimMessage = <
  P extends string,
  const S extends Shape,
  const T extends Shape,
  I extends number,
  D extends Dim,
  E extends Dim,
>(
  path: P,
  shape: S,
  wanted: T,
  axis: I,
  dim: D,
  other: E,
): LeafDimMessage<P, S, T, I, D, E> =>
  sentence(`${path}: ${show(shape)} is not ${show(wanted)}: dim ${axis} is ${dim}, not ${other}`)

export const leafRankMessage = <P extends string, const S extends Shape, const T extends Shape>(
  path: P,
  shape: S,
  wanted: T,
): LeafRankMessage<P, S, T> =>
  sentence(`${path}: ${show(shape)} is not ${show(wanted)}: the rank is ${shape.length}, not ${wanted.length}`)

export const leafDTypeMessage = <P extends string, D extends string, E extends string>(
  path: P,
  dtype: D,
  wanted: E,
): LeafDTypeMessage<P, D, E> => `${path} is ${dtype}, not ${wanted}`

export const noLeafMessage = <P extends string>(path: P): NoLeafMessage<P> => `${path} is not a tensor`

export const missingMessage = <P extends string>(path: P): MissingMessage<P> => `${path} is missing`

export const tooManyMessage = <P extends string>(path: P): TooManyMessage<P> => `${path} is one too many`

export const noInputMessage = <P extends string>(path: P): NoInputMessage<P> =>
  `${path} is not an input of this function`
