/**
 * @file Derivatives that are stated: where that of a composition would lose digits, or be NaN at a kink, at an infinity
 * or in a branch that is not taken.
 */
import { binary, custom, fill, select } from "../graph/infer.js"
import type { Node } from "../graph/node.js"

type Nodes = readonly Node[]

/** Of an elementwise function: something for each argument, all of one shape. */
export type Slopes = (value: Node, args: Nodes) => Nodes

/** `value` is the function of the arguments; its derivatives are the slopes, whatever its graph is. */
export const withSlopes = (value: Node, args: Nodes, slopes: Slopes): Node =>
  stated(value, args, slopes, (slope, g) => binary("mul", g, slope))

/** The derivative is 1 where an argument's condition is true; infinite and NaN cotangents stay out elsewhere. */
export const withPassage = (value: Node, args: Nodes, conditions: Slopes): Node =>
  stated(value, args, conditions, (condition, g) => select(condition, g, fill(0, g.shape, g.dtype)))

// internal

/** Elementwise, so a tangent takes the same way as a cotangent. */
const stated = (value: Node, args: Nodes, slopes: Slopes, pass: (slope: Node, g: Node) => Node): Node => {
  const slopesOf = (node: Node) => slopes(node, node.inputs.slice(1))
  const rule = {
    cotangents: (g: Node, node: Node) => slopesOf(node).map((slope) => pass(slope, g)),
    tangent: ([, ...tangents]: readonly (Node | undefined)[], node: Node) =>
      slopesOf(node)
        .flatMap((slope, i) => (tangents[i] === undefined ? [] : [pass(slope, tangents[i])]))
        .reduce((sum: Node | undefined, part) => (sum === undefined ? part : binary("add", sum, part)), undefined),
  }
  return custom(rule, value, args)
}
