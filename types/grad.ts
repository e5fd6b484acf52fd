/**
 * @file The types of `grad` and `valueAndGrad`: functions of a tree of parameters, differentiated with respect to it.
 */
import type { FloatDType } from "./dtype.js"
import type { Show } from "./shape.js"
import type { Shape, Tensor } from "./tensor.js"

/** `grad(f)(params, ...rest)` gives a tree like `params`. */
export type GradOp = <P, R extends readonly unknown[], S extends Shape, D extends FloatDType>(
  f: (params: P, ...rest: R) => ScalarResult<S, D, "grad">,
) => (params: P, ...rest: R) => P

/**
 * `valueAndGrad(f)(params, ...rest)` gives the loss and a tree like `params`; with `{ aux: true }`, of a function that
 * gives `[loss, aux]`, also what it gives beside the loss.
 */
export interface ValueAndGradOp {
  <P, R extends readonly unknown[], S extends Shape, D extends FloatDType>(
    f: (params: P, ...rest: R) => ScalarResult<S, D, "valueAndGrad">,
  ): (params: P, ...rest: R) => [loss: Tensor<[], D>, gradients: P]
  <P, R extends readonly unknown[], S extends Shape, D extends FloatDType, A>(
    f: (params: P, ...rest: R) => readonly [loss: ScalarResult<S, D, "valueAndGrad">, aux: A],
    options: { readonly aux: true },
  ): (params: P, ...rest: R) => [loss: Tensor<[], D>, gradients: P, aux: A]
}

/** What a differentiated function may return: a scalar, or the sentence that says it didn't. */
export type ScalarResult<S extends Shape, D extends FloatDType, Op extends string> = S extends readonly []
  ? Tensor<S, D>
  : number extends S["length"]
    ? Tensor<S, D>
    : NotScalar<Op, S>

export type NotScalar<Op extends string, S extends Shape> = `${Op}: the function must return a scalar, got ${Show<S>}`
