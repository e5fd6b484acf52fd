/**
 * @file Training and evaluation: what is random asks for a key, what has a state takes and gives one, through every
 * block.
 */
import { compile, grad, key, keySpec, mean, relu, spec, type Tensor, valueAndGrad, zeros } from "tuplet"
import { batchNorm, branches, dropout, labelled, linear, parallel, residual, sequential } from "tuplet/nn"

const seed = key(0)
const x = zeros([32, 64])

const plain = sequential(linear(64, 8), relu)
const noisy = sequential(linear(64, 8), dropout(0.1))
const still = sequential(linear(64, 8), batchNorm(8), relu)
const net = sequential(residual(linear(64, 64), batchNorm(64), dropout()), labelled("head", linear(64, 10)))

const a1 = dropout()
//? Dropout
const a2 = batchNorm(8)
//? BatchNorm<8>
const a3 = batchNorm(8, { affine: false })
//? BatchNormWithoutAffine<8>
const a4 = still.init(seed)[1].weight
//? Tensor<[8], "float32">

// nothing is needed where nothing is random and nothing has a state
const b1 = plain.apply(plain.init(seed), x)
//? Tensor<[32, 8], "float32">
const b2 = plain.train(plain.init(seed), x).output
//? Tensor<[32, 8], "float32">
const b3 = plain.initState()
//? Readonly<Record<never, never>>
const b4 = plain.train(plain.init(seed), x, { key: seed, state: {} }).output
//? Tensor<[32, 8], "float32">
const b5 = noisy.apply(noisy.init(seed), x)
//? Tensor<[32, 8], "float32">
const b6 = noisy.train(noisy.init(seed), x, { key: seed }).output
//? Tensor<[32, 8], "float32">

// a state goes in and comes out
const c1 = still.initState()[1].runningMean
//? Tensor<[8], "float32">
const c2 = still.initState()[0]
//? Readonly<Record<never, never>>
const c3 = still.apply(still.init(seed), x, still.initState())
//? Tensor<[32, 8], "float32">
const c4 = still.train(still.init(seed), x, { state: still.initState() }).state[1].runningVar
//? Tensor<[8], "float32">
const trained = net.train(net.init(seed), x, { key: seed, state: net.initState() })
const c5 = trained.output
//? Tensor<[32, 10], "float32">
const c6 = trained.state[0][1].runningMean
//? Tensor<[64], "float32">
const c7 = net.apply(net.init(seed), x, trained.state)
//? Tensor<[32, 10], "float32">
const c8 = batchNorm(3).apply(batchNorm(3).init(seed), zeros([2, 3, 5, 5]), batchNorm(3).initState())
//? Tensor<[2, 3, 5, 5], "float32">
const c9 = batchNorm(8, { affine: false }).init(seed)
//? Readonly<Record<never, never>>

const both = parallel(linear(64, 8), sequential(linear(64, 8), batchNorm(8)))
const d1 = both.train(both.init(seed), x, { state: both.initState() }).output
//? Tensor<[32, 16], "float32">
const heads = branches({ policy: linear(64, 4), value: sequential(linear(64, 1), batchNorm(1), dropout(0.5)) })
const turned = heads.train(heads.init(seed), x, { key: seed, state: heads.initState() })
const d2 = turned.output.policy
//? Tensor<[32, 4], "float32">
const d3 = turned.state.value[1].runningMean
//? Tensor<[1], "float32">
const d4 = heads.apply(heads.init(seed), x, turned.state).value
//? Tensor<[32, 1], "float32">

// compiled and differentiated like any function of trees
const step = compile(
  { params: net.spec, state: net.state, x: spec(["batch", 64]), key: keySpec },
  ({ params, state, x, key }) => net.train(params, x, { key, state }),
)
const e1 = step({ params: net.init(seed), state: net.initState(), x, key: seed }).output
//? Tensor<[32, 10], "float32">
const loss = (params: ReturnType<typeof noisy.init>) => mean(noisy.train(params, x, { key: seed }).output)
const e2 = grad(loss)(noisy.init(seed))[0].weight
//? Tensor<[8, 64], "float32">

// the next state stands beside the loss
const lossAndState = (params: ReturnType<typeof net.init>, state: ReturnType<typeof net.initState>) => {
  const { output, state: next } = net.train(params, x, { key: seed, state })
  return [mean(output), next] as const
}
const [value, gradients, next] = valueAndGrad(lossAndState, { aux: true })(net.init(seed), net.initState())
const f1 = value
//? Tensor<[], "float32">
const f2 = gradients[1].weight
//? Tensor<[10, 64], "float32">
const f3 = next[0][1].runningMean
//? Tensor<[64], "float32">
const notScalar = (params: ReturnType<typeof plain.init>) => [plain.apply(params, x), {}] as const
//! notScalar : valueAndGrad: the function must return a scalar, got [32, 8]
valueAndGrad(notScalar, { aux: true })(plain.init(seed))

// unknown sizes
const rows: Tensor<[number, number]> = zeros([32, 8])
const e3 = batchNorm(8).apply(batchNorm(8).init(seed), rows, batchNorm(8).initState())
//? Tensor<[number, number], "float32">
const e4 = dropout().apply({}, rows)
//? Tensor<[number, number], "float32">

//! zeros([32, 9]) : batchNorm(8) needs [n, 8, ...], got [32, 9]
batchNorm(8).apply(batchNorm(8).init(seed), zeros([32, 9]), batchNorm(8).initState())
//! zeros([8]) : batchNorm(8) needs [n, 8, ...], got [8]
batchNorm(8).apply(batchNorm(8).init(seed), zeros([8]), batchNorm(8).initState())
const wrong = sequential(linear(64, 9), batchNorm(8))
const narrower = sequential(linear(64, 9), batchNorm(9), relu)
//! x : layer 1: batchNorm(8) needs [n, 8, ...], got [32, 9]
wrong.train(wrong.init(seed), x, { state: wrong.initState() })
//> state is missing
//! apply : Expected 3 arguments, but got 2
still.apply(still.init(seed), x)
//> sequential: training is random: pass { key }
//! train : Expected 3 arguments, but got 2
noisy.train(noisy.init(seed), x)
//> sequential: training is random: pass { key }
//! { state: net.initState() } : Property 'key' is missing
net.train(net.init(seed), x, { state: net.initState() })
//> state is missing
//! { key: seed } : Property 'state' is missing
net.train(net.init(seed), x, { key: seed })
//! narrower.initState() : state[1].runningMean: [9] is not [8]: dim 0 is 9, not 8
still.apply(still.init(seed), x, narrower.initState())
//> sequential: unknown option keys: use key | state
//! keys : 'keys' does not exist in type
noisy.train(noisy.init(seed), x, { keys: seed })
//> batchNorm: unknown option eta: use eps | momentum | affine
//! eta : No overload matches this call
batchNorm(8, { eta: 1 })
