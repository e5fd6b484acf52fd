/**
 * @file The last dim that goes through a model, as far as it is known before there is an input:
 * what lets `sequential` refuse a wrong width when it is built, as the compiler does.
 */
import { parameter } from "../graph/infer.js"
import { isNode, type Node } from "../graph/node.js"

/** A last dim; undefined where it depends on the input. */
export type Width = number | undefined

export const widthAfter: unique symbol = Symbol("widthAfter")

/** What a layer with parameters knows. Throws ShapeError where the width doesn't fit. */
export interface Widths {
  readonly [widthAfter]: (before: Width) => Width
}

/** The width an operation leaves: the one it gives whatever the other dims are, if there is one. */
export const widthThrough = (operation: (x: Node) => unknown, before: Width): Width => {
  if (before === undefined) return undefined
  const widths = fronts.flatMap((front) => {
    try {
      const result = operation(parameter("x", [...front, before], "float32"))
      return [isNode(result) && result.shape.length > 0 ? result.shape[result.shape.length - 1] : undefined]
    } catch {
      // refused at this rank: it says nothing of the others
      return []
    }
  })
  return widths.every((width) => width === widths[0]) ? widths[0] : undefined
}

// internal

/** Sizes that no operation is likely to name, in several ranks. */
const fronts = [[], [11], [13], [11, 17], [17, 13, 11]] as const
