/** @file Torch-style layers one after another. */
import type { AnyLayer, Fn } from "../../types/fn.js"
import type { CheckedLayers, SequentialFn, Start, Walk } from "../../types/sequential.js"
import type { AnyTensor } from "../../types/tensor.js"
import type { IsRandom } from "../../types/training.js"
import { isRandom, type Part } from "../nn/part.js"
import { sequential } from "../nn/sequential.js"
import { describe } from "../shape/operand.js"
import { core, LayerModule, ParametricModule, run } from "./layer-module.js"
import type { Module } from "./module.js"

/** A module of this library, whose shapes the compiler knows. Layers with more inputs than one have another `train`. */
export type AnyLayerModule = AnyLayer & Omit<Module, "train">

/**
 * Layers applied in order; their parameters are named by position, `0.weight`. It takes this library's layers: a model
 * of your own is a subclass of `Module` that calls others in its `forward`.
 *
 * Errors: ShapeError `layer 2: …` where a width doesn't fit, when it is built or at last when it is applied.
 * PyTorch: `torch.nn.Sequential`.
 * @example
 * ```ts
 * import * as torch from "tuplet/torch"
 * const net = new torch.nn.Sequential(new torch.nn.Linear(4, 8), new torch.nn.ReLU(), new torch.nn.Linear(8, 3))
 * net.forward(torch.randn([32, 4])).shape // [32, 3]
 * ```
 */
export class Sequential<const L extends AnyLayerModule[]> extends ParametricModule<
  SequentialFn<L>,
  IsRandom<L[number]>
> {
  constructor(...layers: CheckedLayers<L, Walk<L, Start<L>>>) {
    const modules = (layers as readonly unknown[]).map(asLayer)
    super((sequential as unknown as (...parts: readonly Part[]) => Part)(...modules.map(asPart)))
    Object.assign(this, modules)
  }

  override [run](x: unknown): AnyTensor {
    return this[core].apply(Object.values(this), x)
  }
}

// internal

const asLayer = (value: unknown, i: number): LayerModule<Fn> => {
  if (value instanceof LayerModule) return value as LayerModule<Fn>
  throw new TypeError(`Sequential: layer ${i} is not a layer of torch.nn: got ${describe(value)}`)
}

/** A layer whose parameters are the module itself, which knows about training. */
const asPart = (module: LayerModule<Fn>): Part => ({
  ...module[core],
  state: {},
  [isRandom]: false,
  apply: (self, x) => (self as LayerModule<Fn>)[run](x),
})
