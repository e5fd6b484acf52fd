/** @file No false error in models: unions of inputs and of layers, generic tensors, `any`, layers in arrays. */
import { key, matmul, pipe, relu, type Shape, type Tensor, tanh, transpose, zeros } from "tuplet"
import { branches, layer, linear, parallel, residual, sequential } from "tuplet/nn"

const seed = key(0)
const flag: boolean = [1].length === 1

const net = sequential(linear(2, 3), flag ? relu : tanh, linear(3, 2))
const params = net.init(seed)
const a1 = net.apply(params, zeros([5, 2]))
//? Tensor<[5, 2], "float32">
const either = flag ? zeros([2, 2]) : zeros([4, 2])
const a2 = net.apply(params, either)
//? Tensor<[2, 2] | [4, 2], "float32">
const wide = sequential(linear(2, 3), flag ? linear(3, 4) : linear(3, 5))
const a3 = wide.apply(wide.init(seed), zeros([5, 2]))
//? Tensor<[5, 4] | [5, 5], "float32">
const heads = branches({ a: linear(2, 3), b: relu })
const a4 = heads.apply(heads.init(seed), either).a
//? Tensor<[2, 3] | [4, 3], "float32">
const block = residual(linear(2, 8), relu, linear(8, 2))
const a5 = block.apply(block.init(seed), either)
//? Tensor<[2, 2] | [4, 2], "float32">
const a6 = pipe(zeros([5, 2]), (x) => net.apply(params, x), relu)
//? Tensor<[5, 2], "float32">

const whole = <T extends Tensor>(x: T) => net.apply(params, x)
const b1 = whole(zeros([5, 2]))
//? Tensor<[5, 2], "float32">
const overShapes = <S extends Shape>(x: Tensor<S>) => block.apply(block.init(seed), x)
const b2 = overShapes(zeros([5, 3, 2]))
//? Tensor<[5, 3, 2], "float32">
const overBatch = <B extends number>(x: Tensor<[B, 2]>) => block.apply(block.init(seed), x)
const b3 = overBatch(zeros([5, 2]))
//? Tensor<[5, 2], "float32">

// biome-ignore lint/suspicious/noExplicitAny: values from outside must pass
const outside: any = zeros([5, 2])
const c1 = net.apply(params, outside)
//? Tensor<[...number[], 2], "float32">
// biome-ignore lint/suspicious/noExplicitAny: likewise
const anyLayer: any = relu
const loose = sequential(linear(2, 3), anyLayer, linear(3, 2))
const same = [linear(3, 3), linear(3, 3)]
const deep = sequential(...same)
const c2 = deep.apply(deep.init(seed), zeros([2, 3]))
//? Tensor<[2, 3], "float32">

//! zeros([5, 3]) : layer 0: linear(2, 3) needs a last dim of 2, got 3
net.apply(params, zeros([5, 3]))
const neither = flag ? zeros([2, 4]) : zeros([4, 4])
//! neither : layer 0: linear(2, 3) needs a last dim of 2, got 4
net.apply(params, neither)

// blocks over generic dims

const pair = parallel(linear(2, 3), relu)
const d1 = (<B extends number>(x: Tensor<[B, 2]>) => pair.apply(pair.init(seed), x))(zeros([7, 2]))
//? Tensor<[7, 5], "float32">
const d2 = pair.apply(pair.init(seed), either)
//? Tensor<[2, 5] | [4, 5], "float32">
const gram = layer({ name: "gram", takes: ["n", 2], gives: ["n", "n"], apply: (_, x) => matmul(x, transpose(x)) })
const d3 = (<B extends number>(x: Tensor<[B, 2]>) => gram.apply({}, x))(zeros([7, 2]))
//? Tensor<[7, 7], "float32">
const d4 = gram.apply({}, either)
//? Tensor<[2, 2] | [4, 4], "float32">
