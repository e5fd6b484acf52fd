/** @file Modules that are layers of the core: one shape function says what they take and what they give. */
import type { DType } from "../../types/dtype.js"
import type { Call, Fn, fn, Layer, NoParams, NoState } from "../../types/fn.js"
import type { Entering, Refused, Taking } from "../../types/layer.js"
import type { Ok, Out } from "../../types/shape.js"
import type { DTypeFault, Takes } from "../../types/takes.js"
import type { AnyTensor, Shape, Tensor } from "../../types/tensor.js"
import { type Drawing, isRandom, type Part, partOf } from "../nn/part.js"
import { describe } from "../shape/operand.js"
import { nextKey } from "./generator.js"
import { Module } from "./module.js"
import { type Buffers, drawnKey, trainingOf } from "./training.js"

/** The core's layer of a module. */
export const core: unique symbol = Symbol("core")

/** A module computed, in training if it takes part in one. */
export const run: unique symbol = Symbol("run")

/** A module as a layer: it holds its parameters itself. `R` says whether training it needs a key. */
export abstract class LayerModule<F extends Fn, R = false> extends Module {
  declare readonly [fn]: Layer<F, NoParams, NoState, R>[typeof fn]

  /** The core's layer, in the terms of its own parameters: `this` is a record of them, and of its state. */
  readonly [core]: Part

  constructor(layer: Part) {
    super()
    this[core] = layer
  }

  [run](x: unknown): AnyTensor {
    const part = this[core]
    const training = trainingOf(this)
    if (training === undefined) return part.apply(this, x, this)
    const { output, state } = part.train(this, x, { ...drawingOf(this), state: training.states.get(this) ?? this })
    if (this.bufferNames().length > 0) training.states.set(this, state as Buffers)
    return output
  }

  override bufferNames(): readonly string[] {
    return Object.keys(this[core].state)
  }
}

/** One that is a model of the core. */
export abstract class ParametricModule<F extends Fn, R = false> extends LayerModule<F, R> {
  forward<X extends Taking<F>>(x: Ok<Refused<F, X["shape"]>, X>): Tensor<Out<Call<F, Entering<F, X["shape"]>>>>
  forward(...inputs: unknown[]): unknown {
    return this[run](only(inputs))
  }
}

/** One whose parameters are drawn from the global generator, its fields by the names of the core's. */
export abstract class DrawnModule<F extends Fn, R = false> extends ParametricModule<F, R> {
  constructor(layer: unknown) {
    super(layer as Part)
    draw(this)
  }
}

/** In training the key of a layer, if it draws from one. */
export const drawingOf = (module: { readonly [core]: Part }): Drawing | undefined => {
  const training = trainingOf(module)
  return training && { key: module[core][isRandom] ? drawnKey(training) : undefined }
}

/** The parameters of a layer, and its state, in its fields. */
export const draw = (module: { readonly [core]: Part }): void => {
  Object.assign(module, module[core].init(nextKey()), module[core].initState())
}

/** One that is an operation of the core. */
export abstract class OperationModule<Op extends string, T extends Takes, F extends Fn> extends LayerModule<F> {
  constructor(operation: (x: never) => unknown) {
    super(partOf("a module", operation, 0))
  }

  forward<S extends Shape, D extends DType>(
    x: Ok<DTypeFault<T, Op, D>, Ok<Refused<F, S>, Tensor<S, D>>>,
  ): Tensor<Out<Call<F, S>>, D>
  forward(...inputs: unknown[]): unknown {
    return this[run](only(inputs))
  }
}

/** As many inputs as a layer takes: what `train` doesn't know as its options comes here as one more. */
export const only = (inputs: readonly unknown[], most = 1): unknown => {
  const other = inputs.slice(most).find((input) => input !== undefined)
  if (other === undefined) return inputs[0]
  const takes = most === 1 ? "one input" : `${most} inputs at most`
  throw new TypeError(`a layer takes ${takes}, and train { key } after it: got ${describe(other)} too`)
}
