/** @file Derivatives of what is done with square matrices, as graph. */
import {
  binary,
  broadcastTo,
  compare,
  dot,
  fill,
  insertAxes,
  iota,
  permute,
  reduce,
  select,
  solve,
  square,
} from "../graph/infer.js"
import type { Node } from "../graph/node.js"
import type { SquareFn } from "../graph/op.js"

/** X of A · X = B: B gets the solution of the transposed system, A that times -Xᵀ. */
export const solveCotangents = (g: Node, a: Node, x: Node): readonly [Node, Node] => {
  const right = solve(transpose(a), g)
  const product = dot(right, transpose(x))
  return [binary("sub", zeros(product), product), right]
}

export const squareCotangent: { readonly [F in SquareFn]: (g: Node, x: Node, y: Node) => Node } = {
  det: (g, x) => binary("mul", spread(g, x), square("cofactor", x)),
  // C = det A · B with B = A⁻ᵀ: dA = ⟨g, B⟩ C - (B gᵀ) C, for matrices that have an inverse
  cofactor: (g, x, y) => {
    const inverse = transpose(solve(x, identity(x)))
    const rank = x.shape.length
    const share = reduce("sum", binary("mul", g, inverse), [rank - 2, rank - 1])
    return binary("sub", binary("mul", spread(share, x), y), dot(dot(inverse, transpose(g)), y))
  },
  // Murray, "Differentiation of the Cholesky decomposition" (2016), made symmetric
  cholesky: (g, x, y) => {
    const product = dot(transpose(y), g)
    const below = select(positions("gt", x), product, zeros(x))
    const half = binary("mul", product, fill(0.5, x.shape, x.dtype))
    const lower = select(positions("eq", x), half, below)
    const left = solve(transpose(y), lower)
    const whole = transpose(solve(transpose(y), transpose(left)))
    return binary("mul", binary("add", whole, transpose(whole)), fill(0.5, x.shape, x.dtype))
  },
}

// internal

const zeros = (x: Node): Node => fill(0, x.shape, x.dtype)

/** One number a matrix, over all its elements. */
const spread = (g: Node, x: Node): Node => broadcastTo(insertAxes(g, [x.shape.length - 2, x.shape.length - 1]), x.shape)

/** Where the row is greater than, or equal to, the column. */
const positions = (relation: "gt" | "eq", x: Node): Node =>
  compare(relation, iota(x.shape, x.shape.length - 2), iota(x.shape, x.shape.length - 1))

const identity = (x: Node): Node => select(positions("eq", x), fill(1, x.shape, x.dtype), zeros(x))

const transpose = (x: Node): Node => {
  const order = x.shape.map((_, axis) => axis)
  const last = order.length - 1
  return permute(x, [...order.slice(0, -2), last, last - 1])
}
