/**
 * @file Derivatives that are stated: where that of a composition would lose digits, or be NaN at a kink, at an infinity
 * or in a branch that is not taken.
 */
import { binary, custom, fill, select } from "../graph/infer.js"
import type { Node } from "../graph/node.js"

type Nodes = readonly Node[]

/** The derivatives of an elementwise function, one for each argument of the same shape and dtype. */
export type Slopes = (value: Node, args: Nodes) => Nodes

/** `value` is the function of the arguments; its derivatives are the slopes, whatever its graph is. */
export const withSlopes = (value: Node, args: Nodes, slopes: Slopes): Node =>
  stated(value, args, (g, y, xs) => slopes(y, xs).map((slope) => binary("mul", g, slope)))

/** The cotangent passes to an argument where its condition is true; an infinite or NaN one stays out elsewhere. */
export const withPassage = (value: Node, args: Nodes, conditions: Slopes): Node =>
  stated(value, args, (g, y, xs) =>
    conditions(y, xs).map((condition) => select(condition, g, fill(0, g.shape, g.dtype))),
  )

// internal

/** What `custom` takes: the cotangents of the arguments, given that of the value. */
type Cotangents = (cotangent: Node, value: Node, args: Nodes) => Nodes

const stated = (value: Node, args: Nodes, cotangents: Cotangents): Node => custom({ cotangents }, value, args)
