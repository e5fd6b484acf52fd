/** @file Reading and writing by indices and masks, and parts of tensors. */
import { row, type Table, t } from "./row.js"

export const indexing: Table = {
  gather: row("input, dim, index, *, sparse_grad=False", ({ input, dim, index }) => t.gather(input, dim, index)),
  index_select: row(
    "input, dim, index",
    ({ input, dim, index }) => t.indexSelect(input, dim, index),
    ({ input }) => (input.shape.length === 0 ? "indexSelect: needs rank >= 1, got []" : undefined),
  ),
  masked_fill: row("input, mask, value", ({ input, mask, value }) => t.maskedFill(input, mask, value)),
  // the samples' function takes the weight first
  "nn.functional.embedding": row(
    "weight, input, padding_idx=None, max_norm=None, norm_type=2.0, scale_grad_by_freq=False, sparse=False",
    ({ weight, input }) => t.embedding(input, weight),
  ),
}
