/** @file Named dims bound at the call of a compiled function, and what happens when they can't be. */
import {
  type AnyTensor,
  add,
  compile,
  type Dim,
  grad,
  key,
  logSoftmax,
  matmul,
  nllLoss,
  relu,
  spec,
  specsOf,
  sum,
  type Tensor,
  valueAndGrad,
  zeros,
} from "tuplet"
import { linear, sequential } from "tuplet/nn"
import { adam, sgd } from "tuplet/optim"

const images = spec(["batch", 784])
//? Spec<["batch", 784], "float32">
const labels = spec(["batch"], "int32")
//? Spec<["batch"], "int32">

const head = (x: Tensor<["batch", 784]>): Tensor<["batch", 10]> => matmul(x, zeros([784, 10]))
const forward = compile({ x: images, y: labels }, ({ x, y }) => ({ logits: head(x), y }))

// the result's names become sizes
const { logits, y } = forward({ x: zeros([32, 784]), y: zeros([32], "int32") })
const known: Tensor<[32, 10]> = logits
const result = forward({ x: zeros([32, 784]), y: zeros([32], "int32") }).logits
//? Tensor<[32, 10], "float32">
const unknownBatch: Tensor<[number, 784]> = zeros([32, 784])
const met = forward({ x: unknownBatch, y: zeros([32], "int32") }).logits
//? Tensor<[32, 10], "float32">
const unknownLabels: Tensor<[number], "int32"> = zeros([32], "int32")
const unmet = forward({ x: unknownBatch, y: unknownLabels }).logits
//? Tensor<[number, 10], "float32">
const anyRank: Tensor<number[]> = zeros([32, 784])
const ranked = forward({ x: anyRank, y: zeros([32], "int32") }).logits
//? Tensor<[32, 10], "float32">
const otherName = zeros([32, 784]) as AnyTensor as Tensor<["n", 784]>
const otherLabels = zeros([32], "int32") as AnyTensor as Tensor<["n"], "int32">
const renamed = forward({ x: otherName, y: otherLabels }).logits
//? Tensor<["n", 10], "float32">

//! y : 'batch' is 32 in x but 31 in y
forward({ x: zeros([32, 784]), y: zeros([31], "int32") })
//! x : x: [32, 783] is not [batch, 784]: dim 1 is 783, not 784
forward({ x: zeros([32, 783]), y: zeros([32], "int32") })
//! x : x: [784] is not [batch, 784]: the rank is 1, not 2
forward({ x: zeros([784]), y: zeros([32], "int32") })
//! y : y is float32, not int32
forward({ x: zeros([32, 784]), y: zeros([32]) })
//> y is missing
//! { x: zeros([32, 784]) } : Property 'y' is missing
forward({ x: zeros([32, 784]) })

//! z : z is not an input of this function
forward({ x: zeros([32, 784]), y: zeros([32], "int32"), z: zeros([2]) })

// one input, and a tuple of them
const one = compile(images, (x) => head(x))
const oneResult = one(zeros([32, 784]))
//? Tensor<[32, 10], "float32">
//! zeros([32, 783]) : the input: [32, 783] is not [batch, 784]: dim 1 is 783, not 784
one(zeros([32, 783]))
const pair = compile([images, spec(["batch", 10])] as const, ([x, bias]) => add(head(x), bias))
const pairResult = pair([zeros([32, 784]), zeros([32, 10])])
//? Tensor<[32, 10], "float32">
//! zeros([31, 10]) : 'batch' is 32 in [0] but 31 in [1]
pair([zeros([32, 784]), zeros([31, 10])])

// a training step: parameters are a tree of specs
const net = sequential(linear(64, 128), relu, linear(128, 10), logSoftmax(-1))
const params = net.init(key(0))
const lossOf = (p: typeof params, x: Tensor<["batch", 64]>, target: Tensor<["batch"], "int32">) =>
  nllLoss(net.apply(p, x), target)
const step = compile(
  { params: net.spec, data: { x: spec(["batch", 64]), y: spec(["batch"], "int32") } },
  ({ params, data }) => {
    const [loss, gradients] = valueAndGrad(lossOf)(params, data.x, data.y)
    return { loss, params: sgd(params, gradients, { lr: 0.1 }) }
  },
)
const x = zeros([32, 64])
const target = zeros([32], "int32")
const stepped = step({ params, data: { x, y: target } })
const loss = stepped.loss
//? Tensor<[], "float32">
const again = step({ params: stepped.params, data: { x, y: target } }).params[2].weight
//? Tensor<[10, 128], "float32">
//! y : 'batch' is 32 in data.x but 31 in data.y
step({ params, data: { x, y: zeros([31], "int32") } })

const optimizer = adam({ lr: 0.001 })
const state = optimizer.init(params)
const adamStep = compile(
  { params: net.spec, state: { step: spec([]), mean: net.spec, square: net.spec }, x: spec(["batch", 64]) },
  ({ params, state, x }) => {
    const [loss, gradients] = valueAndGrad((p: typeof params) => sum(net.apply(p, x)))(params)
    return { loss, ...optimizer.update(params, gradients, state) }
  },
)
const adamStepped = adamStep({ params, state, x })
const adamAgain = adamStep({ params: adamStepped.params, state: adamStepped.state, x }).state.step
//? Tensor<[], "float32">

// parameters of one's own, lists among them, come back as the type they went in as
const ownParams = () => ({ blocks: [{ weight: zeros([4, 4]) }, { weight: zeros([4, 4]) }] })
type OwnParams = ReturnType<typeof ownParams>
const ownNet = <B extends Dim>({ blocks }: OwnParams, x: Tensor<[B, 4]>) =>
  blocks.reduce((h, { weight }) => matmul(h, weight), x)
const ownStep = compile({ params: specsOf(ownParams()), x: spec(["batch", 4]) }, ({ params, x }) => ({
  params: sgd(params, grad((p: OwnParams) => sum(ownNet(p, x)))(params), { lr: 0.1 }),
}))
export let ownState: OwnParams = ownParams()
ownState = ownStep({ params: ownState, x: zeros([2, 4]) }).params

// one name, two sizes, without compile
const added = <B extends Dim>(rows: Tensor<[B, 3]>, column: Tensor<[B]>) => add(sum(rows, 1), column)
const fits = added(zeros([32, 3]), zeros([32]))
//? Tensor<[32], "float32">
//> add: [32] and [31] do not broadcast: 32 vs 31
//! zeros([32, 3]) : "these dims must be equal"
added(zeros([32, 3]), zeros([31]))
const square = compile({ x: spec(["n", "n"]) }, ({ x }) => x)
//! x : 'n' is 2 in x but 3 in x
square({ x: zeros([2, 3]) })
