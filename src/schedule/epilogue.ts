/**
 * @file Elementwise work on the elements of a matrix product, done before they are written: from a kernel that reads
 * the product to a nest over its rows and columns. Which kernels qualify is decided here too: those that visit each
 * element of the product once, whatever shape they give it, and read all else by strides.
 */
import type { DType } from "../../types/dtype.js"
import { sameShape } from "../graph/infer.js"
import { type Node, sizeOf } from "../graph/node.js"
import { isLong } from "./function-cost.js"
import type { Epilogue } from "./gemm.js"
import { type IndexMap, placeIn } from "./index-map.js"
import { type Access, isCarried, type Nest, type Store, type Value, widthOf } from "./nest.js"
import { bufferNode } from "./region.js"
import type { Member, Trace } from "./traced.js"

export interface LoweredEpilogue {
  readonly epilogue: Epilogue
  readonly arguments: readonly Argument[]
}

/** A buffer the kernel is handed, once for each way in which the products of a batch move through it. */
export interface Argument {
  readonly node: Node
  /** Strides of the batch axes, in elements. */
  readonly batch: readonly number[]
}

/** Whether the product itself needs no buffer: one of the results can hold its partial sums. */
export const holdsSums = (trace: Trace, product: Node): boolean => lowerEpilogue(trace, product, false) !== undefined

export const isEpilogue = (trace: Trace, product: Node): boolean =>
  holdsSums(trace, product) || lowerEpilogue(trace, product, true) !== undefined

/** `isKept`: the product is written too. What was asked last of a trace is known. */
export const lowerEpilogue = (trace: Trace, product: Node, isKept: boolean): LoweredEpilogue | undefined => {
  const known = answers.get(trace)
  if (known?.product === product && known.isKept === isKept) return known.lowered
  const lowered = lower(trace, product, isKept)
  answers.set(trace, { product, isKept, lowered })
  return lowered
}

// internal

interface Answer {
  readonly product: Node
  readonly isKept: boolean
  readonly lowered: LoweredEpilogue | undefined
}

/** Whether work joins a product is asked before what became of both is lowered, which is asked again for the same. */
const answers = new WeakMap<Trace, Answer>()

const lower = (trace: Trace, product: Node, isKept: boolean): LoweredEpilogue | undefined => {
  const walk = walkOf(trace, product)
  if (walk === undefined) return undefined
  const [m, n] = product.shape.slice(-2) as [number, number]
  const batchRank = product.shape.length - 2
  const rowMajor: Strided = { node: product, offset: 0, strides: naturalStrides(product.shape) }
  const holder = isKept ? rowMajor : trace.members.map(walk.member).find((place) => place && canHold(place, product))
  if (holder === undefined) return undefined

  const args: Argument[] = []
  const access = ({ node, offset, strides }: Strided): Access => {
    const batch = strides.slice(0, batchRank)
    const at = args.findIndex((arg) => arg.node === node && sameShape(arg.batch, batch))
    return { buffer: at < 0 ? args.push({ node, batch }) - 1 : at, offset, strides: strides.slice(batchRank) }
  }
  const sum = access(holder)
  const values: Value[] = []
  for (const value of trace.values) {
    if (value.kind === "load") {
      const place = walk.place(value.node, value.map)
      if (place === undefined) return undefined
      const isProduct = place.node === product
      if (isProduct && !(place.offset === 0 && sameShape(place.strides, rowMajor.strides))) return undefined
      values.push({ kind: "load", access: isProduct ? sum : access(place), dtype: value.dtype })
    } else if (value.kind === "index") {
      const strides = walk.strides(trace.extents.map((_, variable) => value.strides[variable] ?? 0))
      if (strides === undefined || strides.slice(0, batchRank).some((stride) => stride !== 0)) return undefined
      values.push({ kind: "index", offset: value.start, strides: strides.slice(batchRank), dtype: "int32" })
    } else if (isCarried(value) || value.kind === "reduce") return undefined
    else values.push(value)
  }
  const stores: Store[] = isKept ? [{ access: sum, value: values.findIndex((value) => isSum(value)) }] : []
  for (const member of trace.members) {
    const place = walk.member(member)
    if (place === undefined) return undefined
    stores.push({ access: access(place), value: member.value })
  }
  const nest: Nest = {
    variables: [m, n].map((extent) => ({ extent, role: "row" })),
    values,
    stores,
    buffers: args.map(({ node }): DType => node.dtype),
    lanes: 1,
    unroll: 1,
  }
  // as many lanes as the tiles have
  if (widthOf(nest) !== (product.dtype === "float64" ? 2 : 4)) return undefined
  const per = values.some((value) => value.kind === "draw" || ("fn" in value && isLong(value.fn))) ? "block" : "tile"
  // a kernel of its own would fill the lanes with rows; so does a product of one column
  if (per === "block" && (n === 1 ? m : n) < 4) return undefined
  return { epilogue: { nest, per }, arguments: args }
}

/** A place in a buffer, with a stride for each axis of the product. */
interface Strided {
  readonly node: Node
  readonly offset: number
  readonly strides: readonly number[]
}

/** More than this would not stay in registers beside the tile. */
const valueLimit = 64

const isSum = (value: Value): boolean => value.kind === "load" && value.access.buffer === 0

/**
 * How to see a kernel's places along the axes of the product; undefined if it does not go through the product in step.
 */
const walkOf = (trace: Trace, product: Node) => {
  const load = trace.values.find((value) => value.kind === "load" && bufferNode(value.node) === product)
  if (load?.kind !== "load" || trace.axes !== undefined || trace.values.length > valueLimit) return undefined
  if (sizeOf(trace.extents) !== sizeOf(product.shape) || sizeOf(product.shape) === 0) return undefined
  const count = trace.extents.length
  const along = placeIn(load.node.shape, load.map, count).strides
  const order = along.map((_, variable) => variable).sort((a, b) => (along[b] as number) - (along[a] as number))
  const extents = order.map((variable) => trace.extents[variable] as number)
  const strides = (own: readonly number[]) =>
    regroup(
      order.map((variable) => own[variable] as number),
      extents,
      product.shape,
    )
  const place = (node: Node, map: IndexMap): Strided | undefined => {
    const { offset, strides: own, gathers } = placeIn(node.shape, map, count)
    const regrouped = gathers.length === 0 ? strides(own) : undefined
    return regrouped && { node: bufferNode(node), offset, strides: regrouped }
  }
  const member = ({ root, map, accumulates }: Member) => (accumulates ? undefined : place(root, map))
  return { strides, place, member }
}

/**
 * Strides over `extents` as strides over `axes`, both in the order of the product's elements: loops are split where an
 * axis ends inside of one, and joined where an axis covers several that are strided through as one. Axes of 1 get 0.
 */
const regroup = (
  strides: readonly number[],
  extents: readonly number[],
  axes: readonly number[],
): readonly number[] | undefined => {
  const regrouped: number[] = []
  let at = extents.length - 1
  let [left, stride] = [extents[at] ?? 1, strides[at] ?? 0]
  const next = () => {
    at--
    ;[left, stride] = [extents[at] ?? 1, strides[at] ?? 0]
  }
  for (const axis of axes.toReversed()) {
    regrouped.push(axis === 1 ? 0 : stride)
    let missing = axis
    while (missing > 1) {
      if (missing % left !== 0 && left % missing !== 0) return undefined
      const taken = Math.min(missing, left)
      const following = stride * taken
      missing /= taken
      left /= taken
      stride = following
      if (left > 1) continue
      next()
      if (missing > 1 && stride !== following) return undefined
    }
  }
  return regrouped.reverse()
}

const naturalStrides = (shape: readonly number[]): readonly number[] =>
  shape.map((dim, axis) => (dim === 1 ? 0 : sizeOf(shape.slice(axis + 1))))

/** Tiles write their columns side by side; a stride of 0 stands for a single column. */
const canHold = ({ node, strides }: Strided, { dtype }: Node): boolean =>
  node.dtype === dtype && (strides.at(-1) === 1 || strides.at(-1) === 0)
