/** @file Derivatives of what is done with square matrices, as graph. */
import { binary, broadcastTo, fill, insertAxes, reduce, select, solve, square } from "../graph/infer.js"
import { identityLike, transposed, whereRow } from "../graph/matrix.js"
import type { Node } from "../graph/node.js"
import type { SquareFn } from "../graph/op.js"
import { cofactors } from "../graph/square.js"
import { dot } from "../primitives/dot.js"

/** X of A · X = B: B gets the solution of the transposed system, A that times -Xᵀ. */
export const solveCotangents = (g: Node, a: Node, x: Node): readonly [Node, Node] => {
  const right = solve(transposed(a), g)
  const product = dot(right, transposed(x))
  return [binary("sub", zeros(product), product), right]
}

export const squareCotangent: { readonly [F in SquareFn]: (g: Node, x: Node, y: Node) => Node } = {
  det: (g, x) => binary("mul", spread(g, x), square(cofactors, x)),
  // C = det A · B with B = A⁻ᵀ: dA = ⟨g, B⟩ C - (B gᵀ) C, for matrices that have an inverse
  cofactor: (g, x, y) => {
    const inverse = transposed(solve(x, identityLike(x)))
    const rank = x.shape.length
    const share = reduce("sum", binary("mul", g, inverse), [rank - 2, rank - 1])
    return binary("sub", binary("mul", spread(share, x), y), dot(dot(inverse, transposed(g)), y))
  },
  // Murray, "Differentiation of the Cholesky decomposition" (2016), made symmetric
  cholesky: (g, x, y) => {
    const product = dot(transposed(y), g)
    const below = select(whereRow("gt", x.shape), product, zeros(x))
    const half = binary("mul", product, fill(0.5, x.shape, x.dtype))
    const lower = select(whereRow("eq", x.shape), half, below)
    const left = solve(transposed(y), lower)
    const whole = transposed(solve(transposed(y), transposed(left)))
    return binary("mul", binary("add", whole, transposed(whole)), fill(0.5, x.shape, x.dtype))
  },
}

// internal

const zeros = (x: Node): Node => fill(0, x.shape, x.dtype)

/** One number a matrix, over all its elements. */
const spread = (g: Node, x: Node): Node => broadcastTo(insertAxes(g, [x.shape.length - 2, x.shape.length - 1]), x.shape)
