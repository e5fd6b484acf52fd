/**
 * @file The figures of an epoch as sums over its batches, which a state holds as one list of numbers: so an epoch that
 * is stopped and goes on has the figures of one that was not.
 */
import type { AnyTensor, Tensor } from "../../types/tensor.js"
import type { Figures } from "../../types/train.js"
import { constantOf } from "../api/constant.js"
import { tensorOf } from "../api/handle.js"
import { arrayOf } from "../graph/array.js"
import { sizeOf } from "../graph/node.js"
import { data, item } from "../read.js"
import { ShapeError } from "../shape/error.js"
import type { Measured } from "./step.js"
import type { Task } from "./task.js"

export interface Sums {
  readonly rows: number
  readonly loss: number
  /** Of each metric: its value times the rows; or what is added up of it, from the first batch on. */
  readonly metrics: Readonly<Record<string, number | Total | undefined>>
}

/** Added in float64: counts are exact beyond what float32 counts. */
export interface Total {
  readonly dtype: (typeof dtypes)[number]
  readonly shape: readonly number[]
  readonly values: Float64Array
}

/** Before any batch. */
export const none: Sums = { rows: 0, loss: 0, metrics: {} }

/** With the figures of one more batch. */
export const added = (before: Sums, figures: Figures, sums: Measured["sums"], rows: number): Sums => {
  const metrics: Record<string, number | Total> = {}
  for (const [name, value] of Object.entries(figures.metrics)) {
    metrics[name] = ((before.metrics[name] as number | undefined) ?? 0) + value * rows
  }
  for (const [name, sum] of Object.entries(sums))
    metrics[name] = addedTo(before.metrics[name] as Total | undefined, sum)
  return { rows: before.rows + rows, loss: before.loss + figures.loss * rows, metrics }
}

/** Means over the rows, and figures of sums. */
export const meansOf = ({ metrics }: Pick<Task, "metrics">, { rows, loss, metrics: sums }: Sums): Figures => ({
  loss: loss / rows,
  metrics: Object.fromEntries(
    Object.entries(metrics).map(([name, metric]) => {
      const sum = sums[name]
      return [
        name,
        typeof metric === "function"
          ? ((sum as number | undefined) ?? 0) / rows
          : item(metric.value(tensorFrom(sum as Total)) as Tensor<[]>),
      ]
    }),
  ),
})

/** The sums as numbers, in the order of the metrics; nothing before any batch. */
export const packed = ({ metrics }: Pick<Task, "metrics">, { rows, loss, metrics: sums }: Sums): Float64Array => {
  if (rows === 0) return new Float64Array(0)
  const each = Object.keys(metrics).flatMap((name) => {
    const sum = sums[name] ?? 0
    return typeof sum === "number" ? [sum] : [dtypes.indexOf(sum.dtype), sum.shape.length, ...sum.shape, ...sum.values]
  })
  return Float64Array.of(rows, loss, ...each)
}

/** The sums of a list of numbers. Throws where it is that of other metrics. */
export const unpacked = ({ metrics }: Pick<Task, "metrics">, numbers: Float64Array): Sums => {
  if (numbers.length === 0) return none
  let at = 0
  const next = (): number => {
    if (at >= numbers.length) throw new ShapeError(otherMetrics(numbers.length))
    return numbers[at++] as number
  }
  const count = (): number => {
    const value = next()
    if (!Number.isSafeInteger(value) || value < 0) throw new ShapeError(otherMetrics(numbers.length))
    return value
  }
  const total = (): Total => {
    const dtype = dtypes[count()]
    const rank = count()
    if (dtype === undefined || rank > numbers.length) throw new ShapeError(otherMetrics(numbers.length))
    const shape = Array.from({ length: rank }, count)
    const values = numbers.slice(at, at + sizeOf(shape))
    at += sizeOf(shape)
    return { dtype, shape, values }
  }
  const [rows, loss] = [next(), next()]
  const sums = Object.fromEntries(
    Object.entries(metrics).map(([name, metric]) => [name, typeof metric === "function" ? next() : total()]),
  )
  if (at !== numbers.length) throw new ShapeError(otherMetrics(numbers.length))
  return { rows, loss, metrics: sums }
}

// internal

const dtypes = ["float32", "float64", "int32"] as const

const addedTo = (before: Total | undefined, sum: AnyTensor): Total => {
  const numbers = data(sum) as ArrayLike<number>
  const values = Float64Array.from(numbers, (value, i) => (before?.values[i] ?? 0) + value)
  return before === undefined
    ? { dtype: sum.dtype === "bool" ? "int32" : sum.dtype, shape: sum.shape as readonly number[], values }
    : { ...before, values }
}

const tensorFrom = ({ dtype, shape, values }: Total): AnyTensor =>
  tensorOf(constantOf(arrayOf(values, dtype), shape, dtype))

const otherMetrics = (length: number): string =>
  `sums: the ${length} numbers of the state are not those of these metrics`
