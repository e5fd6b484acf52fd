/** @file Einstein summation: diagonals, sums, and products of two operands at a time. */
import type { EinsumOp } from "../../types/call/einsum.js"
import { binary, cast, expand, permute, reduce, reshape, reshapeTo, sameShape, slice } from "../graph/infer.js"
import { type Node, sizeOf } from "../graph/node.js"
import { dot } from "../primitives/dot.js"
import { assertNumbers } from "../shape/dtype.js"
import { readEinsum } from "../shape/einsum.js"
import { alwaysFirst, operation } from "./dual.js"
import { assertTensor, commonDType } from "./operand.js"

/**
 * The sum of products that a pattern of letters describes: letters that are not in the output are summed over.
 *
 * A letter is one size everywhere; repeated in an operand it is a diagonal. `...` stands for any dims, which broadcast;
 * left out of the output they are summed over. Without `->` the output is `...` and the letters that stand once, in
 * alphabetical order. Any number of operands: they are multiplied in pairs, those first that take the fewest products.
 * Dtypes promote. Errors: ShapeError for a pattern that doesn't fit, with sizes that differ even where one is 1
 * (PyTorch would broadcast it); DTypeError if all are bool. PyTorch: `torch.einsum`.
 * NumPy: `np.einsum`. JAX: `jnp.einsum`.
 * @example
 * ```ts
 * import { einsum, tensor, toArray } from "tuplet"
 * const a = tensor([[1, 2], [3, 4]])
 * toArray(einsum("ij,jk->ik", a, tensor([[1, 0], [1, 1]]))) // [[3, 2], [7, 4]]
 * toArray(einsum("ii->i", a)) // [1, 4]
 * toArray(einsum("ij->", a)) // 10
 * ```
 */
export const einsum: EinsumOp = operation(
  "einsum(pattern, ...operands)",
  alwaysFirst,
  (pattern: unknown, ...operands: readonly unknown[]) => {
    const tensors = operands.map((x) => assertTensor("einsum", x))
    const {
      operands: labels,
      output,
      sizes,
    } = readEinsum(
      pattern,
      tensors.map((x) => x.shape),
    )
    const dtype = commonDType(tensors)
    assertNumbers("einsum", dtype)
    const factors = tensors.map((x, i) => {
      const whole = { node: cast(x, dtype), labels: labels[i] as readonly string[] }
      return withoutRepeats(dropGrown(whole, sizes))
    })
    return arranged(product(factors, output, sizes), output)
  },
)

// internal

/** A node whose axes have names. */
interface Factor {
  readonly node: Node
  readonly labels: readonly string[]
}

type Sizes = ReadonlyMap<string, number>

/** Axes of size 1 that broadcast are left to the operands that have the size. */
const dropGrown = ({ node, labels }: Factor, sizes: Sizes): Factor => {
  const kept = labels.filter((label, axis) => node.shape[axis] === sizes.get(label))
  const shape = node.shape.filter((size, axis) => size === sizes.get(labels[axis] as string))
  return { node: reshapeTo(node, shape), labels: kept }
}

/** The diagonal of each letter that stands more than once: every (n + 1)-th of the n · n elements. */
const withoutRepeats = (factor: Factor): Factor => {
  const repeated = factor.labels.find((label, axis) => factor.labels.indexOf(label) !== axis)
  if (repeated === undefined) return factor
  const [first, second] = factor.labels.flatMap((label, axis) => (label === repeated ? [axis] : [])) as [number, number]
  const others = factor.labels.flatMap((_, axis) => (axis === first || axis === second ? [] : [axis]))
  const { shape } = factor.node
  const n = shape[first] as number
  const rest = others.map((axis) => shape[axis] as number)
  const flat = reshape(permute(factor.node, [first, second, ...others]), [n * n, ...rest])
  const node = slice(flat, [0, ...rest.map(() => 0)], [n + 1, ...rest.map(() => 1)], [n, ...rest])
  return withoutRepeats({ node, labels: [repeated, ...others.map((axis) => factor.labels[axis] as string)] })
}

const product = (factors: readonly Factor[], output: readonly string[], sizes: Sizes): Factor => {
  const needed = (label: string, besides: readonly number[]): boolean =>
    output.includes(label) || factors.some((factor, i) => !besides.includes(i) && factor.labels.includes(label))
  const summed = factors.map((factor, i) => summedOver(factor, (label) => needed(label, [i])))
  if (summed.length === 1) return summed[0] as Factor
  const [i, j] = cheapestPair(summed, sizes)
  const pair = multiplied(summed[i] as Factor, summed[j] as Factor, output, (label) => needed(label, [i, j]))
  return product([...summed.slice(0, i), pair, ...summed.slice(i + 1, j), ...summed.slice(j + 1)], output, sizes)
}

/** The pair with the fewest products; the leftmost of equal ones. */
const cheapestPair = (factors: readonly Factor[], sizes: Sizes): readonly [number, number] => {
  let best: { readonly pair: readonly [number, number]; readonly products: number } | undefined
  factors.forEach((a, i) => {
    factors.slice(i + 1).forEach((b, offset) => {
      const labels = [...new Set([...a.labels, ...b.labels])]
      const products = sizeOf(labels.map((label) => sizes.get(label) as number))
      if (best === undefined || products < best.products) best = { pair: [i, i + 1 + offset], products }
    })
  })
  return (best as { readonly pair: readonly [number, number] }).pair
}

const summedOver = ({ node, labels }: Factor, keep: (label: string) => boolean): Factor => {
  const axes = labels.flatMap((label, axis) => (keep(label) ? [] : [axis]))
  return { node: reduce("sum", node, axes), labels: labels.filter(keep) }
}

/** Two factors as one; what is summed over is in both, since each has been summed over what it has alone. */
const multiplied = (a: Factor, b: Factor, output: readonly string[], keep: (label: string) => boolean): Factor => {
  const inOutputOrder = (labels: readonly string[]) => [...labels].sort((x, y) => place(output, x) - place(output, y))
  const batch = inOutputOrder(a.labels.filter((label) => b.labels.includes(label) && keep(label)))
  const contracted = a.labels.filter((label) => b.labels.includes(label) && !keep(label))
  const rows = inOutputOrder(a.labels.filter((label) => !b.labels.includes(label)))
  const columns = inOutputOrder(b.labels.filter((label) => !a.labels.includes(label)))
  const labels = [...batch, ...rows, ...columns]
  const [left, right] = [
    arranged(a, [...batch, ...rows, ...contracted]),
    arranged(b, [...batch, ...contracted, ...columns]),
  ]
  const shape = [
    ...left.shape.slice(0, batch.length + rows.length),
    ...right.shape.slice(batch.length + contracted.length),
  ]

  // without rows and columns, or without a sum, there is no matrix: elementwise work fuses better
  if (contracted.length === 0 || (batch.length > 0 && rows.length + columns.length === 0)) {
    const all = [...batch, ...rows, ...contracted, ...columns]
    const whole = [
      ...shape.slice(0, batch.length + rows.length),
      ...left.shape.slice(batch.length + rows.length),
      ...right.shape.slice(batch.length + contracted.length),
    ]
    const node = binary("mul", grown(a, all, whole), grown(b, all, whole))
    return summedOver({ node, labels: all }, (label) => !contracted.includes(label))
  }
  const batchShape = left.shape.slice(0, batch.length)
  const [m, k, n] = [
    sizeOf(left.shape.slice(batch.length, batch.length + rows.length)),
    sizeOf(left.shape.slice(batch.length + rows.length)),
    sizeOf(right.shape.slice(batch.length + contracted.length)),
  ]
  const node = dot(reshapeTo(left, [...batchShape, m, k]), reshapeTo(right, [...batchShape, k, n]))
  return { node: reshapeTo(node, shape), labels }
}

const place = (output: readonly string[], label: string): number => {
  const at = output.indexOf(label)
  return at < 0 ? output.length : at
}

/** A factor's axes in the order of `labels`, grown to `shape` along those it doesn't have. */
const grown = (factor: Factor, labels: readonly string[], shape: readonly number[]): Node => {
  const node = arranged(
    factor,
    labels.filter((label) => factor.labels.includes(label)),
  )
  const ranked = reshapeTo(
    node,
    shape.map((size, axis) => (factor.labels.includes(labels[axis] as string) ? size : 1)),
  )
  return sameShape(ranked.shape, shape) ? ranked : expand(ranked, shape)
}

const arranged = ({ node, labels }: Factor, order: readonly string[]): Node => {
  const axes = order.map((label) => labels.indexOf(label))
  return axes.every((axis, i) => axis === i) ? node : permute(node, axes)
}
