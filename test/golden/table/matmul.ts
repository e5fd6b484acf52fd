/** @file Products of vectors and matrices. */
import { type Row, row, type Table, t } from "./row.js"

const added = (parameters: string): Row =>
  row(`input, ${parameters}, *, beta=1, alpha=1`, ({ input, beta, alpha, ...operands }) => {
    const [a, b] = Object.values(operands)
    return t.addmm(input, a, b, { alpha, beta })
  })

const product = (second: string): Row => row(`input, ${second}`, (args) => t.matmul(args.input, args[second]))

export const matmul: Table = {
  matmul: product("other"),
  mm: product("mat2"),
  mv: product("vec"),
  bmm: product("mat2"),
  dot: row("input, tensor", ({ input, tensor }) => t.dot(input, tensor)),
  outer: row("input, vec2", ({ input, vec2 }) => t.outer(input, vec2)),
  inner: row("input, other", ({ input, other }) => t.inner(input, other)),
  kron: row("input, other", ({ input, other }) => t.kron(input, other)),
  tensordot: row("a, b, dims=2, out=None", ({ a, b, dims }) => t.tensordot(a, b, dims)),
  addmm: added("mat1, mat2"),
  baddbmm: added("batch1, batch2"),
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
