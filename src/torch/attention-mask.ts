/**
 * @file The masks of PyTorch's layers of attention as the core takes them: one, for weights [N, heads, L, S]. In
 * those layers true hides, in the core it lets see.
 */
import { choose, plus } from "../api/expression.js"
import { tensorOf } from "../api/handle.js"
import { assertTensor } from "../api/operand.js"
import { binary, broadcastTo, cast, reshapeTo, unary } from "../graph/infer.js"
import { whereRow } from "../graph/matrix.js"
import { type Node, sizeOf } from "../graph/node.js"
import { besideMessage } from "../nn/parameter.js"
import { broadcast } from "../shape/broadcast.js"
import { assertFloat } from "../shape/dtype.js"
import { ShapeError } from "../shape/error.js"
import { assertBoolean } from "../shape/options.js"
import { show } from "../shape/sentence.js"

/** A mask, or whether there is one, by the name that its layer gives it. */
export type Named = readonly [name: string, value: unknown]

export interface Masks {
  /** The layer. */
  readonly op: string
  /** Of weights: [L, S] or [N · heads, L, S]. */
  readonly weights: Named
  /** Of keys: [..., S]. */
  readonly keys: Named
  readonly isCausal: Named
}

/** What scaledDotProductAttention is told. */
export const masked =
  (masks: Masks, heads: number) =>
  (lead: readonly number[], places: readonly [queries: number, keys: number]): object => {
    const isCausal = assertBoolean(masks.op, ...masks.isCausal)
    const given = [weightsMask(masks, heads, lead, places), keysMask(masks, lead, places[1])].filter(
      (mask) => mask !== undefined,
    )
    if (given.length === 0) return { isCausal }
    const hidden = [
      ...given.filter(({ dtype }) => dtype === "bool"),
      ...(isCausal ? [reshapeTo(whereRow("lt", places), [1, 1, ...places])] : []),
    ]
    const added = given.filter(({ dtype }) => dtype !== "bool")
    const hides = hidden.length === 0 ? undefined : together(hidden, (a, b) => binary("or", a, b))
    if (added.length === 0) return { mask: tensorOf<[], "bool">(unary("not", hides as Node)) }
    const sum = together(added, plus)
    if (hides === undefined) return { mask: tensorOf(sum) }
    return { mask: tensorOf(together([sum, hides], (a, b) => choose(b, Number.NEGATIVE_INFINITY, a))) }
  }

// internal

const weightsMask = (
  { op, weights: [name, value] }: Masks,
  heads: number,
  lead: readonly number[],
  places: readonly number[],
): Node | undefined => {
  if (value === undefined) return undefined
  const mask = maskOf(op, name, value)
  const batch = sizeOf(lead)
  const each = [batch * heads, ...places]
  if (show(mask.shape) === show(places)) return reshapeTo(mask, [1, 1, ...places])
  if (show(mask.shape) === show(each)) return reshapeTo(mask, [batch, heads, ...places])
  throw new ShapeError(besideMessage(op, name, mask.shape, `${show(places)} or ${show(each)}`))
}

const keysMask = ({ op, keys: [name, value] }: Masks, lead: readonly number[], count: number): Node | undefined => {
  if (value === undefined) return undefined
  const mask = maskOf(op, name, value)
  const expected = [...lead, count]
  if (show(mask.shape) !== show(expected)) throw new ShapeError(besideMessage(op, name, mask.shape, show(expected)))
  return reshapeTo(mask, [sizeOf(lead), 1, 1, count])
}

const maskOf = (op: string, name: string, value: unknown): Node => {
  const mask = assertTensor(`${op}: ${name}`, value)
  if (mask.dtype === "bool") return mask
  assertFloat(`${op}: ${name}`, mask.dtype)
  return cast(mask, "float32")
}

const together = (masks: readonly Node[], both: (a: Node, b: Node) => Node): Node =>
  masks.reduce((a, b) => {
    const shape = broadcast("mask", a.shape, b.shape)
    return both(broadcastTo(a, shape), broadcastTo(b, shape))
  })
