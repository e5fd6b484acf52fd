/** @file Trains a small model and saves it with a call of it, for PyTorch to load: see safetensors.py beside this. */
import { grad, key, mseLoss, normal, relu, sin, type Tensor } from "tuplet"
import { namedTensors, saveSafetensors } from "tuplet/io"
import { batchNorm, linear, sequential } from "tuplet/nn"
import { sgd } from "tuplet/optim"

const net = sequential(linear(6, 8), batchNorm(8), relu, linear(8, 3))
const x = normal(key(1), [64, 6])
const y = sin(normal(key(2), [64, 3]))

let params = net.init(key(0))
let state = net.initState()
for (let step = 0; step < 20; step++) {
  const lossOf = (p: typeof params): Tensor<[]> => mseLoss(net.train(p, x, { state }).output, y)
  const gradients = grad(lossOf)(params)
  state = net.train(params, x, { state }).state
  params = sgd(params, gradients, { lr: 0.05 })
}

const input = normal(key(3), [5, 6])
const output = net.apply(params, input, state)
await saveSafetensors(process.argv[2] ?? "ours.safetensors", namedTensors(params, state, { input, output }))
