/**
 * @file Values that are carried along the axis of a nest: scans, recurrences, and the element before. Where lanes are
 * rows each lane carries its own; where they lie along the axis a vector is worked off in the order of its lanes, and
 * the last one is carried on. Sums and recurrences of floats are carried in float64: their errors don't add up.
 */
import type { CarriedValue } from "../schedule/nest.js"
import type { Local } from "./function.js"
import { f32x4, f64x2, i32x4, v128 } from "./instructions.js"
import { type LaneDType, laneDType } from "./lanes.js"
import { halvesOf, joinHalves, madd } from "./math/doubles.js"
import type { Vector, VectorBuilder } from "./math/vectors.js"

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
  const dtype = numericDType(laneDType(value.dtype))
  switch (value.kind) {
    case "scan":
      if (value.fn === "sum") return sums[dtype](carrier, operand(value.x))
      return inAnyOrder(carrier, operand(value.x), extrema[dtype][value.fn])
    case "recurrence":
      return recurrences[dtype](carrier, operand(value.a), operand(value.b))
    case "previous":
      return previous(carrier, operand(value.x), value.first, dtype)
  }
}

// internal

type Numeric = Exclude<LaneDType, "bool">

const numericDType = (dtype: LaneDType): Numeric => {
  if (dtype === "bool") throw new Error("nothing is carried along of bool")
  return dtype
}

/** A reduction of which the steps may be taken in any order. */
interface Rule {
  readonly identity: (v: VectorBuilder) => Vector
  readonly combine: (a: Vector, b: Vector) => Vector
}

const extrema: { readonly [D in Numeric]: { readonly [F in "max" | "min"]: Rule } } = {
  float32: {
    max: { identity: (v) => v.float(Number.NEGATIVE_INFINITY), combine: f32x4.max },
    min: { identity: (v) => v.float(Number.POSITIVE_INFINITY), combine: f32x4.min },
  },
  int32: {
    max: { identity: (v) => v.int(-(2 ** 31)), combine: i32x4.maxS },
    min: { identity: (v) => v.int(2 ** 31 - 1), combine: i32x4.minS },
  },
}

const inAnyOrder = ({ v, isAlong, state }: Carrier, x: Vector, { identity, combine }: Rule): Vector => {
  const carried = state("scan", identity(v))
  if (!isAlong) {
    v.set(carried, combine(carried.get, x))
    return carried.get
  }
  const pairs = v.let(combine(behind(identity(v), x), x))
  const prefixes = v.let(combine(v128.shuffle(identity(v), pairs, behindTwo), pairs))
  const result = v.let(combine(carried.get, prefixes))
  v.set(carried, combine(carried.get, v128.shuffle(prefixes, prefixes, splatLast)))
  return result
}

const sums: { readonly [D in Numeric]: (carrier: Carrier, x: Vector) => Vector } = {
  int32: (carrier, x) => inAnyOrder(carrier, x, { identity: (v) => v.int(0), combine: i32x4.add }),
  float32: ({ v, isAlong, state }, x) => {
    const [low, high] = halvesOf(v, x)
    const zero = v.double(0)
    if (!isAlong) {
      const carried = [state("low", zero), state("high", zero)] as const
      v.set(carried[0], f64x2.add(carried[0].get, low))
      v.set(carried[1], f64x2.add(carried[1].get, high))
      return narrowed(carried[0].get, carried[1].get)
    }
    const carried = state("sum", zero)
    const first = v.let(f64x2.add(low, behindDouble(zero, low)))
    const second = f64x2.add(high, behindDouble(zero, high))
    const all = v.let(f64x2.add(second, v128.shuffle(first, first, splatLastDouble)))
    const result = v.let(narrowed(f64x2.add(carried.get, first), f64x2.add(carried.get, all)))
    v.set(carried, f64x2.add(carried.get, v128.shuffle(all, all, splatLastDouble)))
    return result
  },
}

/** a · s + b, where s is 0 before the first element and a there counts as 0, whatever it is. */
const recurrences: { readonly [D in Numeric]: (carrier: Carrier, a: Vector, b: Vector) => Vector } = {
  int32: (carrier, a, b) => {
    const { v, isAlong, state } = carrier
    const carried = state("s", v.int(0))
    const factor = afterFirst(carrier, a)
    const step = (before: Vector): Vector => v.let(i32x4.add(i32x4.mul(factor, before), b))
    v.set(carried, isAlong ? inOrder(carried.get, 4, behind, step) : step(carried.get))
    return v.let(carried.get)
  },
  float32: (carrier, a, b) => {
    const { v, isAlong, state } = carrier
    const factors = halvesOf(v, afterFirst(carrier, a))
    const terms = halvesOf(v, b)
    const step = (half: 0 | 1) => (before: Vector) => v.let(madd(v, factors[half], before, terms[half]))
    // nothing but the sum of -0 and b is b for every b
    const [s, t] = [state("s", v.double(-0)), isAlong ? undefined : state("t", v.double(-0))]
    if (t !== undefined) {
      v.set(s, step(0)(s.get))
      v.set(t, step(1)(t.get))
      return v.let(narrowed(s.get, t.get))
    }
    const low = inOrder(s.get, 2, behindDouble, step(0))
    v.set(s, inOrder(low, 2, behindDouble, step(1)))
    return v.let(narrowed(low, s.get))
  },
}

/** A vector that is 0 at the first element of the axis. */
const afterFirst = ({ v, isAlong, state }: Carrier, x: Vector): Vector => {
  const isFirst = state("first", isAlong ? v.ints([-1, 0, 0, 0]) : v.int(-1))
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
  const before = state("before", dtype === "float32" ? v.float(first) : v.int(first))
  const result = v.let(isAlong ? behind(before.get, x) : before.get)
  v.set(before, x)
  return result
}

const narrowed = (low: Vector, high: Vector): Vector => joinHalves(f32x4.demoteZero(low), f32x4.demoteZero(high))

/** The last lane of one vector, then all but the last of another. */
const behind: Behind = (before, x) => v128.shuffle(before, x, behindOne)
const behindDouble: Behind = (before, x) => v128.shuffle(before, x, behindTwo)

const behindOne = [12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27]
const behindTwo = [8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23]
const splatLast = [12, 13, 14, 15, 12, 13, 14, 15, 12, 13, 14, 15, 12, 13, 14, 15]
const splatLastDouble = [8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15]
