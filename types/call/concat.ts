/** @file The call forms of joining tensors along an axis they have, and along a new one. */
import type { Axis } from "../axis.js"
import type { Concat, ConcatFault } from "../concat.js"
import type { NewAxis } from "../squeeze.js"
import type { Stack, StackFault } from "../stack.js"
import type { Tensor } from "../tensor.js"
import type { Checked, DTypeOf, ShapesOf, Tensors } from "./list.js"
import type { Like } from "./subject.js"

/** The data-last form: its tensors come as one list. */
export type Concatenating<A> = <const T extends Tensors>(
  tensors: Checked<T, ConcatFault<ShapesOf<T>, A>>,
) => Tensor<Concat<ShapesOf<T>, A>, DTypeOf<T>>

/** `concat(tensors)`, `concat(tensors, dim)`, `concat(dim)`: one signature, so that a mistake has one reason. */
export type ConcatOp = <const X extends Tensors | number, const A extends AxisOfFirst<X> | undefined = undefined>(
  tensors: Checked<X, ListFault<X, Zero<A>>>,
  dim?: A,
) => X extends number ? Concatenating<X> : Tensor<Concat<ShapesOf<X>, Zero<A>>, DTypeOf<X>>

export type Stacking<A> = <const T extends Tensors>(
  tensors: Checked<T, StackFault<ShapesOf<T>, A>>,
) => Tensor<Stack<ShapesOf<T>, A>, DTypeOf<T>>

export type StackOp = <const X extends Tensors | number, const A extends NewAxisOfFirst<X> | undefined = undefined>(
  tensors: Checked<X, StackListFault<X, Zero<A>>>,
  dim?: A,
) => X extends number ? Stacking<X> : Tensor<Stack<ShapesOf<X>, Zero<A>>, DTypeOf<X>>

// internal

type Zero<A> = [A] extends [undefined] ? 0 : A

type AxisOfFirst<X> = X extends readonly [infer First extends Like, ...unknown[]]
  ? Axis<First["shape"]>
  : X extends readonly Like[]
    ? Axis<X[number]["shape"]>
    : undefined

type NewAxisOfFirst<X> = X extends readonly [infer First extends Like, ...unknown[]]
  ? NewAxis<First["shape"]>
  : X extends readonly Like[]
    ? number
    : undefined

type ListFault<X, A> = X extends readonly Like[] ? ConcatFault<ShapesOf<X>, A> : unknown

type StackListFault<X, A> = X extends readonly Like[] ? StackFault<ShapesOf<X>, A> : unknown
