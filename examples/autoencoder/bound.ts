/**
 * @file The loss: a bound on how surprising images are, in nats an image. -log p(x) is at most the surprise at x, given
 * a code that is drawn from the belief, and how far the belief is from the prior, a standard normal distribution.
 */
import {
  add,
  binaryCrossEntropyWithLogits,
  cast,
  type Dim,
  div,
  exp,
  mean,
  mul,
  pipe,
  round,
  square,
  sub,
  sum,
  type Tensor,
  take,
  tensor,
} from "tuplet"
import type { Belief, Images, Reconstruction } from "./model.js"

/** A pixel counts the inked ones of a 4×4 block of points. */
export const points = 16

/** The levels of the pixels: how many points are inked. */
export const levelsOf = (x: Images): Tensor<[Dim, 64], "int32"> => pipe(x, mul(points), round, cast("int32"))

/** -log p(x | code), where each point of a pixel is inked with the same probability: a binomial distribution. */
export const surprise = (logits: Images, x: Images): Tensor<[Dim]> =>
  pipe(
    binaryCrossEntropyWithLogits(logits, x, { reduction: "none" }),
    mul(points),
    sub(take(tensor(logWays), levelsOf(x))),
    sum(-1),
  )

/** The Kullback-Leibler divergence of beliefs from the prior. */
export const divergence = ({ mean, logVariance }: Belief): Tensor<[Dim]> =>
  pipe(square(mean), add(exp(logVariance)), sub(logVariance), sub(1), sum(-1), div(2))

/** The negative evidence lower bound: the mean over the images. */
export const bound = (output: Reconstruction, x: Images): Tensor<[]> =>
  mean(add(surprise(output.logits, x), divergence(output)))

// internal

/** log C(16, k): in how many ways k of the points are inked. */
const logWays = Array.from({ length: points + 1 }, (_, k) =>
  Array.from({ length: k }, (_, i) => Math.log((points - i) / (i + 1))).reduce((total, each) => total + each, 0),
)
