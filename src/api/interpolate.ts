/** @file Resizing of signals, images and volumes, one axis after the other. */
import type { InterpolateOp } from "../../types/call/interpolate.js"
import type { Node } from "../graph/node.js"
import { type ResizeMode, type Resizing, resizePlan } from "../shape/interpolate.js"
import { assertBoolean, readOptions } from "../shape/options.js"
import { operation, tensorOrOptions } from "./dual.js"
import { floatTensor } from "./operand.js"
import { cubicTaps, linearTaps, nearestTaps, resampled, type Taps } from "./resample.js"
import { segmentMeans } from "./segments.js"

/**
 * Signals, images or volumes of another size; `interpolate(options)` waits for its tensor.
 *
 * [N, C, L], [N, C, H, W] or [N, C, D, H, W]. Options: `size`, a number for all spatial dims or one for each, or
 * `scaleFactor`, by which sizes are multiplied and rounded down; `mode`: "nearest" (the element at floor(i · scale)),
 * "nearest-exact" (that nearest to the middle), "linear", "bilinear", "trilinear", "bicubic" (with -0.75), or "area"
 * (the mean of what an element covers); `alignCorners` (false): whether the outermost elements keep their places;
 * `recomputeScaleFactor` (false): positions follow from the sizes even if factors are given. Floats only.
 * Errors: ShapeError for a rank that the mode does not take, or sizes that are none; DTypeError for int32 and bool.
 * PyTorch: `torch.nn.functional.interpolate`. JAX: `jax.image.resize`.
 * @example
 * ```ts
 * import { interpolate, tensor, toArray, zeros } from "tuplet"
 * toArray(interpolate(tensor([[[1, 3]]]), { size: 4 })) // [[[1, 1, 3, 3]]]
 * toArray(interpolate(tensor([[[1, 3]]]), { size: 4, mode: "linear" })) // [[[1, 1.5, 2.5, 3]]]
 * interpolate(zeros([8, 3, 32, 32]), { scaleFactor: 1.5, mode: "bicubic" }).shape // [8, 3, 48, 48]
 * ```
 */
export const interpolate: InterpolateOp = operation(
  "interpolate(x, options)",
  tensorOrOptions,
  (x: unknown, options: unknown) => {
    const { alignCorners, recomputeScaleFactor, ...given } = readOptions("interpolate", options, {
      size: undefined,
      scaleFactor: undefined,
      mode: "nearest",
      alignCorners: undefined,
      recomputeScaleFactor: undefined,
    })
    const node = floatTensor("interpolate", x)
    const plan = resizePlan(node.shape, {
      ...given,
      alignCorners: flag("alignCorners", alignCorners),
      recomputeScaleFactor: flag("recomputeScaleFactor", recomputeScaleFactor),
    })
    const resized = resizedBy[plan.mode]
    return plan.axes.reduce((image, resizing) => resized(image, resizing, plan.alignCorners), node)
  },
)

// internal

const flag = (option: string, value: unknown): boolean | undefined =>
  value === undefined ? undefined : assertBoolean("interpolate", option, value)

type Resized = (x: Node, resizing: Resizing, alignCorners: boolean) => Node

const by =
  (taps: (resizing: Resizing, alignCorners: boolean) => Taps): Resized =>
  (x, resizing, alignCorners) =>
    resampled(x, resizing.axis, taps(resizing, alignCorners))

const linear = by(linearTaps)

const resizedBy: { readonly [M in ResizeMode]: Resized } = {
  nearest: by((resizing) => nearestTaps(resizing, 0)),
  "nearest-exact": by((resizing) => nearestTaps(resizing, 0.5)),
  area: (x, { axis, size, count }) => (size === count ? x : segmentMeans(x, axis, count)),
  linear,
  bilinear: linear,
  trilinear: linear,
  bicubic: by(cubicTaps),
}
