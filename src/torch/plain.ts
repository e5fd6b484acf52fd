/**
 * @file The torch-style layers without parameters that are no activations: the identity, dropout, and dims joined and
 * taken apart.
 */
import type { FlattenFn, UnflattenFn } from "../../types/call/flatten.js"
import type { IdentityFn } from "../../types/fn.js"
import { flatten, unflatten } from "../api/flatten.js"
import { dropout } from "../nn/dropout.js"
import { DrawnModule, OperationModule } from "./layer-module.js"

/** Its argument, whatever it is. PyTorch: `torch.nn.Identity`. */
export class Identity extends OperationModule<"identity", "any", IdentityFn> {
  constructor() {
    super((x) => x)
  }
}

/**
 * In training, `train(x, { key })`, 0 with probability p (0.5), and what is left divided by 1 - p; else the identity.
 * Errors: RangeError for a probability outside of 0 to 1; TypeError without a key in training.
 * PyTorch: `torch.nn.Dropout`.
 */
export class Dropout extends DrawnModule<IdentityFn, true> {
  readonly p: number

  constructor(p = 0.5) {
    super(dropout(p))
    this.p = p
  }
}

/**
 * Joins the dims from `startDim` (1) to `endDim` (-1): [N, C, H, W] -> [N, C · H · W].
 * Errors: ShapeError for a dim out of range.
 * PyTorch: `torch.nn.Flatten`.
 * @example
 * ```ts
 * import * as torch from "tuplet/torch"
 * new torch.nn.Flatten().forward(torch.zeros([32, 3, 8, 8])).shape // [32, 192]
 * ```
 */
export class Flatten<const A extends number = 1, const B extends number = -1> extends OperationModule<
  "flatten",
  "any",
  FlattenFn<A, B>
> {
  constructor(startDim?: A, endDim?: B) {
    super((x) => flatten(x, (startDim ?? 1) as never, (endDim ?? -1) as never))
  }
}

/**
 * One dim as several, of which one may be -1: `new Unflatten(1, [3, -1])`.
 * Errors: ShapeError where the sizes don't multiply to that of the dim.
 * PyTorch: `torch.nn.Unflatten`.
 */
export class Unflatten<const A extends number = number, const T extends number[] = number[]> extends OperationModule<
  "unflatten",
  "any",
  UnflattenFn<A, T>
> {
  constructor(dim: A, sizes: readonly [...T]) {
    super((x) => unflatten(x, dim as never, sizes as never))
  }
}
