/**
 * @file The sentences of the library's errors about shapes, axes and dtypes, one function each.
 * They are the sentences of `types/messages.ts`: what the editor shows is what is thrown.
 */
import type { Dim } from "../../types/tensor.js"

type Dims = readonly Dim[]

export const show = (shape: Dims): string => `[${shape.join(", ")}]`

// shapes

export const notBroadcastable = (op: string, a: Dims, b: Dims, x: Dim, y: Dim): string =>
  `${op}: ${show(a)} and ${show(b)} do not broadcast: ${x} vs ${y}`

export const notBroadcastableTo = (op: string, from: Dims, to: Dims): string =>
  `${op}: ${show(from)} does not broadcast to ${show(to)}`

export const innerDims = (a: Dims, b: Dims, x: Dim, y: Dim): string =>
  `matmul: inner dims differ: ${x} vs ${y} in ${show(a)} @ ${show(b)}`

export const scalarOperand = (side: "left" | "right"): string => `matmul: the ${side} tensor is a scalar`

export const otherSize = (op: string, from: Dims, size: Dim, to: Dims, wanted: Dim): string =>
  `${op}: ${show(from)} has ${size} elements but ${show(to)} has ${wanted}`

export const severalInferred = (op: string, to: Dims): string => `${op}: only one -1 is allowed, got ${show(to)}`

export const indivisible = (op: string, size: Dim, from: Dims, to: Dims): string =>
  `${op}: ${size} elements of ${show(from)} do not divide into ${show(to)}`

export const otherNames = (op: string, from: Dims, to: Dims): string =>
  `${op}: ${show(from)} and ${show(to)} do not have the same named dims`

export const rankTooLow = (op: string, rank: number, shape: Dims): string =>
  `${op}: needs rank >= ${rank}, got ${show(shape)}`

export const notPermutation = (op: string, order: readonly number[], shape: Dims): string =>
  `${op}: ${show(order)} is not a permutation of the axes of ${show(shape)}`

export const notSqueezable = (op: string, dim: number, shape: Dims, size: Dim): string =>
  `${op}: dim ${dim} of ${show(shape)} is ${size}, not 1`

export const ragged = (lengths: readonly number[]): string => `ragged array: row lengths are ${lengths.join(", ")}`

export const notRefinable = (shape: Dims, to: Dims, axis: number, size: Dim, wanted: Dim): string =>
  `refine: ${show(shape)} is not ${show(to)}: dim ${axis} is ${size}, not ${wanted}`

export const namesTwoSizes = (name: string, first: number, second: number, shape: Dims, to: Dims): string =>
  `refine: ${show(shape)} is not ${show(to)}: '${name}' is ${first} and ${second}`

// axes

export const dimOutOfRange = (op: string, dim: number, shape: Dims, valid: readonly number[]): string =>
  `${op}: dim ${dim} is out of range for ${show(shape)}: use ${valid.join(" | ")}`

export const dimTwice = (op: string, dim: number, dims: readonly number[]): string =>
  `${op}: dim ${dim} is named twice in ${show(dims)}`

export const emptyAxis = (op: string, dim: number, shape: Dims): string =>
  `${op}: dim ${dim} of ${show(shape)} is empty: there is no ${op} of nothing`

// dtypes

export const needsFloat = (op: string, dtype: string): string =>
  `${op} needs a float tensor, got ${dtype}: use cast(x, "float32") first`

export const needsNumbers = (op: string, dtype: string): string =>
  `${op} needs numbers, got ${dtype}: use cast(x, "int32") first`

export const unknownDType = (dtype: string): string => `unknown dtype "${dtype}": use float32 | float64 | int32 | bool`

export const notInteger = (op: string, value: number): string =>
  `${op}: ${value} is not an int32 value: use cast(x, "float32") first`

export const needsCondition = (op: string, dtype: string): string =>
  `${op} needs a bool condition, got ${dtype}: use notEqual(x, 0) first`

// losses

export const needsIndices = (op: string, dtype: string): string =>
  `${op} needs int32 class indices, got ${dtype}: use cast(x, "int32") first`

export const indicesShape = (op: string, input: Dims, wanted: Dims, target: Dims): string =>
  `${op}: ${show(input)} needs class indices of shape ${show(wanted)}, got ${show(target)}`

export const weightShape = (op: string, weight: Dims, classes: Dim): string =>
  `${op}: weight has shape ${show(weight)}, but there are ${classes} classes`
