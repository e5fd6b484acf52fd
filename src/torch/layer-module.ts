/** @file Modules that are layers of the core: one shape function says what they take and what they give. */
import type { DType } from "../../types/dtype.js"
import type { Call, Fn, fn, Layer, NoParams } from "../../types/fn.js"
import type { Entering, Refused, Taking } from "../../types/layer.js"
import type { Ok, Out } from "../../types/shape.js"
import type { DTypeFault, Takes } from "../../types/takes.js"
import type { AnyTensor, Shape, Tensor } from "../../types/tensor.js"
import { type Part, partOf } from "../nn/part.js"
import { nextKey } from "./generator.js"
import { Module } from "./module.js"

/** The core's layer of a module. */
export const core: unique symbol = Symbol("core")

/** A module as a layer: it holds its parameters itself. */
export abstract class LayerModule<F extends Fn> extends Module {
  declare readonly [fn]: Layer<F, NoParams>[typeof fn]

  /** The core's layer, in the terms of its own parameters: `this` is a record of them. */
  abstract readonly [core]: Part
}

/** One with parameters, or made of such. */
export abstract class ParametricModule<F extends Fn> extends LayerModule<F> {
  forward<X extends Taking<F>>(x: Ok<Refused<F, X["shape"]>, X>): Tensor<Out<Call<F, Entering<F, X["shape"]>>>> {
    return this[core].apply(this, x) as never
  }
}

/** One that is an operation of the core. */
export abstract class OperationModule<Op extends string, T extends Takes, F extends Fn> extends LayerModule<F> {
  readonly [core]: Part

  constructor(operation: (x: never) => unknown) {
    super()
    this[core] = partOf("a module", operation, 0)
  }

  forward<S extends Shape, D extends DType>(
    x: Ok<DTypeFault<T, Op, D>, Ok<Refused<F, S>, Tensor<S, D>>>,
  ): Tensor<Out<Call<F, S>>, D> {
    return this[core].apply({}, x) as never
  }
}

/** The parameters that a layer of the core begins with, drawn from the global generator. */
export const drawn = (layer: Part): Readonly<Record<string, AnyTensor>> =>
  layer.init(nextKey()) as Readonly<Record<string, AnyTensor>>
