/** @file Random loop nests. Their buffers hold small integers, and rarely NaN or ∞: sums are the same in any order. */
import fc from "fast-check"
import { carried as code } from "../../src/codegen/carried.js"
import type { CompareFn, PlainBinaryFn } from "../../src/graph/op.js"
import type { LoopVariable, Nest, NestReduceFn, Store, Value } from "../../src/schedule/nest.js"
import type { DType } from "../../types/dtype.js"
import { arrayOf } from "./kernel.js"
import { type Buffer, elementOf } from "./reference.js"

export interface Sample {
  readonly nest: Nest
  readonly buffers: readonly Buffer[]
}

/** Row-major strides over the variables that a mask keeps, in a random order. */
const strided = (
  variables: readonly LoopVariable[],
  keep: readonly boolean[],
  order: readonly number[],
): readonly number[] => {
  const strides = variables.map(() => 0)
  let size = 1
  for (const variable of order) {
    if (!keep[variable]) continue
    strides[variable] = size
    size *= Math.max(1, (variables[variable] as LoopVariable).extent)
  }
  return strides
}

export const sample: fc.Arbitrary<Sample> = fc
  .record({
    rows: fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 2 }),
    wide: fc.integer({ min: 1, max: 19 }),
    axes: fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 1 }),
    axisWide: fc.option(fc.integer({ min: 0, max: 35 }), { nil: undefined }),
    lanesOnRow: fc.boolean(),
    unroll: fc.constantFrom(1, 2, 4),
    loads: fc.array(
      fc.record({
        dtype: fc.constantFrom("float32" as const, "int32" as const, "bool" as const, "float64" as const),
        keep: fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
        order: fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5, maxLength: 5 }),
        offset: fc.integer({ min: 0, max: 3 }),
      }),
      { minLength: 1, maxLength: 3 },
    ),
    steps: fc.array(
      fc.record({
        kind: fc.constantFrom(
          "binary" as const,
          "compare" as const,
          "select" as const,
          "cast" as const,
          "index" as const,
          "reduce" as const,
          "reduce" as const,
          "carried" as const,
        ),
        picks: fc.array(fc.nat(), { minLength: 3, maxLength: 3 }),
      }),
      { minLength: 2, maxLength: 10 },
    ),
    storePicks: fc.array(fc.nat(), { minLength: 1, maxLength: 3 }),
    storeOrder: fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5, maxLength: 5 }),
    seed: fc.integer({ min: 0, max: 1000 }),
  })
  .map(({ rows, wide, axes, axisWide, lanesOnRow, unroll, loads, steps, storePicks, storeOrder, seed }) => {
    const variables: LoopVariable[] = [...rows, wide].map((extent) => ({ extent, role: "row" }))
    const lastRow = variables.length - 1
    if (axisWide !== undefined)
      variables.push(...[...axes, axisWide].map((extent): LoopVariable => ({ extent, role: "axis" })))
    const lanes = axisWide === undefined || lanesOnRow ? lastRow : variables.length - 1
    const order = (of: readonly number[]) => of.filter((variable) => variable < variables.length)
    const extents = variables.map(({ extent }) => extent)
    const buffers: Buffer[] = []
    const dtypes: DType[] = []
    const values: Value[] = []
    const addBuffer = (dtype: DType, length: number): number => {
      const integer = (i: number) => ((i * 7919 + seed * 104729) % 23) - 11
      const special = (i: number) => (i * 31 + seed) % 97
      const number = (i: number): number => {
        if (dtype === "bool") return integer(i) & 1
        return dtype !== "int32" && seed % 3 === 0 ? (specials[special(i)] ?? integer(i)) : integer(i)
      }
      dtypes.push(dtype)
      return (
        buffers.push(
          arrayOf(
            dtype,
            Array.from({ length }, (_, i) => number(i)),
          ),
        ) - 1
      )
    }
    for (const { dtype, keep, order: shuffled, offset } of loads) {
      const strides = strided(variables, keep, order(shuffled))
      const last = elementOf(
        { offset, strides },
        extents.map((extent) => Math.max(0, extent - 1)),
      )
      values.push({ kind: "load", access: { buffer: addBuffer(dtype, last + 1), offset, strides }, dtype })
    }
    values.push({ kind: "literal", value: 3, dtype: "float32" })
    // products of floats are rounded by their order; of int32 they wrap
    const reduceFns: readonly NestReduceFn[] = ["sum", "max", "min", "fastMax", "prod"]
    for (const { kind, picks } of steps) {
      const [p, q, r] = picks as [number, number, number]
      const a = p % values.length
      const dtype = (values[a] as Value).dtype
      const alike = values.flatMap((value, i) => (value.dtype === dtype ? [i] : []))
      const b = alike[q % alike.length] as number
      if (kind === "binary") {
        const fns: readonly PlainBinaryFn[] = dtype === "bool" ? ["and", "or"] : ["add", "sub", "maximum", "minimum"]
        values.push({ kind, fn: fns[r % fns.length] as PlainBinaryFn, a, b, dtype })
      } else if (kind === "compare") {
        values.push({ kind, fn: (["eq", "lt", "ge"] as const)[r % 3] as CompareFn, a, b, dtype: "bool" })
      } else if (kind === "select") {
        const conditions = values.flatMap((value, i) => (value.dtype === "bool" ? [i] : []))
        if (conditions.length > 0)
          values.push({ kind, condition: conditions[r % conditions.length] as number, a, b, dtype })
      } else if (kind === "cast") {
        values.push({
          kind,
          x: a,
          dtype: (["float32", "int32", "bool", "float64"] as const)[r % (q % 4 === 0 ? 4 : 3)] as DType,
        })
      } else if (kind === "index") {
        values.push({
          kind,
          offset: r % 5,
          strides: variables.map((_, i) => (i === p % variables.length ? 1 + (q % 3) : 0)),
          dtype: "int32",
        })
      } else if (kind === "carried") {
        if (dtype === "bool" || axisWide === undefined || axes.length > 0) continue
        // recurrences of floats grow beyond what is exact
        const fns = ["sum", "max", "min", "previous", ...(dtype === "int32" ? (["recurrence"] as const) : [])] as const
        const fn = fns[r % fns.length] as (typeof fns)[number]
        if (fn === "previous") values.push({ kind: fn, x: a, first: q % 5, dtype, code })
        else if (fn === "recurrence") values.push({ kind: fn, a, b, dtype, code })
        else values.push({ kind: "scan", fn, x: a, dtype, code })
      } else if (dtype !== "bool" && axisWide !== undefined) {
        values.push({ kind, fn: reduceFns[r % (dtype === "int32" ? 5 : 4)] as NestReduceFn, x: a, dtype })
      }
    }
    const stores = [...storePicks, values.length - 1].map((pick): Store => {
      const value = pick % values.length
      const { dtype } = values[value] as Value
      const isRow = pick % 2 === 0 && ["reduce", "literal"].includes((values[value] as Value).kind)
      const keep = variables.map(({ role }) => !isRow || role === "row")
      const strides = strided(variables, keep, order(storeOrder))
      const length = extents.reduce((product, extent, i) => product * (keep[i] ? extent : 1), 1)
      return { access: { buffer: addBuffer(dtype, length), offset: 0, strides }, value }
    })
    return { nest: { variables, values, stores, buffers: dtypes, lanes, unroll }, buffers }
  })

/** Rare among the integers of a buffer; sums with them don't depend on the order either. */
const specials = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
