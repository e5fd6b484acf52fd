/**
 * @file What is known of a model before there is an input: the last dim it takes and the one that goes through it,
 * which lets a wrong width be refused when the model is built, as the compiler does.
 */
import type { DType } from "../../types/dtype.js"
import type { KeepsDTypeMessage } from "../../types/layer-messages.js"
import { parameter } from "../graph/infer.js"
import { isNode, type Node } from "../graph/node.js"
import { DTypeError } from "../shape/error.js"

/** A last dim; undefined where it depends on the input. */
export type Width = number | undefined

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
  const results = (before === undefined ? strangers : [before]).flatMap((width) => traced(operation, width))
  assertKept(results)
  return before === undefined ? undefined : lastOf(results)
}

/** Whether an operation keeps every width, and so takes any. */
export const keepsWidths = (operation: (x: Node) => unknown): boolean =>
  strangers.every((width) => lastOf(traced(operation, width)) === width)

export const keepsDTypeMessage = <D extends DType>(dtype: D): KeepsDTypeMessage<D> =>
  `the operation gives ${dtype}: layers keep the dtype, here float32`

// internal

/** Sizes that no operation is likely to name. */
const strangers = [19, 23]

/** Likewise, in several ranks. */
const fronts = [[], [11], [13], [11, 17], [17, 13, 11]] as const

/** What an operation makes of tensors of that width, where it takes them. */
const traced = (operation: (x: Node) => unknown, width: number): readonly Node[] =>
  fronts.flatMap((front) => {
    try {
      const result = operation(parameter("x", [...front, width], "float32"))
      return isNode(result) ? [result] : []
    } catch {
      // refused at this rank: it says nothing of the others
      return []
    }
  })

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
