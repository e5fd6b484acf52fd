/** @file Layers of the user's own over named dims: as values in models, and as plain functions in pipe and flow. */
import {
  add,
  type Dim,
  div,
  dropout,
  flow,
  key,
  matmul,
  mean,
  mul,
  ones,
  pipe,
  relu,
  spec,
  square,
  sub,
  sum,
  type Tensor,
  tensor,
  transpose,
  zeros,
} from "tuplet"
import { layer, linear, residual, sequential } from "tuplet/nn"

const seed = key(0)

// leading dims of any number

const scale = layer({
  name: "scale",
  takes: ["...", 64],
  gives: ["...", 64],
  spec: { factor: spec([64]) },
  init: () => ({ factor: ones([64]) }),
  apply: ({ factor }, x) => mul(x, factor),
})
const a1 = scale.apply(scale.init(seed), zeros([2, 3, 64]))
//? Tensor<[2, 3, 64], "float32">
const a2 = scale.init(seed).factor
//? Tensor<[64], "float32">
const net = sequential(linear(10, 64), residual(scale), linear(64, 3))
const params = net.init(seed)
const a3 = net.apply(params, zeros([2, 10]))
//? Tensor<[2, 3], "float32">
const a4 = params[1][0].factor
//? Tensor<[64], "float32">

//! zeros([2, 3, 63]) : scale needs [..., 64], got [2, 3, 63]
scale.apply(scale.init(seed), zeros([2, 3, 63]))
//! scale : layer 1: scale needs [..., 64], got [..., 63]
sequential(linear(10, 63), scale)
//! linear(63, 3) : layer 2: linear(63, 3) needs a last dim of 63, got 64
sequential(linear(10, 64), scale, linear(63, 3))

// names: any dim, everywhere the same

const gram = layer({
  name: "gram",
  takes: ["n", "d"],
  gives: ["n", "n"],
  apply: (_, x) => matmul(x, transpose(x)),
})
const b1 = gram.apply({}, zeros([5, 3]))
//? Tensor<[5, 5], "float32">
const similarity = sequential(linear(10, 64), gram)
const b2 = similarity.apply(similarity.init(seed), zeros([7, 10]))
//? Tensor<[7, 7], "float32">
const trace = layer({ name: "trace", takes: ["n", "n"], gives: [], apply: (_, x) => sum(x) })
const b3 = trace.apply({}, zeros([5, 5]))
//? Tensor<[], "float32">
const rows: number = 5
const b4 = trace.apply({}, zeros([rows, 5]))
//? Tensor<[], "float32">
const b5 = gram.apply({}, zeros([rows, 3]))
//? Tensor<[number, number], "float32">

//! zeros([5]) : gram needs [n, d], got [5]
gram.apply({}, zeros([5]))
//! zeros([5, 4]) : trace needs [n, n], got [5, 4]
trace.apply({}, zeros([5, 4]))
const stacked = sequential(linear(3, 4), trace)
//! zeros([5, 3]) : layer 1: trace needs [n, n], got [5, 4]
stacked.apply(stacked.init(seed), zeros([5, 3]))
const square7 = layer({ name: "square", takes: [7, 7], gives: [7], apply: (_, x) => sum(x, 0) })
//! square7 : layer 1: square needs [7, 7], got [..., 6]
sequential(linear(3, 6), square7)

// made by a function of sizes

const rms = <const N extends number>(width: N) =>
  layer({
    name: "rms",
    takes: ["...", width],
    gives: ["...", width],
    spec: { gain: spec([width]) },
    init: () => ({ gain: ones([width]) }),
    apply: ({ gain }, x) => mul(div(x, mean(square(x), -1, { keepdim: true })), gain),
  })
const normed = sequential(linear(10, 64), rms(64), linear(64, 2))
const c1 = normed.apply(normed.init(seed), zeros([2, 10]))
//? Tensor<[2, 2], "float32">
const c2 = normed.init(seed)[1].gain
//? Tensor<[64], "float32">
//! rms(63) : layer 1: rms needs [..., 63], got [..., 64]
sequential(linear(10, 64), rms(63), linear(63, 2))

// a state, and a training of its own

const centre = layer({
  name: "centre",
  takes: ["n", 3],
  gives: ["n", 3],
  spec: { scale: spec([3]) },
  init: () => ({ scale: ones([3]) }),
  state: { mean: spec([3]), steps: spec([], "int32") },
  initState: () => ({ mean: zeros([3]), steps: zeros([], "int32") }),
  apply: ({ scale }, x, { mean }) => mul(sub(x, mean), scale),
  train: ({ scale }, x, { state: { mean: old, steps } }) => {
    const batch = x
    //? Tensor<["n", 3], "float32">
    const next = add(mul(old, 0.9), mul(mean(batch, 0), 0.1))
    //? Tensor<[3], "float32">
    return { output: mul(sub(x, next), scale), state: { mean: next, steps: add(steps, tensor(1, "int32")) } }
  },
})
const centred = sequential(linear(2, 3), centre)
const start = { params: centred.init(seed), state: centred.initState() }
const e1 = centred.apply(start.params, zeros([5, 2]), start.state)
//? Tensor<[5, 3], "float32">
const e2 = centred.train(start.params, zeros([5, 2]), { state: start.state })
const e3 = e2.output
//? Tensor<[5, 3], "float32">
const e4 = e2.state[1].mean
//? Tensor<[3], "float32">
const e5 = e2.state[1].steps
//? Tensor<[], "int32">
const e6 = centre.state.mean
//? Spec<[3], "float32">

// a noise, for which training asks for a key; evaluation is the identity

const noise = (rate: number) =>
  layer({
    name: "noise",
    takes: ["n", "d"],
    gives: ["n", "d"],
    random: true,
    apply: (_, x) => x,
    train: (_, x, { key }) => ({ output: dropout(key, x, rate) }),
  })
const noisy = sequential(linear(2, 3), noise(0.1))
const e7 = noisy.train(noisy.init(seed), zeros([5, 2]), { key: seed }).output
//? Tensor<[5, 3], "float32">
const e8 = noisy.apply(noisy.init(seed), zeros([5, 2]))
//? Tensor<[5, 3], "float32">

//> state is missing
//! apply : Expected 3 arguments
centred.apply(start.params, zeros([5, 2]))
//> sequential: training is random: pass { key }
//! train : Expected 3 arguments
noisy.train(noisy.init(seed), zeros([5, 2]))

//> centre, trained: state.steps is missing
//! train : Property 'steps' is missing
layer({
  name: "centre",
  takes: ["n", 3],
  gives: ["n", 3],
  state: { mean: spec([3]), steps: spec([], "int32") },
  initState: () => ({ mean: zeros([3]), steps: zeros([], "int32") }),
  apply: (_, x, { mean }) => sub(x, mean),
  train: (_, x, { state: { mean } }) => ({ output: sub(x, mean), state: { mean } }),
}).train({}, zeros([2, 3]), { state: { mean: zeros([3]), steps: zeros([], "int32") } })
//> own: initState is missing
//! { name: "own", takes: [3], gives: [3], state: { mean: spec([3]) }, apply: (_, x) => x } : Property 'initState' is missing
layer({ name: "own", takes: [3], gives: [3], state: { mean: spec([3]) }, apply: (_, x) => x })
//! { scale: ones([2]) } : params.scale: [2] is not [3]: dim 0 is 2, not 3
centre.apply({ scale: ones([2]) }, zeros([5, 3]), centre.initState())

// plain generic functions are steps of pipe and flow

const dense =
  <K extends Dim, N extends Dim>(w: Tensor<[K, N]>, b: Tensor<[N]>) =>
  <B extends Dim>(x: Tensor<[B, K]>) =>
    relu(add(matmul(x, w), b))
const d1 = pipe(zeros([2, 3]), dense(zeros([3, 4]), zeros([4])), dense(zeros([4, 5]), zeros([5])))
//? Tensor<[2, 5], "float32">
const twice = flow(dense(zeros([3, 4]), zeros([4])), dense(zeros([4, 2]), zeros([2])))
const d2 = twice(zeros([8, 3]))
//? Tensor<[8, 2], "float32">
