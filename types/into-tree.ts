/** @file Named tensors of a file brought into a tree: names of leaves as PyTorch writes them, and what doesn't fit. */
import type { BindTree, Checked, Fault, KeysOf, NoBindings } from "./bind.js"
import type { DType } from "./dtype.js"
import type { ExtraTensorMessage, MissingTensorMessage } from "./io-messages.js"
import type { AnyTensor, Shape, Tensor } from "./tensor.js"
import type { Spec } from "./tree.js"

/** `runningMean` is `running_mean`: a capital letter behind a small one or a digit. */
export type TorchName<S extends string, Done extends string = "", Behind extends boolean = false> = S extends ""
  ? Done
  : S extends `${infer C}${infer R}`
    ? Behind extends true
      ? C extends Capital
        ? TorchName<R, `${Done}_${Lowercase<C>}`>
        : TorchName<R, `${Done}${C}`, C extends Small ? true : false>
      : TorchName<R, `${Done}${C}`, C extends Small ? true : false>
    : string

/** The leaves of a tree by their names in a file: `{ "0.weight": Spec<[3, 2], "float32"> }`. */
export type NamedSpecs<T> = { [L in LeafOf<T, ""> as NameOf<L>]: SpecOf<L> }

/** The tree with a tensor for each spec. A tree of tensors stands for itself. */
export type Loaded<T> = T extends AnyTensor
  ? T
  : T extends Spec<infer S, infer D>
    ? Tensor<S, D>
    : { readonly [K in keyof T]: Loaded<T[K]> }

export interface IntoTreeOptions {
  /** From the path of a leaf, its keys with dots between them, to its name in the file. */
  readonly names?: (path: string) => string
  /** Whether tensors of the file that have no place in the tree are an error; unless false, they are. */
  readonly strict?: boolean
}

/** `intoTree(tree, tensors)`: what doesn't fit is a sentence as the expected type of the tensor at fault. */
export interface IntoTreeOp {
  <const T, N extends Tensors<N>>(tree: T, tensors: Checked<N, BindNamed<NamedSpecs<T>, N>>): Loaded<T>
  <const T>(tree: T, tensors: NamedTensors, options: IntoTreeOptions): Loaded<T>
}

/** `namedTensors(params, state)`. */
export type NamedTensorsOp = <T extends readonly unknown[]>(
  ...trees: T
) => { readonly [L in LeafOf<T[number], ""> as NameOf<L>]: TensorOf<SpecOf<L>> }

/** Interfaces have no index signature. */
type Tensors<N> = { readonly [K in keyof N]: AnyTensor }

export type NamedTensors = { readonly [name: string]: AnyTensor }

export interface AnyModel {
  readonly spec: unknown
  readonly state?: unknown
}

/** A model's two trees. */
export interface LoadedModel<M extends AnyModel> {
  readonly params: Loaded<M["spec"]>
  readonly state: M extends { readonly state: infer S } ? Loaded<S> : Stateless
}

export interface IntoModelOp {
  <M extends AnyModel, N extends Tensors<N>>(
    model: M,
    tensors: Checked<N, BindNamed<NamedSpecs<M["spec"]> & NamedSpecs<StateOf<M>>, N>>,
  ): LoadedModel<M>
  <M extends AnyModel>(model: M, tensors: NamedTensors, options: IntoTreeOptions): LoadedModel<M>
}

/** What PyTorch counts and nothing reads: no model here has it, and no file has to. */
export type Uncounted = "num_batches_tracked" | `${string}.num_batches_tracked`

export type BindNamed<W, N> = string extends keyof N | keyof W
  ? NoBindings
  : [Exclude<keyof W, keyof N>] extends [never]
    ? [Exclude<keyof N, keyof W | Uncounted>] extends [never]
      ? BindTree<W, Pick<N, keyof W & keyof N>, [], NoBindings>
      : FirstOf<Exclude<keyof N & string, keyof W | Uncounted>> extends infer K extends string
        ? Fault<[K], ExtraTensorMessage<K>>
        : never
    : Fault<[], MissingTensorMessage<FirstOf<Exclude<keyof W & string, keyof N>>>>

// internal

type Chars<S extends string, U = never> = S extends `${infer C}${infer R}` ? Chars<R, U | C> : U
type Small = Chars<"abcdefghijklmnopqrstuvwxyz0123456789">
type Capital = Chars<"ABCDEFGHIJKLMNOPQRSTUVWXYZ">

interface Leaf<N extends string, S extends Spec> {
  readonly name: N
  readonly spec: S
}

type LeafOf<T, P extends string> = 0 extends 1 & T
  ? Leaf<string, Spec>
  : T extends { readonly shape: infer S extends Shape; readonly dtype: infer D extends DType }
    ? Leaf<P, Spec<S, D>>
    : T extends readonly unknown[]
      ? number extends T["length"]
        ? Leaf<string, Spec>
        : { [K in keyof T]: LeafOf<T[K], Join<P, K & string>> }[number]
      : { [K in keyof T & string]: LeafOf<T[K], Join<P, TorchName<K>>> }[keyof T & string]

type Join<P extends string, K extends string> = P extends "" ? K : `${P}.${K}`

type FirstOf<U extends string> = KeysOf<U> extends readonly [infer K extends string, ...string[]] ? K : never

// through inference: TypeScript can't compare what it has to recurse for with a constraint
type NameOf<L> = L extends Leaf<infer N, Spec> ? N : never
type SpecOf<L> = L extends Leaf<string, infer S> ? S : never

type Stateless = Readonly<Record<never, never>>

type TensorOf<S> = S extends Spec<infer X, infer D> ? Tensor<X, D> : never

type StateOf<M> = M extends { readonly state: infer S } ? S : Stateless
