/** @file Matrices: determinants, inverses, factors, norms. */
import { as, given, lacking, row, type Table, t } from "./row.js"

// singular vectors and eigenvectors have either sign: their laws are tested instead

export const linearAlgebra: Table = {
  "linalg.det": row("A", ({ A }) => t.det(A)),
  "linalg.inv": row("A", ({ A }) => t.inverse(A)),
  "linalg.solve": row("A, B, *, left=True", ({ A, B, left }) =>
    left ? t.solve(A, B) : t.transpose(t.solve(t.transpose(A), t.transpose(B))),
  ),
  "linalg.cholesky": row("A, *, upper=False", ({ A, upper }) => (upper ? t.transpose(t.cholesky(A)) : t.cholesky(A))),
  "linalg.qr": lacking(
    row("A, mode='reduced'", ({ A, mode }) => (mode === "r" ? [t.zeros([0]), t.qr(A).r] : [t.qr(A).q, t.qr(A).r])),
    ({ mode }) => (mode === "complete" ? "columns of Q that meet no row of R" : undefined),
  ),
  "linalg.svdvals": row("A", ({ A }) => t.svdvals(A)),
  "linalg.matrix_norm": row("A, ord='fro', dim=None, keepdim=False, *, dtype=None", (args) =>
    t.matrixNorm(as(args.A, args.dtype), args.ord, given({ dim: args.dim, keepdim: args.keepdim })),
  ),
  "linalg.matrix_power": row("A, n", ({ A, n }) => t.matrixPower(A, n)),
  trace: row("input", ({ input }) => t.trace(input)),
}
