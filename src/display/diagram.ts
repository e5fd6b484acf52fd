/**
 * @file What a program computes as boxes, arrows and frames: one frame for each step of its plan, with the operations
 * that run in it. Movements are no boxes, since steps read through them; what several steps compute has a box in each.
 */
import type { CompiledProgram } from "../compile.js"
import type { Node } from "../graph/node.js"
import { printOp, printType } from "../graph/print.js"
import { topological } from "../graph/walk.js"
import { costOf } from "../schedule/cost.js"
import { quantity } from "../schedule/describe.js"
import { resultsOf } from "../schedule/groups.js"
import type { Origin, Plan } from "../schedule/plan.js"
import type { Trace } from "../schedule/traced.js"
import type { Weights } from "../schedule/used-up.js"
import { quantityOf } from "./number.js"

export interface Box {
  readonly title: string
  /** `float32[32, 10]` */
  readonly type: string
  readonly kind: "leaf" | "operation" | "result"
  /** The frame it lies in; undefined for what is read, and where nothing is planned. */
  readonly frame: number | undefined
}

/** From the box of an operand to that of its user, by position. */
export interface Arrow {
  readonly from: number
  readonly to: number
}

export interface Diagram {
  readonly boxes: readonly Box[]
  readonly arrows: readonly Arrow[]
  /** Their titles, in the order in which they run. */
  readonly frames: readonly string[]
}

export const diagramOf = ({ program: { roots, plan }, nameOf }: CompiledProgram): Diagram => {
  const drawn: Drawn = { boxes: [], arrows: [], of: new Map(), leaves: new Map(), results: new Set(roots), nameOf }
  if (plan === undefined) draw(drawn, topological(roots).filter(isComputed), undefined)
  for (const [i, origin] of (plan?.origins ?? []).entries()) drawStep(drawn, origin, i)
  const frames = plan === undefined ? [] : plan.origins.map((origin, i) => titleOf(plan, origin, i))
  return { boxes: drawn.boxes, arrows: drawn.arrows, frames }
}

// internal

interface Drawn {
  readonly boxes: Box[]
  readonly arrows: Arrow[]
  /** The boxes of a node outside of the step at hand: one, but for what several steps write together. */
  readonly of: Map<Node, readonly number[]>
  readonly leaves: Map<Node, number>
  readonly results: ReadonlySet<Node>
  readonly nameOf: (input: number) => string
}

const isComputed = ({ inputs }: Node): boolean => inputs.length > 0

const drawStep = (drawn: Drawn, origin: Origin, frame: number): void => {
  if (origin.kind === "nest" && origin.isSecond) return
  const own = draw(drawn, membersOf(origin), frame)
  const written = new Set(writtenBy(origin))
  for (const [node, at] of own) if (written.has(node) || !drawn.of.has(node)) drawn.of.set(node, [at])
  if (origin.kind !== "nest" || origin.partOf === undefined) return
  const parts = drawn.of.get(origin.partOf) ?? []
  drawn.of.set(origin.partOf, [...parts, ...[...own].flatMap(([node, at]) => (written.has(node) ? [at] : []))])
}

const writtenBy = (origin: Origin): readonly Node[] =>
  origin.kind === "nest" ? origin.trace.members.map(({ root }) => root) : resultsOf(origin)

/** The nodes that a step computes and shows, operands first. */
const membersOf = (origin: Origin): readonly Node[] => {
  switch (origin.kind) {
    case "nest":
      return tracedIn(origin.trace)
    case "dot": {
      const { attending, epilogue, node } = origin
      const between = attending === undefined ? [] : attendedBy(attending.weights, node)
      const all = new Set([...between, node, ...(epilogue === undefined ? [] : tracedIn(epilogue))])
      return topological([...all]).filter((member) => all.has(member))
    }
    case "gradient": {
      const { weights, gradient } = origin
      const before = new Set(attendedBy(weights, gradient.outer))
      const all = new Set([...weights.inner, ...gradient.products].filter((member) => !before.has(member)))
      return topological([...all]).filter((member) => all.has(member))
    }
    case "check":
      return [origin.node]
    case "routine": {
      const computed = origin.routine.members.filter(isComputed)
      return computed.length === 0 ? origin.routine.members : computed
    }
  }
}

/** What lies between the products of an attention, that of its gradient aside. */
const attendedBy = ({ inner, product, gradient }: Weights, outer: Node): readonly Node[] =>
  topological([outer, ...(gradient?.state ?? [])]).filter((node) => node === product || inner.has(node))

const tracedIn = (trace: Trace): readonly Node[] => {
  const roots = new Set(trace.members.map(({ root }) => root))
  const shown = trace.nodes.filter((node) => isComputed(node) || roots.has(node))
  return [...shown, ...[...roots].filter((root) => !shown.includes(root))]
}

/** Adds boxes for the nodes, with arrows from their operands: of the same step first, else of what came before. */
const draw = (drawn: Drawn, nodes: readonly Node[], frame: number | undefined): ReadonlyMap<Node, number> => {
  const own = new Map<Node, number>()
  for (const node of nodes) {
    // what is read has its box before what reads it
    const sources = new Set(node.inputs.flatMap((input) => sourcesOf(drawn, own, input)))
    const fills = node.inputs.filter(({ op }) => op.kind === "fill").map(numberOf)
    const title = [printOp(node), ...fills].join(" ")
    const kind = drawn.results.has(node) ? "result" : "operation"
    const at = drawn.boxes.push({ title, type: printType(node), kind, frame }) - 1
    own.set(node, at)
    for (const from of sources) drawn.arrows.push({ from, to: at })
  }
  return own
}

/** The boxes that an operand is read from, through what has no box of its own. */
const sourcesOf = (drawn: Drawn, own: ReadonlyMap<Node, number>, operand: Node): readonly number[] => {
  const found: number[] = []
  const seen = new Set<Node>()
  const open = [operand]
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (seen.has(node)) continue
    seen.add(node)
    const inside = own.get(node)
    const known = inside === undefined ? (drawn.of.get(node) ?? []) : [inside]
    if (known.length > 0) found.push(...known)
    else if (isComputed(node)) open.push(...node.inputs)
    else if (node.op.kind !== "fill") found.push(leafOf(drawn, node))
  }
  return found
}

const leafOf = ({ boxes, leaves, nameOf }: Drawn, node: Node): number => {
  const known = leaves.get(node)
  if (known !== undefined) return known
  const title = node.op.kind === "parameter" ? nameOf(Number(node.op.name)) : printOp(node)
  const at = boxes.push({ title, type: printType(node), kind: "leaf", frame: undefined }) - 1
  leaves.set(node, at)
  return at
}

/** `2` of `fill(2)`. */
const numberOf = ({ op }: Node): string => (op.kind === "fill" ? quantityOf(op.value) : "")

const words = { nest: "kernel", dot: "product", gradient: "gradient", check: "check", routine: "routine" } as const

const titleOf = (plan: Plan, origin: Origin, i: number): string => {
  const step = plan.steps[i]
  if (step === undefined || step.kind === "check") return `${i + 1} check`
  const { flops, bytes } = costOf(step, plan.buffers)
  const work = step.kind === "routine" ? [] : [quantity(flops, "flop")]
  const word = step.kind === "attention" ? "attention" : words[origin.kind]
  return [`${i + 1} ${word}`, ...work, quantity(bytes, "B")].join(" · ")
}
