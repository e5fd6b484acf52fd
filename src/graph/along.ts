/** @file What scans, recurrences and sorting mean: loops along one axis of row-major numbers. Their nodes carry it. */
import { type Meaning, sizeOf } from "./node.js"
import type { ScanFn } from "./op.js"

export const scanned: Meaning<"scan"> = (node, [x]) => {
  const { fn, axis } = node.op
  const step = node.dtype === "int32" && fn === "sum" ? wrappingSum : steps[fn]
  const values = new Float64Array(sizeOf(node.shape))
  eachRow(node.shape, axis, (start, stride, count) => {
    let state = step.from
    for (let i = 0, place = start; i < count; i++, place += stride) {
      state = step.next(state, at(x, place))
      values[place] = state
    }
  })
  return values
}

/** s_i = a_i · s_{i-1} + b_i; the first is b_0 whatever a_0 is, infinite or NaN. */
export const recurring: Meaning<"recurrence"> = (node, [a, b]) => {
  const isInteger = node.dtype === "int32"
  const values = new Float64Array(sizeOf(node.shape))
  eachRow(node.shape, node.op.axis, (start, stride, count) => {
    for (let i = 0, place = start; i < count; i++, place += stride) {
      const before = i === 0 ? 0 : at(values, place - stride)
      const [factor, term] = [at(a, place), at(b, place)]
      values[place] = i === 0 ? term : isInteger ? (Math.imul(factor, before) + term) | 0 : factor * before + term
    }
  })
  return values
}

/** The positions of the elements in order. */
export const sorted: Meaning<"sort"> = (node, [x]) => {
  const { axis, descending } = node.op
  const values = new Float64Array(sizeOf(node.shape))
  eachRow(node.shape, axis, (start, stride, count) => {
    const element = (i: number) => at(x, start + i * stride)
    const order = Array.from({ length: count }, (_, i) => i)
    order.sort((i, j) => (descending ? compare(element(j), element(i)) : compare(element(i), element(j))))
    order.forEach((position, i) => {
      values[start + i * stride] = position
    })
  })
  return values
}

// internal

const at = (x: Float64Array | undefined, i: number): number => (x as Float64Array)[i] as number

interface Step {
  readonly from: number
  readonly next: (state: number, x: number) => number
}

const steps: { readonly [F in ScanFn]: Step } = {
  sum: { from: 0, next: (state, x) => state + x },
  max: { from: Number.NEGATIVE_INFINITY, next: Math.max },
  min: { from: Number.POSITIVE_INFINITY, next: Math.min },
  logsumexp: {
    from: Number.NEGATIVE_INFINITY,
    next: (state, x) => {
      const [low, high] = state < x ? [state, x] : [x, state]
      // equal infinities have no difference
      return low === high ? high + (Number.isFinite(high) ? Math.LN2 : 0) : high + Math.log1p(Math.exp(low - high))
    },
  },
}

const wrappingSum: Step = { from: 0, next: (state, x) => (state + x) | 0 }

/** NaN is the largest, and -0 equals 0. */
const compare = (a: number, b: number): number => {
  if (a < b) return -1
  if (a > b) return 1
  return Number(Number.isNaN(a)) - Number(Number.isNaN(b))
}

/** Each row along an axis: where it starts, how far its elements are apart, and how many there are. */
const eachRow = (
  shape: readonly number[],
  axis: number,
  row: (start: number, stride: number, count: number) => void,
): void => {
  const [outer, inner] = [sizeOf(shape.slice(0, axis)), sizeOf(shape.slice(axis + 1))]
  const count = shape[axis] as number
  for (let i = 0; i < outer; i++) for (let j = 0; j < inner; j++) row(i * count * inner + j, inner, count)
}
