/**
 * @file The vectors that hold a nest's values. They are computed on demand, each in the frame of the innermost loop
 * that changes it: what does not change in a loop is computed before it.
 */
import type { Access, Nest, Store, Value } from "../schedule/nest.js"
import { elementBytes } from "../shape/size.js"
import type { Dependence } from "./dependence.js"
import type { DrawCode } from "./draw.js"
import type { Local, Slot } from "./function.js"
import { i32, i32x4 } from "./instructions.js"
import { lanewise } from "./lanewise.js"
import { bufferDType, type Copy, frameAt, type Loops, pointerTo, positionOf } from "./loops.js"
import type { Vector } from "./math/vectors.js"
import { addEach, addLanes, loadEach, loadLanes, loadSplat, type Pointer, storeEach, storeLanes } from "./memory.js"

export interface Kernel extends Loops {
  readonly known: readonly Dependence[]
  /** What the pass at hand carries along its axis, and where that is set up. */
  carried: Carried
}

export interface Carried {
  readonly start: Slot
  readonly locals: Map<string, Local<"v128">>
}

/** What computes a carried value, once for each vector in the order of the axis; a nest has it as an object. */
export type CarriedCode = (kernel: Kernel, index: number, copy: Copy) => Vector

/** The vector that holds a value for one copy of the lane loop. */
export const vectorOf = (kernel: Kernel, index: number, copy: Copy): Vector => {
  const { depth, lanes } = kernel.known[index] as Dependence
  const { values, slot } = frameAt(kernel, depth)
  const key = keyOf(index, lanes, copy)
  const known = values.get(key)
  if (known !== undefined) return known
  return kernel.v.at(slot, () => {
    const vector = kernel.v.let(compute(kernel, index, copy))
    values.set(key, vector)
    return vector
  })
}

/** Makes a vector known as the value of a reduction, or of what is computed for several copies at once. */
export const provide = (kernel: Kernel, index: number, copy: Copy, vector: Vector): void => {
  const { depth, lanes } = kernel.known[index] as Dependence
  frameAt(kernel, depth).values.set(keyOf(index, lanes, copy), vector)
}

/** Writes a value for every copy of the lane loop, or adds it; outside of the loop, one element. */
export const emitStore = (kernel: Kernel, { access, value, accumulates }: Store): void => {
  const { v, nest } = kernel
  const innermost = kernel.frames.length - 2
  const dtype = bufferDType(nest, access)
  const stride = laneStride(nest, access)
  for (const copy of kernel.copies) {
    const vector = vectorOf(kernel, value, copy)
    const pointer = pointerAt(kernel, access, copy, innermost)
    const isApart = stride !== 0 && !isScattered(kernel, access)
    if (accumulates && !isApart) addEach(v, dtype, eachPointer(kernel, access, pointer, copy), vector)
    else if (isScattered(kernel, access)) storeEach(v, dtype, eachPointer(kernel, access, pointer, copy), vector)
    else {
      const sum = () => addLanes(dtype, loadLanes(v, dtype, pointer, stride, copy.count), vector)
      storeLanes(v, dtype, pointer, stride, copy.count, accumulates ? sum() : vector)
    }
  }
}

/** Under which a value is known: lanes that are all alike have one vector. */
export const keyOf = (index: number, lanes: boolean, copy: Copy): string =>
  lanes ? `${index} ${copy.index}` : `${index}`

// internal

type ValueOf<K extends Value["kind"]> = Value & { readonly kind: K }

const laneStride = (nest: Nest, { strides }: Access): number => strides[nest.lanes] ?? 0

const compute = (kernel: Kernel, index: number, copy: Copy): Vector => {
  const { v, nest } = kernel
  const value = nest.values[index] as Value
  const { depth } = kernel.known[index] as Dependence
  const operand = (x: number): Vector => vectorOf(kernel, x, copy)
  switch (value.kind) {
    case "load":
      return load(kernel, value, copy, depth)
    case "index":
      return positions(kernel, value, copy)
    case "literal":
    case "unary":
    case "binary":
    case "compare":
    case "select":
    case "cast":
      return lanewise(v, nest, value, operand)
    case "scan":
    case "recurrence":
    case "previous":
      return (value.code as CarriedCode)(kernel, index, copy)
    case "draw":
      return (value.code as DrawCode)(value, {
        ...{ v, nest, operand, vector: copy.index, vectors: kernel.copies.length, beginsEven: true },
        provide: (i, drawn) => provide(kernel, index, kernel.copies[i] as Copy, drawn),
      })
    case "reduce":
      throw new Error("a reduction is used before its pass")
  }
}

/** Where the first lane of a copy is, as far as all lanes agree. */
const pointerAt = (kernel: Kernel, access: Access, copy: Copy, depth: number): Pointer => {
  const { v, nest } = kernel
  const pointer = pointerTo(kernel, access, depth)
  const size = elementBytes[bufferDType(nest, access)]
  const offset = pointer.offset + copy.offset * laneStride(nest, access) * size
  const common = (access.gathers ?? []).filter(({ value }) => kernel.known[value]?.lanes === false)
  if (common.length === 0) return { ...pointer, offset }
  const base = common.reduce((sum, { value, stride }) => {
    const index = i32x4.extractLane(vectorOf(kernel, value, copy), 0)
    return i32.add(sum, i32.mul(index, i32.const(stride * size)))
  }, pointer.base)
  return { base: v.let(base), offset }
}

/** Whether each lane has a computed place of its own. */
const isScattered = (kernel: Kernel, { gathers }: Access): boolean =>
  gathers?.some(({ value }) => kernel.known[value]?.lanes === true) ?? false

const eachPointer = (kernel: Kernel, access: Access, pointer: Pointer, copy: Copy): readonly Pointer[] => {
  const { v, nest } = kernel
  const size = elementBytes[bufferDType(nest, access)]
  const lane = laneStride(nest, access) * size
  const scattered = (access.gathers ?? []).filter(({ value }) => kernel.known[value]?.lanes === true)
  const moves = scattered.reduce((sum: Vector | undefined, { value, stride }) => {
    const move = i32x4.mul(vectorOf(kernel, value, copy), v.int(stride * size))
    return sum === undefined ? move : i32x4.add(sum, move)
  }, undefined)
  const shared = moves === undefined ? undefined : v.let(moves)
  return Array.from({ length: copy.count }, (_, i) => ({
    base: shared === undefined ? pointer.base : v.let(i32.add(pointer.base, i32x4.extractLane(shared, i))),
    offset: pointer.offset + i * lane,
  }))
}

const load = (kernel: Kernel, { access, dtype }: ValueOf<"load">, copy: Copy, depth: number): Vector => {
  const { v, nest } = kernel
  const stride = laneStride(nest, access)
  const pointer = pointerAt(kernel, access, copy, depth)
  if (isScattered(kernel, access)) return loadEach(v, dtype, eachPointer(kernel, access, pointer, copy))
  return stride === 0 ? loadSplat(v, dtype, pointer) : loadLanes(v, dtype, pointer, stride, copy.count)
}

/** offset + Σ strides · positions, where the lanes stand at consecutive positions of their variable. */
const positions = (kernel: Kernel, { offset, strides }: ValueOf<"index">, copy: Copy): Vector => {
  const lane = strides[kernel.nest.lanes] ?? 0
  const first = strides.reduce(
    (sum, stride, variable) =>
      stride === 0 ? sum : i32.add(sum, i32.mul(positionOf(kernel, variable), i32.const(stride))),
    i32.const(offset + lane * copy.offset),
  )
  const splat = i32x4.splat(first)
  return lane === 0 ? splat : i32x4.add(splat, kernel.v.ints([0, lane, 2 * lane, 3 * lane]))
}
