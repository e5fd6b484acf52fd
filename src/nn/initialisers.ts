/** @file How parameters start: PyTorch's distributions by its names, as functions of a key and a shape. */
import type {
  GainOptions,
  InitialiserOp,
  KaimingOptions,
  Nonlinearity,
  TruncNormalOptions,
} from "../../types/initialisers.js"
import type { Key } from "../../types/key.js"
import type { AnyTensor, Tensor } from "../../types/tensor.js"
import { add, mul, sub } from "../api/binary.js"
import { qr } from "../api/factor.js"
import { reshape, transpose } from "../api/movement.js"
import { normal, truncatedNormal, uniform } from "../api/random.js"
import { diagonal } from "../api/triangle.js"
import { sign } from "../api/unary.js"
import { sizeOf } from "../graph/node.js"
import { ShapeError } from "../shape/error.js"
import { assertShape, describe } from "../shape/operand.js"
import { assertNumber, readOptions } from "../shape/options.js"
import { show } from "../shape/sentence.js"

/**
 * U(-b, b) with b = gain · √(3 / fan): the variance of what goes through a layer stays.
 *
 * Fan-in is the product of all dims but the first, fan-out that of all but the second. Options: `mode` ("fanIn"),
 * `nonlinearity` ("leakyRelu", whose slope is `a`, 0). Errors: ShapeError below rank 2.
 * PyTorch: `torch.nn.init.kaiming_uniform_`. JAX: `jax.nn.initializers.kaiming_uniform`.
 * @example
 * ```ts
 * import { abs, item, key, max } from "tuplet"
 * import { kaimingUniform } from "tuplet/nn"
 * item(max(abs(kaimingUniform(key(0), [8, 6])))) <= 1 // true
 * ```
 */
export const kaimingUniform = ((key: Key, shape: unknown, options?: unknown) => {
  const sizes = assertShape("kaimingUniform", shape)
  return spread(key, sizes, Math.sqrt(3) * kaimingDeviation("kaimingUniform", sizes, options))
}) as unknown as InitialiserOp<KaimingOptions>

/**
 * N(0, s²) with s = gain / √fan: the variance of what goes through a layer stays. Options and errors are those of
 * kaimingUniform.
 *
 * PyTorch: `torch.nn.init.kaiming_normal_`. JAX: `jax.nn.initializers.kaiming_normal`, which truncates.
 * @example
 * ```ts
 * import { key } from "tuplet"
 * import { kaimingNormal } from "tuplet/nn"
 * kaimingNormal(key(0), [64, 3, 3, 3], { mode: "fanOut", nonlinearity: "relu" }).shape // [64, 3, 3, 3]
 * ```
 */
export const kaimingNormal = ((key: Key, shape: unknown, options?: unknown) => {
  const sizes = assertShape("kaimingNormal", shape)
  return scaled(normal(key, [...sizes]), kaimingDeviation("kaimingNormal", sizes, options))
}) as unknown as InitialiserOp<KaimingOptions>

/**
 * U(-b, b) with b = gain · √(6 / (fan-in + fan-out)). Options: `gain` (1). Errors: ShapeError below rank 2.
 *
 * PyTorch: `torch.nn.init.xavier_uniform_`. JAX: `jax.nn.initializers.glorot_uniform`.
 * @example
 * ```ts
 * import { abs, item, key, max } from "tuplet"
 * import { xavierUniform } from "tuplet/nn"
 * item(max(abs(xavierUniform(key(0), [4, 2])))) <= 1 // true
 * ```
 */
export const xavierUniform = ((key: Key, shape: unknown, options?: unknown) => {
  const sizes = assertShape("xavierUniform", shape)
  return spread(key, sizes, Math.sqrt(3) * xavierDeviation("xavierUniform", sizes, options))
}) as unknown as InitialiserOp<GainOptions>

/**
 * N(0, s²) with s = gain · √(2 / (fan-in + fan-out)). Options: `gain` (1). Errors: ShapeError below rank 2.
 *
 * PyTorch: `torch.nn.init.xavier_normal_`. JAX: `jax.nn.initializers.glorot_normal`, which truncates.
 * @example
 * ```ts
 * import { key } from "tuplet"
 * import { xavierNormal } from "tuplet/nn"
 * xavierNormal(key(0), [4, 2], { gain: 2 }).shape // [4, 2]
 * ```
 */
export const xavierNormal = ((key: Key, shape: unknown, options?: unknown) => {
  const sizes = assertShape("xavierNormal", shape)
  return scaled(normal(key, [...sizes]), xavierDeviation("xavierNormal", sizes, options))
}) as unknown as InitialiserOp<GainOptions>

/**
 * A matrix whose rows, or columns where those are fewer, are at right angles and of length `gain` (1), evenly
 * distributed.
 *
 * Of more than two dims all but the first are one. Errors: ShapeError below rank 2.
 * PyTorch: `torch.nn.init.orthogonal_`. JAX: `jax.nn.initializers.orthogonal`.
 * @example
 * ```ts
 * import { key, matmul, toArray, transpose } from "tuplet"
 * import { orthogonal } from "tuplet/nn"
 * const w = orthogonal(key(0), [2, 3])
 * toArray(matmul(w, transpose(w))).map((row) => row.map((x) => Math.abs(Math.round(x)))) // [[1, 0], [0, 1]]
 * ```
 */
export const orthogonal = ((key: Key, shape: unknown, options?: unknown) => {
  const sizes = assertShape("orthogonal", shape)
  fansOf("orthogonal", sizes)
  const [rows, columns] = [sizes[0] as number, sizeOf(sizes.slice(1))]
  const isTall = rows >= columns
  const { q, r } = qr(normal(key, isTall ? [rows, columns] : [columns, rows]) as Tensor<[number, number]>)
  // signs that make the distribution even
  const even = mul(q, sign(diagonal(r))) as Tensor<[number, number]>
  return scaled(reshape(isTall ? even : transpose(even), [...sizes]), gainOf("orthogonal", options))
}) as unknown as InitialiserOp<GainOptions>

/**
 * N(mean, std²), but only values from `a` to `b`. Options: `mean` (0), `std` (1), `a` (-2), `b` (2).
 *
 * PyTorch: `torch.nn.init.trunc_normal_`. JAX: `jax.nn.initializers.truncated_normal`, whose bounds are deviations.
 * @example
 * ```ts
 * import { abs, item, key, max } from "tuplet"
 * import { truncNormal } from "tuplet/nn"
 * item(max(abs(truncNormal(key(0), [100], { std: 0.02, a: -0.04, b: 0.04 })))) <= 0.04 // true
 * ```
 */
export const truncNormal = ((key: Key, shape: unknown, options?: unknown) => {
  const op = "truncNormal"
  const given = readOptions(op, options, { mean: 0, std: 1, a: -2, b: 2 })
  const [mean, std] = [assertNumber(op, "mean", given.mean), assertNumber(op, "std", given.std)]
  const bound = (name: "a" | "b") => (assertNumber(op, name, given[name]) - mean) / std
  const drawn = truncatedNormal(key, bound("a"), bound("b"), assertShape(op, shape) as number[])
  return add(scaled(drawn, std) as Tensor, mean)
}) as unknown as InitialiserOp<TruncNormalOptions>

/** What a nonlinearity takes of the deviation, and is given in advance; `a` is the slope of leakyRelu. */
export const gainFor = (op: string, nonlinearity: unknown, a: unknown): number =>
  gains[chosen(op, "nonlinearity", nonlinearity, Object.keys(gains) as Nonlinearity[])](assertNumber(op, "a", a))

/** U(-bound, bound). */
export const spread = (key: Key, shape: readonly number[], bound: number): AnyTensor =>
  mul(sub(mul(uniform(key, [...shape]) as Tensor, 2), 1), bound) as AnyTensor

// internal

const gains: { readonly [N in Nonlinearity]: (a: number) => number } = {
  linear: () => 1,
  sigmoid: () => 1,
  tanh: () => 5 / 3,
  relu: () => Math.SQRT2,
  leakyRelu: (a) => Math.sqrt(2 / (1 + a * a)),
  selu: () => 3 / 4,
}

const fansOf = (op: string, shape: readonly number[]): { readonly fanIn: number; readonly fanOut: number } => {
  const [outputs, inputs, ...kernel] = shape
  if (outputs === undefined || inputs === undefined) throw new ShapeError(`${op}: needs rank >= 2, got ${show(shape)}`)
  return { fanIn: inputs * sizeOf(kernel), fanOut: outputs * sizeOf(kernel) }
}

const kaimingDeviation = (op: string, shape: readonly number[], options: unknown): number => {
  const { mode, nonlinearity, a } = readOptions(op, options, { mode: "fanIn", nonlinearity: "leakyRelu", a: 0 })
  const fan = fansOf(op, shape)[chosen(op, "mode", mode, ["fanIn", "fanOut"])]
  return gainFor(op, nonlinearity, a) / Math.sqrt(Math.max(fan, 1))
}

const xavierDeviation = (op: string, shape: readonly number[], options: unknown): number => {
  const { fanIn, fanOut } = fansOf(op, shape)
  return gainOf(op, options) * Math.sqrt(2 / Math.max(fanIn + fanOut, 1))
}

const gainOf = (op: string, options: unknown): number =>
  assertNumber(op, "gain", readOptions(op, options, { gain: 1 }).gain)

const chosen = <T extends string>(op: string, option: string, value: unknown, among: readonly T[]): T => {
  const found = among.find((one) => one === value)
  if (found === undefined) throw new TypeError(`${op}: ${option} is ${among.join(" | ")}, got ${describe(value)}`)
  return found
}

const scaled = (x: AnyTensor, factor: number): AnyTensor => mul(x as Tensor, factor)
