/** @file No false error: unions of tensors, conditional code, generic tensors, readonly shapes, `any`. */
import {
  type AnyTensor,
  add,
  argmax,
  broadcastTo,
  cast,
  concat,
  type DType,
  div,
  exp,
  flip,
  full,
  key,
  logSoftmax,
  matmul,
  mean,
  mul,
  normal,
  permute,
  pipe,
  relu,
  reshape,
  softmax,
  sub,
  sum,
  type Tensor,
  tensor,
  toArray,
  transpose,
  unsqueeze,
  where,
  zeros,
} from "tuplet"

const flag: boolean = [1].length === 1

// a union of tensors: every operation takes it, and gives the union of the results

const either = flag ? zeros([2, 3]) : zeros([4, 3])
export const a1 = exp(either)
//? Tensor<[2, 3] | [4, 3], "float32">
export const a2 = logSoftmax(either, -1)
//? Tensor<[2, 3] | [4, 3], "float32">
export const a3 = matmul(either, zeros([3, 5]))
//? Tensor<[2, 5] | [4, 5], "float32">
export const a4 = add(either, zeros([3]))
//? Tensor<[2, 3] | [4, 3], "float32">
export const a5 = add(1, either)
//? Tensor<[2, 3] | [4, 3], "float32">
export const a6 = sum(either, -1)
//? Tensor<[2] | [4], "float32">
export const a7 = sum(either)
//? Tensor<[], "float32">
export const a8 = transpose(either)
//? Tensor<[3, 2] | [3, 4], "float32">
export const a9 = reshape(either, [-1])
//? Tensor<[6 | 12], "float32">
export const a10 = pipe(either, exp)
//? Tensor<[2, 3] | [4, 3], "float32">
export const a11 = pipe(either, logSoftmax(-1))
//? Tensor<[2, 3] | [4, 3], "float32">
export const a12 = pipe(either, matmul(zeros([3, 5])), relu, add(zeros([5])), sum(-1))
//? Tensor<[2] | [4], "float32">
export const a13 = pipe(either, unsqueeze(0))
//? Tensor<[1, 2, 3] | [1, 4, 3], "float32">
export const a14 = argmax(either, -1)
//? Tensor<[2] | [4], "int32">
export const a15 = where(cast(zeros([]), "bool"), either, 0)
//? Tensor<[2, 3] | [4, 3], "float32">
export const a16 = cast(either, "int32")
//? Tensor<[2, 3] | [4, 3], "int32">
export const a17 = flip(either, 0)
//? Tensor<[2, 3] | [4, 3], "float32">
export const a18 = toArray(either)
//? number[][] | number[][]
export const a19 = pipe(either, mul(2), softmax(-1), mean(0))
//? Tensor<[3], "float32">
const dtypes = flag ? zeros([2, 3]) : zeros([2, 3], "float64")
export const a20 = exp(dtypes)
//? Tensor<[2, 3], "float32" | "float64">
export const a21 = mul(dtypes, dtypes)
//? Tensor<[2, 3], "float32" | "float64">

// a union of which no member fits is refused
//! zeros([4, 5]) : matmul: inner dims differ: 3 vs 4
matmul(either, zeros([4, 5]))
const whole = flag ? zeros([2, 3], "int32") : zeros([3], "bool")
//! whole : exp needs a float tensor, got
exp(whole)

// conditional model code

export const b1 = (flag ? relu : exp)(zeros([2, 3]))
//? Tensor<[2, 3], "float32">
export const b2 = pipe(zeros([2, 3]), flag ? relu : exp)
//? Tensor<[2, 3], "float32">
const wide = flag ? zeros([3, 8]) : zeros([3, 16])
export const b3 = pipe(zeros([2, 3]), (x) => matmul(x, wide), relu)
//? Tensor<[2, 8] | [2, 16], "float32">
let state = zeros([2, 3])
for (const step of [1, 2]) state = add(mul(state, step), 1)
export const b4 = state
//? Tensor<[2, 3], "float32">

// arrays of tensors of different shapes

const list = [zeros([2, 3]), zeros([4, 3])]
export const c1 = list.map((x) => exp(x))
//? Tensor<[2, 3] | [4, 3], "float32">[]
export const c2 = list.map((x) => sum(x))
//? Tensor<[], "float32">[]
export const c3 = list.map((x) => matmul(x, zeros([3, 5])))
//? Tensor<[2, 5] | [4, 5], "float32">[]
export const c4 = list.map(relu)
//? Tensor<[2, 3] | [4, 3], "float32">[]
export const c5 = list.map(toArray)
//? (number[][] | number[][])[]
export const c6 = concat(list)
//? Tensor<number[], "float32">

// generic functions of whole tensors

export function scaled<T extends AnyTensor>(x: T) {
  return mul(exp(x), 2)
}
export const d1 = scaled(zeros([2, 3], "float64"))
//? Tensor<[2, 3], "float64">
export function doubled<T extends AnyTensor>(x: T) {
  return add(x, x)
}
export const d2 = doubled(zeros([2, 3]))
//? Tensor<[2, 3], "float32">
export function normalized<T extends Tensor>(x: T) {
  return logSoftmax(add(exp(x), 1))
}
export const d3 = normalized(zeros([2, 3]))
//? Tensor<[2, 3], "float32">
export function squared<T extends AnyTensor>(x: T) {
  return matmul(x, x)
}
export const d4 = squared(zeros([3, 3]))
//? Tensor<[3, 3], "float32">
export function piped<T extends AnyTensor>(x: T) {
  return pipe(x, mul(2), exp, relu)
}
export const d5 = piped(zeros([2, 3]))
//? Tensor<[2, 3], "float32">
export function summed<T extends AnyTensor>(x: T) {
  return pipe(x, sum(0))
}
export const d6 = summed(zeros([2, 3]))
//? Tensor<[3], "float32">
export function weighed<T extends AnyTensor>(x: T) {
  return pipe(x, logSoftmax(-1), mul(2), sum(-1))
}
export const d7 = weighed(zeros([2, 3]))
//? Tensor<[2], "float32">
export function flattened<T extends AnyTensor>(x: T) {
  return transpose(reshape(x, [-1, 2]))
}
export const d8 = flattened(zeros([2, 3]))
//? Tensor<[2, 3], "float32">

// a generic dtype, a generic contracted dim

export function shifted<D extends DType>(x: Tensor<[2, 3], D>): Tensor<[2, 3], D> {
  return sub(add(x, 1), x)
}
export const e1 = shifted(zeros([2, 3], "float64"))
//? Tensor<[2, 3], "float64">
export function gram<D extends DType>(x: Tensor<[2, 3], D>): Tensor<[2, 2], D> {
  return matmul(x, transpose(x))
}
export const e2 = gram(zeros([2, 3], "int32"))
//? Tensor<[2, 2], "int32">
export function total<D extends DType>(x: Tensor<[2, 3], D>) {
  return [sum(x, 0), div(x, 2)] as const
}
export const e3 = total(zeros([2, 3], "int32"))[0]
//? Tensor<[3], "int32">
export function contract<M extends number, K extends number, N extends number>(
  x: Tensor<[M, K]>,
  w: Tensor<[K, N]>,
): Tensor<[M, N]> {
  return pipe(x, matmul(w), logSoftmax(-1))
}
export const e4 = contract(zeros([2, 5]), zeros([5, 3]))
//? Tensor<[2, 3], "float32">

// readonly shapes are shapes

const shape = [2, 3] as const
export const f1 = zeros(shape)
//? Tensor<[2, 3], "float32">
export const f2 = reshape(zeros([6]), shape)
//? Tensor<[2, 3], "float32">
export const f3 = broadcastTo(zeros([3]), shape)
//? Tensor<[2, 3], "float32">
export const f4 = pipe(zeros([3]), broadcastTo(shape), permute([1, 0] as const))
//? Tensor<[3, 2], "float32">
export const f5 = full(shape, 2)
//? Tensor<[2, 3], "float32">
export const f6 = sum(zeros(shape), [0, 1] as const)
//? Tensor<[], "float32">
export const f7 = normal(key(0), shape)
//? Tensor<[2, 3], "float32">
export const f8 = tensor([
  [1, 2],
  [3, 4],
] as const)
//? Tensor<[2, 2], "float32">
const readonlyTensor: Tensor<readonly [2, 3]> = zeros(shape)
export const f9 = matmul(readonlyTensor, zeros([3, 4]))
//? Tensor<[2, 4], "float32">
//! shape : reshape: [5] has 5 elements but [2, 3] has 6
reshape(zeros([5]), shape)
//! shape : broadcastTo: [4] does not broadcast to [2, 3]
pipe(zeros([4]), broadcastTo(shape))

// `any` passes through everything

// biome-ignore lint/suspicious/noExplicitAny: values from outside must pass
const outside: any = zeros([2, 3])
export const g1 = exp(outside)
//? Tensor<any, any>
export const g2 = matmul(outside, zeros([3, 4]))
//? Tensor<number[], any>
export const g3 = add(outside, outside)
//? Tensor<number[], any>
export const g4 = sum(outside, -1)
//? Tensor<number[], any>
export const g5: Tensor<[2, 4]> = matmul(relu(outside), zeros([3, 4])) as Tensor<[2, 4]>
export const g6 = [pipe(outside, logSoftmax(1), exp), transpose(outside), toArray(outside)]
