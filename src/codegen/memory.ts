/**
 * @file Vectors from and to memory. Along the lanes an access has stride 1 (one instruction), 0 (one element for
 * all) or any other (lane by lane); fewer than four lanes touch no byte beyond the last of them.
 */
import type { Bytes, Expr } from "./encode.js"
import { f32x4, i32, i32x4, v128 } from "./instructions.js"
import type { LaneDType } from "./lanes.js"
import type { Vector, VectorBuilder } from "./math/vectors.js"

/** An address in bytes. */
export interface Pointer {
  readonly base: Expr<"i32">
  readonly offset: number
}

export const elementSize = (dtype: LaneDType): number => (dtype === "bool" ? 1 : 4)

/** The same element in every lane. */
export const loadSplat = (v: VectorBuilder, dtype: LaneDType, pointer: Pointer): Vector => {
  const [at, offset] = address(pointer, 0)
  return dtype === "bool" ? v128.i8x16Ne(v128.load8Splat(at, offset), v.int(0)) : v128.load32Splat(at, offset)
}

/** Elements `stride` apart in the first `count` lanes, 0 in the others. */
export const loadLanes = (
  v: VectorBuilder,
  dtype: LaneDType,
  pointer: Pointer,
  stride: number,
  count: number,
): Vector => {
  const [at, offset] = address(pointer, 0)
  if (dtype === "bool") {
    const bytes =
      stride === 1 && count === 4 ? widen(v128.load32Zero(at, offset)) : gather(v, dtype, pointer, stride, count)
    return i32x4.ne(bytes, v.int(0))
  }
  if (count === 4 && (stride === 2 || stride === 3 || stride === -1)) return everyFew(v, pointer, stride)
  if (stride !== 1) return gather(v, dtype, pointer, stride, count)
  if (count === 4) return v128.load(at, offset)
  if (count === 1) return v128.load32Zero(at, offset)
  const pair = v128.load64Zero(at, offset)
  if (count === 2) return pair
  const [third, thirdOffset] = address(pointer, 8)
  return v128.load32Lane(third, pair, 2, thirdOffset)
}

/** The element at each pointer in its lane, 0 in the lanes beyond. */
export const loadEach = (v: VectorBuilder, dtype: LaneDType, pointers: readonly Pointer[]): Vector => {
  const lanes = pointers.reduce((x: Vector, pointer, lane) => {
    const [at, offset] = address(pointer, 0)
    return dtype === "bool" ? v128.load8Lane(at, x, lane * 4, offset) : v128.load32Lane(at, x, lane, offset)
  }, v.int(0))
  return dtype === "bool" ? i32x4.ne(lanes, v.int(0)) : lanes
}

/** Writes each lane at its pointer, one after another. */
export const storeEach = (v: VectorBuilder, dtype: LaneDType, pointers: readonly Pointer[], value: Vector): void => {
  const x = v.let(dtype === "bool" ? v128.and(value, v.int(1)) : value)
  pointers.forEach((pointer, lane) => {
    const [at, offset] = address(pointer, 0)
    v.do(dtype === "bool" ? v128.store8Lane(at, x, lane * 4, offset) : v128.store32Lane(at, x, lane, offset))
  })
}

/** Adds each lane to what is at its pointer, one after another: two may point to one element. */
export const addEach = (v: VectorBuilder, dtype: LaneDType, pointers: readonly Pointer[], value: Vector): void => {
  const x = v.let(value)
  pointers.forEach((pointer, lane) => {
    const [at, offset] = address(pointer, 0)
    const before = v128.load32Splat(at, offset)
    v.do(v128.store32Lane(at, addLanes(dtype, before, x), lane, offset))
  })
}

export const addLanes = (dtype: LaneDType, x: Vector, y: Vector): Vector =>
  dtype === "float32" ? f32x4.add(x, y) : i32x4.add(x, y)

/** Writes the first `count` lanes, `stride` elements apart; of lanes that share an element the last one is kept. */
export const storeLanes = (
  v: VectorBuilder,
  dtype: LaneDType,
  pointer: Pointer,
  stride: number,
  count: number,
  value: Vector,
): void => {
  const [at, offset] = address(pointer, 0)
  const x = v.let(dtype === "bool" ? v128.and(value, v.int(1)) : value)
  const lane = (index: number, element: number): Bytes => {
    const [place, placeOffset] = address(pointer, element * elementSize(dtype))
    return dtype === "bool"
      ? v128.store8Lane(place, x, index * 4, placeOffset)
      : v128.store32Lane(place, x, index, placeOffset)
  }
  if (stride === 0) v.do(lane(count - 1, 0))
  else if (stride === 1 && count === 4) {
    v.do(dtype === "bool" ? v128.store32Lane(at, narrow(x), 0, offset) : v128.store(at, x, offset))
  } else {
    const pairs = stride === 1 && dtype !== "bool" ? Math.floor(count / 2) : 0
    if (pairs > 0) v.do(v128.store64Lane(at, x, 0, offset))
    for (let index = pairs * 2; index < count; index++) v.do(lane(index, index * stride))
  }
}

// internal

/** Instructions add only offsets that are not negative. */
const address = ({ base, offset }: Pointer, bytes: number): readonly [Expr<"i32">, number] => {
  const total = offset + bytes
  return total < 0 ? [i32.add(base, i32.const(total)), 0] : [base, total]
}

/** Two vectors, or one, hold them all: from the first element and up to the last. */
const everyFew = (v: VectorBuilder, pointer: Pointer, stride: 2 | 3 | -1): Vector => {
  const from = (element: number): Vector => {
    const [at, offset] = address(pointer, 4 * element)
    return v.let(v128.load(at, offset))
  }
  const few = { 2: [0, 3, [0, 2, 5, 7]], 3: [0, 6, [0, 3, 4, 7]], [-1]: [-3, -3, [3, 2, 1, 0]] } as const
  const [low, high, lanes] = few[stride]
  const bytes = lanes.flatMap((lane) => [0, 1, 2, 3].map((byte) => 4 * lane + byte))
  const first = from(low)
  return v128.shuffle(first, high === low ? first : from(high), bytes)
}

const gather = (v: VectorBuilder, dtype: LaneDType, pointer: Pointer, stride: number, count: number): Vector => {
  let lanes: Vector = v.int(0)
  for (let index = 0; index < count; index++) {
    const [at, offset] = address(pointer, index * stride * elementSize(dtype))
    lanes = dtype === "bool" ? v128.load8Lane(at, lanes, index * 4, offset) : v128.load32Lane(at, lanes, index, offset)
  }
  return lanes
}

/** The four lowest bytes to 32 bits each. */
const widen = (x: Vector): Vector => i32x4.extendLowI16U(v128.extendLowI8U(x))

/** The lowest byte of each lane, together in lane 0. */
const narrow = (x: Vector): Vector => v128.shuffle(x, x, [0, 4, 8, 12, 0, 4, 8, 12, 0, 4, 8, 12, 0, 4, 8, 12])
