/**
 * @file Square matrices: determinant, inverse, systems of equations, Cholesky factor. The interpreter evaluates them.
 */
import type { MatrixPowerOp } from "../../types/call/factor.js"
import type { DetOp, SolveOp, SquareOp } from "../../types/call/linear-algebra.js"
import { broadcastTo, insertAxes, reshape, solve as solveNode, square } from "../graph/infer.js"
import { identityLike } from "../graph/matrix.js"
import type { Node } from "../graph/node.js"
import { choleskyFactor, determinant } from "../graph/square.js"
import { dot } from "../primitives/dot.js"
import { assertFloat } from "../shape/dtype.js"
import { ShapeError } from "../shape/error.js"
import { assertSquare, solveShape } from "../shape/linear-algebra.js"
import { describe } from "../shape/operand.js"
import { wholeMessage } from "../shape/pad-messages.js"
import { alwaysFirst, operation, tensorOrNumber, twoTensors } from "./dual.js"
import { assertTensor, floatTensor, inCommonDType } from "./operand.js"

/**
 * The determinant of square matrices.
 *
 * [..., N, N] gives [...]; 1 for a matrix without elements. Floats. Its gradient holds for singular matrices too.
 * Errors: ShapeError where matrices aren't square. PyTorch: `torch.linalg.det`.
 * NumPy: `np.linalg.det`. JAX: `jnp.linalg.det`.
 * @example
 * ```ts
 * import { det, tensor, toArray } from "tuplet"
 * toArray(det(tensor([[1, 2], [3, 4]]))) // -2
 * ```
 */
export const det: DetOp = operation("det(x)", alwaysFirst, (x: unknown) =>
  square(determinant, squareMatrices("det", x)),
)

/**
 * The inverse of square matrices.
 *
 * [..., N, N] gives [..., N, N]; infinite or NaN where there is none (PyTorch throws). Floats.
 * Errors: ShapeError where matrices aren't square. PyTorch: `torch.linalg.inv`.
 * NumPy: `np.linalg.inv`. JAX: `jnp.linalg.inv`.
 * @example
 * ```ts
 * import { inverse, tensor, toArray } from "tuplet"
 * toArray(inverse(tensor([[2, 0], [0, 4]]))) // [[0.5, 0], [0, 0.25]]
 * ```
 */
export const inverse: SquareOp<"inverse"> = operation("inverse(x)", alwaysFirst, (x: unknown) =>
  inverseOf(squareMatrices("inverse", x)),
)

/**
 * A product of `n` times the same square matrix; `matrixPower(n)` waits for its tensor.
 *
 * [..., N, N] gives [..., N, N]; the identity for 0, powers of the inverse below. Squared again and again: about
 * 2 log₂ n products. Floats. Errors: ShapeError where matrices aren't square, or `n` is no integer.
 * PyTorch: `torch.linalg.matrix_power`. NumPy: `np.linalg.matrix_power`. JAX: `jnp.linalg.matrix_power`.
 * @example
 * ```ts
 * import { matrixPower, tensor, toArray } from "tuplet"
 * toArray(matrixPower(tensor([[1, 1], [0, 1]]), 10)) // [[1, 10], [0, 1]]
 * ```
 */
export const matrixPower: MatrixPowerOp = operation("matrixPower(x, n)", tensorOrNumber, (x: unknown, n: unknown) => {
  const node = squareMatrices("matrixPower", x)
  if (typeof n !== "number") throw new ShapeError(`matrixPower: needs integers, got ${describe(n)}`)
  if (!Number.isSafeInteger(n)) throw new ShapeError(wholeMessage("matrixPower", n))
  return n < 0 ? powerOf(inverseOf(node), -n) : powerOf(node, n)
})

/**
 * X of the equations A · X = B; `solve(b)` waits for `a`.
 *
 * [..., N, N] and [..., N, K] give [..., N, K]; leading axes broadcast. B holds vectors if it has rank 1, or the shape
 * of A without its last axis. Infinite or NaN where A is singular (PyTorch throws). Floats, promoted.
 * Errors: ShapeError where A isn't square, or B has other rows. PyTorch: `torch.linalg.solve`.
 * NumPy: `np.linalg.solve`. JAX: `jnp.linalg.solve`.
 * @example
 * ```ts
 * import { solve, tensor, toArray } from "tuplet"
 * toArray(solve(tensor([[2, 0], [1, 1]]), tensor([4, 5]))) // [2, 3]
 * ```
 */
export const solve: SolveOp = operation("solve(a, b)", twoTensors, (a: unknown, b: unknown) => {
  const [given, right] = inCommonDType([assertTensor("solve", a), assertTensor("solve", b)])
  assertFloat("solve", given.dtype)
  const { batch, vectors } = solveShape(given.shape, right.shape)
  const n = given.shape.at(-1) as number
  const columns = vectors ? insertAxes(right, [right.shape.length]) : right
  const k = columns.shape.at(-1) as number
  const matrices = broadcastTo(given, [...batch, n, n])
  const solution = solveNode(matrices, broadcastTo(columns, [...batch, n, k]))
  return vectors ? reshape(solution, [...batch, n]) : solution
})

/**
 * The lower triangular L of symmetric, positive definite matrices L · Lᵀ.
 *
 * [..., N, N] gives [..., N, N]; only the lower triangle is read; NaN where a matrix is not positive definite (PyTorch
 * throws). Floats. Errors: ShapeError where matrices aren't square. PyTorch: `torch.linalg.cholesky`.
 * NumPy: `np.linalg.cholesky`. JAX: `jnp.linalg.cholesky`.
 * @example
 * ```ts
 * import { cholesky, tensor, toArray } from "tuplet"
 * toArray(cholesky(tensor([[4, 2], [2, 5]]))) // [[2, 0], [1, 2]]
 * ```
 */
export const cholesky: SquareOp<"cholesky"> = operation("cholesky(x)", alwaysFirst, (x: unknown) =>
  square(choleskyFactor, squareMatrices("cholesky", x)),
)

// internal

const inverseOf = (x: Node): Node => solveNode(x, identityLike(x))

/** From the highest binary digit of the exponent down. */
const powerOf = (x: Node, n: number): Node => {
  if (n === 0) return identityLike(x)
  if (n === 1) return x
  const half = powerOf(x, Math.floor(n / 2))
  const even = dot(half, half)
  return n % 2 === 0 ? even : dot(even, x)
}

const squareMatrices = (op: string, x: unknown): Node => {
  const node = floatTensor(op, x)
  assertSquare(op, node.shape)
  return node
}
