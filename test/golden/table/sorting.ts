/** @file Sorting, and what is found by it. */
import { pairOf, row, type Table, t } from "./row.js"

export const sorting: Table = {
  sort: [
    row("input, dim: number=-1, descending=False, stable=False", ({ input, dim, descending, stable }) =>
      pairOf(t.sort(input, dim, { descending, stable })),
    ),
    row("input, *, stable, dim=-1, descending=False", ({ input, dim, descending, stable }) =>
      pairOf(t.sort(input, dim, { descending, stable })),
    ),
  ],
  argsort: row("input, dim=-1, descending=False, stable=False", ({ input, dim, descending, stable }) =>
    t.argsort(input, dim, { descending, stable }),
  ),
  msort: row("input", ({ input }) => t.sort(input, 0).values),
  topk: row("input, k, dim=-1, largest=True, sorted=True", ({ input, k, dim, largest, sorted }) =>
    pairOf(t.topk(input, k, dim, { largest, sorted })),
  ),
}
