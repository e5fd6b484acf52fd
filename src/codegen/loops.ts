/**
 * @file Loops over the variables of a nest. Each open loop has a frame: the values computed in it, the slot where
 * such values are put, and the pointers that move with it. Extents are constants, so what is left over after the
 * unrolled vectors is straight code at constant offsets.
 */
import type { DType } from "../../types/dtype.js"
import { type Access, isCarried, type Nest } from "../schedule/nest.js"
import { elementBytes } from "../shape/size.js"
import { type Blocks, inBlocks } from "./blocks.js"
import type { Expr } from "./encode.js"
import type { Local, Slot } from "./function.js"
import { i32 } from "./instructions.js"
import type { Vector, VectorBuilder } from "./math/vectors.js"
import type { Pointer } from "./memory.js"

/** One of the vectors that the lane loop handles at once. */
export interface Copy {
  readonly index: number
  /** Its first element, counted from the loop's position. */
  readonly offset: number
  /** How many of its lanes exist. */
  readonly count: number
}

/** The loop's position: a number known now, or a counter in a loop that runs. */
type Position =
  | { readonly kind: "fixed"; readonly at: number }
  | {
      readonly kind: "moving"
      readonly counter: Local<"i32">
      readonly before: Slot
      /** The first position, where it isn't 0. */
      readonly from: Expr<"i32"> | undefined
      readonly pointers: Map<string, { readonly local: Local<"i32">; readonly strideBytes: number }>
    }

export interface Frame {
  readonly position: Position
  readonly values: Map<string, Vector>
  /** Where values of this loop are computed: at its start, or after the pass that they wait for. */
  slot: Slot
}

export interface Loops {
  readonly v: VectorBuilder
  readonly nest: Nest
  readonly addresses: readonly Local<"i32">[]
  readonly blocks: Blocks | undefined
  /** Which positions of the split variable are visited. */
  readonly range: readonly [from: Local<"i32">, to: Local<"i32">] | undefined
  /** The frame outside all loops, then one for each open loop. */
  readonly frames: Frame[]
  /** The vectors at hand: several in the lane loop, one with equal lanes outside. */
  copies: readonly Copy[]
  /** Whether the block at hand is what is left over. */
  isRest: boolean
}

/** `given`: the addresses of the buffers, then the range of the split, if there is one. */
export const createLoops = (v: VectorBuilder, whole: Nest, given: readonly Local<"i32">[]): Loops => {
  const { nest, blocks } = inBlocks(whole)
  return {
    v,
    nest,
    blocks,
    addresses: given,
    range: nest.split && (given.slice(-2) as [Local<"i32">, Local<"i32">]),
    frames: [{ position: { kind: "fixed", at: 0 }, values: new Map(), slot: v.slot() }],
    copies: outside,
    isRest: false,
  }
}

/** The frame of a loop variable; of depth -1: outside all loops. */
export const frameAt = (loops: Loops, depth: number): Frame => loops.frames[depth + 1] as Frame

/** How often the body of a variable's loop runs, apart from what is left over. */
export const tripsOf = ({ v, nest }: Loops, variable: number): number => {
  const { extent } = nest.variables[variable] as { extent: number }
  return variable === nest.lanes ? Math.floor(extent / (v.lanes * nest.unroll)) : extent
}

/**
 * Emits the body for each position of the next variable: in a loop (`moves`), or straight. Of an extent of 0, nothing.
 */
export const overVariable = (loops: Loops, variable: number, body: (moves: boolean) => void): void => {
  const { v, nest } = loops
  const extent = extentOf(loops, variable)
  const range = variable === nest.split?.variable ? loops.range : undefined
  const isLanes = variable === nest.lanes
  const step = isLanes ? v.lanes * nest.unroll : 1
  const whole = extent - (extent % step)
  const move = (from: Expr<"i32"> | undefined, to: Expr<"i32">) => moving(loops, from, to, step, () => body(true))
  const turns = (): void => {
    if (range === undefined) {
      if (whole === step || isShort(loops, variable)) {
        for (let at = 0; at < whole; at += step) fixed(loops, at, () => body(false))
      } else if (whole > step) move(undefined, i32.const(whole))
      return
    }
    const [{ get: from }, { get: to }] = range
    if (whole === extent) move(from, to)
    else {
      const end = v.let(i32.select(to, i32.const(whole), i32.ltU(to, i32.const(whole))))
      v.if(i32.ltU(from, end), () => move(from, end))
    }
  }
  const rest = (): void => withCopies(loops, extent - whole, () => fixed(loops, whole, () => body(false)))
  if (isLanes) withCopies(loops, step, turns)
  else turns()
  if (variable === loops.blocks?.variable && loops.blocks.rest > 0) {
    loops.isRest = true
    fixed(loops, extent, () => body(false))
    loops.isRest = false
  }
  if (whole === extent) return
  if (range === undefined) rest()
  else v.if(i32.eq(range[1].get, i32.const(extent)), rest)
}

/** What the buffer of an access holds. */
export const bufferDType = (nest: Nest, { buffer }: Access): DType => {
  const dtype = nest.buffers[buffer]
  if (dtype === undefined) throw new Error(`the nest has no buffer ${buffer}`)
  return dtype
}

/** The address of the access at the current position of the variables up to `depth`. */
export const pointerTo = (loops: Loops, access: Access, depth: number): Pointer => {
  const size = elementBytes[bufferDType(loops.nest, access)]
  if (depth < 0) {
    const { get } = loops.addresses[access.buffer] as Local<"i32">
    // a pointer that moves down must start at its element: before the offset is added it could fall below 0
    return runsBackwards(access)
      ? { base: i32.add(get, i32.const(access.offset * size)), offset: 0 }
      : { base: get, offset: access.offset * size }
  }
  const stride = access.strides[depth] as number
  const outer = pointerTo(loops, access, depth - 1)
  if (stride === 0) return outer
  const { position } = frameAt(loops, depth)
  if (position.kind === "fixed") return { ...outer, offset: outer.offset + position.at * stride * size }
  const from = runsBackwards(access) ? access.offset : 0
  const key = [access.buffer, from, ...access.strides.slice(0, depth + 1)].join(" ")
  const known = position.pointers.get(key)
  if (known !== undefined) return { ...outer, base: known.local.get }
  const local = loops.v.local("i32")
  const start = position.from && i32.mul(position.from, i32.const(stride * size))
  loops.v.at(position.before, () => loops.v.set(local, start ? i32.add(outer.base, start) : outer.base))
  position.pointers.set(key, { local, strideBytes: stride * size })
  return { ...outer, base: local.get }
}

/** The position of a variable, as code. */
export const positionOf = (loops: Loops, variable: number): Expr<"i32"> => {
  const { position } = frameAt(loops, variable)
  return position.kind === "fixed" ? i32.const(position.at) : position.counter.get
}

// internal

const extentOf = ({ nest, blocks, isRest }: Loops, variable: number): number =>
  blocks && isRest && variable === blocks.variable + 1
    ? blocks.rest
    : (nest.variables[variable] as { extent: number }).extent

const runsBackwards = ({ strides }: Access): boolean => strides.some((stride) => stride < 0)

const outside: readonly Copy[] = [{ index: 0, offset: 0, count: 1 }]

const withCopies = (loops: Loops, elements: number, body: () => void): void => {
  const before = loops.copies
  const { lanes } = loops.v
  loops.copies = Array.from({ length: Math.ceil(elements / lanes) }, (_, index) => ({
    index,
    offset: index * lanes,
    count: Math.min(lanes, elements - index * lanes),
  }))
  body()
  loops.copies = before
}

/** Whether a loop is straight code: over the few elements of a row's axes, in few instructions. */
const isShort = ({ nest, blocks }: Loops, variable: number): boolean => {
  const axes = nest.variables.filter(({ role }) => role === "axis")
  const elements = axes.reduce((product, { extent }) => product * extent, 1)
  const isPlain = blocks === undefined && variable !== nest.lanes && !nest.values.some(isCarried)
  return isPlain && nest.variables[variable]?.role === "axis" && elements <= 16 && elements * nest.values.length <= 256
}

const fixed = (loops: Loops, at: number, body: () => void): void => {
  loops.frames.push({ position: { kind: "fixed", at }, values: new Map(), slot: loops.v.slot() })
  body()
  loops.frames.pop()
}

/** From position `from`, or 0, to `to`, of which there is at least one. */
const moving = (loops: Loops, from: Expr<"i32"> | undefined, to: Expr<"i32">, step: number, body: () => void): void => {
  const { v } = loops
  const before = v.slot()
  const counter = v.local("i32")
  const pointers = new Map<string, { readonly local: Local<"i32">; readonly strideBytes: number }>()
  v.set(counter, from ?? i32.const(0))
  v.doWhile(() => {
    loops.frames.push({
      position: { kind: "moving", counter, before, from, pointers },
      values: new Map(),
      slot: v.slot(),
    })
    body()
    loops.frames.pop()
    for (const { local, strideBytes } of pointers.values()) {
      v.set(local, i32.add(local.get, i32.const(strideBytes * step)))
    }
    v.set(counter, i32.add(counter.get, i32.const(step)))
    return i32.ltU(counter.get, to)
  })
}
