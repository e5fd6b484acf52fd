/** @file Products of vectors and matrices. */
import { type Row, row, type Table, t } from "./row.js"

const addmm: Row = row("input, mat1, mat2, *, beta=1, alpha=1", ({ input, mat1, mat2, beta, alpha }) =>
  t.add(t.mul(input, beta), t.mul(t.matmul(mat1, mat2), alpha)),
)

const baddbmm: Row = row("input, batch1, batch2, *, beta=1, alpha=1", ({ input, batch1, batch2, beta, alpha }) =>
  t.add(t.mul(input, beta), t.mul(t.matmul(batch1, batch2), alpha)),
)

const product = (second: string): Row => row(`input, ${second}`, (args) => t.matmul(args.input, args[second]))

export const matmul: Table = {
  matmul: product("other"),
  mm: product("mat2"),
  mv: product("vec"),
  bmm: product("mat2"),
  dot: row("input, tensor", ({ input, tensor }) => t.dot(input, tensor)),
  outer: row("input, vec2", ({ input, vec2 }) => t.outer(input, vec2)),
  addmm,
  baddbmm,
  // the samples' function takes the operands first
  einsum: [
    row("operands: list, equation: str", ({ operands, equation }) => t.einsum(equation, ...operands)),
    row("equation: str, *operands", ({ equation, operands }) => t.einsum(equation, ...operands)),
  ],
  "nn.functional.linear": row("input, weight, bias=None", ({ input, weight, bias }) => {
    const product = t.matmul(input, t.transpose(weight))
    return bias === undefined ? product : t.add(product, bias)
  }),
}
