/** @file From the gradient through weights that are made again in blocks to products over strided views. */
import { type Node, sizeOf } from "../graph/node.js"
import { reachOf } from "./attend.js"
import type { AttentionGradient, GradientProduct } from "./attention.js"
import { type Argument, lowerEpilogue } from "./epilogue.js"
import type { MatrixView } from "./gemm.js"
import type { Work } from "./groups.js"
import { axesOf } from "./matmul.js"
import type { Nest, Store, Value } from "./nest.js"
import { batchOf, matrixOf, type Operand, operandOf } from "./operand.js"
import type { Trace } from "./traced.js"

export const lowerGradient = ({
  weights: { product, softmax, weights },
  gradient: { slopes, ofScores, products, overKeys, keys },
  onSoftmax,
  onScores,
}: Work & { readonly kind: "gradient" }): {
  readonly attention: AttentionGradient
  readonly arguments: readonly Node[]
} => {
  const dims = product.shape.slice(0, -2)
  const [m, n] = product.shape.slice(-2) as [number, number]
  const [e, d] = [product, slopes].map(({ inputs: [left] }) => left?.shape.at(-1)) as [number, number]
  const args: Argument[] = []
  const add = (argument: Argument): number => args.push(argument) - 1
  const views = [...product.inputs, ...slopes.inputs].map(operandOf) as [Operand, Operand, Operand, Operand]
  for (const operand of views) add({ node: operand.node, batch: batchOf(operand) })
  const lowered = (trace: Trace, elements: Node) => {
    const { epilogue, arguments: own } = lowerEpilogue(trace, elements, false) ?? {}
    if (epilogue === undefined || own === undefined) throw new Error("work on weights is not done where they are")
    // what stands in the block of weights is no argument
    const place = (argument: Argument) => (argument.node === softmax || argument.node === weights ? -1 : add(argument))
    return { ...epilogue, arguments: own.slice(1).map(place) }
  }
  const made = lowered(onSoftmax, product)
  const [exp, x] = partsOf(made.nest)
  const [q, k, g, v] = views.map(matrixOf) as [MatrixView, MatrixView, MatrixView, MatrixView]
  return {
    attention: {
      ...{ m, n, e, d, q, k, g, v },
      softmax: { ...made, nest: nonPositive(made.nest, exp) },
      slopes: lowered(onScores, slopes),
      products: products.flatMap((each): readonly GradientProduct[] => {
        const [left, right] = each.inputs as [Node, Node]
        const at = overKeys.indexOf(each)
        if (at > 0) return []
        const [operand, columns] = [operandOf(right), each.shape.at(-1) as number]
        const batch = dims.map((_, axis) => sizeOf([...dims.slice(axis + 1), ...each.shape.slice(-2)]))
        return [
          {
            ...{ of: at === 0 || left.inputs[0] === ofScores ? "scores" : "weights", isTransposed: at < 0, columns },
            right: matrixOf(operand),
            argument: add({ node: operand.node, batch: batchOf(operand) }),
            results: (at < 0 ? [each] : overKeys).map((node) => add({ node, batch })),
          },
        ]
      }),
      part: keys,
      reach: reachOf(made.nest, x),
      batch: axesOf(dims, args),
      arguments: args.map(({ node }) => node.dtype),
    },
    arguments: args.map(({ node }) => node),
  }
}

// internal

/** Positions of exp(x - shift), and of x, in exp(x - shift) · inverse. */
const partsOf = ({ values, stores }: Nest): readonly [exp: number, x: number] => {
  const operand = (at: number): number => {
    const value = values[at]
    return value?.kind === "unary" ? value.x : value?.kind === "binary" ? value.a : at
  }
  const exp = operand((stores[0] as Store).value)
  return [exp, operand(operand(exp))]
}

/** The shift is the greatest x. */
const nonPositive = (nest: Nest, at: number): Nest => ({
  ...nest,
  values: nest.values.with(at, { ...(nest.values[at] as Value & { readonly kind: "unary" }), fn: "expNonPositive" }),
})
