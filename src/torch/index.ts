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
export { flip, movedim, movedim as moveaxis, roll } from "../api/axes.js"
export {
  add,
  logicalAnd as logical_and,
  logicalOr as logical_or,
  logicalXor as logical_xor,
  maximum,
  minimum,
  mul,
  mul as multiply,
  sub,
  sub as subtract,
} from "../api/binary.js"
export { broadcastTensors as broadcast_tensors } from "../api/broadcast.js"
export { clamp, clamp as clip } from "../api/clamp.js"
export {
  equal as eq,
  greater,
  greater as gt,
  greaterEqual as ge,
  greaterEqual as greater_equal,
  less,
  less as lt,
  lessEqual as le,
  lessEqual as less_equal,
  notEqual as ne,
  notEqual as not_equal,
} from "../api/compare.js"
export { concat as cat, concat, concat as concatenate, stack } from "../api/concat.js"
export { addmm, inner, kron, tensordot } from "../api/contraction.js"
export { arange, full, ones, tensor, zeros } from "../api/create.js"
export {
  div,
  div as divide,
  div as true_divide,
  floorDivide as floor_divide,
  fmod,
  remainder,
} from "../api/division.js"
export { einsum } from "../api/einsum.js"
export { exp2, expm1, log1p, log2, log10, logit, rsqrt } from "../api/exponential.js"
export { qr, svd } from "../api/factor.js"
export { flatten, unflatten } from "../api/flatten.js"
export { gather, indexSelect as index_select, take } from "../api/gather.js"
export {
  acosh,
  acosh as arccosh,
  asinh,
  asinh as arcsinh,
  atanh,
  atanh as arctanh,
  cosh,
  sinh,
} from "../api/hyperbolic.js"
export { dot, outer, outer as ger, trace } from "../api/linear-algebra.js"
export { all, any, countNonzero as count_nonzero } from "../api/logical-reductions.js"
export { maskedFill as masked_fill } from "../api/masked.js"
export { matmul, matmul as bmm, matmul as mm, matmul as mv } from "../api/matmul.js"
export { broadcastTo as broadcast_to, permute, reshape, squeeze, transpose, unsqueeze } from "../api/movement.js"
export { narrow, select } from "../api/narrow.js"
export { norm } from "../api/norm.js"
export { tile } from "../api/pad.js"
export { hypot, pow } from "../api/power.js"
export { isfinite, isinf, isnan } from "../api/predicate.js"
export { linspace } from "../api/range.js"
export { logsumexp, max, max as amax, mean, min, min as amin, prod, sum } from "../api/reduce.js"
export { ceil, floor, frac, round, trunc, trunc as fix } from "../api/rounding.js"
export { cummax, cummin, cumprod, cumsum, logcumsumexp } from "../api/scan.js"
export { scatter, scatterAdd as scatter_add, takeAlongDim as take_along_dim } from "../api/scatter.js"
export { logSoftmax as log_softmax, softmax } from "../api/softmax.js"
export { argsort, sort, topk } from "../api/sort.js"
export { erf, erfc, logaddexp, xlogy } from "../api/special.js"
export { chunk, split, unbind } from "../api/split.js"
export { cholesky, det, inverse, matrixPower as matrix_power } from "../api/square.js"
export { std, variance as var } from "../api/statistics.js"
export { swapaxes, swapaxes as swapdims } from "../api/swapaxes.js"
export { diag, diagonal, tril, triu } from "../api/triangle.js"
export {
  acos,
  acos as arccos,
  asin,
  asin as arcsin,
  atan,
  atan as arctan,
  atan2,
  atan2 as arctan2,
  cos,
  sin,
  tan,
} from "../api/trigonometry.js"
export {
  abs,
  abs as absolute,
  exp,
  log,
  logicalNot as logical_not,
  neg,
  neg as negative,
  reciprocal,
  relu,
  sigmoid,
  sign,
  sqrt,
  square,
  tanh,
} from "../api/unary.js"
export { cosineSimilarity as cosine_similarity } from "../api/unit.js"
export { where } from "../api/where.js"
export { eye, full_like, ones_like, zeros_like } from "./create.js"
export { manualSeed, manualSeed as manual_seed, rand, randint, randn, randperm } from "./generator.js"
export * as linalg from "./linalg.js"
export type { NamedParameters } from "./module.js"
export * as nn from "./nn.js"
export * as optim from "./optim.js"
