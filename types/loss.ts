/**
 * @file Losses over classes: on axis 1, or on axis 0 of a vector; the other axes are those of a target of class
 * indices.
 */
import type { Unify } from "./dim.js"
import type { ProbabilitiesMessage, SameTargetMessage, TargetMessage, WeightMessage } from "./loss-messages.js"
import type { Dim, Shape } from "./tensor.js"

export type Reduction = "mean" | "sum" | "none"

/** The shape of the class indices that belong to scores of shape `S`. */
export type Target<S extends Shape> = S extends readonly [infer N extends Dim, infer _C, ...infer Rest extends Shape]
  ? [N, ...Rest]
  : number extends S["length"]
    ? number[]
    : []

/** A message when the indices don't belong to the scores, else `unknown`. */
export type TargetFault<Op extends string, S extends Shape, T extends Shape> = [number] extends [
  S["length"] | T["length"],
]
  ? unknown
  : Agree<Target<S>, T> extends true
    ? unknown
    : TargetMessage<Op, S, Target<S>, T>

/** A message when there is not one probability for each score, else `unknown`. */
export type ProbabilitiesFault<S extends Shape, T extends Shape> = [number] extends [S["length"] | T["length"]]
  ? unknown
  : Agree<S, T> extends true
    ? unknown
    : ProbabilitiesMessage<S, T>

/** A message when the lists of indices are not as long as there are classes, else `unknown`. */
export type ListsFault<Op extends string, S extends Shape, T extends Shape> = [number] extends [
  S["length"] | T["length"],
]
  ? unknown
  : Agree<S, T> extends true
    ? unknown
    : SameTargetMessage<Op, S, T>

/** A message when there is not one weight for each class, else `unknown`. */
export type WeightFault<Op extends string, S extends Shape, W extends Shape> = [number] extends [
  S["length"] | W["length"],
]
  ? unknown
  : Agree<[Classes<S>], W> extends true
    ? unknown
    : WeightMessage<Op, W, Classes<S>>

/** The loss of each element, or one number. */
export type Loss<S extends Shape, R> = R extends "none" ? Target<S> : []

/** Whether two shapes may be equal. */
export type Agree<A extends Shape, B extends Shape> = A extends readonly [infer X, ...infer RestA extends Shape]
  ? B extends readonly [infer Y, ...infer RestB extends Shape]
    ? Unify<X, Y> extends true
      ? Agree<RestA, RestB>
      : false
    : false
  : B extends readonly []
    ? true
    : false

// internal

type Classes<S extends Shape> = S extends readonly [infer _N, infer C extends Dim, ...infer _Rest]
  ? C
  : S extends readonly [infer C extends Dim]
    ? C
    : number
