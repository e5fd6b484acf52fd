/**
 * @file Named dims bound at a call: from a tree of specs and the tensors passed for it to the sizes of its names,
 * or to the first leaf that doesn't fit and the sentence that says why.
 */
import type { Known } from "./dim.js"
import type { DType } from "./dtype.js"
import type { BindingMessage } from "./messages.js"
import type { Dim, Shape, Tensor } from "./tensor.js"
import type { Spec, Traced, Untyped } from "./tree.js"
import type { LeafDimMessage, LeafDTypeMessage, LeafRankMessage, NoInputMessage } from "./tree-messages.js"

/** `compile(inputs, f)`: traces `f` once per binding of the named dims of `inputs`. */
export type CompileOp = <T, O>(inputs: T, f: (inputs: Traced<T>) => O) => Compiled<T, O>

/**
 * A traced function: it takes tensors that fit the specs `T`; names in its result become the sizes they are bound to.
 */
export interface Compiled<T, O> {
  // biome-ignore lint/style/useShorthandFunctionType: hovers print an interface's name, but an alias's whole content
  <A extends Untyped<T>>(inputs: Checked<A, Bind<T, A>>): Result<O, Bind<T, A>>
}

/** The sizes of the names in `T` as `{ batch: [32, "x"] }` with the leaf that set them, or the fault. */
export type Bind<T, A> = BindTree<T, A, [], NoBindings>

/** The arguments as they are, or with the sentence as the expected type of the leaf at fault. */
export type Checked<A, R> = R extends Fault<infer K, infer M> ? Blame<A, K, M> : A

/** A result with its names replaced by their sizes; `any` after an error, so that nothing cascades. */
// biome-ignore lint/suspicious/noExplicitAny: the type that no later line can complain about
export type Result<O, R> = R extends Fault<readonly string[], string> ? any : Substitute<O, R>

/** The keys as a tuple: in the order TypeScript keeps them, which is that of their declaration or of the alphabet. */
export type KeysOf<U extends string, R extends readonly string[] = []> = [U] extends [never]
  ? R
  : LastOf<U> extends infer L extends string
    ? KeysOf<Exclude<U, L>, [L, ...R]>
    : R

export interface Fault<K extends readonly string[], M extends string> {
  readonly at: readonly [...K]
  readonly says: M
  readonly fault: true
}

// biome-ignore lint/complexity/noBannedTypes: the record without keys
export type NoBindings = {}

export type With<B, N extends string, V> = { [K in keyof B | N]: K extends N ? V : B[K & keyof B] }

/** The path of a leaf as messages write it: `params[0].weight`. */
export type Path<K extends readonly string[], P extends string = ""> = K extends readonly [
  infer H extends string,
  ...infer R extends readonly string[],
]
  ? Path<R, H extends `${number}` ? `${P}[${H}]` : P extends "" ? H : `${P}.${H}`>
  : P extends ""
    ? "the input"
    : P

export type BindTree<T, A, K extends readonly string[], B> = 0 extends 1 & T
  ? B
  : T extends Spec<infer S, infer D>
    ? A extends Tensor<infer X, infer E>
      ? BindLeaf<S, D, X, E, K, B>
      : B
    : [NamesOf<T>] extends [never]
      ? A extends Traced<T>
        ? B
        : BindBranches<T, A, K, B>
      : BindBranches<T, A, K, B>

type BindBranches<T, A, K extends readonly string[], B> = T extends readonly unknown[]
  ? BindEach<T, A, IndicesOf<T>, K, B>
  : [Exclude<keyof A & string, keyof T>] extends [never]
    ? BindEach<T, A, KeysOf<keyof T & string>, K, B>
    : Excess<Exclude<keyof A & string, keyof T>, K>

type Excess<X extends string, K extends readonly string[]> = Fault<[...K, X], NoInputMessage<Path<[...K, X]>>>

type BindEach<T, A, L extends readonly string[], K extends readonly string[], B> = L extends readonly [
  infer H extends string,
  ...infer R extends readonly string[],
]
  ? BindTree<T[H & keyof T], A[H & keyof A], [...K, H], B> extends infer N
    ? N extends Fault<readonly string[], string>
      ? N
      : BindEach<T, A, R, K, N>
    : never
  : B

export type BindLeaf<
  S extends Shape,
  D extends DType,
  X extends Shape,
  E extends DType,
  K extends readonly string[],
  B,
> = true extends ([E] extends [D] ? true : false) | ([DType] extends [E] ? true : false)
  ? number extends X["length"]
    ? BindUnknown<S, K, B>
    : [X["length"]] extends [S["length"]]
      ? BindDims<S, X, S, X, K, B>
      : Fault<K, LeafRankMessage<Path<K>, X, S>>
  : Fault<K, LeafDTypeMessage<Path<K>, E, D>>

type BindDims<
  SR extends Shape,
  XR extends Shape,
  S extends Shape,
  X extends Shape,
  K extends readonly string[],
  B,
> = SR extends readonly [infer s extends Dim, ...infer ST extends Shape]
  ? XR extends readonly [infer x extends Dim, ...infer XT extends Shape]
    ? s extends string
      ? s extends keyof B
        ? B[s] extends readonly [infer v extends Dim, infer from extends string]
          ? Known<v> extends true
            ? Known<x> extends true
              ? [x] extends [v]
                ? BindDims<ST, XT, S, X, K, B>
                : Fault<K, BindingMessage<s, v, from, x, Path<K>>>
              : BindDims<ST, XT, S, X, K, B>
            : BindDims<ST, XT, S, X, K, With<B, s, readonly [x, Path<K>]>>
          : never
        : BindDims<ST, XT, S, X, K, With<B, s, readonly [x, Path<K>]>>
      : [Known<s>, Known<x>] extends [true, true]
        ? [x] extends [s]
          ? BindDims<ST, XT, S, X, K, B>
          : Fault<K, LeafDimMessage<Path<K>, X, S, Done<S, ST>, x, s>>
        : BindDims<ST, XT, S, X, K, B>
    : B
  : B

/** The position that is being looked at, when `R` is what remains of `S` after it. */
type Done<S extends Shape, R extends Shape> = S extends readonly [...infer P extends Shape, Dim, ...R]
  ? P["length"]
  : never

/** A tensor of unknown rank leaves the names of its spec unknown. */
type BindUnknown<S extends Shape, K extends readonly string[], B> = S extends readonly [
  infer s extends Dim,
  ...infer R extends Shape,
]
  ? BindUnknown<R, K, s extends string ? (s extends keyof B ? B : With<B, s, readonly [number, Path<K>]>) : B>
  : B

/** The names in a tree of specs or of tensors. */
export type NamesOf<T> = 0 extends 1 & T
  ? never
  : T extends { readonly shape: infer S extends Shape }
    ? Extract<S[number], string>
    : T extends readonly (infer E)[]
      ? NamesOf<E>
      : T extends object
        ? { [K in keyof T]: NamesOf<T[K]> }[keyof T]
        : never

export type Blame<A, K extends readonly string[], M> = K extends readonly [
  infer H,
  ...infer R extends readonly string[],
]
  ? { readonly [I in keyof A]: I extends H ? Blame<A[I], R, M> : A[I] }
  : M

export type Substitute<T, B> = [NamesOf<T>] extends [never]
  ? T
  : T extends Tensor<infer S, infer D>
    ? SubstituteShape<S, B> extends infer X extends Shape
      ? Tensor<X, D>
      : never
    : { readonly [K in keyof T]: Substitute<T[K], B> }

type SubstituteShape<S extends Shape, B> = { [I in keyof S]: SubstituteDim<S[I], B> }

type SubstituteDim<D, B> = D extends keyof B ? (B[D] extends readonly [infer v, string] ? v : D) : D

type IndicesOf<T extends readonly unknown[], R extends readonly string[] = []> = number extends T["length"]
  ? []
  : R["length"] extends T["length"]
    ? R
    : IndicesOf<T, [...R, `${R["length"]}`]>

type LastOf<U> = (U extends unknown ? (x: () => U) => void : never) extends (x: infer F) => void
  ? F extends () => infer L
    ? L
    : never
  : never
