/** @file Row-major layout for the reference interpreter: strides, the places of views, and loops over elements. */
import { type Node, sizeOf } from "../graph/node.js"
import type { Attributes, Windowing } from "../graph/op.js"

export type Numbers = Float64Array

/** Offsets of elements, one after another. */
export type Steps = Int32Array

export const at = (x: Numbers | undefined, i: number): number => (x as Numbers)[i] as number

export const tabulate = (node: Node, f: (i: number) => number): Numbers => {
  const values = new Float64Array(sizeOf(node.shape))
  for (let i = 0; i < values.length; i++) values[i] = f(i)
  return values
}

export const gather = (x: Numbers, indices: Steps): Numbers => {
  const values = new Float64Array(indices.length)
  for (let i = 0; i < values.length; i++) values[i] = at(x, indices[i] as number)
  return values
}

/** Where the elements lie that indices into one axis of a shape name. */
export const indexedPlaces = (shape: readonly number[], axis: number, indices: Numbers): Steps => {
  const [outer, inner] = [sizeOf(shape.slice(0, axis)), sizeOf(shape.slice(axis + 1))]
  const extent = shape[axis] as number
  const places = new Int32Array(outer * indices.length * inner)
  for (let i = 0; i < places.length; i++) {
    const row = Math.floor(i / inner)
    const index = indices[row % indices.length] as number
    places[i] = (Math.floor(row / indices.length) * extent + index) * inner + (i % inner)
  }
  return places
}

/** Where the elements of a slice of the given shape lie. */
export const slicePlaces = (
  { starts, steps }: Pick<Attributes["slice"], "starts" | "steps">,
  whole: readonly number[],
  shape: readonly number[],
): Steps => {
  const strides = stridesOf(whole)
  const from = strides.reduce((sum, stride, axis) => sum + stride * (starts[axis] as number), 0)
  const places = offsets(
    shape,
    strides.map((stride, axis) => stride * (steps[axis] as number)),
  )
  return places.map((place) => from + place)
}

/** Where the elements of windows of the given shape lie in what they are windows over. */
export const windowPlaces = (
  { strides, dilations }: Windowing,
  whole: readonly number[],
  shape: readonly number[],
): Steps => {
  const own = stridesOf(whole)
  const sizes = own.slice(-strides.length)
  const times = (factors: readonly number[]) => factors.map((factor, i) => factor * (sizes[i] as number))
  return offsets(shape, [...own.slice(0, -strides.length), ...times(dilations), ...times(strides)])
}

export const stridesOf = (shape: readonly number[]): readonly number[] => {
  const strides = Array<number>(shape.length).fill(1)
  for (let axis = shape.length - 2; axis >= 0; axis--) {
    strides[axis] = (strides[axis + 1] as number) * (shape[axis + 1] as number)
  }
  return strides
}

/** The offset of every element of a strided view, in row-major order. */
export const offsets = (shape: readonly number[], strides: readonly number[]): Steps => {
  let result = new Int32Array(1)
  shape.forEach((dim, axis) => {
    const stride = strides[axis] as number
    const next = new Int32Array(result.length * dim)
    for (let i = 0; i < next.length; i++) {
      next[i] = (result[Math.floor(i / dim)] as number) + (i % dim) * stride
    }
    result = next
  })
  return result
}
