/** @file Matrices: determinants, inverses, factors, norms. */
import { row, type Table, t } from "./row.js"

export const linearAlgebra: Table = {
  "linalg.det": row("A", ({ A }) => t.det(A)),
  "linalg.inv": row("A", ({ A }) => t.inverse(A)),
  "linalg.solve": row("A, B, *, left=True", ({ A, B, left }) =>
    left ? t.solve(A, B) : t.transpose(t.solve(t.transpose(A), t.transpose(B))),
  ),
  "linalg.cholesky": row("A, *, upper=False", ({ A, upper }) => (upper ? t.transpose(t.cholesky(A)) : t.cholesky(A))),
  trace: row("input", ({ input }) => t.trace(input)),
}
