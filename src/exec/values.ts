/**
 * @file The walk of the reference interpreter: the value of every node, operands first, each dropped after its last
 * use. Log-sum-exps are kept as pairs of numbers, so that log-probabilities keep their digits.
 */
import type { Node } from "../graph/node.js"
import { countUses, topological } from "../graph/walk.js"
import { at, type Numbers, tabulate } from "./layout.js"
import { type Bindings, meaningOf, rowsOf } from "./meaning.js"
import { logSumExpOf } from "./reductions.js"

/** The values of the roots, row-major, float32 nodes as exact as float64 ones. */
export const exactValues = (roots: readonly Node[], bindings: Bindings): readonly Numbers[] =>
  evaluate(roots, bindings, (_, values) => values)

/**
 * The values with float32 nodes rounded one by one, as kernels round them, so that numbers don't depend on what is
 * computed beside them.
 */
export const roundedValues = (roots: readonly Node[], bindings: Bindings): readonly Numbers[] =>
  evaluate(roots, bindings, (node, values) => {
    // in place: what shares its numbers with an operand is rounded already
    if (node.dtype === "float32") for (let i = 0; i < values.length; i++) values[i] = Math.fround(at(values, i))
    return values
  })

// internal

/** Log-sum-exps, and movements of them, as the pairs whose sums they are. */
interface Pair {
  readonly shift: Numbers
  readonly tail: Numbers
}

const evaluate = (
  roots: readonly Node[],
  bindings: Bindings,
  round: (node: Node, values: Numbers) => Numbers,
): readonly Numbers[] => {
  const values = new Map<Node, Numbers>()
  const pairs = new Map<Node, Pair>()
  const order = topological(roots)
  const uses = new Map(countUses(roots, order))
  for (const node of order) {
    const inputs = node.inputs.map((input) => values.get(input) as Numbers)
    const pair = pairOf(node, inputs, pairs, bindings)
    if (pair !== undefined) pairs.set(node, pair)
    const value =
      logProbabilities(node, inputs, pairs) ??
      (node.op.kind === "reduce" && pair !== undefined
        ? tabulate(node, (i) => at(pair.shift, i) + at(pair.tail, i))
        : meaningOf(node)(node, inputs, bindings))
    values.set(node, round(node, value))
    for (const input of node.inputs) {
      const left = (uses.get(input) as number) - 1
      uses.set(input, left)
      if (left === 0) {
        values.delete(input)
        pairs.delete(input)
      }
    }
  }
  return roots.map((root) => values.get(root) as Numbers)
}

const movements: ReadonlySet<string> = new Set(["reshape", "permute", "expand", "slice"])

const pairOf = (
  node: Node,
  [x]: readonly Numbers[],
  pairs: ReadonlyMap<Node, Pair>,
  bindings: Bindings,
): Pair | undefined => {
  if (node.op.kind === "reduce" && (node.op.fn === "logsumexp" || node.op.fn === "lognormalizer")) {
    const { fn } = node.op
    const { starts, steps } = rowsOf(node as Node<"reduce">)
    const rows = Array.from(starts, (start) => logSumExpOf(fn, steps, (step) => at(x, start + step)))
    return {
      shift: Float64Array.from(rows, ({ shift }) => shift),
      tail: Float64Array.from(rows, ({ tail }) => tail),
    }
  }
  const source = movements.has(node.op.kind) ? pairs.get(node.inputs[0] as Node) : undefined
  if (source === undefined) return undefined
  const move = (numbers: Numbers) => meaningOf(node)(node, [numbers], bindings)
  return { shift: move(source.shift), tail: move(source.tail) }
}

/** `a - logsumexp` as kernels compute it: `(a - shift) - tail`, since `shift + tail` would lose the tail's digits. */
const logProbabilities = (node: Node, [a]: readonly Numbers[], pairs: ReadonlyMap<Node, Pair>): Numbers | undefined => {
  const pair = node.op.kind === "binary" && node.op.fn === "sub" ? pairs.get(node.inputs[1] as Node) : undefined
  return pair && tabulate(node, (i) => at(a, i) - at(pair.shift, i) - at(pair.tail, i))
}
