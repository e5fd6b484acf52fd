/** @file Correct programs as users write them: attention, layer norm, losses, metrics, loops, callbacks. */
import {
  add,
  argmax,
  cast,
  crossEntropy,
  type Dim,
  div,
  equal,
  exp,
  full,
  grad,
  greater,
  item,
  key,
  less,
  log,
  logicalAnd,
  logicalNot,
  logSoftmax,
  logsumexp,
  matmul,
  max,
  mean,
  min,
  mul,
  neg,
  nllLoss,
  normal,
  permute,
  pipe,
  relu,
  reshape,
  type Shape,
  sigmoid,
  softmax,
  sqrt,
  square,
  sub,
  sum,
  type Tensor,
  tensor,
  toArray,
  transpose,
  unsqueeze,
  where,
  zeros,
} from "tuplet"

// attention

const k = key(0)
const queries = normal(k, [4, 8, 128, 64])
const keys = normal(k, [4, 8, 128, 64])
const values = normal(k, [4, 8, 128, 64])
export const scores = pipe(matmul(queries, transpose(keys)), mul(1 / Math.sqrt(64)))
//? Tensor<[4, 8, 128, 128], "float32">
export const masked = where(full([128, 128], true), scores, -Infinity)
//? Tensor<[4, 8, 128, 128], "float32">
export const attended = pipe(matmul(softmax(masked, -1), values), permute([0, 2, 1, 3]), reshape([4, 128, 512]))
//? Tensor<[4, 128, 512], "float32">

// functions of any batch

export const centre = <S extends Shape>(x: Tensor<[...S, 64]>) => sub(x, mean(x, -1, { keepdim: true }))
export const centred = centre(zeros([2, 3, 64]))
//? Tensor<[2, 3, 64], "float32">

export function layerNorm<B extends Dim, T extends Dim>(x: Tensor<[B, T, 64]>, gain: Tensor<[64]>): Tensor<[B, T, 64]> {
  const c = sub(x, mean(x, -1, { keepdim: true }))
  const variance = mean(square(c), -1, { keepdim: true })
  return mul(div(c, sqrt(add(variance, 1e-5))), gain)
}

export const anyRank = <S extends Shape>(x: Tensor<S>): Tensor<S> => pipe(x, add(1), relu, logSoftmax(-1), neg, sigmoid)
export const unknownRank = (x: Tensor): Tensor => pipe(x, add(1), relu, logSoftmax(-1))
export const rowSums = <B extends Dim, C extends Dim>(x: Tensor<[B, C]>): Tensor<[B]> =>
  pipe(x, softmax(1), log, sum(1))
export const loss1 = <B extends Dim, C extends Dim>(x: Tensor<[B, C]>, y: Tensor<[B], "int32">): Tensor<[]> =>
  nllLoss(logSoftmax(x), y)
export const loss2 = <B extends Dim, C extends Dim>(x: Tensor<[B, C]>, y: Tensor<[B], "int32">): Tensor<[]> =>
  pipe(x, logSoftmax(-1), nllLoss(y))

// a named batch

interface Parameters {
  readonly w: Tensor<[10, 64]>
  readonly b: Tensor<[10]>
}
export const loss = ({ w, b }: Parameters, x: Tensor<["batch", 64]>, y: Tensor<["batch"], "int32">) =>
  crossEntropy(add(matmul(x, transpose(w)), b), y)
export const gradient = grad(loss)
export const accuracy = (logp: Tensor<["batch", 10]>, y: Tensor<["batch"], "int32">): Tensor<[]> =>
  pipe(argmax(logp, -1), equal(y), cast("float32"), mean(0))

// loops, callbacks, contexts

let state = zeros([2, 3])
for (let i = 0; i < 3; i++) state = add(state, mul(state, 2))
let total: Tensor<[]> = tensor(0)
for (const factor of [1, 2]) total = add(total, sum(mul(state, factor)))
export const numbers: [number, number[][]] = [item(total), toArray(exp(zeros([2, 2])))]
export const shifted = pipe(state, sub(unsqueeze(logsumexp(state), -1)))
//? Tensor<[2, 3], "float32">
export const mapped = [state, state].map(exp).map(logSoftmax(-1))
//? Tensor<[2, 3], "float32">[]
export const typed: (x: Tensor<[2, 3]>) => Tensor<[2]> = sum(-1)
const either = Math.random() > 0.5 ? logSoftmax(0) : logSoftmax(1)
export const chosen = either(state)
//? Tensor<[2, 3], "float32">
const options = { reduction: "none" } as const
export const each = crossEntropy(state, zeros([2], "int32"), options)
//? Tensor<[2], "float32">
export const one = pipe(state, max(0), min(0))
//? Tensor<[], "float32">
export const mask = pipe(state, less(0), logicalNot, logicalAnd(greater(state, 2)))
//? Tensor<[2, 3], "bool">
const axes = [0, 1] as const
export const all = sum(state, axes)
//? Tensor<[], "float32">
