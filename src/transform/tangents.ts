/**
 * @file Forward mode: tangents flow from chosen nodes to results. A primitive's cotangents are linear in the cotangent
 * of its result, so pulling tangents back through *them* gives the tangent of the result: one table of derivatives
 * serves both modes. Movement has rules of its own, since its cotangents are larger graphs than its tangents.
 */
import { binary, cast, compare, concat, fill, gather, parameter, select, spread } from "../graph/infer.js"
import { createNode, type Node } from "../graph/node.js"
import type { Primitive } from "../graph/op.js"
import { topological } from "../graph/walk.js"
import { dot } from "../primitives/dot.js"
import { isFloat } from "../shape/dtype.js"
import { pullback } from "./backward.js"
import type { Cotangents } from "./cotangents.js"
import { ruleOf } from "./rule.js"
import { vjp } from "./vjp.js"

/** One for each node; undefined where it is zero everywhere. */
export type Tangents = Cotangents

/** The tangents of the outputs, given those of the sources. */
export const pushforward = (outputs: readonly Node[], sources: readonly Node[], tangents: Tangents): Tangents => {
  const known = new Map<Node, Node | undefined>(sources.map((source, i) => [source, tangents[i]]))
  const order = topological(outputs, (node) => known.has(node))
  const primal = new Set(order)
  for (const node of order) {
    if (known.has(node) || !isFloat(node.dtype)) continue
    const inputs = node.inputs.map((input) => known.get(input))
    if (inputs.some((tangent) => tangent !== undefined)) known.set(node, tangentOf(node, inputs, primal))
  }
  return outputs.map((output) => known.get(output))
}

// internal

const tangentOf = (node: Node, tangents: Tangents, primal: ReadonlySet<Node>): Node | undefined => {
  const rule = (rules as { readonly [P in Primitive]?: TangentRule<Primitive> })[node.op.kind]
  return rule === undefined ? transposed(node, tangents, primal) : rule(node, tangents, primal)
}

/** What the graph of the primal computes is a leaf here: it does not depend on the cotangent that stands in. */
const transposed = (node: Node, tangents: Tangents, primal: ReadonlySet<Node>): Node | undefined => {
  const stand = parameter("a cotangent", node.shape, node.dtype)
  const outputs: Node[] = []
  const seeds: Node[] = []
  vjp(node, stand).forEach((cotangent, i) => {
    const tangent = tangents[i]
    if (cotangent === undefined || tangent === undefined) return
    outputs.push(cotangent)
    seeds.push(tangent)
  })
  return pullback(outputs, seeds, [stand], (other) => primal.has(other))[0]
}

type TangentRule<P extends Primitive> = (
  node: Node<P>,
  tangents: Tangents,
  primal: ReadonlySet<Node>,
) => Node | undefined

/** The same movement, of the tangent. */
const moved: TangentRule<Primitive> = (node, [tangent]) =>
  tangent && createNode(node.op, [tangent], node.shape, node.dtype)

const same: TangentRule<Primitive> = (_, [tangent]) => tangent

const zeros = (like: Node): Node => fill(0, like.shape, like.dtype)

/** The tangent of the operand that wins, and half of each where they are equal. */
const chosen = (wins: "gt" | "lt", x: Node, y: Node, a: Node, b: Node): Node => {
  const half = binary("mul", binary("add", a, b), fill(0.5, a.shape, a.dtype))
  return select(compare("eq", x, y), half, select(compare(wins, x, y), a, b))
}

/**
 * The primitives whose cotangents, pulled back, would be a detour: through transposes, sums, or zeros around a slice.
 */
const rules = {
  variable: same,
  // a tangent is not merged with what it is the tangent of
  after: same,
  reshape: moved,
  permute: moved,
  expand: moved,
  slice: moved,
  pad: ({ op: { starts, steps }, shape }, [tangent]) => tangent && spread(tangent, starts, steps, shape, 0),
  window: moved,
  overlap: moved,
  cast: (node, [tangent]) => tangent && cast(tangent, node.dtype),
  select: (node, [, a, b]) => {
    const condition = node.inputs[0] as Node
    return select(condition, a ?? zeros(node), b ?? zeros(node))
  },
  concat: (node, tangents) =>
    concat(
      node.inputs.map((input, i) => tangents[i] ?? zeros(input)),
      node.op.axis,
    ),
  gather: (node, [tangent]) => tangent && gather(tangent, node.inputs[1] as Node, node.op.axis),
  dot: (node, [a, b]) => {
    const [x, y] = node.inputs as [Node, Node]
    const products = [a && dot(a, y), b && dot(x, b)].filter((product) => product !== undefined)
    return products.reduce((sum, product) => binary("add", sum, product))
  },
  custom: (node, tangents, primal) => {
    const { tangent } = ruleOf(node)
    return tangent === undefined ? transposed(node, tangents, primal) : tangent(tangents, node)
  },
  binary: (node, tangents, primal) => {
    const [x, y] = node.inputs as [Node, Node]
    const [a, b] = [tangents[0] ?? zeros(x), tangents[1] ?? zeros(y)]
    switch (node.op.fn) {
      case "maximum":
        return chosen("gt", x, y, a, b)
      case "minimum":
        return chosen("lt", x, y, a, b)
      case "add":
      case "sub":
        if (tangents[0] !== undefined && tangents[1] !== undefined) return binary(node.op.fn, a, b)
    }
    return transposed(node, tangents, primal)
  },
} as const satisfies { readonly [P in Primitive]?: TangentRule<P> }
