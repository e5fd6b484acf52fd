/**
 * @file Training: losses see batches and outputs, states have the types of what they belong to, what doesn't fit is
 * refused.
 */
import { add, argmax, at, crossEntropy, key, normal, relu, specsOf, type Tensor, tensor, zeros } from "tuplet"
import { intoTree, type NamedTensors } from "tuplet/io"
import { batchNorm, dropout, linear, sequential } from "tuplet/nn"
import { adamw, sgd } from "tuplet/optim"
import {
  accuracy,
  compileStep,
  confusionMatrix,
  f1,
  f1OfCounts,
  fit,
  freshState,
  perplexity,
  stateSpecs,
  topkAccuracy,
} from "tuplet/train"

const net = sequential(linear(64, 8), batchNorm(8), relu, dropout(0.1), linear(8, 10))
const data = { x: zeros([10, 64]), y: zeros([10], "int32") }
const optimizer = adamw()
const start = { epochs: 1, key: key(0), optimizer }

const first = await fit({
  ...start,
  model: net,
  data,
  loss: (output, { y }) => crossEntropy(output, y),
  metrics: {
    accuracy: (output, { y }) => accuracy(output, y),
    // the output is that of the model for batches of x
    width: (output) => {
      const logits = output
      //? Tensor<["batch", 10], "float32">
      return tensor(logits.shape[1])
    },
    // the figure of an epoch is that of its sums
    f1: { sums: (output, { y }) => confusionMatrix(output, y), value: f1OfCounts },
  },
  augment: (given, { key }) => ({ ...given, x: add(given.x, normal(key, [10, 64])) }),
  validation: data,
  stopping: { on: "accuracy", patience: 3 },
  onEpoch: ({ metrics, state }) => {
    const reached = metrics.accuracy
    //? number
    const weight = state.params[0].weight
    //? Tensor<[8, 64], "float32">
    return reached > 2 ? weight : undefined
  },
})
const a1 = first.state.params[0].weight
//? Tensor<[8, 64], "float32">
const a2 = first.state.optimizer.mean[0].weight
//? Tensor<[8, 64], "float32">
const a3 = first.state.model[1].runningMean
//? Tensor<[8], "float32">
const a4 = first.state.step
//? Tensor<[], "int32">
const a5 = first.history[0]?.metrics.accuracy
//? number | undefined

// batches one after another
const batches = [data, { x: zeros([4, 64]), y: zeros([4], "int32") }]
const second = await fit(
  { ...start, model: net, data: batches, loss: (output, { y }) => crossEntropy(output, y) },
  first.state,
)
const b1 = second.state.params[4].bias
//? Tensor<[10], "float32">
const classes = new Int32Array(10)
const third = await fit({
  ...start,
  model: linear(64, 10),
  data: { x: data.x, labels: classes },
  loss: (output, { labels }) => {
    const column = labels
    //? Tensor<["batch"], "int32">
    return crossEntropy(output, column)
  },
})
const b2 = third.state.params.bias
//? Tensor<[10], "float32">

const fresh = freshState({ model: net, optimizer, key: key(0) })
const c1 = fresh.optimizer.square[1].bias
//? Tensor<[8], "float32">
const c2 = specsOf(fresh).params[0].weight
//? Spec<[8, 64], "float32">

const c5 = stateSpecs({ model: net, optimizer }).optimizer.square[1].bias
//? Spec<[8], "float32">
const named: NamedTensors = {}
const loaded = () => intoTree(stateSpecs({ model: net, optimizer }), named)
const goingOn = () => fit({ ...start, model: net, data, loss: (output, { y }) => crossEntropy(output, y) }, loaded())

// data that TypeScript can't see before the loss: its batches are checked when it runs
const inline = await fit({
  ...start,
  model: linear(64, 10),
  data: { x: at(data.x, ":8"), y: at(data.y, ":8") },
  loss: (output, { y }) => crossEntropy(output, y),
})
const b3 = inline.state.params.weight
//? Tensor<[10, 64], "float32">

// the step by itself; data may be an interface
interface Digits {
  readonly x: Tensor<[number, 64]>
  readonly y: Tensor<[number], "int32">
}
const digits: Digits = data
const step = compileStep({ model: net, optimizer, data: digits, loss: (output, { y }) => crossEntropy(output, y) })
const inputs = { params: fresh.params, optimizer: fresh.optimizer, model: fresh.model, key: fresh.key }
const c3 = step({ ...inputs, batch: data }).params[0].weight
//? Tensor<[8, 64], "float32">
const c4 = step({ ...inputs, batch: data }).model[1].runningMean
//? Tensor<[8], "float32">
//! y : 'batch' is 10 in batch.x but 9 in batch.y
step({ ...inputs, batch: { x: data.x, y: zeros([9], "int32") } })

const logits = zeros([4, 10])
const target = argmax(logits, -1)
const d1 = confusionMatrix(logits, target)
//? Tensor<[10, 10], "float32">
const d2 = f1(logits, target, { average: "micro" })
//? Tensor<[], "float32">
const d3 = topkAccuracy(logits, target, 3)
//? Tensor<[], "float32">

//! x : layer 0: linear(64, 8) needs a last dim of 64, got 63
await fit({ ...start, model: net, data: { x: zeros([10, 63]), y: data.y }, loss: (o, { y }) => crossEntropy(o, y) })
//! y : 'batch' is 10 in x but 9 in y
await fit({ ...start, model: net, data: { x: data.x, y: zeros([9], "int32") }, loss: (o, { y }) => crossEntropy(o, y) })
//> fit: the function must return a scalar, got [10, 10]
//! output : fit: the function must return a scalar, got [batch, 10]
await fit({ ...start, model: net, data, loss: (output) => output })
const wide = freshState({ model: sequential(linear(64, 8), batchNorm(8), relu, linear(8, 10)), optimizer, key: key(0) })
//> params[3].weight is not an input
//! wide : is not assignable to
await fit({ ...start, model: net, data, loss: (o, { y }) => crossEntropy(o, y) }, wide)
const wider = freshState({
  model: sequential(linear(64, 9), batchNorm(9), relu, dropout(0.1), linear(9, 10)),
  optimizer,
  key: key(0),
})
//> params[0].weight: [9, 64] is not [8, 64]: dim 0 is 9, not 8
//! wider : dim 0 is 9, not 8
await fit({ ...start, model: net, data, loss: (o, { y }) => crossEntropy(o, y) }, wider)
//> accuracy: [4, 10] needs class indices of shape [4], got [10]
//! data.y : accuracy: [4, 10] needs class indices of shape [4], got [10]
accuracy(logits, data.y)
//! data.x : perplexity needs int32 class indices, got float32: use cast(x, "int32") first
perplexity(logits, data.x)
//> fit: unknown option patience
//! patience : does not exist in type
await fit({ ...start, model: net, data, loss: (o, { y }) => crossEntropy(o, y), patience: 3 })
//> fit: optimizer has init and update, got a function
//! optimizer : not assignable to
await fit({ model: net, data, loss: (o, { y }) => crossEntropy(o, y), epochs: 1, key: key(0), optimizer: sgd })
