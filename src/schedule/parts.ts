/** @file Nodes that several kernels write, one after another: each part is a value and where it goes. */
import { fill } from "../graph/infer.js"
import type { Node } from "../graph/node.js"
import type { Windowing } from "../graph/op.js"

export interface Part {
  readonly target: Node
  readonly value: Node
  readonly at: Placing
}

export type Placing =
  /** as slices are placed */
  | { readonly starts: readonly number[]; readonly steps: readonly number[] }
  /** added to what is there, where int32 indices along an axis say, or where windows have it */
  | { readonly indices: Node; readonly axis: number }
  | { readonly windows: Windowing }

type WrittenKind = "pad" | "concat" | "scatterAdd" | "overlap"

export const hasParts = (node: Node): node is Node<WrittenKind> => node.op.kind in parts

export const partsOf = (target: Node<WrittenKind>): readonly Part[] =>
  (parts[target.op.kind] as PartsOf<WrittenKind>)(target)

// internal

type PartsOf<P extends WrittenKind> = (target: Node<P>) => readonly Part[]

const parts: { readonly [P in WrittenKind]: PartsOf<P> } = {
  pad: (target) => {
    const { starts, steps, value } = target.op
    return [filled(target, value), { target, value: target.inputs[0] as Node, at: { starts, steps } }]
  },
  concat: (target) => {
    const origin = atOrigin(target)
    let from = 0
    return target.inputs.map((value) => {
      const starts = origin.starts.with(target.op.axis, from)
      from += value.shape[target.op.axis] as number
      return { target, value, at: { ...origin, starts } }
    })
  },
  scatterAdd: (target) => {
    const [indices, updates] = target.inputs as [Node, Node]
    return [filled(target, 0), { target, value: updates, at: { indices, axis: target.op.axis } }]
  },
  overlap: (target) => [filled(target, 0), { target, value: target.inputs[0] as Node, at: { windows: target.op } }],
}

const filled = (target: Node, value: number): Part => ({
  target,
  value: fill(value, target.shape, target.dtype),
  at: atOrigin(target),
})

const atOrigin = ({ shape }: Node) => ({ starts: shape.map(() => 0), steps: shape.map(() => 1) })
