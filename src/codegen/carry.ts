/**
 * @file Values that are carried along the axis of a nest: scans, recurrences, and the element before. Where lanes are
 * rows each lane carries its own; where they lie along the axis a vector is worked off in the order of its lanes, and
 * the last one is carried on.
 */
import type { CarriedValue } from "../schedule/nest.js"
import type { Local } from "./function.js"
import { f32x4, i32x4, v128 } from "./instructions.js"
import { type LaneDType, laneDType } from "./lanes.js"
import { twoSum, type Vector, type VectorBuilder } from "./math/vectors.js"

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
  const dtype = laneDType(value.dtype)
  switch (value.kind) {
    case "scan":
      if (value.fn === "sum") return (dtype === "float32" ? floatSum : integerSum)(carrier, operand(value.x))
      return extremum(carrier, operand(value.x), extrema[numeric(dtype)][value.fn])
    case "recurrence":
      return recurrence(carrier, operand(value.a), operand(value.b), arithmetic[numeric(dtype)])
    case "previous":
      return previous(carrier, operand(value.x), value.first, numeric(dtype))
  }
}

// internal

type Numeric = Exclude<LaneDType, "bool">
type Combine = (a: Vector, b: Vector) => Vector

const numeric = (dtype: LaneDType): Numeric => {
  if (dtype === "bool") throw new Error("nothing is carried along of bool")
  return dtype
}

/** What a sum has rounded away is carried beside it: its error does not grow with the axis. */
const floatSum = ({ v, isAlong, state }: Carrier, x: Vector): Vector => {
  const [sum, lost] = [state("sum", v.float(0)), state("lost", v.float(0))]
  const part = isAlong ? prefixes(v, x, v.float(0), f32x4.add) : x
  const total = twoSum(v, sum.get, part)
  const error = v.let(f32x4.add(lost.get, total.error))
  v.set(sum, isAlong ? lastLane(total.sum) : total.sum)
  v.set(lost, isAlong ? lastLane(error) : error)
  // beside an infinite sum the error is NaN
  return f32x4.add(total.sum, v128.and(error, f32x4.eq(error, error)))
}

const integerSum = ({ v, isAlong, state }: Carrier, x: Vector): Vector => {
  const sum = state("sum", v.int(0))
  const total = v.let(i32x4.add(sum.get, isAlong ? prefixes(v, x, v.int(0), i32x4.add) : x))
  v.set(sum, isAlong ? lastLane(total) : total)
  return total
}

interface Extremum {
  readonly combine: Combine
  readonly identity: (v: VectorBuilder) => Vector
}

const extremum = ({ v, isAlong, state }: Carrier, x: Vector, { combine, identity }: Extremum): Vector => {
  const most = state("extremum", identity(v))
  const result = v.let(combine(most.get, isAlong ? prefixes(v, x, identity(v), combine) : x))
  v.set(most, isAlong ? lastLane(result) : result)
  return result
}

interface Arithmetic {
  readonly multiplyAdd: (v: VectorBuilder, a: Vector, b: Vector, c: Vector) => Vector
  /** The sum of anything and this is that, -0 too. */
  readonly nothing: (v: VectorBuilder) => Vector
}

/** a · s + b, where s is 0 before the first element and a there counts as 0, whatever it is. */
const recurrence = ({ v, isAlong, state }: Carrier, a: Vector, b: Vector, { multiplyAdd, nothing }: Arithmetic) => {
  const carried = state("s", nothing(v))
  const isFirst = state("first", isAlong ? v.ints([-1, 0, 0, 0]) : v.int(-1))
  const factor = v.let(v128.andnot(a, isFirst.get))
  v.set(isFirst, v.int(0))
  let result = carried.get
  // each turn makes one lane more right: its neighbour is
  for (let lane = 0; lane < (isAlong ? 4 : 1); lane++) {
    result = v.let(multiplyAdd(v, factor, isAlong ? behind(carried.get, result) : result, b))
  }
  v.set(carried, result)
  return result
}

const previous = ({ v, isAlong, state }: Carrier, x: Vector, first: number, dtype: Numeric): Vector => {
  const before = state("before", dtype === "float32" ? v.float(first) : v.int(first))
  const result = v.let(isAlong ? behind(before.get, x) : before.get)
  v.set(before, x)
  return result
}

const extrema: { readonly [D in Numeric]: { readonly [F in "max" | "min"]: Extremum } } = {
  float32: {
    max: { combine: f32x4.max, identity: (v) => v.float(Number.NEGATIVE_INFINITY) },
    min: { combine: f32x4.min, identity: (v) => v.float(Number.POSITIVE_INFINITY) },
  },
  int32: {
    max: { combine: i32x4.maxS, identity: (v) => v.int(-(2 ** 31)) },
    min: { combine: i32x4.minS, identity: (v) => v.int(2 ** 31 - 1) },
  },
}

const arithmetic: { readonly [D in Numeric]: Arithmetic } = {
  float32: { multiplyAdd: (v, a, b, c) => v.madd(a, b, c), nothing: (v) => v.float(-0) },
  int32: { multiplyAdd: (_, a, b, c) => i32x4.add(i32x4.mul(a, b), c), nothing: (v) => v.int(0) },
}

/** In each lane the combination of all lanes up to it. */
const prefixes = (v: VectorBuilder, x: Vector, identity: Vector, combine: Combine): Vector => {
  const pairs = v.let(combine(behind(identity, x), x))
  return v.let(combine(v128.shuffle(identity, pairs, behindTwo), pairs))
}

/** The last lane of one vector, then the first three of another. */
const behind = (before: Vector, x: Vector): Vector => v128.shuffle(before, x, behindOne)

const lastLane = (x: Vector): Vector => v128.shuffle(x, x, splatLast)

const behindOne = [12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27]
const behindTwo = [8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23]
const splatLast = [12, 13, 14, 15, 12, 13, 14, 15, 12, 13, 14, 15, 12, 13, 14, 15]
