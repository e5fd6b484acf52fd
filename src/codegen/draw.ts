/**
 * @file Draws as vectors: the words of the blocks that the lanes need, and the numbers made of them. Of many draws a
 * block gives two numbers: where neighbours lie in neighbouring lanes, four blocks make two vectors of four lanes.
 */
import type { streams } from "../graph/draw.js"
import type { DrawnValue, Nest, Value } from "../schedule/nest.js"
import { i32x4, v128 } from "./instructions.js"
import { threefry } from "./math/threefry.js"
import type { Vector, VectorBuilder } from "./math/vectors.js"

/** Where a number is drawn: for one of the vectors that are handled at once, their lanes at consecutive positions. */
export interface Drawer {
  readonly v: VectorBuilder
  readonly nest: Nest
  readonly operand: (value: number) => Vector
  readonly vector: number
  readonly vectors: number
  /** Whether the first of them begins at an even position of the lanes' variable, whatever runs. */
  readonly beginsEven: boolean
  /** Makes the number known for another of the vectors. */
  readonly provide: (vector: number, drawn: Vector) => void
}

export type DrawCode = (value: DrawnValue, drawer: Drawer) => Vector

type Words = readonly [Vector, Vector]

/** The words of the blocks that the positions are: for a draw of one number a block. */
export const words = (value: DrawnValue, drawer: Drawer, stream: Stream): Words =>
  wordsOf(value, drawer, stream, drawer.operand(value.at))

/** A draw of two numbers a block, from its two words. */
export const inPairs = (
  value: DrawnValue,
  drawer: Drawer,
  stream: Stream,
  numbers: (v: VectorBuilder, ...words: Words) => Words = (_, ...words) => words,
): Vector => {
  const { v, operand, nest, beginsEven } = drawer
  const places = operand(value.at)
  const pairs = (blocks: Vector): Words => {
    const [even, odd] = numbers(v, ...wordsOf(value, drawer, stream, blocks))
    return [v.let(even), v.let(odd)]
  }
  const position = nest.values[value.at] as Index
  if (beginsEven && isAligned(nest, position)) return neighbours(drawer, places, pairs)
  const [even, odd] = pairs(i32x4.shrU(places, 1))
  if (position.strides.every((stride) => stride % 2 === 0)) return position.offset % 2 === 0 ? even : odd
  return v128.bitselect(odd, even, i32x4.shrS(i32x4.shl(places, 31), 31))
}

// internal

type Stream = (typeof streams)[keyof typeof streams]

type Index = Value & { readonly kind: "index" }

const wordsOf = ({ key }: DrawnValue, { v, operand }: Drawer, stream: Stream, blocks: Vector): Words => {
  const [first, second, data] = key as [number, number, number?]
  const counter = data === undefined ? blocks : i32x4.add(blocks, operand(data))
  return threefry(v, [operand(first), operand(second)], stream, counter)
}

/** Whether every vector begins with the first number of a block, and the lanes lie at consecutive positions. */
const isAligned = ({ lanes }: Nest, { offset, strides }: Index): boolean =>
  strides[lanes] === 1 && offset % 2 === 0 && strides.every((stride, i) => i === lanes || stride % 2 === 0)

/** The numbers of four blocks, of which all vectors that hold some are made at once. */
const neighbours = (
  { v, vector, vectors, provide }: Drawer,
  places: Vector,
  pairs: (blocks: Vector) => Words,
): Vector => {
  const within = vector % (8 / v.lanes)
  const back = (within * v.lanes) / 2
  const first = i32x4.shrU(v128.shuffle(places, places, bytesOf([0, 0, 0, 0])), 1)
  const [even, odd] = pairs(i32x4.add(first, v.ints([-back, 1 - back, 2 - back, 3 - back])))
  const numbers = (from: number): Vector => {
    const lane = from / 2
    return v128.shuffle(even, odd, bytesOf([lane, lane + 4, (lane + 1) % 4, ((lane + 1) % 4) + 4]))
  }
  for (let i = vector - within, from = 0; i < vectors && from < 8; i++, from += v.lanes) {
    if (i !== vector) provide(i, v.let(numbers(from)))
  }
  return numbers(within * v.lanes)
}

/** Of two vectors, the lanes of the second counted on from 4. */
const bytesOf = (lanes: readonly number[]): readonly number[] =>
  lanes.flatMap((lane) => [0, 1, 2, 3].map((byte) => 4 * lane + byte))
