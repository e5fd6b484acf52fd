/** @file Where in a model an error arose: its sentence behind the position of the layer, or its name. */
import type { BranchMessage, LabelledMessage, LayerMessage } from "../../types/layer-messages.js"
import { DTypeError, IndexError, ShapeError } from "../shape/error.js"
import { placed } from "../shape/given.js"

/** The name that messages call a layer by. */
export const labelOf: unique symbol = Symbol("label")

export const nameOf = (value: object): string | undefined =>
  labelOf in value ? (value as { readonly [labelOf]: string })[labelOf] : undefined

/** What happens in a layer of a list, with its place and label before the sentence of an error. */
export const inPart = <T>(part: object, index: number, f: () => T): T => {
  const name = nameOf(part)
  return saying(
    `[${index}]`,
    (said) => (name === undefined ? layerMessage(index, said) : labelledMessage(index, name, said)),
    f,
  )
}

/** What happens in a layer of a record. */
export const inBranch = <T>(name: string, f: () => T): T => saying(`.${name}`, (said) => branchMessage(name, said), f)

/** What a layer says of its parameters, inside of another that has them at that place. */
export const inEntry = <T>(place: string, f: () => T): T => saying(place, (said) => said, f)

// internal

/** What is said of parameters or a state has the place in its path. */
const saying = <T>(place: string, say: (sentence: string) => string, f: () => T): T => {
  try {
    return f()
  } catch (error) {
    const inTree = placed(error, place)
    if (inTree !== undefined) throw inTree
    for (const Kind of [ShapeError, IndexError, DTypeError, TypeError]) {
      if (error instanceof Kind) throw new Kind(say(error.message))
    }
    throw error
  }
}

const layerMessage = <I extends number, M extends string>(index: I, sentence: M): LayerMessage<I, M> =>
  `layer ${index}: ${sentence}`

const labelledMessage = <I extends number, N extends string, M extends string>(
  index: I,
  name: N,
  sentence: M,
): LabelledMessage<I, N, M> => `layer ${index} (${name}): ${sentence}`

const branchMessage = <N extends string, M extends string>(name: N, sentence: M): BranchMessage<N, M> =>
  `${name}: ${sentence}`
