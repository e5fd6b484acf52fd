/** @file The call form of bounds for each element, numbers or tensors. */
import type { Broadcast, BroadcastFault } from "../broadcast.js"
import type { Fn, Gives, Operation } from "../fn.js"
import type { Ok } from "../shape.js"
import type { DTypeFault } from "../takes.js"
import type { AnyTensor, Shape, Tensor } from "../tensor.js"
import type { CommonDType, Operand, OperandShape } from "./binary.js"
import type { Before, Early, Input, Late, NoStep, Step } from "./subject.js"

export interface Bounds {
  readonly min?: Operand | undefined
  readonly max?: Operand | undefined
}

type Entry<O, Key extends keyof Bounds> = O extends { readonly [K in Key]: infer B } ? (B extends undefined ? 0 : B) : 0

type WithMin<S extends Shape, O> = Broadcast<S, OperandShape<Entry<O, "min">>>

/** The bounds grow with the elements, and the elements with the bounds. */
type Clamped<S extends Shape, O> = Broadcast<WithMin<S, O>, OperandShape<Entry<O, "max">>>

type ClampedDType<X, O> = CommonDType<Tensor<[], CommonDType<X, Entry<O, "min">>>, Entry<O, "max">>

type MinFault<S extends Shape, O> = BroadcastFault<S, OperandShape<Entry<O, "min">>, "clamp">
type MaxFault<S extends Shape, O> = BroadcastFault<WithMin<S, O>, OperandShape<Entry<O, "max">>, "clamp">

/** A sentence in the place of the bound at fault. */
type Blamed<Key extends keyof Bounds, Fault> = [Fault] extends [string] ? { readonly [K in Key]: Fault } : unknown

type ClampFault<S extends Shape, O> = Ok<MinFault<S, O>, MaxFault<S, O>>

export interface ClampFn<O> extends Fn {
  readonly out: this["in"] extends infer S extends Shape
    ? Ok<ClampFault<S, O>, Gives<ClampedDType<Tensor<[]>, O>, Clamped<S, O>>>
    : never
}

/** The data-last form: the bounds are given, the tensor comes. */
export interface Clamping<O, C extends Step = NoStep> extends Operation<ClampFn<O>> {
  <X extends AnyTensor>(
    x: Ok<DTypeFault<"number", "clamp", ClampedDType<X, O>>, Ok<Late<C, ClampFault<X["shape"], O>>, X>> & Before<C>,
  ): Tensor<Clamped<Input<C, X["shape"]>, O>, ClampedDType<X, O>>
}

/** `clamp(bounds)` and `clamp(x, bounds)`. */
export interface ClampOp {
  <const O extends Bounds, C extends Shape = never>(
    bounds: O & Known<O> & Blamed<"min", Early<C, MinFault<C, O>>> & Blamed<"max", Early<C, MaxFault<C, O>>>,
  ): Clamping<O, [C]>
  <X extends AnyTensor, const O extends Bounds>(
    x: Ok<DTypeFault<"number", "clamp", ClampedDType<X, O>>, X>,
    bounds: O & Known<O> & Blamed<"min", MinFault<X["shape"], O>> & Blamed<"max", MaxFault<X["shape"], O>>,
  ): Tensor<Clamped<X["shape"], O>, ClampedDType<X, O>>
}

// internal

/** No other option is known. */
type Known<O> = { readonly [K in Exclude<keyof O, keyof Bounds>]: never }
