/**
 * @file Trees that are given to models and optimizers, in every style: whatever TypeScript would take for the tree is
 * taken, and what is unknown until run time.
 */
import {
  checkpoint,
  compile,
  crossEntropy,
  type Dim,
  grad,
  key,
  mean,
  mul,
  ones,
  pipe,
  relu,
  spec,
  specsOf,
  square,
  sum,
  type Tensor,
  tensor,
  valueAndGrad,
  vmap,
  zeros,
} from "tuplet"
import { intoModel, intoTree, namedTensors } from "tuplet/io"
import {
  batchNorm,
  branches,
  dropout,
  type Fn,
  type Linear,
  labelled,
  layer,
  linear,
  type Model,
  repeat,
  residual,
  sequential,
} from "tuplet/nn"
import { adam, chain, clipByNorm, type Optimizer, type StateFn, sgd } from "tuplet/optim"

const seed = key(0)
const net = sequential(linear(4, 3), relu, linear(3, 2))
const params = net.init(seed)
type Params = ReturnType<typeof net.init>
const x = ones([5, 4])
const one = linear(4, 3)

// written out
const [first, , last] = params
const a1 = net.apply([first, {}, last], x)
//? Tensor<[5, 2], "float32">
const a2 = net.apply([{ weight: zeros([3, 4]), bias: tensor([1, 2, 3]) }, {}, last], x)
//? Tensor<[5, 2], "float32">
const a3 = net.apply([{ ...first, bias: zeros([3]) }, {}, last] as const, x)
//? Tensor<[5, 2], "float32">
const a4 = net.apply([...params], x)
//? Tensor<[5, 2], "float32">

// variables, interfaces, aliases, classes; more than is asked for
const own = { weight: zeros([3, 4]), bias: zeros([3]), note: 1 }
interface Mine {
  weight: Tensor<[3, 4]>
  bias: Tensor<[3]>
}
class Held {
  readonly weight = zeros([3, 4])
  bias = zeros([3])
}
const mine: Mine = { weight: zeros([3, 4]), bias: zeros([3]) }
const b1 = one.apply(own, x)
//? Tensor<[5, 3], "float32">
const b2 = one.apply(mine, x)
//? Tensor<[5, 3], "float32">
const b3 = one.apply(new Held(), x)
//? Tensor<[5, 3], "float32">
const b4 = one.apply(Object.freeze(own), x)
//? Tensor<[5, 3], "float32">
const b5 = linear(4, 3, { bias: false }).apply(own, x)
//? Tensor<[5, 3], "float32">

// what isn't known
const anything = JSON.parse("null") ?? params
const size: number = 3
const unranked: Tensor = zeros([3])
const c1 = net.apply(anything, x)
//? Tensor<[5, 2], "float32">
const c2 = net.apply([anything[0], {}, last], x)
//? Tensor<[5, 2], "float32">
const c3 = one.apply({ weight: zeros([size, 4]), bias: unranked }, x)
//? Tensor<[5, 3], "float32">
const listed = repeat(size, linear(4, 4))
const c4 = listed.apply(
  Array.from({ length: size }, () => linear(4, 4).init(seed)),
  x,
)
//? Tensor<[5, 4], "float32">
const chosen = size > 2 ? one : linear(4, 3, { bias: false })
const c5 = chosen.apply({ weight: zeros([3, 4]), bias: zeros([3]) }, x)
//? Tensor<[5, 3], "float32">

// what the types of models say
const d1: Parameters<typeof net.apply>[0] = params
const d2: Params extends (typeof net extends Model<infer _, infer P> ? P : never) ? true : false = true
const applied: (p: Params, x: Tensor<[5, 4]>) => Tensor<[5, 2]> = net.apply
const d3 = applied(params, x)
//? Tensor<[5, 2], "float32">
const { apply } = net
const d4 = apply(params, x)
//? Tensor<[5, 2], "float32">

// biome-ignore lint/suspicious/noExplicitAny: of any parameters
const models: readonly Model<any, any>[] = [one, sequential(linear(4, 4), linear(4, 3))]
const d5 = models.map((model) => model.apply(model.init(seed), x))[0]?.dtype
//? "float32" | undefined

// through functions
const e1 = grad((p: Params) => mean(square(net.apply(p, x))))(params)[0].weight
//? Tensor<[3, 4], "float32">
const [, slopes] = valueAndGrad((p: Params, y: Tensor<[5], "int32">) => crossEntropy(net.apply(p, x), y))(
  params,
  zeros([5], "int32"),
)
const e2 = net.apply(sgd(params, slopes, { lr: 0.1 }), x)
//? Tensor<[5, 2], "float32">
const e3 = compile({ params: net.spec, x: spec(["batch", 4]) }, ({ params, x }) => net.apply(params, x))({ params, x })
//? Tensor<[5, 2], "float32">
const e4 = vmap((row: Tensor<[4]>) => net.apply(params, row))(x)
//? Tensor<[5, 2], "float32">
const e5 = pipe(params, (p) => net.apply(p, x))
//? Tensor<[5, 2], "float32">
const e6 = net.apply(intoTree(net.spec, namedTensors(params)), x)
//? Tensor<[5, 2], "float32">
const e7 = net.apply(intoModel(net, namedTensors(params)).params, x)
//? Tensor<[5, 2], "float32">
const e8 = checkpoint((p: Params) => net.apply(p, x))(params)
//? Tensor<[5, 2], "float32">

// generic code
const f1 = (<B extends Dim>(x: Tensor<[B, 4]>) => net.apply(params, x))(x)
//? Tensor<[5, 2], "float32">
const built = <const N extends number>(n: N, x: Tensor<[5, N]>, model = sequential(linear(n, 3), relu)) =>
  model.apply(model.init(seed), x)
const f2 = built(4, x)
//? Tensor<[5, 3], "float32">
const f3 = (<const N extends number>(model: Linear<N, 3>, w: Tensor<[3, N]>, x: Tensor<[5, N]>) =>
  model.apply({ weight: w, bias: zeros([3]) }, x))(one, own.weight, x)
//? Tensor<[5, 3], "float32">
const evaluated = <F extends Fn, P>(model: Model<F, P>, p: P) => model.apply(p, x as never)
const f4 = evaluated(net, params).dtype
//? "float32"
const f5 = (<M extends typeof net>(model: M) => model.apply(model.init(seed), x))(net)
//? Tensor<[5, 2], "float32">
const f6 = (<P extends Params>(p: P) => net.apply(p, x))(params)
//? Tensor<[5, 2], "float32">
const f7 = (<P extends { readonly net: Params }>(p: P) => net.apply(p.net, x))({ net: params })
//? Tensor<[5, 2], "float32">
const asked = <P>(model: { init: (k: typeof seed) => P; apply: (p: P, x: Tensor<[5, 4]>) => Tensor<[5, 2]> }) =>
  model.apply(model.init(seed), x)
const f8 = asked(net)
//? Tensor<[5, 2], "float32">

// blocks, layers of one's own, states
const g1 = residual(linear(4, 4), relu).apply([linear(4, 4).init(seed), {}], x)
//? Tensor<[5, 4], "float32">
const g2 = labelled("head", one).apply(own, x)
//? Tensor<[5, 3], "float32">
const g3 = branches({ a: one, b: relu }).apply({ a: own, b: {} }, x).a
//? Tensor<[5, 3], "float32">
const pair = layer({
  name: "pair",
  takes: ["...", 4],
  gives: ["...", 4],
  spec: [spec([4]), { b: spec([4]) }] as const,
  init: () => [ones([4]), { b: ones([4]) }] as const,
  apply: ([a, { b }], x) => mul(mul(x, a), b),
})
const g4 = pair.apply([ones([4]), { b: ones([4]) }], x)
//? Tensor<[5, 4], "float32">
const noisy = sequential(one, batchNorm(3), dropout(0.1))
const start = { params: noisy.init(seed), state: noisy.initState() }
const g5 = noisy.apply(start.params, x, [{}, { runningMean: zeros([3]), runningVar: ones([size]) }, {}])
//? Tensor<[5, 3], "float32">
const g6 = noisy.train(start.params, x, { key: seed, state: start.state }).state[1].runningMean
//? Tensor<[3], "float32">

// optimizers
const optimizer = adam({ lr: 0.1 })
let now = { params, state: optimizer.init(params) }
for (let i = 0; i < 2; i++) now = optimizer.update(now.params, slopes, now.state)
const scaled = [{ ...slopes[0], weight: mul(slopes[0].weight, 2) }, {}, slopes[2]] as const
const h1 = optimizer.update(params, scaled, now.state).params[0].weight
//? Tensor<[3, 4], "float32">
const h2 = optimizer.update(mine, { weight: zeros([size, 4]), bias: zeros([3]) }, optimizer.init(mine)).params
//? Mine
const h3 = optimizer.update(params, slopes, JSON.parse("null") ?? now.state).params[2].bias
//? Tensor<[2], "float32">
const h4 = optimizer.update(params, slopes, intoTree(specsOf(now.state), namedTensors(now.state))).state.mean[2].bias
//? Tensor<[2], "float32">
const h5 = sgd([tensor([1])], [tensor([2])])
//? Tensor<[1], "float32">[]
const trained = <F extends StateFn, P>(optimizer: Optimizer<F>, loss: (p: P) => Tensor<[]>, start: P) => {
  let at = { params: start, state: optimizer.init(start) }
  for (let i = 0; i < 2; i++) at = optimizer.update(at.params, grad(loss)(at.params), at.state)
  return at.params
}
const h6 = trained(chain(clipByNorm(1), adam()), (p: Params) => sum(net.apply(p, x)), params)[0].bias
//? Tensor<[3], "float32">

// an optimizer of one's own
interface CountFn extends StateFn {
  readonly state: { readonly steps: Tensor<[]> }
}
const plain: Optimizer<CountFn> = {
  init: () => ({ steps: tensor(0) }),
  update: (params, gradients, { steps }) => ({ params: sgd(params, gradients, { lr: 0.1 }), state: { steps } }),
}
const h7 = chain(clipByNorm(1), plain).init(params)[1].steps
//? Tensor<[], "float32">
const h8 = trained(plain, (p: Params) => sum(net.apply(p, x)), params)[2].weight
//? Tensor<[2, 3], "float32">
