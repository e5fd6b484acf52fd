/** @file What is to be beaten: models of the same images that need no training. */
import {
  add,
  at,
  div,
  log,
  matmul,
  mean,
  mul,
  oneHot,
  pipe,
  square,
  sub,
  sum,
  svd,
  type Tensor,
  transpose,
} from "tuplet"
import { levelsOf, points } from "./bound.js"
import type { Images } from "./model.js"

/** The surprise at an image if each pixel is drawn by itself, as often at each level as in training, in nats. */
export const surpriseByPixel = (training: Images, x: Images): Tensor<[]> => {
  // one more of each, so that nothing is impossible
  const counts = pipe(oneHot(levelsOf(training), points + 1), sum(0), add(1))
  const logp = log(div(counts, sum(counts, -1, { keepdim: true })))
  return pipe(oneHot(levelsOf(x), points + 1), mul(logp), sum([1, 2]), mean(0), mul(-1))
}

/** The images as near as so many principal components of those of training come to them. */
export const byComponents = (training: Images, x: Images, count: number): Images => {
  const centre = mean(training, 0)
  const components = at(svd(sub(training, centre)).v, ":", `:${count}`)
  return pipe(x, sub(centre), matmul(components), matmul(transpose(components)), add(centre))
}

/** The squared distance of two images, the mean over the rows. */
export const distance = (x: Images, y: Images): Tensor<[]> => pipe(sub(x, y), square, sum(-1), mean(0))
