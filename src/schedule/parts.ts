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

export const partsOf = (target: Node): readonly Part[] => {
  switch (target.op.kind) {
    case "concat": {
      const { axis } = target.op
      let from = 0
      return target.inputs.map((value) => {
        const at = from
        from += value.shape[axis] as number
        return { target, value, axis, at }
      })
    }
    case "scatterAdd": {
      const { axis } = target.op
      const [indices, updates] = target.inputs as [Node, Node]
      const zeros = fill(0, target.shape, target.dtype)
      return [
        { target, value: zeros, axis: 0, at: 0 },
        { target, value: updates, axis, at: { indices } },
      ]
    }
    default:
      return []
  }
}
