/** @file The types of `jacobian` and `hessian`: shapes beside each other, trees of trees. */
import type { DType, FloatDType } from "./dtype.js"
import type { ScalarResult } from "./grad.js"
import type { AnyTensor, Shape, Tensor } from "./tensor.js"
import type { AnyFunction, ArgsOf, ResultOf } from "./traceable.js"

/** `jacobian(f, { mode })`: [...value, ...argument] for each leaf of the value and of the first argument. */
export type JacobianOp = <F extends AnyFunction>(
  f: F,
  options?: { readonly mode?: "forward" | "reverse" },
) => (...args: ArgsOf<F>) => Blocks<ResultOf<F>, ArgsOf<F>[0]>

/** `hessian(f)`: [...argument, ...argument] for each pair of leaves of the first argument. */
export type HessianOp = <P, R extends readonly unknown[], S extends Shape, D extends FloatDType>(
  f: (params: P, ...rest: R) => ScalarResult<S, D, "hessian">,
) => (params: P, ...rest: R) => Blocks<P, P>

/** A tree like the value, of trees like the argument. */
export type Blocks<O, P> = O extends AnyTensor
  ? BlocksOf<O["shape"], O["dtype"], P>
  : { readonly [K in keyof O]: Blocks<O[K], P> }

// internal

type BlocksOf<S extends Shape, D extends DType, P> = P extends AnyTensor
  ? Tensor<Joined<S, P["shape"]>, D>
  : { readonly [K in keyof P]: BlocksOf<S, D, P[K]> }

/** Of unknown rank if either is. */
type Joined<S extends Shape, T extends Shape> = number extends S["length"] | T["length"] ? number[] : [...S, ...T]
