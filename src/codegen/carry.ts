/**
 * @file Values that are carried along the axis of a nest: scans, recurrences, and the element before. Where lanes are
 * rows each lane carries its own; where they lie along the axis a vector is worked off in the order of its lanes, and
 * the last one is carried on. Sums and recurrences of floats are carried in float64: their errors don't add up.
 */
import type { CarriedValue } from "../schedule/nest.js"
import { elementBytes } from "../shape/size.js"
import type { Local } from "./function.js"
import { f32x4, f64x2, i32x4, v128 } from "./instructions.js"
import { literalVector } from "./lanes.js"
import { halvesOf, joinHalves, madd } from "./math/doubles.js"
import { type Element, elements, type FloatDType } from "./math/elements.js"
import type { Vector, VectorBuilder } from "./math/vectors.js"
import { firstLanes } from "./reduction.js"

export interface Carrier {
  readonly v: VectorBuilder
  /** Whether the lanes lie along the axis. */
  readonly isAlong: boolean
  /** What is carried under a name, set to a vector where the pass starts. */
  readonly state: (name: string, initial: Vector) => Local<"v128">
  readonly operand: (index: number) => Vector
}

/** The vector of a carried value, once for each vector in the order of the axis. */
export const carry = (carrier: Carrier, value: CarriedValue): Vector => {
  const { operand } = carrier
  const dtype = value.dtype as Numeric
  switch (value.kind) {
    case "scan":
      if (value.fn === "sum") return sums[dtype](carrier, operand(value.x))
      return inAnyOrder(carrier, operand(value.x), dtype, extrema[dtype][value.fn])
    case "recurrence":
      return recurrences[dtype](carrier, operand(value.a), operand(value.b))
    case "previous":
      return previous(carrier, operand(value.x), value.first, dtype)
  }
}

// internal

type Numeric = FloatDType | "int32"

/** A reduction of which the steps may be taken in any order. */
interface Rule {
  readonly identity: (v: VectorBuilder) => Vector
  readonly combine: (a: Vector, b: Vector) => Vector
}

type Extrema = { readonly [F in "max" | "min"]: Rule }

const floatExtrema = (f: Element): Extrema => ({
  max: { identity: (v) => f.of(v, Number.NEGATIVE_INFINITY), combine: f.max },
  min: { identity: (v) => f.of(v, Number.POSITIVE_INFINITY), combine: f.min },
})

const extrema: { readonly [D in Numeric]: Extrema } = {
  float32: floatExtrema(elements.float32),
  float64: floatExtrema(elements.float64),
  int32: {
    max: { identity: (v) => v.int(-(2 ** 31)), combine: i32x4.maxS },
    min: { identity: (v) => v.int(2 ** 31 - 1), combine: i32x4.minS },
  },
}

const inAnyOrder = ({ v, isAlong, state }: Carrier, x: Vector, dtype: Numeric, { identity, combine }: Rule): Vector => {
  const carried = state("scan", identity(v))
  if (!isAlong) {
    v.set(carried, combine(carried.get, x))
    return carried.get
  }
  let prefixes = v.let(combine(behind(v, dtype)(identity(v), x), x))
  if (v.lanes === 4) prefixes = v.let(combine(v128.shuffle(identity(v), prefixes, behindTwo), prefixes))
  const result = v.let(combine(carried.get, prefixes))
  v.set(carried, combine(carried.get, v128.shuffle(prefixes, prefixes, splatLast(v, dtype))))
  return result
}

type Sum = (carrier: Carrier, x: Vector) => Vector

const doubleSum: Sum = ({ v, isAlong, state }, x) => {
  const carried = state("sum", v.double(0))
  const step = (before: Vector): Vector => v.let(f64x2.add(before, x))
  v.set(carried, isAlong ? inOrder(carried.get, 2, behind(v, "float64"), step) : step(carried.get))
  return v.let(carried.get)
}

const sums: { readonly [D in Numeric]: Sum } = {
  int32: (carrier, x) => inAnyOrder(carrier, x, "int32", { identity: (v) => v.int(0), combine: i32x4.add }),
  float64: doubleSum,
  float32: (carrier, x) => {
    const { v, isAlong, state } = carrier
    if (v.lanes === 2) return v.let(f32x4.demoteZero(doubleSum(carrier, v.let(f64x2.promoteLow(x)))))
    const [low, high] = halvesOf(v, x)
    const zero = v.double(0)
    if (!isAlong) {
      const carried = [state("low", zero), state("high", zero)] as const
      v.set(carried[0], f64x2.add(carried[0].get, low))
      v.set(carried[1], f64x2.add(carried[1].get, high))
      return narrowed(carried[0].get, carried[1].get)
    }
    const [carried, splatDouble] = [state("sum", zero), splatLast(v, "float64")]
    const first = v.let(f64x2.add(low, v128.shuffle(zero, low, behindTwo)))
    const second = f64x2.add(high, v128.shuffle(zero, high, behindTwo))
    const all = v.let(f64x2.add(second, v128.shuffle(first, first, splatDouble)))
    const result = v.let(narrowed(f64x2.add(carried.get, first), f64x2.add(carried.get, all)))
    v.set(carried, f64x2.add(carried.get, v128.shuffle(all, all, splatDouble)))
    return result
  },
}

type Recurrence = (carrier: Carrier, a: Vector, b: Vector) => Vector

/** a · s + b, where s is 0 before the first element and a there counts as 0, whatever it is. */
const recurrence =
  (dtype: Numeric, { add, mul }: Pick<typeof i32x4, "add" | "mul">): Recurrence =>
  (carrier, a, b) => {
    const { v, isAlong, state } = carrier
    // nothing but the sum of -0 and b is b for every b
    const carried = state("s", literalVector(v, -0, dtype))
    const factor = afterFirst(carrier, a, dtype)
    const step = (before: Vector): Vector => v.let(add(mul(factor, before), b))
    v.set(carried, isAlong ? inOrder(carried.get, v.lanes, behind(v, dtype), step) : step(carried.get))
    return v.let(carried.get)
  }

const doubleRecurrence = recurrence("float64", f64x2)

const recurrences: { readonly [D in Numeric]: Recurrence } = {
  int32: recurrence("int32", i32x4),
  float64: doubleRecurrence,
  float32: (carrier, a, b) => {
    const { v, isAlong, state } = carrier
    const widened = (x: Vector) => v.let(f64x2.promoteLow(x))
    if (v.lanes === 2) return v.let(f32x4.demoteZero(doubleRecurrence(carrier, widened(a), widened(b))))
    const factors = halvesOf(v, afterFirst(carrier, a, "float32"))
    const terms = halvesOf(v, b)
    const step = (half: 0 | 1) => (before: Vector) => v.let(madd(v, factors[half], before, terms[half]))
    const [s, t] = [state("s", v.double(-0)), isAlong ? undefined : state("t", v.double(-0))]
    if (t !== undefined) {
      v.set(s, step(0)(s.get))
      v.set(t, step(1)(t.get))
      return v.let(narrowed(s.get, t.get))
    }
    const shift = behind(v, "float64")
    const low = inOrder(s.get, 2, shift, step(0))
    v.set(s, inOrder(low, 2, shift, step(1)))
    return v.let(narrowed(low, s.get))
  },
}

/** A vector that is 0 at the first element of the axis. */
const afterFirst = ({ v, isAlong, state }: Carrier, x: Vector, dtype: Numeric): Vector => {
  const isFirst = state("first", isAlong ? firstLanes(v, dtype, 1) : v.int(-1))
  const result = v.let(v128.andnot(x, isFirst.get))
  v.set(isFirst, v.int(0))
  return result
}

type Behind = (before: Vector, x: Vector) => Vector

/** Each turn makes one lane more right, since its neighbour is. */
const inOrder = (before: Vector, lanes: number, shift: Behind, step: (before: Vector) => Vector): Vector => {
  let result = before
  for (let lane = 0; lane < lanes; lane++) result = step(shift(before, result))
  return result
}

const previous = ({ v, isAlong, state }: Carrier, x: Vector, first: number, dtype: Numeric): Vector => {
  const before = state("before", literalVector(v, first, dtype))
  const result = v.let(isAlong ? behind(v, dtype)(before.get, x) : before.get)
  v.set(before, x)
  return result
}

const narrowed = (low: Vector, high: Vector): Vector => joinHalves(f32x4.demoteZero(low), f32x4.demoteZero(high))

/** Where the last lane is: float64 always has two. */
const lastByte = ({ lanes }: VectorBuilder, bytes: number): number => Math.min(16, bytes * lanes) - bytes

/** The last lane of one vector, then all but the last of another. */
const behind = (v: VectorBuilder, dtype: Numeric): Behind => {
  const bytes = elementBytes[dtype]
  const places = Array.from({ length: 16 }, (_, i) => (i < bytes ? lastByte(v, bytes) : 16 - bytes) + i)
  return (before, x) => v128.shuffle(before, x, places)
}

const splatLast = (v: VectorBuilder, dtype: Numeric): readonly number[] => {
  const bytes = elementBytes[dtype]
  return Array.from({ length: 16 }, (_, i) => lastByte(v, bytes) + (i % bytes))
}

const behindTwo = [8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23]
