/** @file Reading and writing by indices and masks, and parts of tensors. */
import { lacking, row, type Table, t } from "./row.js"

export const indexing: Table = {
  gather: row("input, dim, index, *, sparse_grad=False", ({ input, dim, index }) => t.gather(input, dim, index)),
  index_select: row(
    "input, dim, index",
    ({ input, dim, index }) => t.indexSelect(input, dim, index),
    ({ input }) => (input.shape.length === 0 ? "indexSelect: needs rank >= 1, got []" : undefined),
  ),
  masked_fill: row("input, mask, value", ({ input, mask, value }) => t.maskedFill(input, mask, value)),
  // the samples' function takes the weight first
  "nn.functional.embedding": lacking(
    row(
      "weight, input, padding_idx=None, max_norm=None, norm_type=2.0, scale_grad_by_freq=False, sparse=False",
      ({ weight, input }) => t.embedding(input, weight),
    ),
    ({ padding_idx, max_norm, scale_grad_by_freq }) => {
      if (max_norm !== undefined) return "max_norm writes to the weight in place"
      return padding_idx === undefined && !scale_grad_by_freq ? undefined : "gradients are those of the values"
    },
  ),
  select: row("input, dim, index", ({ input, dim, index }) => t.select(input, dim, index)),
  narrow: row("input, dim, start, length", ({ input, dim, start, length }) => t.narrow(input, dim, start, length)),
  take: row("input, index", ({ input, index }) => t.take(input, index)),
  // without a dim over the flattened tensors
  take_along_dim: row("input, indices, dim=None", ({ input, indices, dim }) =>
    dim === undefined ? t.take(input, t.flatten(indices)) : t.takeAlongDim(input, indices, dim),
  ),
  scatter: [
    row("input, dim, index, src: Tensor", ({ input, dim, index, src }) => t.scatter(input, dim, index, src)),
    row("input, dim, index, value: number", ({ input, dim, index, value }) => t.scatter(input, dim, index, value)),
  ],
  scatter_add: row("input, dim, index, src", ({ input, dim, index, src }) => t.scatterAdd(input, dim, index, src)),
}
