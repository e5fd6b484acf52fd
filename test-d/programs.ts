/** @file Programs that are correct: generic functions, flow, unknown and named dims, unions, `any`. */
import {
  type AnyTensor,
  add,
  argmax,
  cast,
  crossEntropy,
  type Dim,
  type DType,
  div,
  exp,
  type FloatDType,
  flow,
  less,
  logSoftmax,
  matmul,
  mean,
  mul,
  permute,
  pipe,
  relu,
  reshape,
  type Shape,
  softmax,
  square,
  squeeze,
  sub,
  sum,
  type Tensor,
  tensor,
  transpose,
  unsqueeze,
  where,
  zeros,
} from "tuplet"

// generic functions

export function classify<B extends Dim>(x: Tensor<[B, 784]>, w: Tensor<[784, 10]>): Tensor<[B, 10]> {
  return logSoftmax(matmul(x, w), -1)
}

export const a1 = classify(zeros([32, 784]), zeros([784, 10]))
//? Tensor<[32, 10], "float32">

export function dense<M extends Dim, K extends Dim, N extends Dim>(
  x: Tensor<[M, K]>,
  w: Tensor<[K, N]>,
  b: Tensor<[N]>,
): Tensor<[M, N]> {
  return relu(add(matmul(x, w), b))
}

export const a2 = dense(zeros([2, 3]), zeros([3, 4]), zeros([4]))
//? Tensor<[2, 4], "float32">

export function gelu<S extends Shape, D extends FloatDType>(x: Tensor<S, D>): Tensor<S, D> {
  return pipe(x, mul(1.702), exp, add(1), exp, mul(x))
}

export function normalize<B extends Dim>(x: Tensor<[B, 64]>): Tensor<[B, 64]> {
  const centred = sub(x, mean(x, -1, { keepdim: true }))
  return div(centred, add(mean(square(centred), -1, { keepdim: true }), 1e-5))
}

export function anything<S extends Shape, D extends DType>(a: Tensor<S, D>, b: Tensor<S, D>) {
  return [
    add(a, b),
    sum(a, 0),
    transpose(a),
    relu(a),
    reshape(a, [-1]),
    squeeze(a, 0),
    matmul(a, b),
    less(a, b),
    where(less(a, b), a, 0),
    permute(a, [1, 0]),
    cast(a, "int32"),
    unsqueeze(a, 0),
    argmax(a),
    exp(a),
    logSoftmax(a, 5),
    pipe(a, softmax(2)),
    crossEntropy(a, cast(b, "int32")),
  ]
}

// flow

const model = flow(matmul(zeros([64, 32])), add(zeros([32])), relu, matmul(zeros([32, 10])), logSoftmax(-1))
export const b1 = model(zeros([8, 64]))
//? Tensor<[8, 10], "float32">
const temperature = flow(mul(2), softmax(-1))
export const b2 = temperature(zeros([3, 4]))
//? Tensor<[3, 4], "float32">
export const b3 = flow(relu, exp, sum(-1))(zeros([3, 4]))
//? Tensor<[3], "float32">
const flat = flow(reshape([6, 4]), transpose, sum(0), exp)
export const b4 = flat(zeros([24]))
//? Tensor<[6], "float32">

// dims unknown until run time

const batch: Tensor<[number, 3]> = zeros([2, 3])
const whatever: Tensor = zeros([1, 1, 2, 3])
// biome-ignore lint/suspicious/noExplicitAny: values from outside must pass
const outside: any = zeros([2, 3])
const noShape: AnyTensor = zeros([2, 3])

export const c1 = add(batch, zeros([2, 3]))
//? Tensor<[2, 3], "float32">
export const c2 = add(batch, zeros([1, 3]))
//? Tensor<[number, 3], "float32">
export const c3 = matmul(batch, zeros([3, 4]))
//? Tensor<[number, 4], "float32">
export const c4 = add(whatever, zeros([2, 3]))
//? Tensor<number[], "float32">
export const c5 = sum(whatever, 3)
//? Tensor<number[], "float32">
export const c6 = pipe(whatever, logSoftmax(1), exp)
export const c7 = matmul(whatever, zeros([3, 4]))
//? Tensor<number[], "float32">
export const c8 = reshape(whatever, [2, -1])
//? Tensor<[2, number], "float32">
export const c9 = logSoftmax(batch, -1)
//? Tensor<[number, 3], "float32">
export const c10 = add(zeros([2, 3]), outside)
//? Tensor<number[], any>
export const c11 = [logSoftmax(outside, 1), pipe(outside, logSoftmax(1)), matmul(outside, zeros([3, 4]))]
export const c12 = [exp(noShape), add(noShape, 1), sum(noShape), transpose(whatever), reshape(whatever, [2, 3])]
export const c13 = tensor(JSON.parse("[1]"), "int32")
//? Tensor<number[], "int32">
const dim = (Math.random() > 0.5 ? 0 : 1) as 0 | 1
export const c14 = [logSoftmax(zeros([2, 3]), dim), sum(zeros([2, 3]), dim), pipe(zeros([2, 3]), sum(dim))]

// named dims

const x = zeros([2, 784]) as AnyTensor as Tensor<["batch", 784]>
export const d1 = pipe(x, matmul(zeros([784, 10])), add(zeros([10])), logSoftmax(-1))
//? Tensor<["batch", 10], "float32">
export const d2 = add(d1, zeros([1, 10]))
//? Tensor<["batch", 10], "float32">

// unions and lists

const sized = zeros([2, 3]) as AnyTensor as Tensor<[2 | 4, 3]>
export const e1 = add(sized, zeros([2, 3]))
//? Tensor<[2, 3], "float32">
export const e2 = matmul(sized, zeros([3, 4]))
//? Tensor<[2 | 4, 4], "float32">
const losses: Tensor<[]>[] = [tensor(1), tensor(2)]
export const e3 = losses.reduce((a, b) => add(a, b))
//? Tensor<[], "float32">
export const total = losses.map((loss) => mul(loss, 2)).reduce((a, b) => add(a, b), tensor(0))
const mixed: Tensor[] = [zeros([2]), zeros([3, 4])]
export const sums: Tensor<[]>[] = mixed.map((v) => sum(v))
