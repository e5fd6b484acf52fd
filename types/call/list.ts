/** @file Lists of tensors as one argument: their shapes, their dtype, and the tensor at fault. */
import type { Refusal } from "../agree.js"
import type { DType, Promote } from "../dtype.js"
import type { AnyTensor, Shape } from "../tensor.js"
import type { Like } from "./subject.js"

export type Tensors = readonly AnyTensor[]

export type ShapesOf<T> = T extends readonly Like[]
  ? { [I in keyof T]: T[I] extends Like ? T[I]["shape"] : never }
  : readonly Shape[]

/** All promoted to one. */
export type DTypeOf<T> = T extends readonly [infer First extends Like, ...infer Rest]
  ? Promoted<Rest, First["dtype"]>
  : T extends readonly Like[]
    ? T[number]["dtype"]
    : DType

/** The list, or what is expected where it is at fault: a sentence in place of the list or of one tensor. */
export type Checked<T, Fault> = [Fault] extends [string]
  ? Fault
  : [Fault] extends [Refusal]
    ? { readonly [I in keyof T]: I extends Fault["at"] ? Fault["says"] : T[I] }
    : T

// internal

type Promoted<T, D extends DType> = T extends readonly [infer Head extends Like, ...infer Tail]
  ? Promoted<Tail, Promote<D, Head["dtype"]>>
  : D
