/**
 * @file Vectors from and to memory. Along the lanes an access has stride 1 (one instruction), 0 (one element for
 * all) or any other (lane by lane); fewer lanes than there are touch no byte beyond the last of them.
 */
import type { DType } from "../../types/dtype.js"
import { elementBytes } from "../shape/size.js"
import type { Bytes, Expr } from "./encode.js"
import { i32, i32x4, v128 } from "./instructions.js"
import { type Element, elementOf, elements, isFloat } from "./math/elements.js"
import type { Vector, VectorBuilder } from "./math/vectors.js"

/** An address in bytes. */
export interface Pointer {
  readonly base: Expr<"i32">
  readonly offset: number
}

/** The same element in every lane. */
export const loadSplat = (v: VectorBuilder, dtype: DType, pointer: Pointer): Vector => {
  const [at, offset] = address(pointer, 0)
  const splat = pieces[dtype].loadSplat(at, offset)
  return dtype === "bool" ? v128.i8x16Ne(splat, v.int(0)) : splat
}

/** Elements `stride` apart in the first `count` lanes, 0 in the others. */
export const loadLanes = (v: VectorBuilder, dtype: DType, pointer: Pointer, stride: number, count: number): Vector => {
  const [at, offset] = address(pointer, 0)
  if (dtype === "bool") {
    const bytes =
      stride === 1 && count === 4 ? widen(v128.load32Zero(at, offset)) : gather(v, dtype, pointer, stride, count)
    return i32x4.ne(bytes, v.int(0))
  }
  if (count === 4 && (stride === 2 || stride === 3 || stride === -1)) return everyFew(v, pointer, stride)
  if (stride !== 1) return gather(v, dtype, pointer, stride, count)
  const bytes = count * elementBytes[dtype]
  if (bytes === 16) return v128.load(at, offset)
  if (bytes === 4) return v128.load32Zero(at, offset)
  const pair = v128.load64Zero(at, offset)
  if (bytes === 8) return pair
  const [third, thirdOffset] = address(pointer, 8)
  return v128.load32Lane(third, pair, 2, thirdOffset)
}

/** The element at each pointer in its lane, 0 in the lanes beyond. */
export const loadEach = (v: VectorBuilder, dtype: DType, pointers: readonly Pointer[]): Vector => {
  const { loadLane } = pieces[dtype]
  const lanes = pointers.reduce((x: Vector, pointer, lane) => {
    const [at, offset] = address(pointer, 0)
    return loadLane(at, x, lane * apart(dtype), offset)
  }, v.int(0))
  return dtype === "bool" ? i32x4.ne(lanes, v.int(0)) : lanes
}

/** Writes each lane at its pointer, one after another. */
export const storeEach = (v: VectorBuilder, dtype: DType, pointers: readonly Pointer[], value: Vector): void => {
  const { storeLane } = pieces[dtype]
  const x = v.let(dtype === "bool" ? v128.and(value, v.int(1)) : value)
  pointers.forEach((pointer, lane) => {
    const [at, offset] = address(pointer, 0)
    v.do(storeLane(at, x, lane * apart(dtype), offset))
  })
}

/** Adds each lane to what is at its pointer, one after another: two may point to one element. */
export const addEach = (v: VectorBuilder, dtype: DType, pointers: readonly Pointer[], value: Vector): void => {
  const { loadSplat, storeLane } = pieces[dtype]
  const x = v.let(value)
  pointers.forEach((pointer, lane) => {
    const [at, offset] = address(pointer, 0)
    v.do(storeLane(at, addLanes(dtype, loadSplat(at, offset), x), lane, offset))
  })
}

export const addLanes = (dtype: DType, x: Vector, y: Vector): Vector =>
  isFloat(dtype) ? elementOf(dtype).add(x, y) : i32x4.add(x, y)

/** Writes the first `count` lanes, `stride` elements apart; of lanes that share an element the last one is kept. */
export const storeLanes = (
  v: VectorBuilder,
  dtype: DType,
  pointer: Pointer,
  stride: number,
  count: number,
  value: Vector,
): void => {
  const [at, offset] = address(pointer, 0)
  const { storeLane } = pieces[dtype]
  const x = v.let(dtype === "bool" ? v128.and(value, v.int(1)) : value)
  const lane = (index: number, element: number): Bytes => {
    const [place, placeOffset] = address(pointer, element * elementBytes[dtype])
    return storeLane(place, x, index * apart(dtype), placeOffset)
  }
  const bytes = count * elementBytes[dtype]
  if (stride === 0) v.do(lane(count - 1, 0))
  else if (stride === 1 && bytes === 16) v.do(v128.store(at, x, offset))
  else if (stride === 1 && count === 4) v.do(v128.store32Lane(at, narrow(x), 0, offset))
  else {
    const half = stride === 1 && bytes >= 8 ? 8 / elementBytes[dtype] : 0
    if (half > 0) v.do(v128.store64Lane(at, x, 0, offset))
    for (let index = half; index < count; index++) v.do(lane(index, index * stride))
  }
}

// internal

/** What moves one element. */
type Pieces = Pick<Element, "loadLane" | "storeLane" | "loadSplat">

const pieces: { readonly [D in DType]: Pieces } = {
  ...elements,
  int32: elements.float32,
  bool: { loadLane: v128.load8Lane, storeLane: v128.store8Lane, loadSplat: v128.load8Splat },
}

/** A lane is the piece whose number is this times its own. */
const apart = (dtype: DType): number => (dtype === "bool" ? 4 : 1)

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

const gather = (v: VectorBuilder, dtype: DType, pointer: Pointer, stride: number, count: number): Vector => {
  const { loadLane } = pieces[dtype]
  let lanes: Vector = v.int(0)
  for (let index = 0; index < count; index++) {
    const [at, offset] = address(pointer, index * stride * elementBytes[dtype])
    lanes = loadLane(at, lanes, index * apart(dtype), offset)
  }
  return lanes
}

/** The four lowest bytes to 32 bits each. */
const widen = (x: Vector): Vector => i32x4.extendLowI16U(v128.extendLowI8U(x))

/** The lowest byte of each lane, together in lane 0. */
const narrow = (x: Vector): Vector => v128.shuffle(x, x, [0, 4, 8, 12, 0, 4, 8, 12, 0, 4, 8, 12, 0, 4, 8, 12])
