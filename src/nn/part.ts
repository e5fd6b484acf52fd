/** @file A layer as models hold it: operations, the library's layers and the user's own brought to one form. */
import type { Key } from "../../types/key.js"
import type { LabelledMessage } from "../../types/layer-messages.js"
import type { LayerMessage } from "../../types/messages.js"
import type { AnyTensor } from "../../types/tensor.js"
import { isTensor } from "../api/handle.js"
import { splitKey } from "../api/key.js"
import type { Node } from "../graph/node.js"
import { DTypeError, IndexError, ShapeError } from "../shape/error.js"
import { describe } from "../shape/operand.js"
import {
  keepsDTypeMessage,
  keepsWidths,
  type Width,
  type Widths,
  widthAfter,
  widthTaken,
  widthThrough,
} from "./width.js"

export interface Part extends Widths {
  readonly spec: unknown
  readonly init: (key: Key) => unknown
  readonly apply: (params: unknown, x: unknown) => AnyTensor
}

/** The name that messages call a layer by. */
export const labelOf: unique symbol = Symbol("label")

export const partsOf = (op: string, layers: readonly unknown[]): readonly Part[] =>
  layers.map((layer, i) => partOf(op, layer, i))

export const partOf = (op: string, value: unknown, place: number | string): Part => {
  if (typeof value === "function") return named(value, operationPart(value as (x: unknown) => unknown))
  if (typeof value === "object" && value !== null && "apply" in value && "init" in value) {
    return widthAfter in value ? (value as Part) : named(value, modelPart(value as Omit<Part, keyof Widths>))
  }
  throw new TypeError(`${op}: layer ${place} is not a layer: got ${describe(value)}`)
}

/** The parameters of layers in a list, and their specs. */
export const listed = (op: string, parts: readonly Part[]) => ({
  spec: parts.map((part) => part.spec),
  init: (key: Key) => {
    const keys = splitKey(key, parts.length)
    return parts.map((part, i) => part.init(keys[i] as Key))
  },
  entries: (params: unknown): readonly unknown[] => {
    if (Array.isArray(params) && params.length === parts.length) return params
    throw new TypeError(`${op}: params is a list of ${parts.length} entries, got ${describe(params)}`)
  },
})

/** The width that layers one after another leave. */
export const through =
  (parts: readonly Part[]) =>
  (before: Width): Width =>
    parts.reduce((width, part, i) => inPart(part, i, () => part[widthAfter](width)), before)

/** The width the first layer that has one asks for. */
export const takenBy = (parts: readonly Part[]): Width | "any" => {
  const taken = parts.map((part) => part[widthTaken]).find((width) => width !== "any")
  return parts.every((part) => part[widthTaken] === "any") ? "any" : taken
}

/** What happens in a layer, with its place and label before the sentence of an error. */
export const inPart = <T>(part: object, index: number, f: () => T): T =>
  saying((sentence) => placed(part, index, sentence), f)

export const saying = <T>(say: (sentence: string) => string, f: () => T): T => {
  try {
    return f()
  } catch (error) {
    if (error instanceof ShapeError) throw new ShapeError(say(error.message))
    if (error instanceof IndexError) throw new IndexError(say(error.message))
    if (error instanceof DTypeError) throw new DTypeError(say(error.message))
    if (error instanceof IndexError) throw new IndexError(say(error.message))
    if (error instanceof TypeError) throw new TypeError(say(error.message))
    throw error
  }
}

// internal

const nameOf = (value: object): string | undefined =>
  labelOf in value ? (value as { readonly [labelOf]: string })[labelOf] : undefined

const named = (value: object, part: Part): Part => {
  const name = nameOf(value)
  return name === undefined ? part : Object.assign(part, { [labelOf]: name })
}

const placed = (part: object, index: number, sentence: string): string => {
  const name = nameOf(part)
  return name === undefined ? layerMessage(index, sentence) : labelledMessage(index, name, sentence)
}

const layerMessage = <I extends number, M extends string>(index: I, sentence: M): LayerMessage<I, M> =>
  `layer ${index}: ${sentence}`

const labelledMessage = <I extends number, N extends string, M extends string>(
  index: I,
  name: N,
  sentence: M,
): LabelledMessage<I, N, M> => `layer ${index} (${name}): ${sentence}`

/** A model of another's making: nothing is known of its widths. */
const modelPart = (model: Omit<Part, keyof Widths>): Part => ({
  spec: model.spec,
  init: (key) => model.init(key),
  apply: (params, x) => model.apply(params, x),
  [widthAfter]: () => undefined,
  [widthTaken]: undefined,
})

const operationPart = (operation: (x: unknown) => unknown): Part => ({
  spec: {},
  init: () => ({}),
  apply: (_, x) => {
    const result = operation(x)
    if (!isTensor(result)) throw new TypeError(`the operation must give a tensor, got ${describe(result)}`)
    if (isTensor(x) && result.dtype !== x.dtype) throw new DTypeError(keepsDTypeMessage(result.dtype))
    return result
  },
  [widthAfter]: (before) => widthThrough(operation as (x: Node) => unknown, before),
  get [widthTaken]() {
    return keepsWidths(operation as (x: Node) => unknown) ? ("any" as const) : undefined
  },
})
