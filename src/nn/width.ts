/**
 * @file What is known of a model before there is an input: the last dim it takes and the one that goes through it,
 * which lets a wrong width be refused when the model is built, as the compiler does.
 */
import type { DType } from "../../types/dtype.js"
import type { KeepsDTypeMessage } from "../../types/layer-messages.js"
import type { Dim } from "../../types/tensor.js"
import { parameter } from "../graph/infer.js"
import { isNode, type Node } from "../graph/node.js"
import { DTypeError } from "../shape/error.js"

/** A last dim, or images; undefined where it depends on the input. */
export type Width = number | Images | undefined

/** `["...", 8, "?", "?"]`: channels, behind a batch or nothing, and what is not known of them. */
export type Images = readonly Dim[]

/** What a layer asks for: a width of its own, whatever the layer after it asks for, or indices. */
export type WidthTaken = Width | "any" | "indices"

export const widthAfter: unique symbol = Symbol("widthAfter")
export const widthTaken: unique symbol = Symbol("widthTaken")

/** What a layer knows. The last dim it leaves (ShapeError where the one before doesn't fit), the one it asks for. */
export interface Widths {
  readonly [widthAfter]: (before: Width | "indices") => Width
  readonly [widthTaken]: () => WidthTaken
}

/** The width an operation leaves: the one it gives whatever the other dims are, if there is one. */
export const widthThrough = (operation: (x: Node) => unknown, before: Width): Width => {
  const results =
    typeof before === "object"
      ? strangers.flatMap((size) => tracedAt(operation, [size, ...before.slice(1).map((dim) => sizeOr(dim, size))]))
      : (before === undefined ? strangers : [before]).flatMap((width) => traced(operation, width))
  assertKept(results)
  if (typeof before !== "object") return before === undefined ? undefined : lastOf(results)
  return results.length > 0 && results.every(({ shape }) => shape.length === before.length && shape[1] === before[1])
    ? before
    : undefined
}

/** What is left by a layer that keeps its shape, and takes images with its channels only. */
export const channelsKept =
  (assertFits: (images: Images) => void): Widths[typeof widthAfter] =>
  (before) => {
    if (typeof before === "object") assertFits(before)
    return before === "indices" ? undefined : before
  }

/** Whether two widths may be equal, as far as they are known. */
export const alike = (before: Width, after: Width): boolean => {
  const [s, t] = [patternOf(before), patternOf(after)]
  for (let i = 1; i < Math.min(s.length, t.length); i++) {
    const [x, y] = [s.at(-i), t.at(-i)]
    if (typeof x === "number" && typeof y === "number" && x !== y) return false
  }
  return true
}

/** What is known of the shape. */
export const patternOf = (width: Width): readonly Dim[] =>
  typeof width === "object" ? width : width === undefined ? ["..."] : ["...", width]

/** Whether an operation keeps every width, and so takes any. */
export const keepsWidths = (operation: (x: Node) => unknown): boolean =>
  strangers.every((width) => lastOf(traced(operation, width)) === width)

export const keepsDTypeMessage = <D extends DType>(dtype: D): KeepsDTypeMessage<D> =>
  `the operation gives ${dtype}: layers keep the dtype, here float32`

// internal

/** Sizes that no operation is likely to name, and that few windows don't fit. */
const strangers = [219, 223]

const sizeOr = (dim: Dim, size: number): number => (typeof dim === "number" ? dim : size)

/** Likewise, in several ranks. */
const fronts = [[], [11], [13], [11, 17], [17, 13, 11]] as const

/** What an operation makes of tensors of that width, where it takes them. */
const traced = (operation: (x: Node) => unknown, width: number): readonly Node[] =>
  fronts.flatMap((front) => tracedAt(operation, [...front, width]))

const tracedAt = (operation: (x: Node) => unknown, shape: readonly number[]): readonly Node[] => {
  try {
    const result = operation(parameter("x", shape, "float32"))
    return isNode(result) ? [result] : []
  } catch {
    // refused at this rank: it says nothing of the others
    return []
  }
}

/** The width of them all, if there is one. */
const lastOf = (results: readonly Node[]): Width => {
  const widths = results.map((result) => result.shape[result.shape.length - 1])
  return widths.every((width) => width === widths[0]) ? widths[0] : undefined
}

const assertKept = (results: readonly Node[]): void => {
  const [first] = results
  if (first === undefined || first.dtype === "float32") return
  if (results.every((result) => result.dtype === first.dtype)) throw new DTypeError(keepsDTypeMessage(first.dtype))
}
