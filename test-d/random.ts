/** @file Random numbers: a key comes first; shapes follow from the sizes given, or from the odds. */
import {
  add,
  bernoulli,
  categorical,
  compile,
  dropout,
  foldIn,
  gumbel,
  type Key,
  key,
  keySpec,
  keys,
  normal,
  permutation,
  spec,
  type Tensor,
  tensor,
  truncatedNormal,
  uniform,
  vmap,
  zeros,
} from "tuplet"

const k = key(0)
const logits = zeros([4, 3])
const integers = zeros([4, 3], "int32")
const named = zeros([5, 3]) as unknown as Tensor<["batch", 3]>
const n: number = 3

export const a1 = uniform(k, [2, 3])
//? Tensor<[2, 3], "float32">
export const a2 = gumbel(k, [n, 3])
//? Tensor<[number, 3], "float32">
export const a3 = truncatedNormal(k, -2, 2, [5])
//? Tensor<[5], "float32">
export const a4 = permutation(k, 10)
//? Tensor<[10], "int32">
export const a5 = permutation(k, n)
//? Tensor<[number], "int32">
export const a6 = bernoulli(k, 0.5, [2, 2])
//? Tensor<[2, 2], "bool">
export const a7 = bernoulli(k, zeros([4, 3]))
//? Tensor<[4, 3], "bool">
export const a8 = categorical(k, logits)
//? Tensor<[4], "int32">
export const a9 = categorical(k, logits, 0)
//? Tensor<[3], "int32">
export const a10 = categorical(k, named)
//? Tensor<["batch"], "int32">
export const a11 = dropout(k, named, 0.1)
//? Tensor<["batch", 3], "float32">
export const a12 = keys(k, 8).words
//? Tensor<[8, 2], "int32">
export const a13 = normal(foldIn(k, 3), [2])
//? Tensor<[2], "float32">
export const a14 = normal(foldIn(k, tensor(3, "int32")), [2])
//? Tensor<[2], "float32">
const noisy = compile({ key: keySpec, x: spec(["batch", 3]) }, ({ key: from, x }) => dropout(from, x, 0.5))
export const a15 = noisy({ key: k, x: zeros([5, 3]) })
//? Tensor<[5, 3], "float32">
export const layer = <S extends number[]>(from: Key, x: Tensor<S>): Tensor<S> => dropout(from, x)
export const a16 = layer(k, zeros([7]))
//? Tensor<[7], "float32">
export const a17 = dropout(k, zeros([2], "float64"))
//? Tensor<[2], "float64">

export const a18 = vmap((from: Key) => normal(from, [3]))(keys(k, 5))
//? Tensor<[5, 3], "float32">
export const a19 = vmap((from: Key, x: Tensor<[3]>) => dropout(from, x, 0.1))(keys(k, 5), zeros([5, 3]))
//? Tensor<[5, 3], "float32">
export const a20 = normal(k, named)
//? Tensor<["batch", 3], "float32">
const jittered = compile({ key: keySpec, x: spec(["batch", 3]) }, ({ key: from, x }) => add(x, normal(from, x)))
export const a21 = jittered({ key: k, x: zeros([5, 3]) })
//? Tensor<[5, 3], "float32">
export const jitter = <S extends number[]>(from: Key, x: Tensor<S>): Tensor<S> => normal(from, x)
export const drawn = <S extends number[]>(from: Key, shape: readonly [...S]): Tensor<S> => normal(from, shape)
export const a22 = jitter(k, zeros([7]))
//? Tensor<[7], "float32">

//! 2 : '2' is not assignable to parameter of type '0 | 1 | -1 | -2
export const b1 = categorical(k, logits, 2)
//! integers : categorical needs a float tensor, got int32: use cast(x, "float32") first
export const b2 = categorical(k, integers)
//! integers : dropout needs a float tensor, got int32: use cast(x, "float32") first
export const b3 = dropout(k, integers)
//> normal: expected a key, got a tensor of shape [4, 3]: use key(seed)
//! logits : type 'Key'
export const b4 = normal(logits, [2])
//> dropout: expected a key, got a tensor of shape [4, 3]: use key(seed)
//! logits : type 'Key'
export const b5 = dropout(logits, k)
//> normal: the size of "batch" in [batch, 3] is not known here: use a number
//! "batch" : 'string' is not assignable to type 'number'
export const b6 = normal(k, ["batch", 3])
