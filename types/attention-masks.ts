/**
 * @file The masks of PyTorch's layers of attention: of weights, [L, S] or [N · heads, L, S], and of keys, [N, S].
 * What a mask is called differs from layer to layer.
 */
import type { Weights } from "./attention.js"
import type { BesideMessage } from "./layer-messages.js"
import type { Agree } from "./loss.js"
import type { Mul, Product } from "./nat.js"
import type { Show } from "./shape.js"
import type { Shape, Tensor } from "./tensor.js"
import type { Blame } from "./window.js"

/** A bool hides where it is true, as PyTorch's layers have it; a float is added to the products. */
export type AttentionMask = Tensor<Shape, "bool" | "float32">

/** Blame on a mask of weights, of queries `Q` and keys `K`, that doesn't fit, else `unknown`. */
export type WeightsMaskFault<
  Op extends string,
  Name extends string,
  O,
  Q extends Shape,
  K extends Shape,
  H extends number,
> =
  ShapeIn<O, Name> extends infer M extends Shape
    ? Weights<Q, K> extends readonly [...infer B extends Shape, infer L extends number, infer S extends number]
      ? WeightsFault<Op, Name, M, [L, S], [Mul<Product<B>, H>, L, S]>
      : unknown
    : unknown

/** Blame on a mask of keys that doesn't fit, else `unknown`. */
export type KeysMaskFault<Op extends string, Name extends string, O, Q extends Shape, K extends Shape> =
  ShapeIn<O, Name> extends infer M extends Shape
    ? Weights<Q, K> extends readonly [...infer B extends Shape, infer _L, infer S extends number]
      ? [number] extends [M["length"]]
        ? unknown
        : Agree<M, [...B, S]> extends true
          ? unknown
          : Blame<Name, BesideMessage<Op, Name, M, Show<[...B, S]>>>
      : unknown
    : unknown

/** The first that is no `unknown`. */
export type FirstBlame<Faults extends readonly unknown[]> = Faults extends readonly [infer Head, ...infer Tail]
  ? [Head] extends [Blame<string, string>]
    ? Head
    : FirstBlame<Tail>
  : unknown

// internal

type ShapeIn<O, Name extends string> = Name extends keyof O
  ? O[Name] extends { readonly shape: infer M extends Shape }
    ? M
    : undefined
  : undefined

type WeightsFault<Op extends string, Name extends string, M extends Shape, All extends Shape, Each extends Shape> = [
  number,
] extends [M["length"]]
  ? unknown
  : true extends Agree<M, All> | Agree<M, Each>
    ? unknown
    : Blame<Name, BesideMessage<Op, Name, M, `${Show<All>} or ${Show<Each>}`>>
