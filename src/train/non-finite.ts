/** @file Where numbers stop being finite: a graph evaluated node by node, operands first. */
import type { AnyTensor } from "../../types/tensor.js"
import { tensorOf } from "../api/handle.js"
import { assertTensor } from "../api/operand.js"
import { createNode, type Node } from "../graph/node.js"
import { printOp } from "../graph/print.js"
import { rewrite, topological } from "../graph/walk.js"
import { data } from "../read.js"
import { isFloat } from "../shape/dtype.js"
import { show } from "../shape/sentence.js"

export interface NonFinite {
  /** The operation that gave it: `log`, `dot`; `constant` for a tensor that came with it. */
  readonly op: string
  /** The name that `label` gave it. */
  readonly label: string | undefined
  readonly shape: readonly number[]
  readonly dtype: string
  /** The first number that isn't finite, and its index. */
  readonly value: number
  readonly at: readonly number[]
}

/**
 * The operation that first made a number that isn't finite, of all that a tensor is computed from; undefined if the
 * tensor is finite.
 *
 * Operands come before what is computed from them. Infinities written as such, those of masks, are not at fault by
 * themselves. What has been evaluated before has no history left: ask of a tensor before it is read. Each operation
 * runs by itself, so it takes longer than evaluating. PyTorch: `torch.autograd.detect_anomaly`. JAX: `jax_debug_nans`.
 * @example
 * ```ts
 * import { add, label, log, sum, tensor } from "tuplet"
 * import { firstNonFinite } from "tuplet/train"
 * const logs = label(log(tensor([1, 0, 2])), "logs")
 * const found = firstNonFinite(sum(add(logs, 1)))
 * found?.label // "logs"
 * found?.op // "log"
 * found?.at // [1]
 * ```
 */
export const firstNonFinite = (x: AnyTensor): NonFinite | undefined => {
  const node = assertTensor("firstNonFinite", x)
  // evaluating makes constants of nodes: the user's graph stays as it is
  const [root] = rewrite([node], (node, inputs) => createNode(node.op, inputs, node.shape, node.dtype, node.label))
  const steps = topological([root as Node]).map((node) => ({
    node,
    op: node.op,
    text: printOp(node),
    inputs: node.inputs,
  }))
  if (placeIn(root as Node) === undefined) return undefined
  const places = new Map<Node, number>()
  for (const { node, op, inputs } of steps) {
    const place = views.has(op.kind) ? places.get(inputs[0] as Node) : placeIn(node)
    if (place !== undefined) places.set(node, place)
  }
  const guilty = new Set([root])
  for (const { node, inputs } of [...steps].reverse()) {
    if (guilty.has(node)) for (const input of inputs) if (places.has(input)) guilty.add(input)
  }
  const chain = steps.filter(({ node }) => places.has(node) && guilty.has(node))
  const found =
    chain.find(({ op, inputs }) => !isStated(op) && !inputs.some((input) => places.has(input))) ??
    chain.find(({ node }) => Number.isNaN(valueAt(node, places.get(node)))) ??
    (chain[0] as (typeof chain)[0])
  const view = chain.find(({ op, inputs, node }) => op.kind === "reshape" && node.label && inputs[0] === found.node)
  return {
    op: found.text,
    label: found.node.label ?? view?.node.label,
    shape: found.node.shape,
    dtype: found.node.dtype,
    value: valueAt(found.node, places.get(found.node)),
    at: indexOf(places.get(found.node) ?? 0, found.node.shape),
  }
}

/** `"logits" (log), float32[32, 10], is NaN at [3, 1]` */
export const sayNonFinite = ({ op, label, shape, dtype, value, at }: NonFinite): string =>
  `${label === undefined ? op : `"${label}" (${op})`}, ${dtype}${show(shape)}, is ${value} at ${show(at)}`

// internal

/** What has the numbers of its operand, some of them several times: finite if that is. */
const views: ReadonlySet<string> = new Set(["reshape", "permute", "expand", "window", "variable", "stopGradient"])

const isStated = (op: Node["op"]): boolean => (op.kind === "fill" || op.kind === "pad") && !Number.isFinite(op.value)

/** The position of the first number that isn't finite. */
const placeIn = (node: Node): number | undefined => {
  if (!isFloat(node.dtype)) return undefined
  const place = numbersOf(node).findIndex((value) => !Number.isFinite(value))
  return place < 0 ? undefined : place
}

const valueAt = (node: Node, place = 0): number => numbersOf(node)[place] as number

const numbersOf = (node: Node): Float32Array => data(tensorOf(node)) as Float32Array

const indexOf = (place: number, shape: readonly number[]): readonly number[] => {
  let rest = place
  return [...shape]
    .reverse()
    .map((size) => {
      const index = rest % size
      rest = (rest - index) / size
      return index
    })
    .reverse()
}
