/** @file Reading and writing by indices and masks, and parts of tensors. */
import type { AnyTensor } from "../../../types/tensor.js"
import { lacking, row, type Table, t } from "./row.js"

/** `at`'s places: one for its axis, all of the others. */
const placesAlong = (x: AnyTensor, dim: number, place: number | string): readonly (number | string)[] =>
  x.shape.map((_, axis) => (axis === (dim < 0 ? dim + x.shape.length : dim) ? place : ":"))

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
  select: row("input, dim, index", ({ input, dim, index }) => t.at(input, ...placesAlong(input, dim, index))),
  narrow: [
    row("input, dim, start: number, length", ({ input, dim, start, length }) => {
      const from = start < 0 ? start + input.shape.at(dim) : start
      return t.at(input, ...placesAlong(input, dim, `${from}:${from + length}`))
    }),
    row("input, dim, start: Tensor, length", ({ input, dim, start, length }) =>
      t.indexSelect(input, dim, t.add(t.arange(length), start)),
    ),
  ],
}
