/**
 * @file A graph for one example made into the graph for many: what varies from one to the next has one more axis, in
 * front; what doesn't is left as it is, and computed once.
 */
import { after, custom, parameter, reduce } from "../graph/infer.js"
import { createNode, type Node } from "../graph/node.js"
import type { Op, Primitive } from "../graph/op.js"
import { topological } from "../graph/walk.js"
import { batchDot } from "./batch-dot.js"
import { batchGather, batchScatterAdd } from "./batch-indexing.js"
import { type Input, repeated, spread } from "./batched.js"
import { type Rule, ruleOf } from "./rule.js"

/** What stands for nodes of one example: their values for all of them, along axis 0. */
export type Batched = ReadonlyMap<Node, Node>

/** The roots for all examples, where they vary: undefined for one that is the same for all. */
export const batch = (roots: readonly Node[], given: Batched, size: number): readonly (Node | undefined)[] => {
  const known = new Map<Node, Node>(given)
  for (const node of topological(roots, (each) => given.has(each))) {
    if (known.has(node) || !node.inputs.some((input) => known.has(input))) continue
    const inputs = node.inputs.map((input): Input => {
      const mapped = known.get(input)
      return { node: mapped ?? input, isMapped: mapped !== undefined }
    })
    known.set(node, (rules[node.op.kind] as BatchRule<Primitive>)(node, inputs, size, given))
  }
  return roots.map((root) => known.get(root))
}

// internal

type BatchRule<P extends Primitive> = (node: Node<P>, inputs: readonly Input[], size: number, given: Batched) => Node

/** All operands get the axis. */
const prefixed = (op: Op, node: Node, inputs: readonly Input[], size: number): Node =>
  createNode(
    op,
    inputs.map((input) => spread(input, size)),
    [size, ...node.shape],
    node.dtype,
  )

/** The operation counts its axes from the end, or has none. */
const same: BatchRule<Primitive> = (node, inputs, size) => prefixed(node.op, node, inputs, size)

const shifted: BatchRule<"scan" | "recurrence" | "sort" | "concat"> = (node, inputs, size) =>
  prefixed({ ...node.op, axis: node.op.axis + 1 }, node, inputs, size)

const sliced: BatchRule<"slice" | "pad"> = (node, inputs, size) =>
  prefixed({ ...node.op, starts: [0, ...node.op.starts], steps: [1, ...node.op.steps] }, node, inputs, size)

const leaf: BatchRule<Primitive> = () => {
  throw new Error("a leaf has no operands that could vary")
}

const rules: { readonly [P in Primitive]: BatchRule<P> } = {
  constant: leaf,
  parameter: leaf,
  fill: leaf,
  iota: leaf,
  random: same,
  unary: same,
  binary: same,
  compare: same,
  select: same,
  cast: same,
  reduce: (node, inputs, size) =>
    prefixed({ ...node.op, axes: node.op.axes.map((axis) => axis + 1) }, node, inputs, size),
  scan: shifted,
  recurrence: shifted,
  sort: shifted,
  dot: (_, [a, b], size) => batchDot(a as Input, b as Input, size),
  solve: same,
  square: same,
  factor: same,
  reshape: same,
  permute: (node, inputs, size) =>
    prefixed({ ...node.op, order: [0, ...node.op.order.map((axis) => axis + 1)] }, node, inputs, size),
  expand: same,
  slice: sliced,
  pad: sliced,
  concat: shifted,
  window: same,
  overlap: same,
  gather: (node, [x, indices]) => batchGather(node.op.axis, x as Input, indices as Input),
  scatterAdd: (node, [indices, updates], size) =>
    batchScatterAdd(node, indices as Input, spread(updates as Input, size)),
  variable: same,
  stopGradient: same,
  custom: (node, inputs, size, given) => {
    const [value, ...args] = inputs as readonly [Input, ...Input[]]
    const rule = ruleForAll(node, args, size, given)
    return custom(
      rule,
      spread(value, size),
      args.map((arg) => arg.node),
    )
  },
  // what is waited for may have any shape
  after: (_, [x, ...others], size) =>
    after(
      spread(x as Input, size),
      others.map((other) => other.node),
    ),
  checkIndex: same,
}

/**
 * The rule of one example, applied to all: its graph is made for stand-ins of one example, then batched like any other.
 * `given` are the stand-ins of the function around it, which the rule may close over.
 */
const ruleForAll = (node: Node<"custom">, args: readonly Input[], size: number, given: Batched): Rule => {
  const { cotangents, tangent } = ruleOf(node)
  const one = (like: Node): Node => parameter("one example", like.shape, like.dtype)
  const apart = (value: Node<"custom">) => {
    const inputs = node.inputs.map((input, i) =>
      i === 0 || args[i - 1]?.isMapped ? one(input) : (value.inputs[i] as Node),
    )
    const stand = createNode(node.op, inputs, node.shape, node.dtype) as Node<"custom">
    const known = new Map([...given, [stand, value] as const])
    inputs.forEach((input, i) => {
      if (input !== value.inputs[i]) known.set(input, value.inputs[i] as Node)
    })
    return { stand, known }
  }
  const forAll: Rule["cotangents"] = (cotangent, value) => {
    const { stand, known } = apart(value)
    const seed = one(node)
    known.set(seed, cotangent)
    return cotangents(seed, stand).map((contribution, i) => {
      if (contribution === undefined) return undefined
      const all = batch([contribution], known, size)[0] ?? repeated(contribution, size)
      return args[i]?.isMapped ? all : reduce("sum", all, [0])
    })
  }
  if (tangent === undefined) return { cotangents: forAll }
  return {
    cotangents: forAll,
    tangent: (tangents, value) => {
      const { stand, known } = apart(value)
      const moves = tangents.map((move, i) => {
        if (move === undefined || (i > 0 && !args[i - 1]?.isMapped)) return move
        const single = one(node.inputs[i] as Node)
        known.set(single, move)
        return single
      })
      const result = tangent(moves, stand)
      return result && (batch([result], known, size)[0] ?? repeated(result, size))
    },
  }
}
