/**
 * @file The torch-style layers of convolution: channels, the kernel, then options with PyTorch's names in camelCase.
 */
import type {
  ConvLayerFault,
  ConvLayerOptions,
  Conv1d as Core1d,
  Conv2d as Core2d,
  ConvTranspose1d as CoreTranspose1d,
  ConvTranspose2d as CoreTranspose2d,
  Defaults,
} from "../../types/conv-layers.js"
import type { Fn, FnOf, ParamsOf } from "../../types/fn.js"
import type { Ok } from "../../types/shape.js"
import type { CheckedOptions, On, PerAxis, SizesFault } from "../../types/window.js"
import { conv1d, conv2d, convTranspose1d, convTranspose2d } from "../nn/conv.js"
import { DrawnModule } from "./layer-module.js"

class Convolution<F extends Fn, P> extends DrawnModule<F> {
  declare readonly weight: P["weight" & keyof P]
  declare readonly bias: "bias" extends keyof P ? P["bias"] : undefined
}

/** The class of one of the core's layers. */
const convolution = (layer: unknown): unknown =>
  class extends Convolution<Fn, object> {
    constructor(...given: readonly unknown[]) {
      super((layer as (...given: readonly unknown[]) => unknown)(...given))
    }
  }

// biome-ignore-start lint/suspicious/noExplicitAny: a name alone is one of any channels, as the type of a field
export interface Conv1d<I extends number = any, O extends number = any, K = any, Options = any>
  extends Convolution<FnOf<Core1d<I, O, K, Options>>, ParamsOf<Core1d<I, O, K, Options>>> {}
export interface Conv2d<I extends number = any, O extends number = any, K = any, Options = any>
  extends Convolution<FnOf<Core2d<I, O, K, Options>>, ParamsOf<Core2d<I, O, K, Options>>> {}
export interface ConvTranspose1d<I extends number = any, O extends number = any, K = any, Options = any>
  extends Convolution<FnOf<CoreTranspose1d<I, O, K, Options>>, ParamsOf<CoreTranspose1d<I, O, K, Options>>> {}
export interface ConvTranspose2d<I extends number = any, O extends number = any, K = any, Options = any>
  extends Convolution<FnOf<CoreTranspose2d<I, O, K, Options>>, ParamsOf<CoreTranspose2d<I, O, K, Options>>> {}
// biome-ignore-end lint/suspicious/noExplicitAny: see above

/** Convolution over signals, [N, inputs, L] -> [N, outputs, L']. PyTorch: `torch.nn.Conv1d`. */
export const Conv1d = convolution(conv1d) as {
  new <
    const I extends number,
    const O extends number,
    const K extends PerAxis[1],
    const Options extends ConvLayerOptions["conv1d"] = Defaults,
  >(
    inputs: I,
    outputs: O,
    kernel: Kernel<"conv1d", K>,
    options?: CheckedOptions<ConvLayerFault<"conv1d", I, O, Options>, Options>,
  ): Conv1d<I, O, K, Options>
}

/**
 * Convolution over images, its parameters drawn from the global generator: [N, inputs, H, W] -> [N, outputs, H', W'].
 * Options: `stride`, `padding`, `dilation`, `groups`, `bias`.
 * Errors: ShapeError where channels, groups or the kernel don't fit.
 * PyTorch: `torch.nn.Conv2d`.
 * @example
 * ```ts
 * import * as torch from "tuplet/torch"
 * new torch.nn.Conv2d(3, 8, 3, { padding: 1 }).forward(torch.randn([1, 3, 8, 6])).shape // [1, 8, 8, 6]
 * ```
 */
export const Conv2d = convolution(conv2d) as {
  new <
    const I extends number,
    const O extends number,
    const K extends PerAxis[2],
    const Options extends ConvLayerOptions["conv2d"] = Defaults,
  >(
    inputs: I,
    outputs: O,
    kernel: Kernel<"conv2d", K>,
    options?: CheckedOptions<ConvLayerFault<"conv2d", I, O, Options>, Options>,
  ): Conv2d<I, O, K, Options>
}

/** Transposed convolution over signals. PyTorch: `torch.nn.ConvTranspose1d`. */
export const ConvTranspose1d = convolution(convTranspose1d) as {
  new <
    const I extends number,
    const O extends number,
    const K extends PerAxis[1],
    const Options extends ConvLayerOptions["convTranspose1d"] = Defaults,
  >(
    inputs: I,
    outputs: O,
    kernel: Kernel<"convTranspose1d", K>,
    options?: CheckedOptions<ConvLayerFault<"convTranspose1d", I, O, Options>, Options>,
  ): ConvTranspose1d<I, O, K, Options>
}

/** Transposed convolution over images. PyTorch: `torch.nn.ConvTranspose2d`. */
export const ConvTranspose2d = convolution(convTranspose2d) as {
  new <
    const I extends number,
    const O extends number,
    const K extends PerAxis[2],
    const Options extends ConvLayerOptions["convTranspose2d"] = Defaults,
  >(
    inputs: I,
    outputs: O,
    kernel: Kernel<"convTranspose2d", K>,
    options?: CheckedOptions<ConvLayerFault<"convTranspose2d", I, O, Options>, Options>,
  ): ConvTranspose2d<I, O, K, Options>
}

// internal

type Kernel<Kind extends string, K> = Ok<On<SizesFault<Kind, [["kernel", 1, K]]>, "kernel">, K>
