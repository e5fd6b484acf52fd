/**
 * @file Products that are better computed as others: a sum over a batch of products is one product of longer rows, and
 * what overlaps of a product add up is a product with windows. Neither then writes what it would only have added.
 * Sums come in another order; nothing is said of that order.
 */
import { after, expand, pad, permute, productBy, reshape, reshapeTo, slice, window } from "../graph/infer.js"
import { type Node, sizeOf } from "../graph/node.js"
import { countUses, rewrite, withInputs } from "../graph/walk.js"
import { operandOf } from "./operand.js"

/** `order` holds every node under the roots, operands first. */
export const productsOfSums = (
  roots: readonly Node[],
  order: readonly Node[],
  kept: ReadonlySet<Node>,
): readonly Node[] => {
  if (!order.some(mayImprove)) return roots
  const uses = countUses(roots, order)
  const known = new Map<Node, Node>()
  /** What an operand became, if nobody else reads it. */
  const own = (node: Node): Node | undefined => {
    const [input] = node.inputs
    return input && uses.get(input) === 1 ? input : undefined
  }
  const rebuilt = (product: Node<"dot">): Node<"dot"> =>
    withInputs(
      product,
      product.inputs.map((input) => known.get(input) as Node),
    ) as Node<"dot">
  return rewrite(roots, (node, inputs) => {
    const product = own(node)
    const made =
      (isSum(node) && product && isProduct(product) && !kept.has(product)
        ? overBatch(node, rebuilt(product))
        : undefined) ??
      overlapped(node, own, rebuilt) ??
      withInputs(node, inputs)
    known.set(node, made)
    return made
  })
}

// internal

const isProduct = (node: Node): node is Node<"dot"> => node.op.kind === "dot" && node.dtype === "float32"

const mayImprove = (node: Node): boolean =>
  node.op.kind === "overlap" || (isSum(node) && isProduct(node.inputs[0] as Node))

const isSum = (node: Node): node is Node<"reduce"> => node.op.kind === "reduce" && node.op.fn === "sum"

const range = (from: number, to: number): readonly number[] => Array.from({ length: to - from }, (_, i) => from + i)

/** The sum of products of a batch: steps of k follow each other from one to the next. */
const overBatch = ({ op: { axes }, shape }: Node<"reduce">, product: Node<"dot">): Node | undefined => {
  const { inputs, shape: whole } = product
  const rank = whole.length
  if (axes.some((axis) => axis >= rank - 2) || sizeOf(whole) === 0) return undefined
  const [a, b] = inputs as [Node, Node]
  const kept = range(0, rank - 2).filter((axis) => !axes.includes(axis))
  const [batch, [m, n]] = [shape.slice(0, -2), shape.slice(-2) as [number, number]]
  const k = sizeOf(axes.map((axis) => whole[axis] as number)) * (a.shape.at(-1) as number)
  if (k === 0) return undefined
  return productBy(
    product.op.rules,
    reshape(permute(a, [...kept, rank - 2, ...axes, rank - 1]), [...batch, m, k]),
    reshape(permute(b, [...kept, ...axes, rank - 2, rank - 1]), [...batch, k, n]),
  )
}

/**
 * Windows by single steps over a product that are overlapped, or a slice of that: the product with windows over its
 * right operand, which is padded and read backwards within each window.
 */
const overlapped = (
  node: Node,
  own: (node: Node) => Node | undefined,
  rebuilt: (product: Node<"dot">) => Node<"dot">,
): Node | undefined => {
  const isCut = node.op.kind === "slice" && node.op.steps.every((step) => step === 1)
  const target = isCut ? own(node) : node
  if (target?.op.kind !== "overlap" || target.op.strides.some((stride) => stride !== 1)) return undefined
  const { dilations } = target.op
  const [x, product] = [own(target), own(target) && own(own(target) as Node)]
  if (x?.op.kind !== "reshape" || !product || !isProduct(product) || sizeOf(product.shape) === 0) return undefined
  const rank = dilations.length
  const [lead, kernel, counts] = [x.shape.slice(0, -2 * rank), x.shape.slice(-2 * rank, -rank), x.shape.slice(-rank)]
  const [batch, [m, n]] = [product.shape.slice(0, -2), product.shape.slice(-2) as [number, number]]
  const rows = m / sizeOf(kernel)
  const starts = node.op.kind === "slice" ? node.op.starts : lead.map(() => 0)
  const isWhole = lead.every((dim, axis) => dim === node.shape[axis])
  if (!isWhole || n !== sizeOf(counts) || !Number.isInteger(rows) || sizeOf(lead) !== sizeOf(batch) * rows)
    return undefined
  const [a, b] = rebuilt(product).inputs as [Node, Node]
  const k = (a.shape.at(-1) as number) * sizeOf(kernel)
  const depth = batch.length
  const none = range(0, depth + 1).map(() => 0)
  const ones = (length: number) => range(0, length).map(() => 1)

  const images = reshapeTo(b, [...b.shape.slice(0, -1), ...counts])
  const reaches = kernel.map((size, i) => (size - 1) * (dilations[i] as number))
  const sizes = target.shape.slice(-rank)
  const around = sizes.map((size, i) => size - (counts[i] as number))
  const padded = pad(images, [...none, ...reaches], [...none, ...around], 0)
  const windows = window(padded, { strides: ones(rank), dilations }, [...kernel, ...sizes])
  const cuts = node.shape.slice(-rank)
  const first = range(0, rank).map((i) => starts[lead.length + i] ?? 0)
  const backwards = slice(
    windows,
    [...none, ...kernel.map((size) => size - 1), ...first],
    [...ones(depth + 1), ...kernel.map(() => -1), ...ones(rank)],
    [...b.shape.slice(0, -1), ...kernel, ...cuts],
  )
  const right = reshape(backwards, [...batch, k, sizeOf(cuts)])
  return reshape(productBy(product.op.rules, spreadKernels(a, batch, rows, kernel), right), node.shape)
}

/** [...batch, rows · kernel, k] as [...batch, rows, k · kernel]; written once where all of the batch have the same. */
const spreadKernels = (a: Node, batch: readonly number[], rows: number, kernel: readonly number[]): Node => {
  const [m, k] = a.shape.slice(-2) as [number, number]
  const { axes } = operandOf(a)
  // groups differ
  const same = batch.map((dim, axis) => (axes[axis]?.[0]?.stride === 0 ? 1 : dim))
  const zeros = a.shape.map(() => 0)
  const one = slice(
    a,
    zeros,
    zeros.map(() => 1),
    [...same, m, k],
  )
  const depth = batch.length
  const order = [...range(0, depth + 1), depth + 1 + kernel.length, ...range(depth + 1, depth + 1 + kernel.length)]
  const moved = permute(reshape(one, [...same, rows, ...kernel, k]), order)
  return expand(after(reshape(moved, [...same, rows, k * sizeOf(kernel)]), []), [...batch, rows, k * sizeOf(kernel)])
}
