/** @file Nodes that several kernels write, one after another: each part is a value and where it goes. */
import { fill } from "../graph/infer.js"
import type { Node } from "../graph/node.js"

export interface Part {
  readonly target: Node
  readonly value: Node
  /** The axis along which the part is placed. */
  readonly axis: number
  /** At a distance from the axis' start, or where int32 indices say, added to what is there. */
  readonly at: number | { readonly indices: Node }
}

type WrittenKind = "concat" | "scatterAdd"

export const hasParts = (node: Node): node is Node<WrittenKind> => node.op.kind in parts

export const partsOf = (target: Node<WrittenKind>): readonly Part[] =>
  (parts[target.op.kind] as PartsOf<WrittenKind>)(target)

// internal

type PartsOf<P extends WrittenKind> = (target: Node<P>) => readonly Part[]

const parts: { readonly [P in WrittenKind]: PartsOf<P> } = {
  concat: (target) => {
    const { axis } = target.op
    let from = 0
    return target.inputs.map((value) => {
      const at = from
      from += value.shape[axis] as number
      return { target, value, axis, at }
    })
  },
  scatterAdd: (target) => {
    const [indices, updates] = target.inputs as [Node, Node]
    const zeros = fill(0, target.shape, target.dtype)
    return [
      { target, value: zeros, axis: 0, at: 0 },
      { target, value: updates, axis: target.op.axis, at: { indices } },
    ]
  },
}
