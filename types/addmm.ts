/** @file Matrix products with something added, which broadcasts to the product. */
import type { BroadcastToFault } from "./broadcast.js"
import type { AddmmMessage } from "./linear-algebra-messages.js"
import type { Matmul, MatmulFault } from "./matmul.js"
import type { Shape } from "./tensor.js"

export interface AddmmOptions {
  /** What the product is multiplied by; 1 unless given. */
  readonly alpha?: number
  /** What the added tensor is multiplied by; 1 unless given. With 0 it is not read. */
  readonly beta?: number
}

/** A message when `C` does not broadcast to a product that is as it should be, else `unknown`. */
export type AddmmFault<C extends Shape, A extends Shape, B extends Shape> =
  MatmulFault<A, B> extends string
    ? unknown
    : BroadcastToFault<C, Matmul<A, B>> extends string
      ? AddmmMessage<C, Matmul<A, B>>
      : unknown
