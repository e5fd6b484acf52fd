/** @file Tensors read out: the types of nested arrays, typed arrays and single values. */
import type { DType } from "./dtype.js"
import type { ItemMessage } from "./messages.js"
import type { Ok } from "./shape.js"
import type { AnyTensor, Shape } from "./tensor.js"

/** One element as JavaScript holds it. */
export type Element<D extends DType> = D extends "bool" ? boolean : number

/** As many arrays in each other as the shape has dims; of unknown depth where the rank is unknown. */
export type NestedArray<S extends Shape, D extends DType> = number extends S["length"]
  ? UnknownDepth<Element<D>>
  : S extends readonly [unknown, ...infer R extends Shape]
    ? NestedArray<R, D>[]
    : Element<D>

export type UnknownDepth<E> = E | UnknownDepth<E>[]

export interface DataArrays {
  float32: Float32Array
  float64: Float64Array
  int32: Int32Array
  bool: Uint8Array
}

/** `toArray(x)`. */
export type ToArrayOp = <X extends AnyTensor>(x: X) => NestedArray<X["shape"], X["dtype"]>

/** `data(x)`. */
export type DataOp = <X extends AnyTensor>(x: X) => DataArrays[X["dtype"]]

/** `item(x)`. */
export type ItemOp = <X extends AnyTensor>(x: Ok<ItemFault<X["shape"]>, X>) => Element<X["dtype"]>

/** The message where a dim is known not to be 1, else `unknown`. */
export type ItemFault<S extends Shape> = number extends S["length"] | S[number]
  ? unknown
  : [Exclude<S[number], 1 | string>] extends [never]
    ? unknown
    : ItemMessage<S>
