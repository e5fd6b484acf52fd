/** @file A draw inside a kernel: the words of its key, and the position of the element among those of one key. */
import type { Node } from "../graph/node.js"
import { type IndexMap, placeIn } from "./index-map.js"
import type { Visit } from "./reduction.js"
import { demand, emit, type State } from "./state.js"

export const draw = (state: State, node: Node<"random">, map: IndexMap, visit: Visit): number => {
  const [keys, data] = node.inputs as [Node, Node?]
  const { name, code } = node.op.draw
  const of = keys.shape.length - 1
  const { offset, strides, gathers } = placeIn(node.shape.slice(of), map.slice(of), state.extents.length)
  if (gathers.length > 0) return demand(state, node, map, "it is read at computed places")
  const batch = map.slice(0, of)
  const key = [0, 1].map((start) => visit(state, keys, [...batch, { start, terms: [] }]))
  if (data !== undefined) key.push(visit(state, data, batch))
  const at = emit(state, { kind: "index", start: offset, strides, dtype: "int32" })
  return emit(state, { kind: "draw", name, at, key, dtype: node.dtype, code: code as object })
}
