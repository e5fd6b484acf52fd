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

/** Whether the result takes the operand's place has no meaning here. */
const inPlace = (f: (x: AnyTensor) => AnyTensor): Row => row("input, inplace=False", ({ input }) => f(input))

export const activation: Table = {
  softmax: softmaxOf(t.softmax),
  log_softmax: softmaxOf(t.logSoftmax),
  "nn.functional.softmin": functional(t.softmin),
  "nn.functional.relu": inPlace(t.relu),
  "nn.functional.relu6": inPlace(t.relu6),
  "nn.functional.selu": inPlace(t.selu),
  "nn.functional.silu": inPlace(t.silu),
  "nn.functional.mish": inPlace(t.mish),
  "nn.functional.hardsigmoid": inPlace(t.hardsigmoid),
  "nn.functional.hardswish": inPlace(t.hardswish),
  "nn.functional.leaky_relu": row("input, negative_slope=0.01, inplace=False", ({ input, negative_slope }) =>
    t.leakyRelu(input, negative_slope),
  ),
  "nn.functional.elu": row("input, alpha=1.0, inplace=False", ({ input, alpha }) => t.elu(input, { alpha })),
  "nn.functional.celu": row("input, alpha=1.0, inplace=False", ({ input, alpha }) => t.celu(input, { alpha })),
  "nn.functional.hardtanh": row("input, min_val=-1.0, max_val=1.0, inplace=False", ({ input, min_val, max_val }) =>
    t.hardtanh(input, { minVal: min_val, maxVal: max_val }),
  ),
  "nn.functional.threshold": row("input, threshold, value, inplace=False", ({ input, threshold, value }) =>
    t.threshold(input, threshold, value),
  ),
  "nn.functional.gelu": row("input, *, approximate='none'", ({ input, approximate }) => t.gelu(input, { approximate })),
  "nn.functional.softplus": row("input, beta=1, threshold=20", ({ input, beta, threshold }) =>
    t.softplus(input, { beta, threshold }),
  ),
  "nn.functional.softshrink": row("input, lambd=0.5", ({ input, lambd }) => t.softshrink(input, { lambda: lambd })),
  "nn.functional.hardshrink": row("input, lambd=0.5", ({ input, lambd }) => t.hardshrink(input, { lambda: lambd })),
  "nn.functional.tanhshrink": row("input", ({ input }) => t.tanhshrink(input)),
  "nn.functional.softsign": row("input", ({ input }) => t.softsign(input)),
  "nn.functional.logsigmoid": row("input", ({ input }) => t.logSigmoid(input)),
  "nn.functional.glu": row("input, dim=-1", ({ input, dim }) => t.glu(input, dim)),
  "nn.functional.prelu": row("input, weight", ({ input, weight }) => t.prelu(input, weight)),
}
