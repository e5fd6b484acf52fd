/** @file The torch-style layers that compute nothing: the identity, dropout as it is in evaluation, and joined dims. */
import type { FlattenFn } from "../../types/call/flatten.js"
import type { IdentityFn } from "../../types/fn.js"
import { flatten } from "../api/flatten.js"
import { assertProbability } from "../api/sample.js"
import { OperationModule } from "./layer-module.js"

/** Its argument, whatever it is. PyTorch: `torch.nn.Identity`. */
export class Identity extends OperationModule<"identity", "any", IdentityFn> {
  constructor() {
    super((x) => x)
  }
}

/**
 * The identity: modules compute what they do in evaluation. Training, with its keys, is `tuplet/nn`.
 * Errors: RangeError for a probability outside of 0 to 1.
 * PyTorch: `torch.nn.Dropout` after `eval()`.
 */
export class Dropout extends OperationModule<"dropout", "any", IdentityFn> {
  readonly p: number

  constructor(p = 0.5) {
    super((x) => x)
    this.p = assertProbability("Dropout", p)
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
