/** @file Reductions, statistics and prefix scans. */
import type { AnyTensor } from "../../../types/tensor.js"
import { as, type Row, row, type Table, t } from "./row.js"

type Reduce = (x: AnyTensor, dim: unknown, options: { readonly keepdim: unknown }) => AnyTensor

const reduce = (f: Reduce): Row =>
  row("input, dim=None, keepdim=False, *, dtype=None", ({ input, dim, keepdim, dtype }) =>
    f(as(input, dtype), every(dim), { keepdim }),
  )

const extreme = (f: Reduce): Row =>
  row("input, dim=(), keepdim=False", ({ input, dim, keepdim }) => f(input, every(dim), { keepdim }))

/** PyTorch takes an empty list of dims for all of them. */
const every = (dim: unknown): unknown => (Array.isArray(dim) && dim.length === 0 ? undefined : dim)

const ones = ({ shape }: AnyTensor): readonly number[] => shape.map(() => 1)

export const reduction: Table = {
  sum: reduce(t.sum),
  mean: reduce(t.mean),
  amax: extreme(t.max),
  amin: extreme(t.min),
  logsumexp: row("input, dim, keepdim=False", ({ input, dim, keepdim }) => t.logsumexp(input, dim, { keepdim })),
  // without a dim PyTorch searches the flattened tensor
  argmax: row("input, dim=None, keepdim=False", ({ input, dim, keepdim }) => {
    if (dim !== undefined) return t.argmax(input, dim, { keepdim })
    const place = t.argmax(t.reshape(input, [-1]))
    return keepdim ? t.reshape(place, ones(input)) : place
  }),
}
