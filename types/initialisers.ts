/** @file How parameters start: functions of a key and a shape, and layers whose parameters start otherwise. */
import type { AnyLayer, ParamsOf } from "./fn.js"
import type { Key } from "./key.js"
import type { AnyTensor, Tensor } from "./tensor.js"

/** What starts a parameter: any function of a key and its shape. */
export type Initialiser = (key: Key, shape: number[]) => AnyTensor

export interface KaimingOptions {
  /** Whose variance is kept: that of inputs (unless given), or of gradients. */
  readonly mode?: "fanIn" | "fanOut"
  /** What follows the layer; "leakyRelu" unless given, of slope `a`. */
  readonly nonlinearity?: Nonlinearity
  /** The slope of "leakyRelu" below 0; 0 unless given, which is relu. */
  readonly a?: number
}

export type Nonlinearity = "linear" | "sigmoid" | "tanh" | "relu" | "leakyRelu" | "selu"

export interface GainOptions {
  /** The factor of the deviation; 1 unless given. */
  readonly gain?: number
}

export interface TruncNormalOptions {
  /** 0 unless given. */
  readonly mean?: number
  /** 1 unless given. */
  readonly std?: number
  /** The least value; -2 unless given. */
  readonly a?: number
  /** The largest value; 2 unless given. */
  readonly b?: number
}

/** `kaimingUniform(key, shape, options)` and its kin */
export type InitialiserOp<O> = <const S extends number[]>(key: Key, shape: readonly [...S], options?: O) => Tensor<S>

/** `withInit(layer, { weight: orthogonal })` */
export type WithInitOp = <L extends AnyLayer>(
  layer: L,
  initialisers: { readonly [K in keyof ParamsOf<L>]?: Initialiser },
) => L
