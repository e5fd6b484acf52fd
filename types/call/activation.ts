/**
 * @file The call forms of elementwise operations of one tensor that take options, or a number or two; all are layers.
 */
import type { IdentityFn, Operation } from "../fn.js"
import type { Ok } from "../shape.js"
import type { Takes } from "../takes.js"
import type { AnyTensor, Tensor } from "../tensor.js"
import type { Called, DTypeOf, IfTensor, Like, ShapeOf, SubjectFault } from "./subject.js"
import type { UnaryOp } from "./unary.js"

/**
 * `op(x)`, `op(x, options)`, `op(options)`. One signature, so that a mistake has one reason and `pipe(x, op)` keeps the
 * shape. `O` is an object of options, or a number.
 */
export interface ConfigurableOp<Op extends string, T extends Takes, O> extends Operation<IdentityFn> {
  <const X extends AnyTensor | O>(
    x: Ok<Ok<SubjectFault<T, Op, X>, OptionFault<Op, X, O>>, X>,
    options?: IfTensor<X, O, never>,
  ): Called<X, Tensor<ShapeOf<X>, DTypeOf<X>>, UnaryOp<Op, T>>
}

/**
 * A message when there are other options than those known, else `unknown`; TypeScript itself finds it if there is no
 * known one.
 */
type OptionFault<Op extends string, X, O> = [X] extends [Like | number]
  ? unknown
  : [Exclude<keyof X, keyof O>] extends [never]
    ? unknown
    : `${Op}: unknown option ${Exclude<keyof X, keyof O> & string}`

export interface RoundOptions {
  /** How many digits after the point stay; 0 unless given, tens and hundreds below 0. */
  readonly decimals?: number
}

export interface AlphaOptions {
  /** What large negative elements tend to is -alpha; 1 unless given. */
  readonly alpha?: number
}

export interface GeluOptions {
  /** The exact function ("none", unless given), or the approximation by tanh that older models were trained with. */
  readonly approximate?: "none" | "tanh"
}

export interface SoftplusOptions {
  /** How sharp the bend is; 1 unless given. */
  readonly beta?: number
  /** Where beta times an element is above, the element itself is the result; 20 unless given. */
  readonly threshold?: number
}

export interface HardtanhOptions {
  /** -1 unless given. */
  readonly minVal?: number
  /** 1 unless given. */
  readonly maxVal?: number
}

export interface ShrinkOptions {
  /** Elements of this size and below become 0; 0.5 unless given. */
  readonly lambda?: number
}

export interface LogitOptions {
  /** Elements are first brought between eps and 1 - eps. */
  readonly eps?: number
}

/** `threshold(x, bound, value)` and `threshold(bound, value)`. */
export interface ThresholdOp {
  (bound: number, value: number): UnaryOp<"threshold", "number">
  <X extends AnyTensor>(
    x: Ok<SubjectFault<"number", "threshold", X>, X>,
    bound: number,
    value: number,
  ): Tensor<X["shape"], X["dtype"]>
}
