/** @file Functions of `T extends AnyTensor`: their bodies take every operation, and each call is exact. */
import {
  type AnyTensor,
  add,
  argmax,
  at,
  chunk,
  cumsum,
  type DType,
  diag,
  diagonal,
  div,
  exp,
  flatten,
  gelu,
  glu,
  logSoftmax,
  logsumexp,
  matmul,
  mean,
  pad,
  pipe,
  round,
  type Shape,
  softmax,
  sort,
  split,
  squeeze,
  std,
  sub,
  sum,
  type Tensor,
  topk,
  transpose,
  triu,
  unbind,
  unsqueeze,
  zeros,
} from "tuplet"

const x = zeros([2, 3])

const total = <T extends AnyTensor>(y: T) => sum(y, 0)
export const a1 = total(x)
//? Tensor<[3], "float32">
export const a2 = total(zeros([4, 2, 3], "bool"))
//? Tensor<[2, 3], "int32">
const over = <T extends AnyTensor>(y: T) => sum(y, [0, -1])
export const a3 = over(zeros([4, 2, 3]))
//? Tensor<[2], "float32">
const all = <T extends AnyTensor>(y: T) => exp(sum(y))
export const a4 = all(x)
//? Tensor<[], "float32">
const scores = <T extends AnyTensor>(y: T) => exp(logSoftmax(y, -1))
export const a5 = scores(x)
//? Tensor<[2, 3], "float32">
export const a6 = scores(zeros([5], "float64"))
//? Tensor<[5], "float64">
const centred = <T extends AnyTensor>(y: T) => sub(y, mean(y, -1, { keepdim: true }))
export const a7 = centred(x)
//? Tensor<[2, 3], "float32">
const both = <T extends AnyTensor>(y: T) => add(softmax(y, -1), sum(y, 0))
export const a8 = both(x)
//? Tensor<[2, 3], "float32">
const less = <T extends AnyTensor>(y: T) => sub(y, logsumexp(y, 0))
export const a9 = less(x)
//? Tensor<[2, 3], "float32">
const best = <T extends AnyTensor>(y: T) => argmax(y, -1)
export const a10 = best(x)
//? Tensor<[2], "int32">
const first = <T extends AnyTensor>(y: T) => squeeze(y, 0)
export const a11 = first(zeros([1, 3]))
//? Tensor<[3], "float32">
const more = <T extends AnyTensor>(y: T) => unsqueeze(y, -1)
export const a12 = more(x)
//? Tensor<[2, 3, 1], "float32">
const dense = <T extends AnyTensor>(y: T) => matmul(flatten(y, 1), zeros([12, 5]))
export const a13 = dense(zeros([2, 3, 4]))
//? Tensor<[2, 5], "float32">
const upper = <T extends AnyTensor>(y: T) => transpose(triu(y, 1))
export const a14 = upper(x)
//? Tensor<[3, 2], "float32">
const ratio = <T extends AnyTensor>(y: T) => exp(div(y, y))
export const a15 = ratio(x)
//? Tensor<[2, 3], "float32">
const spread = <T extends AnyTensor>(y: T) => std(y, 0, { correction: 0 })
export const a16 = spread(x)
//? Tensor<[3], "float32">
const active = <T extends AnyTensor>(y: T) => exp(gelu(y, { approximate: "tanh" }))
export const a17 = active(x)
//? Tensor<[2, 3], "float32">
const rounded = <T extends AnyTensor>(y: T) => round(y, { decimals: 1 })
export const a18 = rounded(x)
//? Tensor<[2, 3], "float32">
const gated = <T extends AnyTensor>(y: T) => glu(y, 0)
export const a19 = gated(x)
//? Tensor<[1, 3], "float32">
const bordered = <T extends AnyTensor>(y: T) => pad(y, 1)
export const a20 = bordered(x)
//? Tensor<[4, 5], "float32">
const ordered = <T extends AnyTensor>(y: T) => sort(y, 0).values
export const a21 = ordered(x)
//? Tensor<[2, 3], "float32">
const largest = <T extends AnyTensor>(y: T) => topk(y, 2, -1).indices
export const a22 = largest(x)
//? Tensor<[2, 2], "int32">
const along = <T extends AnyTensor>(y: T) => cumsum(y, 0)
export const a23 = along(x)
//? Tensor<[2, 3], "float32">
const across = <T extends AnyTensor>(y: T) => diagonal(y, 0, 0, 1)
export const a24 = across(x)
//? Tensor<[2], "float32">
const cut = <T extends AnyTensor>(y: T) => at(y, 0, "1:")
export const a25 = cut(x)
//? Tensor<[2], "float32">
const halves = <T extends AnyTensor>(y: T) => chunk(y, 2, 0)
export const a26 = halves(x)
//? [Tensor<[1, 3], "float32">, Tensor<[1, 3], "float32">]
const pieces = <T extends AnyTensor>(y: T) => split(y, [1, 2], 1)
export const a27 = pieces(x)
//? [Tensor<[2, 1], "float32">, Tensor<[2, 2], "float32">]
const rows = <T extends AnyTensor>(y: T) => unbind(y, 0)
export const a28 = rows(x)
//? [Tensor<[3], "float32">, Tensor<[3], "float32">]
const square = <T extends AnyTensor>(y: T) => diag(y, 0)
export const a29 = square(zeros([3]))
//? Tensor<[3, 3], "float32">
const piped = <T extends AnyTensor>(y: T) => pipe(y, softmax(-1), sum(0))
export const a30 = piped(x)
//? Tensor<[3], "float32">

// a tensor of which nothing is known is a tensor all the same

const unknown: AnyTensor = x
export const b1: Tensor<Shape, DType> = unknown
export const b2 = ((y: Tensor<Shape, DType>) => y)(unknown)
//? Tensor<Shape, DType>
export const b3 = exp(unknown)
//? Tensor<Shape, DType>
