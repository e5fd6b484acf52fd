/** @file Activations, softmax and its kin. */
import type { AnyTensor } from "../../../types/tensor.js"
import { as, type Row, row, type Table, t } from "./row.js"

const softmaxOf = (f: (x: AnyTensor, dim: number) => AnyTensor): Row =>
  row("input, dim, dtype=None", ({ input, dim, dtype }) => f(as(input, dtype), dim))

/** Those of nn.functional keep a place for an argument that has no effect, and choose a dim where none is given. */
const functional = (f: (x: AnyTensor, dim: number) => AnyTensor): Row =>
  row("input, dim=None, _stacklevel=3, dtype=None", ({ input, dim, dtype }) =>
    f(as(input, dtype), dim ?? (input.shape.length === 2 || input.shape.length > 3 ? 1 : 0)),
  )

export const activation: Table = {
  softmax: softmaxOf(t.softmax),
  log_softmax: softmaxOf(t.logSoftmax),
  "nn.functional.softmin": functional((x, dim) => t.softmax(t.neg(x), dim)),
  "nn.functional.relu": row("input, inplace=False", ({ input }) => t.relu(input)),
}
