/** @file The mask of a layer of attention, as its heads lie: nothing of it is repeated that broadcasts. */
import type { AnyTensor } from "../../types/tensor.js"
import { choose } from "../api/expression.js"
import { tensorOf } from "../api/handle.js"
import { assertTensor } from "../api/operand.js"
import { binary, broadcastTo, reshapeTo } from "../graph/infer.js"
import { whereRow } from "../graph/matrix.js"
import type { Node } from "../graph/node.js"
import { assertMask } from "../shape/attention.js"

/** What scaledDotProductAttention is told, whose weights are [batch, ...heads, T, T]. */
export const maskFor = (
  op: string,
  mask: unknown,
  isCausal: boolean,
  lead: readonly number[],
  heads: readonly number[],
  places: number,
): { readonly mask: AnyTensor } | { readonly isCausal: boolean } => {
  if (mask === undefined) return { isCausal }
  const given = assertTensor(`${op}: mask`, mask)
  const count = heads.reduce((a, b) => a * b, 1)
  assertMask(op, given.shape, [...lead, count, places, places])
  const laid = laidOut(given, lead, heads)
  return { mask: tensorOf(isCausal ? upTo(laid, places) : laid) }
}

// internal

const laidOut = (mask: Node, lead: readonly number[], heads: readonly number[]): Node => {
  if (mask.shape.length <= 2) return mask
  const [ownLead, [own, rows, columns]] = [mask.shape.slice(0, -3), mask.shape.slice(-3) as [number, number, number]]
  const inHeads = own === 1 ? heads.map(() => 1) : heads
  if (ownLead.every((dim) => dim === 1)) return reshapeTo(mask, [...inHeads, rows, columns])
  const batch = lead.reduce((a, b) => a * b, 1)
  return reshapeTo(broadcastTo(mask, [...lead, own, rows, columns]), [batch, ...inHeads, rows, columns])
}

/** The mask, and nothing after a place. */
const upTo = (mask: Node, places: number): Node => {
  const shape = [...mask.shape.slice(0, -2), places, places]
  const [whole, earlier] = [broadcastTo(mask, shape), whereRow("ge", shape)]
  return mask.dtype === "bool" ? binary("and", whole, earlier) : choose(earlier, whole, Number.NEGATIVE_INFINITY)
}
