/** @file What a loop nest means: plain loops over its variables, on float64. */
import { expect } from "vitest"
import { applyBinary, applyCompare, applyUnary, convert } from "../../src/graph/scalar.js"
import {
  type Access,
  type CarriedValue,
  isCarried,
  type Nest,
  type NestReduceFn,
  operandsOf,
  type Value,
} from "../../src/schedule/nest.js"
import type { DType } from "../../types/dtype.js"

export type Buffer = Float32Array | Float64Array | Int32Array | Uint8Array

/** Runs a nest on buffers; `round` says what a float value becomes between operations. */
export const runNest = (nest: Nest, buffers: readonly Buffer[], round: (x: number) => number = (x) => x): void => {
  const rows = nest.variables.filter(({ role }) => role === "row").map(({ extent }) => extent)
  const axes = nest.variables.filter(({ role }) => role === "axis").map(({ extent }) => extent)
  for (const row of positions(rows)) {
    const reduced = new Map<number, number>()
    const read = (at: readonly number[]) => {
      const seen = new Map<number, number>()
      return (index: number): number => {
        const known = reduced.get(index) ?? seen.get(index)
        if (known !== undefined) return known
        const value = nest.values[index] as Value
        const result = store(
          isCarried(value) ? carried(value, at, read) : meaningOf(value, at, buffers, read(at)),
          value.dtype,
          round,
        )
        seen.set(index, result)
        return result
      }
    }
    nest.values.forEach((value, index) => {
      if (value.kind !== "reduce") return
      const xs = positions(axes).map((axis) => read([...row, ...axis])(value.x))
      reduced.set(index, store(reduce(value.fn, value.dtype, xs), value.dtype, round))
    })
    for (const { access, value } of nest.stores) {
      const perRow = !dependsOnAxis(nest, value) && access.strides.slice(rows.length).every((stride) => stride === 0)
      for (const axis of perRow ? [axes.map(() => 0)] : positions(axes)) {
        const at = [...row, ...axis]
        ;(buffers[access.buffer] as Buffer)[elementOf(access, at)] = read(at)(value)
      }
    }
  }
}

export const expectSame = (actual: Buffer, expected: Buffer): void => {
  expect([...actual]).toEqual([...expected])
}

export const elementOf = (
  { offset, strides }: { offset: number; strides: readonly number[] },
  at: readonly number[],
): number => strides.reduce((sum, stride, i) => sum + stride * (at[i] as number), offset)

/** All positions of nested loops, the last one fastest. */
export const positions = (extents: readonly number[]): readonly (readonly number[])[] =>
  extents.reduce<readonly (readonly number[])[]>(
    (outer, extent) => outer.flatMap((at) => Array.from({ length: extent }, (_, i) => [...at, i])),
    [[]],
  )

// internal

/** int32 sums wrap. */
const reduce = (fn: NestReduceFn, dtype: DType, xs: readonly number[]): number => {
  switch (fn) {
    case "sum":
      return xs.reduce(applyBinary({ fn: "add" }, dtype), 0)
    case "prod":
      return xs.reduce(applyBinary({ fn: "mul" }, dtype), 1)
    case "max":
      return xs.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
    case "min":
      return xs.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
    case "fastMax":
      return xs.reduce((a, b) => (a < b ? b : a), Number.NEGATIVE_INFINITY)
    case "shift":
      return xs.reduce((a, b) => (a < b ? b : a), -3.4028234663852886e38)
    case "peaks": {
      const shift = reduce("shift", dtype, xs)
      return xs.filter((x) => x === shift).length
    }
    case "rest": {
      const shift = reduce("shift", dtype, xs)
      return xs.reduce((sum, x) => (x === shift ? sum : sum + Math.exp(x - shift)), 0)
    }
  }
}

const store = (x: number, dtype: DType, round: (x: number) => number): number =>
  dtype === "float32" ? round(x) : convert(x, dtype)

/** Along the last variable, worked out anew for each position. */
const carried = (
  value: CarriedValue,
  at: readonly number[],
  read: (at: readonly number[]) => (index: number) => number,
): number => {
  const upTo = (index: number) =>
    Array.from({ length: (at.at(-1) as number) + 1 }, (_, i) => read(at.with(-1, i))(index))
  switch (value.kind) {
    case "scan":
      return reduce(value.fn, value.dtype, upTo(value.x))
    case "previous":
      return upTo(value.x).at(-2) ?? value.first
    case "recurrence": {
      const [factors, [first, ...terms]] = [upTo(value.a), upTo(value.b)]
      const [times, plus] = [applyBinary({ fn: "mul" }, value.dtype), applyBinary({ fn: "add" }, value.dtype)]
      return terms.reduce((s, term, i) => plus(times(factors[i + 1] as number, s), term), first as number)
    }
  }
}

const dependsOnAxis = (nest: Nest, index: number): boolean => {
  const value = nest.values[index] as Value
  const moves = (strides: readonly number[]) =>
    strides.some((stride, i) => stride !== 0 && nest.variables[i]?.role === "axis")
  switch (value.kind) {
    case "literal":
    case "reduce":
      return false
    case "scan":
    case "recurrence":
    case "previous":
      return true
    case "load":
      return moves(value.access.strides)
    case "index":
      return moves(value.strides)
    case "unary":
    case "cast":
      return dependsOnAxis(nest, value.x)
    case "binary":
    case "compare":
      return dependsOnAxis(nest, value.a) || dependsOnAxis(nest, value.b)
    case "select":
    case "draw":
      return operandsOf(value).some((x) => dependsOnAxis(nest, x))
  }
}

const meaningOf = (
  value: Exclude<Value, CarriedValue>,
  at: readonly number[],
  buffers: readonly Buffer[],
  read: (index: number) => number,
): number => {
  switch (value.kind) {
    case "literal":
      return value.value
    case "load":
      return elementAt(buffers, value.access, at)
    case "index":
      return elementOf(value, at)
    case "unary":
      return value.fn === "expNonPositive" ? Math.exp(read(value.x)) : applyUnary(value, value.dtype)(read(value.x))
    case "binary":
      return applyBinary(value, value.dtype)(read(value.a), read(value.b))
    case "compare":
      return Number(applyCompare(value.fn)(read(value.a), read(value.b)))
    case "select":
      return read(value.condition) !== 0 ? read(value.a) : read(value.b)
    case "cast":
      return read(value.x)
    case "draw":
      throw new Error("draws are compared with the interpreter's: random.test.ts")
    case "reduce":
      throw new Error("a reduction is read before it is made")
  }
}

const elementAt = (buffers: readonly Buffer[], access: Access, at: readonly number[]): number => {
  const x = (buffers[access.buffer] as Buffer)[elementOf(access, at)]
  if (x === undefined) throw new Error("a load outside of its buffer")
  return x
}
