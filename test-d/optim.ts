/** @file Optimizers and what they are put together from: states have the type of what they belong to. */
import { ones, type Tensor, tensor, zeros } from "tuplet"
import {
  accumulate,
  adagrad,
  adamw,
  chain,
  clipByNorm,
  cosine,
  ema,
  groups,
  lion,
  type Optimizer,
  type Rate,
  rmsprop,
  type StateFn,
  sgd,
  warmUp,
} from "tuplet/optim"

interface Params {
  readonly weight: Tensor<[3, 2]>
  readonly bias: Tensor<[3]>
}
const params: Params = { weight: ones([3, 2]), bias: zeros([3]) }

const schedule = warmUp({ steps: 10 }, cosine({ lr: 0.1, steps: 100 }))
//? Schedule
const rate = schedule(tensor(3))
//? Tensor<[], "float32">
const rates: readonly Rate[] = [0.1, tensor(0.1), schedule]

const decayed = adamw({ lr: schedule, weightDecay: 0.1 })
const mean = decayed.init(params).mean
//? Params
const squares = rmsprop({ centered: true }).init(params).square
//? Params
const sums = adagrad().init(params).square
//? Params
const momentum = lion({ betas: [0.9, 0.99] }).init(params).mean
//? Params

const clipped = chain(clipByNorm(1), decayed)
const states = clipped.init(params)
const clippedMean = states[1].mean
//? Params
const next = clipped.update(params, params, states).params
//? Params
const waiting = accumulate(4, clipped)
const waitingSum = waiting.init(params).sum
//? Params
const waitingMean = waiting.init(params).inner[1].mean
//? Params
const divided = groups({ "*.bias": sgd({ lr: 0.1 }), "*": decayed })
const dividedStep = divided.init(params)["*.bias"].step
//? Tensor<[], "float32">
const dividedNext = divided.update(params, params, divided.init(params)).params
//? Params
const average = ema(0.99).update(params, params)
//? Params

// a function of any optimizer
const twice = <F extends StateFn>(optimizer: Optimizer<F>, p: Params) => {
  const first = optimizer.update(p, p, optimizer.init(p))
  return optimizer.update(first.params, p, first.state).params
}
const moved = twice(clipped, params)
//? Params

// wrong trees, and wrong states
//> state[1].mean.weight is missing
//! clipped.init(params.bias) : state[1].mean.
clipped.update(params, params, clipped.init(params.bias))
//! decayed.init(params) : state[0] is missing
clipped.update(params, params, decayed.init(params))
//! { bias: params.bias } : gradients.weight is missing
decayed.update(params, { bias: params.bias }, decayed.init(params))
//> adamw: unknown option learningRate
//! learningRate : does not exist in type
adamw({ learningRate: 0.1 })
//> chain: the last is not an optimizer: got 2
//! 2 : not assignable to
chain(clipByNorm(1), 2)
//> chain: link 0 is not a transform of gradients
//! sgd() : not assignable to
chain(sgd(), sgd())
//> sgd: lr is a number of at least 0
//! lr : not assignable to
sgd({ lr: "fast" })
