/**
 * @file tuplet/torch: PyTorch's names over the same typed tensors, for people who come from there.
 * `import * as torch from "tuplet/torch"`
 */
import type { DType } from "../../types/dtype.js"
import type { Tensor as CoreTensor, Shape } from "../../types/tensor.js"

/** A tensor, of any shape and float32 unless stated: `torch.Tensor`, `torch.Tensor<[32, 10]>`. */
export type Tensor<S extends Shape = Shape, D extends DType = "float32"> = CoreTensor<S, D>

/** A tensor of int32, such as targets are. */
export type IntTensor<S extends Shape = Shape> = CoreTensor<S, "int32">

export { argmax, argmin } from "../api/argmax.js"
export { flip, movedim, roll } from "../api/axes.js"
export {
  add,
  logicalAnd as logical_and,
  logicalOr as logical_or,
  logicalXor as logical_xor,
  maximum,
  minimum,
  mul,
  sub,
} from "../api/binary.js"
export { broadcastTensors as broadcast_tensors } from "../api/broadcast.js"
export { clamp } from "../api/clamp.js"
export {
  equal as eq,
  greater as gt,
  greaterEqual as ge,
  less as lt,
  lessEqual as le,
  notEqual as ne,
} from "../api/compare.js"
export { concat as cat, concat, stack } from "../api/concat.js"
export { addmm, inner, kron, tensordot } from "../api/contraction.js"
export { arange, full, ones, tensor, zeros } from "../api/create.js"
export { div, floorDivide as floor_divide, fmod, remainder } from "../api/division.js"
export { einsum } from "../api/einsum.js"
export { exp2, expm1, log1p, log2, log10, logit, rsqrt } from "../api/exponential.js"
export { flatten, unflatten } from "../api/flatten.js"
export { indexSelect as index_select, take } from "../api/gather.js"
export { dot, outer, trace } from "../api/linear-algebra.js"
export { all, any, countNonzero as count_nonzero } from "../api/logical-reductions.js"
export { maskedFill as masked_fill } from "../api/masked.js"
export { matmul } from "../api/matmul.js"
export { broadcastTo as broadcast_to, permute, reshape, squeeze, transpose, unsqueeze } from "../api/movement.js"
export { narrow, select } from "../api/narrow.js"
export { norm } from "../api/norm.js"
export { tile } from "../api/pad.js"
export { hypot, pow } from "../api/power.js"
export { isfinite, isinf, isnan } from "../api/predicate.js"
export { logsumexp, max, max as amax, mean, min, min as amin, prod, sum } from "../api/reduce.js"
export { ceil, floor, frac, round, trunc } from "../api/rounding.js"
export { cummax, cummin, cumprod, cumsum, logcumsumexp } from "../api/scan.js"
export { takeAlongDim as take_along_dim } from "../api/scatter.js"
export { logSoftmax as log_softmax, softmax } from "../api/softmax.js"
export { argsort, sort, topk } from "../api/sort.js"
export { erf, erfc, logaddexp, xlogy } from "../api/special.js"
export { chunk, split, unbind } from "../api/split.js"
export { std, variance as var } from "../api/statistics.js"
export { swapaxes } from "../api/swapaxes.js"
export { diag, diagonal, tril, triu } from "../api/triangle.js"
export { acos, asin, atan, atan2, cos, sin, tan } from "../api/trigonometry.js"
export {
  abs,
  exp,
  log,
  logicalNot as logical_not,
  neg,
  reciprocal,
  relu,
  sigmoid,
  sign,
  sqrt,
  square,
  tanh,
} from "../api/unary.js"
export { where } from "../api/where.js"
export { manualSeed, manualSeed as manual_seed, randint, randn } from "./generator.js"
export type { NamedParameters } from "./module.js"
export * as nn from "./nn.js"
export * as optim from "./optim.js"
