/** @file Layers one after another. */
import type { Key } from "../../types/key.js"
import type { LayerMessage } from "../../types/messages.js"
import type { SequentialOp } from "../../types/sequential.js"
import type { AnyTensor } from "../../types/tensor.js"
import { isTensor } from "../api/handle.js"
import { split } from "../api/random.js"
import type { Node } from "../graph/node.js"
import { DTypeError, ShapeError } from "../shape/error.js"
import { describe } from "../shape/operand.js"
import { type Width, type Widths, widthAfter, widthThrough } from "./width.js"

/**
 * A model that applies its layers in order. Operations are layers as they are: `relu`, `logSoftmax(-1)`.
 *
 * Parameters: a list with one entry a layer, `{}` for an operation; entry i is drawn from the i-th split of the key.
 * Errors: ShapeError `layer 2: …` where a width doesn't fit, when the model is built or at last when it is applied.
 * PyTorch: `torch.nn.Sequential`.
 * @example
 * ```ts
 * import { key, logSoftmax, ones, relu } from "tuplet"
 * import { linear, sequential } from "tuplet/nn"
 * const net = sequential(linear(64, 128), relu, linear(128, 10), logSoftmax(-1))
 * net.apply(net.init(key(0)), ones([32, 64])).shape // [32, 10]
 * ```
 */
export const sequential = ((...given: readonly unknown[]): SequentialModel => {
  const layers = given.map(layerOf)
  const through = (before: Width): Width =>
    layers.reduce((width, layer, i) => inLayer(i, () => layer[widthAfter](width)), before)
  through(undefined)
  return {
    spec: layers.map((layer) => layer.spec),
    init: (key) => {
      const keys = split(key, layers.length)
      return layers.map((layer, i) => layer.init(keys[i] as Key))
    },
    apply: (params, x) => {
      if (!Array.isArray(params) || params.length !== layers.length) {
        throw new TypeError(`sequential: params is a list of ${layers.length} entries, got ${describe(params)}`)
      }
      return layers.reduce((value, layer, i) => inLayer(i, () => layer.apply(params[i], value)), x) as AnyTensor
    },
    [widthAfter]: through,
  }
}) as unknown as SequentialOp

// internal

interface RuntimeLayer extends Widths {
  readonly spec: unknown
  readonly init: (key: Key) => unknown
  readonly apply: (params: unknown, x: unknown) => unknown
}

interface SequentialModel extends RuntimeLayer {
  readonly apply: (params: unknown, x: unknown) => AnyTensor
}

const layerOf = (value: unknown, index: number): RuntimeLayer => {
  if (typeof value === "function") return operationLayer(value as (x: unknown) => unknown)
  if (typeof value === "object" && value !== null && "apply" in value && "init" in value) {
    return widthAfter in value ? (value as RuntimeLayer) : modelLayer(value as Omit<RuntimeLayer, keyof Widths>)
  }
  throw new TypeError(`sequential: layer ${index} is not a layer: got ${describe(value)}`)
}

/** A model of the user's own: nothing is known of its widths. */
const modelLayer = (model: Omit<RuntimeLayer, keyof Widths>): RuntimeLayer => ({
  spec: model.spec,
  init: (key) => model.init(key),
  apply: (params, x) => model.apply(params, x),
  [widthAfter]: () => undefined,
})

const operationLayer = (operation: (x: unknown) => unknown): RuntimeLayer => ({
  spec: {},
  init: () => ({}),
  apply: (_, x) => {
    const result = operation(x)
    if (!isTensor(result)) throw new TypeError(`the operation must give a tensor, got ${describe(result)}`)
    if (isTensor(x) && result.dtype !== x.dtype) {
      throw new DTypeError(`the operation gives ${result.dtype}: layers keep the dtype, here ${x.dtype}`)
    }
    return result
  },
  [widthAfter]: (before) => widthThrough(operation as (x: Node) => unknown, before),
})

const inLayer = <T>(index: number, f: () => T): T => {
  try {
    return f()
  } catch (error) {
    if (error instanceof ShapeError) throw new ShapeError(layerMessage(index, error.message))
    if (error instanceof DTypeError) throw new DTypeError(layerMessage(index, error.message))
    if (error instanceof TypeError) throw new TypeError(layerMessage(index, error.message))
    throw error
  }
}

const layerMessage = <I extends number, M extends string>(index: I, message: M): LayerMessage<I, M> =>
  `layer ${index}: ${message}`
