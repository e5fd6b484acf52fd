/** @file One axis, or several: a wrong one is an error on its number, whichever way the operation is called. */
import {
  argmax,
  cast,
  exp,
  logSoftmax,
  logsumexp,
  max,
  mean,
  min,
  pipe,
  softmax,
  sum,
  type Tensor,
  zeros,
} from "tuplet"

const x = zeros([2, 3])
const integers = zeros([2, 3], "int32")
const booleans = zeros([2, 3], "bool")

// softmax and its kin

export const a1 = logSoftmax(x, -1)
//? Tensor<[2, 3], "float32">
export const a2 = pipe(x, logSoftmax(-1))
//? Tensor<[2, 3], "float32">
export const a3 = pipe(x, softmax(0), logSoftmax(1))
//? Tensor<[2, 3], "float32">
export const a4 = logSoftmax(x)
//? Tensor<[2, 3], "float32">
export const a5 = logSoftmax(-1)(x)
//? Tensor<[2, 3], "float32">
export const a6: Tensor[] = [pipe(x, logSoftmax), pipe(x, softmax, exp), softmax(zeros([2], "float64"))]

//! 2 : Argument of type '2' is not assignable to parameter of type '0 | 1 | -1 | -2
export const b1 = logSoftmax(x, 2)
//! 2 : Argument of type '2' is not assignable to parameter of type '0 | 1 | -1 | -2'
export const b2 = pipe(x, logSoftmax(2))
//! 3 : '0 | 1 | -1 | -2'
export const b3 = pipe(x, logSoftmax(-1), exp, softmax(3))
//! -3 : '0 | 1 | -1 | -2
export const b4 = softmax(x, -3)
const stored = logSoftmax(2)
//! x : logSoftmax: dim 2 is out of range for [2, 3]: use 0 | 1 | -1 | -2
export const b5 = stored(x)
//> logSoftmax: dim 7 is out of range for [2, 3]: use 0 | 1 | -1 | -2
//! 7 : Argument of type '7' is not assignable to parameter of type
export const b6 = pipe(logSoftmax(x, 7), exp, sum)

//| logSoftmax(x, §) : 0 1 -1 -2
//| pipe(x, logSoftmax(§)) : 0 1 -1 -2
//| pipe(x, exp, logSoftmax(0), softmax(§)) : 0 1 -1 -2
//| pipe(zeros([2, 3, 4]), sum(§)) : 0 1 2 -1 -2 -3
//| argmax(x, §) : 0 1 -1 -2
//| sum(x, §) : 0 1 -1 -2
//| sum(x, §, { keepdim: true }) : 0 1 -1 -2
//| pipe(x, argmax(§)) : 0 1 -1 -2

// integers and booleans

//! integers : logSoftmax needs a float tensor, got int32: use cast(x, "float32") first
export const c1 = logSoftmax(integers, -1)
//! logSoftmax(-1) : logSoftmax needs a float tensor, got int32: use cast(x, "float32") first
export const c2 = pipe(integers, logSoftmax(-1))
//! integers : logSoftmax needs a float tensor, got int32: use cast(x, "float32") first
export const c3 = logSoftmax(integers)
//! booleans : exp needs a float tensor, got bool: use cast(x, "float32") first
export const c5 = exp(booleans)
//! exp : exp needs a float tensor, got int32: use cast(x, "float32") first
export const c6 = pipe(integers, exp)
//! integers : mean needs a float tensor, got int32: use cast(x, "float32") first
export const c7 = mean(integers)
//! mean(0) : mean needs a float tensor, got int32: use cast(x, "float32") first
export const c8 = pipe(integers, mean(0))
//! booleans : max needs numbers, got bool: use cast(x, "int32") first
export const c9 = max(booleans, 0)
export const c10 = [pipe(integers, cast("float32"), logSoftmax(-1)), sum(booleans), max(integers, 0)]

// reductions

export const d1 = sum(x)
//? Tensor<[], "float32">
export const d2 = sum(x, -1)
//? Tensor<[2], "float32">
export const d3 = sum(x, 0, { keepdim: true })
//? Tensor<[1, 3], "float32">
export const d4 = sum(x, [0, 1])
//? Tensor<[], "float32">
export const d5 = sum(zeros([2, 3, 4]), [0, -1], { keepdim: true })
//? Tensor<[1, 3, 1], "float32">
export const d6 = pipe(x, sum(-1))
//? Tensor<[2], "float32">
export const d7 = pipe(x, sum(-1, { keepdim: true }))
//? Tensor<[2, 1], "float32">
export const d8 = pipe(x, sum([0, 1]))
//? Tensor<[], "float32">
export const d9 = sum(booleans, 0)
//? Tensor<[3], "int32">
export const d10 = logsumexp(x)
//? Tensor<[2], "float32">
export const d11 = argmax(x, -1)
//? Tensor<[2], "int32">
export const d12 = pipe(zeros([2, 3, 4], "float64"), argmax(1))
//? Tensor<[2, 4], "int32">
export const d13 = argmax(x, 0, { keepdim: true })
//? Tensor<[1, 3], "int32">
export const d14 = min(zeros([4], "float64"))
//? Tensor<[], "float64">
const keepdim: boolean = x.shape.length > 1
export const d15 = sum(x, 0, { keepdim })
//? Tensor<number[], "float32">
export const d16 = [pipe(x, sum), pipe(x, mean(0), exp), sum(x, [])]

//! 2 : '2' is not assignable to parameter of type '0 | 1 | -1 | -2
export const e1 = sum(x, 2)
//! 2 : '2' is not assignable to parameter of type '0 | 1 | -1 | -2
export const e2 = pipe(x, sum(2))
//! 2 : '2' is not assignable to parameter of type '0 | 1 | -1 | -2
export const e3 = sum(x, 2, { keepdim: true })
//! 2 : '2' is not assignable to parameter of type '0 | 1 | -1 | -2
export const e4 = pipe(x, sum(2, { keepdim: true }))
//! [1, -1] : sum: dim 1 is named twice in [1, -1]
export const e5 = sum(x, [1, -1])
//! [1, -1] : sum: dim 1 is named twice in [1, -1]
export const e6 = pipe(x, sum([1, -1]))
//! 5 : Type '5' is not assignable to type '0 | 1 | -1 | -2'
export const e7 = pipe(x, mean([0, 5]))
//! 2 : '2' is not assignable to parameter of type '0 | 1 | -1 | -2
export const e8 = argmax(x, 2)
//! 4 : '4' is not assignable to parameter of type '0 | 1 | -1 | -2
export const e9 = pipe(x, exp, sum(4), exp)
//! 2 : '2' is not assignable to parameter of type '0 | 1 | -1 | -2
export const e10 = logsumexp(x, 2)
//! [1, -1] : sum: dim 1 is named twice in [1, -1]
export const e11 = sum(x, [1, -1], { keepdim: true })

// a scalar takes 0 and -1

export const f1 = logSoftmax(zeros([]), 0)
//? Tensor<[], "float32">
//! 1 : '1' is not assignable to parameter of type '0 | -1
export const f2 = logSoftmax(zeros([]), 1)
