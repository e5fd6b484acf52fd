/**
 * @file Which nodes have a buffer, and why. All other nodes live in registers of the kernels that need them.
 * `boundaries` only ever grows: scheduling adds nodes until every kernel can be built.
 */
import type { Node } from "../graph/node.js"
import { isLong } from "./function-cost.js"
import { isView, keepsAxes } from "./index-map.js"
import { hasParts } from "./parts.js"
import { isProduct, viewsOf } from "./product-views.js"
import { divide, type Routine } from "./routines.js"
import type { Trace } from "./traced.js"
import { madeAgain, usedUp, type Weights } from "./used-up.js"

export interface Region {
  readonly roots: readonly Node[]
  /** Operands before their users; the members of a routine together. */
  readonly order: readonly Node[]
  /** The routine of each node that no kernel computes. */
  readonly routines: ReadonlyMap<Node, Routine>
  /** The nodes that a step writes, with the reason. */
  readonly boundaries: Map<Node, string>
  /**
   * The weights that a product multiplies with and that are not written, and all nodes that no other step may compute.
   */
  readonly weights: Map<Node, Weights>
  readonly inner: Set<Node>
}

/** The node of which the buffer holds this node's numbers: reshapes, guards and barriers share their operand's. */
export const bufferNode = (node: Node): Node => {
  let source = node
  while (sharesBuffer(source)) source = source.inputs[0] as Node
  return source
}

/** The buffers that must have been written before a node is read: its own, and those its barriers wait for. */
export const buffersBefore = (node: Node): readonly Node[] => {
  const found = new Set<Node>()
  addBuffersBefore(found, node)
  return [...found]
}

/** The buffers that must have been written before a kernel runs. */
export const loadsOf = ({ values }: Trace): readonly Node[] => {
  const found = new Set<Node>()
  for (const value of values) if (value.kind === "load") addBuffersBefore(found, value.node)
  return [...found]
}

const sharesBuffer = ({ op: { kind } }: Node): boolean =>
  kind === "reshape" || kind === "checkIndex" || kind === "after"

const isLeaf = (node: Node): boolean => node.op.kind === "parameter" || node.op.kind === "constant"

/** Whether a kernel loads this node; anything else it computes. */
export const isBuffered = (region: Region, node: Node): boolean => {
  if (isLeaf(node) || region.boundaries.has(node)) return true
  if (node.op.kind === "checkIndex" || node.op.kind === "after") return true
  return node.op.kind === "reshape" && !keepsAxes(node)
}

/** The boundaries that no choice can avoid. `nodes` holds every node under the roots, operands first. */
export const createRegion = (
  roots: readonly Node[],
  nodes: readonly Node[],
  streamed?: ReadonlyMap<Node, Weights>,
): Region => {
  const { order, routines } = divide(roots, nodes)
  const boundaries = new Map<Node, string>()
  const bound = (node: Node, reason: string) => {
    const source = bufferNode(node)
    if (!isLeaf(source) && !boundaries.has(source)) boundaries.set(source, reason)
  }
  for (const root of roots) bound(root, "a result")
  for (const { operands } of new Set(routines.values())) {
    for (const operand of operands) bound(operand, writtenBy(routines.get(operand)) ?? "a routine reads it")
  }
  let read: ReadonlySet<Node> | undefined
  for (const node of order) {
    if (routines.has(node)) continue
    if (routines.size > 0) {
      for (const input of node.inputs) {
        const reason = writtenBy(routines.get(input))
        if (reason !== undefined) bound(input, reason)
      }
    }
    if (isProduct(node)) {
      bound(node, "a matrix product")
      for (const operand of node.inputs) bound(viewsOf(node).operandOf(operand).node, "an operand of a matrix product")
    }
    if (hasParts(node)) bound(node, "it is written part by part")
    if (node.op.kind === "checkIndex") bound(node, "its values are checked")
    if (node.op.kind === "after") for (const operand of node.inputs) bound(operand, "what follows is computed anew")
    if (node.op.kind === "reshape" && !keepsAxes(node)) {
      read ??= readNodes(roots, routines)
      if (read.has(node)) bound(node, "it is read in another shape")
    }
  }
  cutDeepChains(order, boundaries, routines)
  const product = order.find(isProduct)
  const weights = product ? viewsOf(product).findWeights(roots, order, (node) => routines.has(node)) : new Map()
  for (const [node, each] of streamed ?? []) weights.set(node, each)
  for (const { softmax, gradient } of weights.values()) {
    bound(softmax, usedUp)
    for (const row of gradient?.state ?? []) bound(row, madeAgain)
  }
  const inner = new Set([...weights.values()].flatMap((each) => [...each.inner]))
  return { roots, order, routines, boundaries, weights, inner }
}

export interface Weight {
  /** elementwise operations between this node and what is loaded, counted once a path (capped) */
  readonly operations: number
  readonly transcendental: boolean
  readonly reduces: boolean
}

/** What computing a node inside a kernel costs, given the boundaries. */
export type Weigh = (node: Node) => Weight

/** For as long as the boundaries stay: each is worked out once, when it is asked for. */
export const weighing = (region: Region): Weigh => {
  const known = new Map<Node, Weight>()
  const weigh = (node: Node): Weight => {
    let weight = known.get(node)
    if (weight !== undefined) return weight
    weight = isBuffered(region, node) ? nothing : weightOf(node, weigh)
    known.set(node, weight)
    return weight
  }
  return weigh
}

/** Too costly to compute again for every element that reads it. */
export const isHeavy = (weight: Weight): boolean => weight.transcendental || weight.reduces || weight.operations > 4

// internal

const addBuffersBefore = (found: Set<Node>, node: Node): void => {
  found.add(bufferNode(node))
  for (let source = node; sharesBuffer(source); source = source.inputs[0] as Node) {
    if (source.op.kind === "after") for (const other of source.inputs.slice(1)) addBuffersBefore(found, other)
  }
}

/** The nodes that are read other than by the strides of a matrix product. */
const readNodes = (roots: readonly Node[], routines: Region["routines"]): ReadonlySet<Node> => {
  const read = new Set<Node>()
  const stack = [...roots]
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (read.has(node)) continue
    read.add(node)
    const { operandOf } = isProduct(node) && !routines.has(node) ? viewsOf(node) : {}
    stack.push(...(operandOf ? node.inputs.map((input) => operandOf(input).node) : node.inputs))
  }
  return read
}

const writtenBy = (routine: Routine | undefined): string | undefined => routine && `a routine: ${routine.reason}`

/** Operations on one path through a kernel: more would spill registers, and tracing recurses. */
const depthLimit = 128

const cutDeepChains = (order: readonly Node[], boundaries: Map<Node, string>, routines: Region["routines"]): void => {
  const depths = new Map<Node, number>()
  for (const node of order) {
    let depth = 0
    if (!boundaries.has(node) && !routines.has(node)) {
      for (const input of node.inputs) depth = Math.max(depth, 1 + (depths.get(input) as number))
    }
    const isCut = depth > depthLimit && !isView(node)
    if (isCut) boundaries.set(node, "the kernel is full")
    depths.set(node, isCut ? 0 : depth)
  }
}

const long = { scan: 0, recurrence: 0, random: 0 }

/** Twenty rounds of threefry. */
const drawOperations = 60

const nothing: Weight = { operations: 0, transcendental: false, reduces: false }

const weightOf = (node: Node, weigh: Weigh): Weight => {
  const { op, inputs } = node
  let operations = isView(node) || inputs.length === 0 ? 0 : op.kind === "random" ? drawOperations : 1
  let transcendental = ((op.kind === "unary" || op.kind === "binary") && isLong(op.fn)) || op.kind in long
  let reduces = op.kind === "reduce"
  for (const input of inputs) {
    const weight = weigh(input)
    operations += weight.operations
    transcendental ||= weight.transcendental
    reduces ||= weight.reduces
  }
  return { operations: Math.min(1000, operations), transcendental, reduces }
}
