/** @file Growth of axes of size 1, where -1 keeps an axis as it is. */
import type { BroadcastToFault } from "./broadcast.js"
import type { ExpandMessage } from "./movement-messages.js"
import type { Dim, Shape } from "./tensor.js"

export type Expand<S extends Shape, T extends readonly number[]> = S extends unknown ? Expanded<S, T> : never

type Expanded<S extends Shape, T extends readonly number[]> = number extends S["length"] | T["length"]
  ? number[]
  : Align<S, T>

/** A message when an axis of another size than 1 would change, else `unknown`. */
export type ExpandFault<S extends Shape, T extends readonly number[]> = [number] extends [S["length"] | T["length"]]
  ? unknown
  : Align<S, T> extends infer R extends Shape
    ? -1 extends R[number]
      ? number extends R[number]
        ? unknown
        : ExpandMessage<S, T>
      : BroadcastToFault<S, R> extends string
        ? ExpandMessage<S, T>
        : unknown
    : unknown

// internal

/** From the end: -1 is the dim that stands there. What is in front of the shape keeps its -1, which is a fault. */
type Align<S extends Shape, T extends Shape, Done extends Shape = []> = T extends readonly [
  ...infer RestT extends Shape,
  infer Y extends Dim,
]
  ? S extends readonly [...infer RestS extends Shape, infer X extends Dim]
    ? Align<RestS, RestT, [[Y] extends [-1] ? X : Y, ...Done]>
    : [...T, ...Done]
  : Done
