/**
 * @file The pipeline: graph → simplify → schedule → run, or the reference interpreter where a host runs no kernels.
 * The only file that sees every stage. A structure that was seen before is not planned again.
 */
import { canRunKernels } from "./exec/host.js"
import { interpretRoots } from "./exec/interpret.js"
import { knownStorage, record } from "./exec/known.js"
import { knownProgram } from "./exec/programs.js"
import { run } from "./exec/run.js"
import { type Captured, capture } from "./graph/capture.js"
import type { Node } from "./graph/node.js"
import type { Storage } from "./graph/op.js"
import { topological } from "./graph/walk.js"
import type { Plan } from "./schedule/plan.js"
import { schedule } from "./schedule/schedule.js"
import { simplifying } from "./transform/simplify.js"

/** A graph made ready to run on any numbers of the same shapes. */
export interface Program {
  readonly run: (inputs: readonly Storage[]) => readonly Storage[]
  readonly roots: readonly Node[]
  /** undefined for the reference interpreter */
  readonly plan: Plan | undefined
}

/** Where the numbers of each node are, computed if need be. */
export const evaluateNodes = (nodes: readonly Node[], operation: string): readonly Storage[] => {
  const unknown = nodes.filter(isUnknown)
  if (unknown.length > 0) {
    const pending = [...new Set(unknown)]
    const captured = capture(pending, atHandBut(pending))
    refuseParameters(captured, operation)
    const isDifferentiated = captured.nodes.some(({ op }) => op.kind === "variable")
    const storages = programOf(captured).run(captured.inputs)
    pending.forEach((node, i) => {
      record(node, storages[i] as Storage, isDifferentiated)
    })
  }
  return nodes.map((node) => knownStorage(node) as Storage)
}

/** Whether the nodes belong to a function that is being traced, so that they have no numbers of their own yet. */
export const isTracing = (nodes: readonly Node[]): boolean =>
  nodes.some(isUnknown) && topological(nodes, (node) => !isUnknown(node)).some(isTraced)

export const programOf = (captured: Captured): Program =>
  knownProgram(captured.key, () => build(captured.roots(simplifying())))

/** Whether a node stands for an argument to come, or is what a gradient is taken with respect to. */
export const isTraced = ({ op }: Node): boolean => op.kind === "variable" || op.kind === "parameter"

/** The program that computes what of the nodes has no numbers yet; undefined if all have. */
export const pendingProgram = (nodes: readonly Node[], operation: string): Program | undefined => {
  const pending = nodes.filter(isUnknown)
  if (pending.length === 0) return undefined
  const captured = capture(pending, atHandBut(pending))
  refuseParameters(captured, operation)
  return programOf(captured)
}

/**
 * Where a node's numbers are, if they are known. What is drawn from a key at hand is known from now on: who reads it
 * once more should not draw it once more.
 */
export const storageAtHand = (node: Node): Storage | undefined => {
  const isFixed = node.op.kind === "random" && isUnknown(node) && !node.inputs.some(isUnknown)
  return isFixed ? evaluateNodes([node], "random")[0] : knownStorage(node)
}

// internal

const atHandBut = (pending: readonly Node[]) => (node: Node) =>
  pending.includes(node) ? undefined : storageAtHand(node)

const isUnknown = (node: Node): boolean => knownStorage(node) === undefined

const build = (roots: readonly Node[]): Program => {
  if (!canRunKernels()) return { run: (inputs) => interpretRoots(roots, inputs), roots, plan: undefined }
  const plan = schedule(roots)
  return { run: (inputs) => run(plan, inputs), roots, plan }
}

const refuseParameters = (captured: Captured, operation: string): void => {
  const parameter = captured.nodes.find(({ op }) => op.kind === "parameter")
  if (parameter === undefined) return
  throw new TypeError(
    `${operation}: '${parameter.label}' has no numbers while its function is being traced: return the tensor and read it outside`,
  )
}
