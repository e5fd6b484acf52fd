/** @file What torch-style stacks of layers share: copies of one layer, and a norm after the last if there is one. */
import type { AnyTensor } from "../../types/tensor.js"
import { assertWidth } from "../nn/parameter.js"
import { describe } from "../shape/operand.js"
import { readOptions } from "../shape/options.js"
import { run } from "./layer-module.js"
import { copyOf, type Module } from "./module.js"
import type { LayerNorm } from "./norm.js"

export interface StackOptions<W extends number> {
  readonly norm?: LayerNorm<W>
}

export interface Stack<W extends number, L> {
  readonly layers: readonly L[]
  readonly norm: LayerNorm<W> | undefined
}

/** The fields of `op`, from a layer that is a `name`. */
export const stackOf = <W extends number, L extends Module>(
  [op, name]: readonly [op: string, name: string],
  kind: new (...given: never[]) => Module,
  layer: L,
  count: number,
  options: StackOptions<W> | undefined,
): Stack<W, L> => {
  if (!(layer instanceof kind)) throw new TypeError(`${op}: expected a ${name}, got ${describe(layer)}`)
  const { norm } = readOptions(op, options, { norm: undefined })
  return {
    layers: Array.from({ length: assertWidth(op, "numLayers", count) }, () => copyOf(layer)),
    norm: norm as LayerNorm<W> | undefined,
  }
}

/** x through each layer, and through the norm. */
export const through = <W extends number, L>(
  { layers, norm }: Stack<W, L>,
  x: unknown,
  each: (layer: L, x: unknown) => AnyTensor,
): AnyTensor => {
  const last = layers.reduce<unknown>((y, layer) => each(layer, y), x)
  return norm === undefined ? (last as AnyTensor) : norm[run](last)
}
