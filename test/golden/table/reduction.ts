/** @file Reductions, statistics and prefix scans. */
import type { AnyTensor } from "../../../types/tensor.js"
import { as, given, pairOf, type Ranked, type Row, row, type Table, t } from "./row.js"

type Reduce = (x: AnyTensor, dim: unknown, options: { readonly keepdim: unknown }) => AnyTensor

const reduce = (f: Reduce): Row =>
  row("input, dim=None, keepdim=False, *, dtype=None", ({ input, dim, keepdim, dtype }) =>
    f(as(input, dtype), every(dim), { keepdim }),
  )

const extreme = (f: Reduce): Row =>
  row("input, dim=(), keepdim=False", ({ input, dim, keepdim }) => f(input, every(dim), { keepdim }))

/** PyTorch takes an empty list of dims for all of them. */
const every = (dim: unknown): unknown => (Array.isArray(dim) && dim.length === 0 ? undefined : dim)

/** Conditions, by PyTorch's signatures: all axes, or one (a list in newer versions). */
const condition = (f: Reduce): readonly Row[] => [
  row("input", ({ input }) => f(input, undefined, { keepdim: false })),
  row("input, dim, keepdim=False", ({ input, dim, keepdim }) => f(input, dim, { keepdim })),
]

type Spread = (x: AnyTensor, dim: unknown, options: { correction: unknown; keepdim: unknown }) => AnyTensor

/** Unbiased, as older versions say it, is a correction of 1. */
const spread = (f: Spread): readonly Row[] => [
  row("input, unbiased: bool", ({ input, unbiased }) =>
    f(input, undefined, { correction: unbiased ? 1 : 0, keepdim: false }),
  ),
  row("input, dim, unbiased: bool, keepdim=False", ({ input, dim, unbiased, keepdim }) =>
    f(input, every(dim), { correction: unbiased ? 1 : 0, keepdim }),
  ),
  row("input, dim=None, *, correction=1, keepdim=False", ({ input, dim, correction, keepdim }) =>
    f(input, every(dim), { correction, keepdim }),
  ),
  row("input, dim, keepdim=False, *, correction=1", ({ input, dim, correction, keepdim }) =>
    f(input, every(dim), { correction, keepdim }),
  ),
]

const seek = (f: Reduce): Row =>
  row("input, dim=None, keepdim=False", ({ input, dim, keepdim }) => f(input, dim, { keepdim }))

const scan = (f: (x: AnyTensor, dim: unknown) => AnyTensor): Row =>
  row("input, dim, *, dtype=None", ({ input, dim, dtype }) => f(as(input, dtype), dim))

const extremes = (f: (x: AnyTensor, dim: unknown) => Ranked): Row =>
  row("input, dim", ({ input, dim }) => pairOf(f(input, dim)))

export const reduction: Table = {
  sum: reduce(t.sum),
  mean: reduce(t.mean),
  prod: reduce(t.prod),
  amax: extreme(t.max),
  amin: extreme(t.min),
  logsumexp: row("input, dim, keepdim=False", ({ input, dim, keepdim }) => t.logsumexp(input, dim, { keepdim })),
  argmax: seek(t.argmax),
  argmin: seek(t.argmin),
  all: condition(t.all),
  any: condition(t.any),
  count_nonzero: row("input, dim=None", ({ input, dim }) => t.countNonzero(input, every(dim))),
  var: spread(t.variance),
  std: spread(t.std),
  "linalg.vector_norm": row("x, ord=2, dim=None, keepdim=False, *, dtype=None", ({ x, ord, dim, keepdim, dtype }) =>
    t.norm(as(x, dtype), ord, every(dim), { keepdim }),
  ),
  norm: [
    row("input, p: number=2, dim=None, keepdim=False, out=None, dtype=None", ({ input, p, dim, keepdim, dtype }) =>
      t.norm(as(input, dtype), p, every(dim), { keepdim }),
    ),
    // of a matrix the Frobenius norm is that of its elements
    row("input, p: str='fro', dim=None, keepdim=False, out=None, dtype=None", ({ input, p, dim, keepdim, dtype }) =>
      p === "fro"
        ? t.norm(as(input, dtype), 2, every(dim), { keepdim })
        : t.matrixNorm(as(input, dtype), p, given({ dim, keepdim })),
    ),
  ],
  cumsum: scan(t.cumsum),
  cumprod: scan(t.cumprod),
  logcumsumexp: row("input, dim", ({ input, dim }) => t.logcumsumexp(input, dim)),
  cummax: extremes(t.cummax),
  cummin: extremes(t.cummin),
}
