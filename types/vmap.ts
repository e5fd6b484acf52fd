/**
 * @file The types of `vmap`. The mapped axis is a named dim of what a mapped function takes and gives, bound to its
 * size where it is called, as named dims of compiled functions are: sizes that differ are found by the same walk.
 */
import type { Axis, Norm } from "./axis.js"
import type { BindTree, Blame, Fault, NoBindings, Substitute } from "./bind.js"
import type { AnyTensor, Dim, Shape, Tensor } from "./tensor.js"
import type { AnyFunction, ArgsOf, ResultOf, Transformed } from "./traceable.js"
import type { Spec, Untyped } from "./tree.js"

/** `vmap(f)` or `vmap(f, { in, out })`. */
export interface VmapOp {
  <F extends AnyFunction>(f: F): Mapped<ArgsOf<F>, ResultOf<F>, 0, 0, NameFor<F>>
  <F extends AnyFunction, const P extends MapOptions>(
    f: F,
    options: CheckedOptions<P, ArgsOf<F>, ResultOf<F>>,
  ): Mapped<ArgsOf<F>, ResultOf<F>, In<P>, Out<P>, NameFor<F>>
}

/** A function over one more axis, named `N` until a call says how long it is. */
export interface Mapped<A extends readonly unknown[], O, I, U, N extends string>
  extends Transformed<TracedArgs<SpecsIn<A, I, N>>, TreeWith<O, U, N>> {
  <X extends Loose<A, I, N> & readonly unknown[]>(
    ...args: { [K in keyof X]: CheckedArg<X[K], K, BindArgs<SpecsIn<A, I, N>, X>> }
  ): MappedResult<TreeWith<O, U, N>, BindArgs<SpecsIn<A, I, N>, X>, N>
  readonly [name]: N
}

export type NothingMapped = "vmap: no argument is mapped"

// internal

declare const name: unique symbol

interface MapOptions {
  /** An axis of each argument; null for one that is the same for all. */
  readonly in?: number | readonly (number | null)[]
  readonly out?: number
}

type CheckedOptions<P, A extends readonly unknown[], O> = {
  readonly [K in keyof P]: K extends "in" ? OkAxes<P[K], A> : K extends "out" ? OkAxis<P[K], AxisOf<O>> : P[K]
}

type OkAxes<I, A extends readonly unknown[]> = I extends readonly unknown[]
  ? { readonly [K in keyof I]: OkAxis<I[K], AxisOf<A[K & keyof A]> | null> }
  : A extends readonly [infer Only]
    ? OkAxis<I, AxisOf<Only>>
    : I

/** An axis that is not known passes. */
type OkAxis<I, Valid> = number extends I ? I : [I] extends [Valid] ? I : Valid

type In<P> = P extends { readonly in: infer I } ? I : 0
type Out<P> = P extends { readonly out: infer U } ? U : 0

/** The axes of a tensor that has one more; of a tree, any number. */
type AxisOf<T> = T extends AnyTensor ? Axis<OneMore<T["shape"]>> : number

type OneMore<S extends Shape> = [...S, 0]

/** Under a function that is mapped already, another name. */
type NameFor<F> = F extends { readonly [name]: infer N extends string } ? `${N} of vmap` : "mapped axis"

type SpecsIn<A extends readonly unknown[], I, N extends string> = {
  [K in keyof A]: SpecsWith<A[K], I extends readonly unknown[] ? I[K & keyof I] : I, N>
}

/** The specs of a tree with the axis in each leaf; null: as they are. */
type SpecsWith<P, Axis, N extends string> = P extends AnyTensor
  ? Spec<Axis extends null ? P["shape"] : Insert<P["shape"], Axis, N>, P["dtype"]>
  : { readonly [K in keyof P]: SpecsWith<P[K], Axis, N> }

type TreeWith<O, Axis, N extends string> = O extends AnyTensor
  ? Tensor<Insert<O["shape"], Axis, N>, O["dtype"]>
  : { readonly [K in keyof O]: TreeWith<O[K], Axis, N> }

type Insert<S extends Shape, Axis, N extends Dim> = number extends Axis
  ? number[]
  : number extends S["length"]
    ? Axis extends 0
      ? [N, ...number[]]
      : number[]
    : Axis extends 0
      ? [N, ...S]
      : InsertAt<S, Norm<Axis, [...S, 0]["length"]>, N>

type InsertAt<S extends Shape, At, N extends Dim, Done extends Dim[] = []> = Done["length"] extends At
  ? [...Done, N, ...S]
  : S extends readonly [infer H extends Dim, ...infer R extends Shape]
    ? InsertAt<R, At, N, [...Done, H]>
    : number[]

type TracedArgs<T extends readonly unknown[]> = { [K in keyof T]: TracedTree<T[K]> }

type TracedTree<T> = T extends Spec<infer S, infer D> ? Tensor<S, D> : { readonly [K in keyof T]: TracedTree<T[K]> }

/** Tensors in the places of the arguments' tensors, whatever their shapes. */
type Loose<A extends readonly unknown[], I, N extends string> = {
  readonly [K in keyof A]: Untyped<SpecsWith<A[K], I extends readonly unknown[] ? I[K & keyof I] : I, N>>
}

/** The sizes that the arguments bind, or the first fault. */
type BindArgs<
  T extends readonly unknown[],
  X extends readonly unknown[],
  At extends 0[] = [],
  B = NoBindings,
> = X extends readonly [infer XH, ...infer XR]
  ? T extends readonly [infer TH, ...infer TR]
    ? BindTree<TH, XH, [`argument ${At["length"]}`], B> extends infer R
      ? R extends Fault<readonly string[], string>
        ? R
        : BindArgs<TR, XR, [...At, 0], R>
      : never
    : B
  : B

/**
 * The argument, or its leaf at fault with the sentence. Without `infer`, generic code passes where nothing is known
 * yet.
 */
type CheckedArg<X, I, R> = [R] extends [Fault<readonly string[], string>] ? BlameArg<X, I, R> : X

type BlameArg<X, I, R> =
  R extends Fault<infer K, infer M>
    ? K extends readonly [`argument ${I & string}`, ...infer Rest extends readonly string[]]
      ? Blame<X, Rest, M>
      : X
    : X

/** A name that no argument binds has a size that is not known. */
type MappedResult<O, R, N extends string> =
  R extends Fault<readonly string[], string>
    ? // biome-ignore lint/suspicious/noExplicitAny: the type that no later line can complain about
      any
    : Substitute<O, N extends keyof R ? R : R & { readonly [K in N]: readonly [number, ""] }>
