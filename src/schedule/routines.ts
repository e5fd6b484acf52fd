/**
 * @file The nodes without kernels, as few and large subgraphs as their order allows: each is one routine, which the
 * reference interpreter computes between kernels. What it reads, and what others read of it, has buffers.
 */
import type { Node } from "../graph/node.js"
import type { Primitive } from "../graph/op.js"
import { hasKernel, lackOf } from "./lowered.js"
import { isLogSumExp } from "./lse.js"

export interface Routine {
  /** Operands first. */
  readonly members: readonly Node[]
  /** What it reads from buffers. */
  readonly operands: readonly Node[]
  /** Why there are no kernels for it. */
  readonly reason: string
}

export interface Division {
  /**
   * Operands before users; the members of a routine come after every kernel they may need, and before the next stage.
   */
  readonly order: readonly Node[]
  /** The routine of each of its members. */
  readonly routines: ReadonlyMap<Node, Routine>
}

/** `order` holds every node under the roots, operands first. */
export const divide = (roots: readonly Node[], order: readonly Node[]): Division => {
  const members = membersOf(roots, order)
  if (members.size === 0) return { order, routines: new Map() }
  const stages = stagesOf(order, members)
  const stageOf = (node: Node) => stages.get(node) as number
  const routines = new Map<Node, Routine>()
  for (const component of componentsOf(order, stages, members)) {
    const routine = routineOf(component)
    for (const node of component) routines.set(node, routine)
  }
  return { order: order.toSorted((a, b) => stageOf(a) - stageOf(b)), routines }
}

/**
 * A log-sum-exp, or a movement of one. What subtracts it needs the two numbers whose sum it is: a buffer would hold the
 * rounded sum.
 */
export const isSpreadLogSumExp = (node: Node): boolean =>
  isLogSumExp(node) || (movements.has(node.op.kind) && isSpreadLogSumExp(node.inputs[0] as Node))

// internal

/** What has no kernel, and what stands between such nodes: a kernel for it would cost two buffers. */
const membersOf = (roots: readonly Node[], order: readonly Node[]): ReadonlySet<Node> => {
  const members = new Set(order.filter((node) => !hasKernel(node)))
  if (members.size === 0) return members
  const enclosed = new Set(members)
  for (const node of order) {
    if (isGlue(node) && node.inputs.every((input) => enclosed.has(input) || isGenerated(input))) enclosed.add(node)
  }
  const readByKernels = new Set(roots)
  for (const node of order.toReversed()) {
    if (enclosed.has(node) && !readByKernels.has(node)) members.add(node)
    if (!members.has(node)) for (const input of node.inputs) readByKernels.add(input)
  }
  return members
}

/** Little work, and no sum of floats, which kernels round in another order. */
const isGlue = (node: Node): boolean =>
  glue.has(node.op.kind) && [node, ...node.inputs].every(({ dtype }) => dtype === "int32" || dtype === "bool")

const glue: ReadonlySet<Primitive> = new Set([
  ...(["unary", "binary", "compare", "select", "cast"] as const),
  ...(["reshape", "permute", "expand", "slice", "concat", "gather"] as const),
])

/**
 * Stages alternate: kernels have even ones, routines odd ones, and each node is in the first one that its operands
 * allow. Whatever routines of one stage are made of, none can wait for itself.
 */
const stagesOf = (order: readonly Node[], members: ReadonlySet<Node>): ReadonlyMap<Node, number> => {
  const stages = new Map<Node, number>()
  for (const node of order) {
    const parity = Number(members.has(node))
    const reached = node.inputs.reduce((most, input) => Math.max(most, stages.get(input) as number), 0)
    stages.set(node, reached % 2 === parity ? reached : reached + 1)
  }
  return stages
}

/** The members of a stage that are connected, operands first; so are factors of the same matrices, found together. */
const componentsOf = (
  order: readonly Node[],
  stages: ReadonlyMap<Node, number>,
  members: ReadonlySet<Node>,
): readonly (readonly Node[])[] => {
  const parents = new Map<Node, Node>()
  const find = (node: Node): Node => {
    let top = node
    for (let next = parents.get(top); next !== undefined; next = parents.get(top)) top = next
    if (top !== node) parents.set(node, top)
    return top
  }
  const join = (a: Node, b: Node): void => {
    if (find(a) !== find(b)) parents.set(find(a), find(b))
  }
  const components = new Map<Node, Node[]>()
  const factored = new Map<Node, Node>()
  for (const node of order) {
    if (!members.has(node)) continue
    for (const input of node.inputs) {
      if (members.has(input) && stages.get(input) === stages.get(node)) join(input, node)
    }
    if (node.op.kind !== "factor") continue
    const [matrices] = node.inputs as [Node]
    join(factored.get(matrices) ?? node, node)
    factored.set(matrices, node)
  }
  for (const node of order) {
    if (!members.has(node)) continue
    const top = find(node)
    const known = components.get(top)
    if (known === undefined) components.set(top, [node])
    else known.push(node)
  }
  return [...components.values()]
}

const routineOf = (component: readonly Node[]): Routine => {
  const inside = new Set(component)
  const operands: Node[] = []
  const stack = component.flatMap(({ inputs }) => inputs)
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (inside.has(node)) continue
    inside.add(node)
    if (isGenerated(node)) stack.push(...node.inputs)
    else operands.push(node)
  }
  const reasons = new Set(component.flatMap((node) => lackOf(node) ?? []))
  return { members: component, operands: operands.reverse(), reason: [...reasons].join(", ") }
}

/** Every routine makes its own. */
const isGenerated = ({ op }: Node): boolean => op.kind === "fill" || op.kind === "iota"

const movements: ReadonlySet<Primitive> = new Set(["reshape", "permute", "expand", "slice"])
