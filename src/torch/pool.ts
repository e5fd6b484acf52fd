/** @file The torch-style layers of pooling: the kernel, then options with PyTorch's names in camelCase. */
import type { AdaptiveFault, AdaptiveSize } from "../../types/adaptive-pool.js"
import type { AdaptiveFn } from "../../types/call/adaptive-pool.js"
import type { PoolFn } from "../../types/call/pool.js"
import type { AvgPool2dOptions, AvgPoolOptions, MaxPoolOptions } from "../../types/pool.js"
import type { Ok } from "../../types/shape.js"
import type { Takes } from "../../types/takes.js"
import type { PerAxis } from "../../types/window.js"
import { adaptiveAvgPool1d, adaptiveAvgPool2d, adaptiveMaxPool1d, adaptiveMaxPool2d } from "../api/adaptive-pool.js"
import { avgPool1d, avgPool2d, maxPool1d, maxPool2d } from "../api/pool.js"
import { OperationModule } from "./layer-module.js"

/** Options as the core takes them. */
type Windowed<K, O> = Readonly<O> & { readonly kernel: K }

/** No options given. */
type None = Readonly<Record<never, never>>

type Rest<O> = Omit<O, "kernel">

class Pooling<Op extends string, Axes extends 1 | 2, T extends Takes, K, O> extends OperationModule<
  Op,
  T,
  PoolFn<Op, Axes, Windowed<K, O>>
> {}

/** The class of one operation. */
const pooling = (operation: (options: never) => unknown): unknown =>
  class extends Pooling<string, 1, "any", unknown, unknown> {
    constructor(kernel: unknown, options?: object) {
      super(operation({ ...options, kernel } as never) as (x: never) => unknown)
    }
  }

// biome-ignore-start lint/suspicious/noExplicitAny: a name alone is one of any kernel, as the type of a field
export interface MaxPool1d<K = any, O = any> extends Pooling<"maxPool1d", 1, "number", K, O> {}
export interface MaxPool2d<K = any, O = any> extends Pooling<"maxPool2d", 2, "number", K, O> {}
export interface AvgPool1d<K = any, O = any> extends Pooling<"avgPool1d", 1, "float", K, O> {}
export interface AvgPool2d<K = any, O = any> extends Pooling<"avgPool2d", 2, "float", K, O> {}
// biome-ignore-end lint/suspicious/noExplicitAny: see above

/** The largest of each window, [N, C, L] -> [N, C, L']. PyTorch: `torch.nn.MaxPool1d`. */
export const MaxPool1d = pooling(maxPool1d) as {
  new <const K extends PerAxis[1], const O extends Rest<MaxPoolOptions<1>> = None>(
    kernel: K,
    options?: O,
  ): MaxPool1d<K, O>
}

/**
 * The largest of each window: [N, C, H, W] -> [N, C, H', W']. Options: `stride` (the kernel's), `padding`, `dilation`,
 * `ceilMode`.
 * Errors: ShapeError where the kernel doesn't fit.
 * PyTorch: `torch.nn.MaxPool2d`.
 * @example
 * ```ts
 * import * as torch from "tuplet/torch"
 * new torch.nn.MaxPool2d(2).forward(torch.randn([1, 3, 8, 6])).shape // [1, 3, 4, 3]
 * ```
 */
export const MaxPool2d = pooling(maxPool2d) as {
  new <const K extends PerAxis[2], const O extends Rest<MaxPoolOptions<2>> = None>(
    kernel: K,
    options?: O,
  ): MaxPool2d<K, O>
}

/** The mean of each window, [N, C, L] -> [N, C, L']. PyTorch: `torch.nn.AvgPool1d`. */
export const AvgPool1d = pooling(avgPool1d) as {
  new <const K extends PerAxis[1], const O extends Rest<AvgPoolOptions<1>> = None>(
    kernel: K,
    options?: O,
  ): AvgPool1d<K, O>
}

/** The mean of each window, [N, C, H, W] -> [N, C, H', W']. PyTorch: `torch.nn.AvgPool2d`. */
export const AvgPool2d = pooling(avgPool2d) as {
  new <const K extends PerAxis[2], const O extends Rest<AvgPool2dOptions> = None>(
    kernel: K,
    options?: O,
  ): AvgPool2d<K, O>
}

/** The means of as many windows as the result has elements. PyTorch: `torch.nn.AdaptiveAvgPool1d`. */
export class AdaptiveAvgPool1d<const N extends AdaptiveSize[1]> extends OperationModule<
  "adaptiveAvgPool1d",
  "float",
  AdaptiveFn<"adaptiveAvgPool1d", 1, N>
> {
  constructor(size: Ok<AdaptiveFault<"adaptiveAvgPool1d", N>, N>) {
    super(adaptiveAvgPool1d(size))
  }
}

/**
 * The means of as many windows as the result has elements: [N, C, H, W] -> [N, C, size, size].
 * PyTorch: `torch.nn.AdaptiveAvgPool2d`.
 * @example
 * ```ts
 * import * as torch from "tuplet/torch"
 * new torch.nn.AdaptiveAvgPool2d(1).forward(torch.randn([1, 3, 8, 6])).shape // [1, 3, 1, 1]
 * ```
 */
export class AdaptiveAvgPool2d<const N extends AdaptiveSize[2]> extends OperationModule<
  "adaptiveAvgPool2d",
  "float",
  AdaptiveFn<"adaptiveAvgPool2d", 2, N>
> {
  constructor(size: Ok<AdaptiveFault<"adaptiveAvgPool2d", N>, N>) {
    super(adaptiveAvgPool2d(size))
  }
}

/** The largest of as many windows as the result has elements. PyTorch: `torch.nn.AdaptiveMaxPool1d`. */
export class AdaptiveMaxPool1d<const N extends AdaptiveSize[1]> extends OperationModule<
  "adaptiveMaxPool1d",
  "number",
  AdaptiveFn<"adaptiveMaxPool1d", 1, N>
> {
  constructor(size: Ok<AdaptiveFault<"adaptiveMaxPool1d", N>, N>) {
    super(adaptiveMaxPool1d(size))
  }
}

/** The largest of as many windows as the result has elements. PyTorch: `torch.nn.AdaptiveMaxPool2d`. */
export class AdaptiveMaxPool2d<const N extends AdaptiveSize[2]> extends OperationModule<
  "adaptiveMaxPool2d",
  "number",
  AdaptiveFn<"adaptiveMaxPool2d", 2, N>
> {
  constructor(size: Ok<AdaptiveFault<"adaptiveMaxPool2d", N>, N>) {
    super(adaptiveMaxPool2d(size))
  }
}
