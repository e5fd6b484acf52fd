/** @file Models in generic functions: what they give is exact there, so it can be declared and computed with. */
import {
  add,
  chunk,
  type Dim,
  exp,
  flatten,
  key,
  logSoftmax,
  matmul,
  mul,
  normal,
  relu,
  softmax,
  type Tensor,
  zeros,
} from "tuplet"
import {
  batchNorm,
  branches,
  conv2d,
  dropout,
  embedding,
  layerNorm,
  linear,
  lstm,
  parallel,
  residual,
  sequential,
  transformerBlock,
} from "tuplet/nn"

const classifier = sequential(linear(784, 64), relu, linear(64, 10), logSoftmax(-1))
const params = classifier.init(key(0))
export const classify = <B extends Dim>(x: Tensor<[B, 784]>): Tensor<[B, 10]> => classifier.apply(params, x)
export const classifyPlaces = <B extends Dim, T extends Dim>(x: Tensor<[B, T, 784]>): Tensor<[B, T, 10]> =>
  classifier.apply(params, x)

const language = sequential(
  embedding(30, 32),
  transformerBlock({ width: 32, heads: 4 }),
  layerNorm([32]),
  linear(32, 30),
)
export const next = <B extends Dim>(x: Tensor<[B, 16], "int32">): Tensor<[B, 16, 30]> =>
  language.apply(language.init(key(0)), x)

const images = sequential(conv2d(3, 8, 3), batchNorm(8), relu, flatten(1), linear(1568, 4))
export const see = <B extends Dim>(x: Tensor<[B, 3, 16, 16]>): Tensor<[B, 4]> =>
  images.apply(images.init(key(0)), x, images.initState())

const steps = lstm(3, 8)
export const read = <B extends Dim, T extends Dim>(x: Tensor<[B, T, 3]>): Tensor<[B, T, 8]> =>
  steps.apply(steps.init(key(0)), x)

const kept = residual(linear(8, 8), relu)
export const keep = <B extends Dim>(x: Tensor<[B, 8]>): Tensor<[B, 8]> => kept.apply(kept.init(key(0)), x)

const joined = parallel(linear(3, 4), linear(3, 5))
export const join = <B extends Dim>(x: Tensor<[B, 3]>): Tensor<[B, 9]> => joined.apply(joined.init(key(0)), x)

const heads = branches({ policy: linear(3, 4), value: linear(3, 1) })
export const act = <B extends Dim>(x: Tensor<[B, 3]>): Tensor<[B, 4]> =>
  softmax(heads.apply(heads.init(key(0)), x).policy, -1)

const noisy = sequential(linear(8, 8), dropout(0.1))
export const trained = <B extends Dim>(x: Tensor<[B, 8]>): Tensor<[B, 8]> =>
  noisy.train(noisy.init(key(0)), x, { key: key(1) }).output

// what a model gives is computed with
const encoder = sequential(linear(16, 32), relu, linear(32, 4))
const encoded = encoder.init(key(0))
export const latent = <B extends Dim>(x: Tensor<[B, 16]>): Tensor<[B, 2]> => {
  const [mean, logDeviation] = chunk(encoder.apply(encoded, x), 2, -1)
  return add(mean, mul(exp(logDeviation), normal(key(1), mean)))
}
export const project = <B extends Dim>(x: Tensor<[B, 16]>, w: Tensor<[4, 7]>): Tensor<[B, 7]> =>
  matmul(encoder.apply(encoded, x), w)

// and refused where it is written
export const narrow = <B extends Dim>(x: Tensor<[B, 783]>) => {
  //! x : layer 0: linear(784, 64) needs a last dim of 784, got 783
  return classifier.apply(params, x)
}

export const c1 = latent(zeros([5, 16]))
//? Tensor<[5, 2], "float32">
export const c2 = see(zeros([2, 3, 16, 16]))
//? Tensor<[2, 4], "float32">
export const c3 = next(zeros([2, 16], "int32"))
//? Tensor<[2, 16, 30], "float32">
export const c4 = read(zeros([2, 6, 3]))
//? Tensor<[2, 6, 8], "float32">
