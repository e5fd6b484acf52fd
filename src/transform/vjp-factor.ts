/**
 * @file Derivatives of factors of matrices, as graph. Those of several factors add up. Only those of singular vectors
 * and eigenvectors divide by differences of singular values and eigenvalues, which may be 0.
 */
import { eighValues, eighVectors, qrQ, qrR, svdS, svdU, svdV } from "../graph/factors.js"
import { binary, broadcastTo, factor, fill, insertAxes, select, solve } from "../graph/infer.js"
import { transposed, whereRow } from "../graph/matrix.js"
import type { Node } from "../graph/node.js"
import type { FactorFn } from "../graph/op.js"
import { dot } from "../primitives/dot.js"

/** From the cotangent of a factor, the matrix and the factor. */
export const factorCotangent: { readonly [F in FactorFn]: (g: Node, x: Node, y: Node) => Node } = {
  // Walter and Lehmann, "Algorithmic differentiation of linear algebra functions" (2018)
  qrQ: (g, x, q) => {
    const r = factor(qrR, x)
    const inside = mirrored(dot(transposed(q), g))
    return overTransposed(binary("sub", g, dot(q, inside)), r)
  },
  qrR: (g, x, r) => {
    const q = factor(qrQ, x)
    return overTransposed(dot(q, mirrored(dot(g, transposed(r)))), r)
  },
  // Townsend, "Differentiating the singular value decomposition" (2016)
  svdU: (g, x, u) => {
    const [s, v] = [factor(svdS, x), factor(svdV, x)]
    const turned = times(antisymmetric(dot(transposed(u), g)), reciprocal(squareGaps(s)))
    const inside = dot(u, times(turned, asRow(s, turned)))
    if (x.shape.at(-1) === x.shape.at(-2)) return dot(inside, transposed(v))
    const scaled = binary("div", g, asRow(s, g))
    const outside = binary("sub", scaled, dot(u, dot(transposed(u), scaled)))
    return dot(binary("add", inside, outside), transposed(v))
  },
  svdS: (g, x) => {
    const u = factor(svdU, x)
    return dot(times(u, asRow(g, u)), transposed(factor(svdV, x)))
  },
  svdV: (g, x, v) => {
    const [u, s] = [factor(svdU, x), factor(svdS, x)]
    const turned = times(antisymmetric(dot(transposed(v), g)), reciprocal(squareGaps(s)))
    return dot(u, dot(times(asColumn(s, turned), turned), transposed(v)))
  },
  eighValues: (g, x) => {
    const vectors = factor(eighVectors, x)
    return dot(times(vectors, asRow(g, vectors)), transposed(vectors))
  },
  eighVectors: (g, x, v) => {
    const inside = dot(transposed(v), g)
    const turned = select(diagonal(inside), zeros(inside), binary("div", inside, gaps(factor(eighValues, x))))
    return dot(dot(v, turned), transposed(v))
  },
}

// internal

const times = (a: Node, b: Node): Node => binary("mul", a, b)

const zeros = (x: Node): Node => fill(0, x.shape, x.dtype)

const ones = (x: Node): Node => fill(1, x.shape, x.dtype)

const reciprocal = (x: Node): Node => binary("div", ones(x), x)

/** Vectors over all rows, or all columns, of matrices. */
const asRow = (vectors: Node, matrices: Node): Node =>
  broadcastTo(insertAxes(vectors, [matrices.shape.length - 2]), matrices.shape)
const asColumn = (vectors: Node, matrices: Node): Node =>
  broadcastTo(insertAxes(vectors, [matrices.shape.length - 1]), matrices.shape)

const diagonal = (x: Node): Node => whereRow("eq", x.shape)

/** The upper triangle, and its mirror image below. */
const mirrored = (x: Node): Node => {
  const upper = select(whereRow("le", x.shape), x, zeros(x))
  return select(diagonal(x), x, binary("add", upper, transposed(upper)))
}

const antisymmetric = (x: Node): Node => binary("sub", x, transposed(x))

/** X · R⁻ᵀ */
const overTransposed = (x: Node, r: Node): Node => transposed(solve(r, transposed(x)))

/** s_j - s_i at row i, column j; 1 on the diagonal, where nothing is divided. */
const gaps = (s: Node): Node => {
  const shape = [...s.shape, s.shape.at(-1) as number]
  const like = fill(1, shape, s.dtype)
  const difference = binary("sub", asRow(s, like), asColumn(s, like))
  return select(diagonal(like), like, difference)
}

/** s_j² - s_i², as the product that keeps its digits. */
const squareGaps = (s: Node): Node => {
  const difference = gaps(s)
  const sum = binary("add", asRow(s, difference), asColumn(s, difference))
  return times(difference, select(diagonal(difference), ones(difference), sum))
}
