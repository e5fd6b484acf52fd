/**
 * @file `torch.nn.init`: how parameters start, by PyTorch's names without the underscore of what writes in place. Each
 * gives a tensor of the shape of its own, drawn from the global generator; `withParameters` puts it into a module.
 */
import type { GainOptions, KaimingOptions, Nonlinearity, TruncNormalOptions } from "../../types/initialisers.js"
import type { AnyTensor, Shape, Tensor } from "../../types/tensor.js"
import { add, mul } from "../api/binary.js"
import { full } from "../api/create.js"
import { assertTensor } from "../api/operand.js"
import { normal as normalOf, uniform as uniformOf } from "../api/random.js"
import {
  gainFor,
  kaimingNormal,
  kaimingUniform,
  orthogonal as orthogonalOf,
  truncNormal,
  xavierNormal,
  xavierUniform,
} from "../nn/initialisers.js"
import { nextKey } from "./generator.js"

/** Evenly from `a` (0) to `b` (1). PyTorch: `torch.nn.init.uniform_`. */
export const uniform = <S extends Shape>(tensor: Tensor<S>, a = 0, b = 1): Tensor<S> =>
  add(mul(uniformOf(nextKey(), sizes("uniform", tensor)) as Tensor, b - a), a) as never

/** Normally distributed, with `mean` (0) and `std` (1). PyTorch: `torch.nn.init.normal_`. */
export const normal = <S extends Shape>(tensor: Tensor<S>, mean = 0, std = 1): Tensor<S> =>
  add(mul(normalOf(nextKey(), sizes("normal", tensor)) as Tensor, std), mean) as never

/** One number everywhere. PyTorch: `torch.nn.init.constant_`. */
export const constant = <S extends Shape>(tensor: Tensor<S>, value: number): Tensor<S> =>
  full(sizes("constant", tensor), value) as never

/** PyTorch: `torch.nn.init.zeros_`. */
export const zeros = <S extends Shape>(tensor: Tensor<S>): Tensor<S> => full(sizes("zeros", tensor), 0) as never

/** PyTorch: `torch.nn.init.ones_`. */
export const ones = <S extends Shape>(tensor: Tensor<S>): Tensor<S> => full(sizes("ones", tensor), 1) as never

/**
 * Evenly within a bound that keeps the variance of what goes through a layer; options are those of tuplet/nn's.
 * PyTorch: `torch.nn.init.kaiming_uniform_`.
 * @example
 * ```ts
 * import * as torch from "tuplet/torch"
 * const fc = new torch.nn.Linear(64, 32)
 * const weight = torch.nn.init.kaiming_uniform(fc.weight, { nonlinearity: "relu" })
 * fc.withParameters({ ...fc.namedParameters(), weight }).weight.shape // [32, 64]
 * ```
 */
export const kaiming_uniform = like<KaimingOptions>("kaiming_uniform", kaimingUniform)

/** The same, normally distributed. PyTorch: `torch.nn.init.kaiming_normal_`. */
export const kaiming_normal = like<KaimingOptions>("kaiming_normal", kaimingNormal)

/**
 * Evenly within a bound that keeps the variance of activations and of gradients.
 * PyTorch: `torch.nn.init.xavier_uniform_`.
 */
export const xavier_uniform = like<GainOptions>("xavier_uniform", xavierUniform)

/** The same, normally distributed. PyTorch: `torch.nn.init.xavier_normal_`. */
export const xavier_normal = like<GainOptions>("xavier_normal", xavierNormal)

/** A matrix whose rows, or columns, are at right angles. PyTorch: `torch.nn.init.orthogonal_`. */
export const orthogonal = like<GainOptions>("orthogonal", orthogonalOf)

/** Normally distributed, but only values from `a` (-2) to `b` (2). PyTorch: `torch.nn.init.trunc_normal_`. */
export const trunc_normal = like<TruncNormalOptions>("trunc_normal", truncNormal)

/** The factor that a nonlinearity asks for; `a` is the slope of leakyRelu. PyTorch: `torch.nn.init.calculate_gain`. */
export const calculate_gain = (nonlinearity: Nonlinearity, a = 0.01): number =>
  gainFor("calculate_gain", nonlinearity, a)

// internal

type Like<O> = <S extends Shape>(tensor: Tensor<S>, options?: O) => Tensor<S>

/** What a function of a key and a shape is of a tensor. */
/* @__NO_SIDE_EFFECTS__ */
function like<O>(name: string, of: unknown): Like<O> {
  const call = of as (...given: readonly unknown[]) => AnyTensor
  return ((tensor: unknown, options?: unknown) => call(nextKey(), sizes(name, tensor), options)) as Like<O>
}

const sizes = (name: string, tensor: unknown): number[] => [...assertTensor(name, tensor).shape]
