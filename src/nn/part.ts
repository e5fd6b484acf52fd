/** @file A layer as models hold it: operations, the library's layers and the user's own brought to one form. */
import type { Key } from "../../types/key.js"
import type { AnyTensor } from "../../types/tensor.js"
import { isTensor } from "../api/handle.js"
import type { Node } from "../graph/node.js"
import { DTypeError } from "../shape/error.js"
import { describe } from "../shape/operand.js"
import { labelOf, nameOf } from "./place.js"
import {
  keepsDTypeMessage,
  keepsWidths,
  type Widths,
  type WidthTaken,
  widthAfter,
  widthTaken,
  widthThrough,
} from "./width.js"

/** A layer; `R` is what it gives, one tensor if it can stand among others. */
export interface Part<R = AnyTensor> extends Widths {
  readonly spec: unknown
  readonly init: (key: Key) => unknown
  readonly state: object
  readonly initState: () => unknown
  readonly apply: (params: unknown, x: unknown, state?: unknown) => R
  readonly train: (params: unknown, x: unknown, options?: unknown) => Training<R>
  /** Whether training draws from a key. */
  readonly [isRandom]: boolean
  /** What a summary calls it. */
  readonly [titleOf]?: string
  /** The layers a block is made of; those without a name have no parameters. */
  readonly [inside]?: Inside
}

/** One of the layers, by its position in the list or the record, applied. */
export type Step = (index: number, x: unknown) => AnyTensor

export interface Inside {
  readonly names: readonly string[]
  readonly parts: readonly Part[]
  readonly compute: (step: Step, x: unknown) => unknown
}

export interface Training<R = AnyTensor> {
  readonly output: R
  readonly state: unknown
}

/** Training, and the key that it draws from. */
export interface Drawing {
  readonly key: Key | undefined
}

export const isRandom: unique symbol = Symbol("isRandom")
export const titleOf: unique symbol = Symbol("title")
export const inside: unique symbol = Symbol("inside")

/**
 * A layer from what it says of itself. If it says nothing else it has no parameters and no state, and trains as it is
 * applied: the state stays.
 */
export const partFrom = <R = AnyTensor>(said: Partial<Part<R>> & Pick<Part<R>, "apply">): Part<R> => ({
  spec: {},
  init: () => ({}),
  state: {},
  initState: () => ({}),
  train: (params, x, options) => {
    const { state = {} } = (options ?? {}) as { readonly state?: unknown }
    return { output: said.apply(params, x, state), state }
  },
  [isRandom]: false,
  [widthAfter]: () => undefined,
  [widthTaken]: () => undefined,
  ...said,
})

export const partsOf = (op: string, layers: readonly unknown[]): readonly Part[] =>
  layers.map((layer, i) => partOf(op, layer, i))

export const partOf = (op: string, value: unknown, place: number | string): Part => {
  if (typeof value === "function") return named(value, operationPart(value as (x: unknown) => unknown))
  if (typeof value === "object" && value !== null && "apply" in value && "init" in value) {
    return widthAfter in value ? (value as Part) : named(value, modelPart(value as Part))
  }
  throw new TypeError(`${op}: layer ${place} is not a layer: got ${describe(value)}`)
}

export const hasState = (part: { readonly state: object }): boolean => Object.keys(part.state).length > 0

// internal

const named = (value: object, part: Part): Part => {
  const name = nameOf(value)
  return name === undefined ? part : Object.assign(part, { [labelOf]: name })
}

/** A model of another's making: nothing is known of its widths. */
const modelPart = (model: Pick<Part, "spec" | "init" | "apply"> & Partial<Part>): Part =>
  partFrom({
    spec: model.spec,
    init: (key) => model.init(key),
    apply: (params, x, state) => model.apply(params, x, state),
    ...(model.state && { state: model.state }),
    ...(model.initState && { initState: () => model.initState?.() }),
    ...(model.train && { train: (params, x, options) => (model as Part).train(params, x, options) }),
  })

const operationPart = (operation: (x: unknown) => unknown): Part =>
  partFrom({
    [titleOf]: operation.name || "operation",
    apply: (_, x) => {
      const result = operation(x)
      if (!isTensor(result)) throw new TypeError(`the operation must give a tensor, got ${describe(result)}`)
      if (isTensor(x) && result.dtype !== x.dtype) throw new DTypeError(keepsDTypeMessage(result.dtype))
      return result
    },
    [widthAfter]: (before) =>
      widthThrough(operation as (x: Node) => unknown, before === "indices" ? undefined : before),
    [widthTaken]: (): WidthTaken => (keepsWidths(operation as (x: Node) => unknown) ? "any" : undefined),
  })
