/** @file Both call forms of an operation from one body, and the labels of its tensors in its errors. */
import { isNode, type Node } from "../graph/node.js"
import { DTypeError, ShapeError } from "../shape/error.js"
import { show } from "../shape/messages.js"

type Arguments = readonly unknown[]

/** One tensor, or the pieces of one. */
type Nodes = Node | readonly Node[]

/** Whether a call has its tensor in front; otherwise the arguments wait for it. */
export type Form = (args: Arguments) => boolean

/** Operations of one tensor. */
export const alwaysFirst: Form = () => true

/** `sum(x)` and `sum(x, -1)`, but not `sum(-1)`. */
export const tensorFirst: Form = (args) => isNode(args[0])

/** `concat([a, b], 0)` and `concat([a, b])`, but not `concat(0)`. */
export const listFirst: Form = (args) => typeof args[0] !== "number"

/** `matmul(a, b)`, but not `matmul(b)`. */
export const twoOperands: Form = (args) => args.length > 1

/** `nllLoss(logp, target)` and `nllLoss(logp, target, options)`, but not `nllLoss(target, options)`. */
export const tensorAndTarget: Form = (args) => args.length > 2 || (args.length === 2 && !isRecord(args[1]))

/**
 * The function users call. Its type is stated by the declaration it is assigned to, and proven by the type tests:
 * TypeScript can't derive a list of generic overloads from a body. A declaration, not a constant: bundlers honour the
 * annotation below on those after a first bundling too, and drop the operations that a program doesn't use.
 */
/* @__NO_SIDE_EFFECTS__ */
export function operation<Op>(form: Form, body: (...args: never[]) => Nodes): Op {
  const call = body as (...args: Arguments) => Nodes
  return ((...args: Arguments) =>
    form(args) ? labelled(call, args) : (x: unknown) => labelled(call, [x, ...args])) as Op
}

// internal

const isRecord = (value: unknown): boolean =>
  value === undefined ||
  (typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype)

const labelled = (body: (...args: Arguments) => Nodes, args: Arguments): Nodes => {
  try {
    return body(...args)
  } catch (error) {
    const names = args
      .flat()
      .flatMap((x) => (isNode(x) && x.label !== undefined ? [`${x.label}: ${show(x.shape)}`] : []))
    if (names.length === 0) throw error
    const suffix = ` (${names.join(", ")})`
    if (error instanceof ShapeError) throw new ShapeError(error.message + suffix)
    if (error instanceof DTypeError) throw new DTypeError(error.message + suffix)
    throw error
  }
}
