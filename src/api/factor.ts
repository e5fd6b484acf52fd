/** @file Factors of matrices. A wide matrix is factorised by way of a tall one, which the primitive takes. */
import type { EighOp, QrOp, SvdOp, SvdvalsOp } from "../../types/call/factor.js"
import { eighValues, eighVectors, qrQ, qrR, svdS, svdU, svdV } from "../graph/factors.js"
import { concat, factor } from "../graph/infer.js"
import { transposed } from "../graph/matrix.js"
import type { Node } from "../graph/node.js"
import { part } from "../graph/part.js"
import { dot } from "../primitives/dot.js"
import { assertMatrices, assertSquare } from "../shape/linear-algebra.js"
import { alwaysFirst, operation } from "./dual.js"
import { floatTensor } from "./operand.js"

/**
 * `{ q, r }`: the columns of q are at right angles and of length 1, r is upper triangular, and q · r is the matrix.
 *
 * [..., M, N] gives q [..., M, K] and r [..., K, N], where K is the smaller of M and N. Floats; in float64 inside.
 * Signs are LAPACK's. Its gradient is infinite or NaN where the first K columns are not independent.
 * Errors: ShapeError below rank 2; DTypeError for int32 and bool. PyTorch: `torch.linalg.qr`.
 * NumPy: `np.linalg.qr`. JAX: `jnp.linalg.qr`.
 * @example
 * ```ts
 * import { qr, tensor, toArray } from "tuplet"
 * const { q, r } = qr(tensor([[0, 1], [2, 3]]))
 * toArray(q) // [[0, -1], [-1, 0]]
 * toArray(r) // [[-2, -3], [0, -1]]
 * ```
 */
export const qr: QrOp = operation("qr(x)", alwaysFirst, (x: unknown) => {
  const node = matrices("qr", x)
  const [m, n] = node.shape.slice(-2) as [number, number]
  if (m >= n) return { q: factor(qrQ, node), r: factor(qrR, node) }
  const [square, rest] = [columns(node, 0, m), columns(node, m, n)]
  const q = factor(qrQ, square)
  const r = concat([factor(qrR, square), dot(transposed(q), rest)], node.shape.length - 1)
  return { q, r }
})

/**
 * `{ u, s, v }`, the singular value decomposition: u · diag(s) · vᵀ is the matrix.
 *
 * [..., M, N] gives u [..., M, K], s [..., K] and v [..., N, K], where K is the smaller of M and N (PyTorch's
 * `full_matrices=False`, whose `Vh` is vᵀ). s is descending; columns of u and v are at right angles and of length 1,
 * and the largest element of each column of the smaller one is positive. Floats; in float64 inside, by Jacobi's
 * rotations: small singular values are exact. NaN where an element is not finite (PyTorch throws). The gradients of u
 * and v are infinite or NaN where singular values are equal, or 0 in matrices that aren't square; that of s is not.
 * Errors: ShapeError below rank 2; DTypeError for int32 and bool. PyTorch: `torch.linalg.svd`.
 * NumPy: `np.linalg.svd`. JAX: `jnp.linalg.svd`.
 * @example
 * ```ts
 * import { svd, tensor, toArray } from "tuplet"
 * const { u, s, v } = svd(tensor([[0, 2], [3, 0], [0, 0]]))
 * toArray(s) // [3, 2]
 * toArray(u) // [[0, 1], [1, 0], [0, 0]]
 * toArray(v) // [[1, 0], [0, 1]]
 * ```
 */
export const svd: SvdOp = operation("svd(x)", alwaysFirst, (x: unknown) => {
  const node = matrices("svd", x)
  if (isTall(node)) return { u: factor(svdU, node), s: factor(svdS, node), v: factor(svdV, node) }
  const tall = transposed(node)
  return { u: factor(svdV, tall), s: factor(svdS, tall), v: factor(svdU, tall) }
})

/**
 * The singular values of matrices, descending.
 *
 * [..., M, N] gives [..., K], where K is the smaller of M and N. Floats; in float64 inside. Its gradient is finite
 * where singular values are equal, or 0, too. NaN where an element is not finite (PyTorch throws).
 * Errors: ShapeError below rank 2; DTypeError for int32 and bool. PyTorch: `torch.linalg.svdvals`.
 * NumPy: `np.linalg.svdvals`. JAX: `jnp.linalg.svdvals`.
 * @example
 * ```ts
 * import { svdvals, tensor, toArray } from "tuplet"
 * toArray(svdvals(tensor([[0, 2], [3, 0]]))) // [3, 2]
 * ```
 */
export const svdvals: SvdvalsOp = operation("svdvals(x)", alwaysFirst, (x: unknown) =>
  singularValues(matrices("svdvals", x)),
)

/**
 * `{ values, vectors }` of symmetric matrices: vectors · diag(values) · vectorsᵀ is the matrix.
 *
 * [..., N, N] gives values [..., N], ascending, and vectors [..., N, N], as columns at right angles and of length 1,
 * the largest element of each positive. Only the lower triangle is read, and the gradient is that of a symmetric
 * matrix. Floats; in float64 inside. NaN where an element is not finite (PyTorch throws). The gradient of vectors is
 * infinite or NaN where values are equal; that of values is not. Errors: ShapeError where matrices aren't square;
 * DTypeError for int32 and bool. PyTorch: `torch.linalg.eigh`. NumPy: `np.linalg.eigh`. JAX: `jnp.linalg.eigh`.
 * @example
 * ```ts
 * import { eigh, tensor, toArray } from "tuplet"
 * const { values, vectors } = eigh(tensor([[2, 0], [0, 1]]))
 * toArray(values) // [1, 2]
 * toArray(vectors) // [[0, 1], [1, 0]]
 * ```
 */
export const eigh: EighOp = operation("eigh(x)", alwaysFirst, (x: unknown) => {
  const node = floatTensor("eigh", x)
  assertSquare("eigh", node.shape)
  return { values: factor(eighValues, node), vectors: factor(eighVectors, node) }
})

/** Of a float node of matrices. */
export const singularValues = (x: Node): Node => factor(svdS, isTall(x) ? x : transposed(x))

// internal

const matrices = (op: string, x: unknown): Node => {
  const node = floatTensor(op, x)
  assertMatrices(op, node.shape)
  return node
}

const isTall = ({ shape }: Node): boolean => (shape.at(-2) as number) >= (shape.at(-1) as number)

const columns = (x: Node, from: number, to: number): Node => part(x, x.shape.length - 1, from, to - from)
