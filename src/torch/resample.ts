/** @file The torch-style layers of windows as columns, and of resizing. */
import type { InterpolateFn } from "../../types/call/interpolate.js"
import type { UnfoldFn } from "../../types/call/unfold.js"
import type { InterpolateOptions } from "../../types/interpolate.js"
import type { UnfoldOptions } from "../../types/unfold.js"
import { untyped } from "../api/handle.js"
import { interpolate } from "../api/interpolate.js"
import { unfold } from "../api/unfold.js"
import { OperationModule } from "./layer-module.js"

/**
 * The windows of images as columns: [N, C, H, W] -> [N, C · kernel, places]. Options: `stride`, `padding`,
 * `dilation`.
 * PyTorch: `torch.nn.Unfold`.
 * @example
 * ```ts
 * import * as torch from "tuplet/torch"
 * new torch.nn.Unfold(2, { stride: 2 }).forward(torch.ones([1, 3, 4, 4])).shape // [1, 12, 4]
 * ```
 */
// biome-ignore-start lint/suspicious/noExplicitAny: a name alone is one of any options, as the type of a field
export class Unfold<
  const K extends UnfoldOptions["kernel"] = any,
  const O extends Omit<UnfoldOptions, "kernel"> = Record<never, never>,
> extends OperationModule<"unfold", "any", UnfoldFn<Readonly<O> & { readonly kernel: K }>> {
  constructor(kernel: K, options?: O) {
    super((x) => untyped(unfold)(x, { ...options, kernel }))
  }
}

/**
 * Signals, images or volumes of another size: `{ size }` or `{ scaleFactor }`, `mode` ("nearest"), `alignCorners`.
 * PyTorch: `torch.nn.Upsample`.
 * @example
 * ```ts
 * import * as torch from "tuplet/torch"
 * new torch.nn.Upsample({ scaleFactor: 2, mode: "bilinear" }).forward(torch.ones([1, 3, 4, 4])).shape // [1, 3, 8, 8]
 * ```
 */
export class Upsample<const O extends InterpolateOptions = any> extends OperationModule<
  "interpolate",
  "float",
  InterpolateFn<O>
> {
  constructor(options: O) {
    super((x) => untyped(interpolate)(x, options))
  }
}
// biome-ignore-end lint/suspicious/noExplicitAny: see above
