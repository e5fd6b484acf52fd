/** @file Blocks of models: residual, parallel, records of layers, labels; the layer at fault by position and label. */
import {
  add,
  argmax,
  cast,
  exp,
  greater,
  key,
  logicalNot,
  logSoftmax,
  matmul,
  refine,
  relu,
  softmax,
  sum,
  type Tensor,
  zeros,
} from "tuplet"
import { branches, labelled, linear, parallel, residual, sequential } from "tuplet/nn"

const seed = key(0)

// residual

const block = residual(linear(64, 128), relu, linear(128, 64))
const a1 = block.apply(block.init(seed), zeros([2, 64]))
//? Tensor<[2, 64], "float32">
const a2 = block.init(seed)[2].weight
//? Tensor<[64, 128], "float32">
const net = sequential(linear(10, 64), block, residual(linear(64, 64)), linear(64, 5))
const params = net.init(seed)
const a3 = net.apply(params, zeros([2, 3, 10]))
//? Tensor<[2, 3, 5], "float32">
const a4 = params[1][0].bias
//? Tensor<[128], "float32">
const still = residual(relu, logSoftmax(-1))
const a5 = still.apply(still.init(seed), zeros([2, 10]))
//? Tensor<[2, 10], "float32">
const outer = residual(residual(linear(8, 8)), softmax)
const a6 = outer.apply(outer.init(seed), zeros([8]))
//? Tensor<[8], "float32">
const refined = refine(zeros([4, 64]), ["batch", 64])
if (refined._tag === "Right") {
  const a7 = block.apply(block.init(seed), refined.right)
  //? Tensor<["batch", 64], "float32">
}
const overBatch = <B extends number>(x: Tensor<[B, 10]>) => net.apply(params, x)
const a8 = overBatch(zeros([7, 10]))
//? Tensor<[7, 5], "float32">
const rows: number = 2
const a9 = block.apply(block.init(seed), zeros([rows, 64]))
//? Tensor<[number, 64], "float32">

//! linear(128, 32) : residual: the layers turn [..., 64] into [..., 32], which can't be added to it
residual(linear(64, 128), relu, linear(128, 32), relu)
//! linear(64, 32) : residual: the layers turn [..., 64] into [..., 32], which can't be added to it
sequential(linear(10, 64), residual(linear(64, 32)), linear(32, 5))
//! linear(64, 64) : layer 1: linear(64, 64) needs a last dim of 64, got 128
residual(linear(64, 128), linear(64, 64))
//! block : layer 1: layer 0: linear(64, 128) needs a last dim of 64, got 32
sequential(linear(10, 32), block)
//! zeros([2, 63]) : layer 0: linear(64, 128) needs a last dim of 64, got 63
block.apply(block.init(seed), zeros([2, 63]))
const summed = residual(sum(-1))
//! zeros([2, 3]) : residual: the layers turn [2, 3] into [2], which can't be added to it
summed.apply(summed.init(seed), zeros([2, 3]))
const inside = sequential(linear(2, 3), residual(sum(-1)))
//! zeros([2, 2]) : layer 1: residual: the layers turn [2, 3] into [2], which can't be added to it
inside.apply(inside.init(seed), zeros([2, 2]))
const grown = residual(add(zeros([5, 1, 3])))
//! zeros([2, 3]) : residual: the layers turn [2, 3] into [5, 2, 3], which can't be added to it
grown.apply(grown.init(seed), zeros([2, 3]))

// parallel: joined along the last dim

const pair = parallel(linear(8, 16), sequential(linear(8, 4), exp))
const b1 = pair.apply(pair.init(seed), zeros([3, 8]))
//? Tensor<[3, 20], "float32">
const joined = sequential(linear(4, 8), pair, linear(20, 2))
const b2 = joined.apply(joined.init(seed), zeros([5, 3, 4]))
//? Tensor<[5, 3, 2], "float32">
const b3 = joined.init(seed)[1][1][0].weight
//? Tensor<[4, 8], "float32">
const skip = parallel(relu, linear(8, 8), relu)
const b4 = skip.apply(skip.init(seed), zeros([8]))
//? Tensor<[24], "float32">
const alone = parallel(linear(8, 2))
const b5 = alone.apply(alone.init(seed), zeros([rows, 8]))
//? Tensor<[number, 2], "float32">

//! linear(9, 16) : layer 1: linear(9, 16) needs a last dim of 9, got 8
parallel(linear(8, 16), linear(9, 16))
//! sequential(linear(7, 2)) : layer 3: layer 0: linear(7, 2) needs a last dim of 7, got 8
parallel(relu, linear(8, 16), relu, sequential(linear(7, 2)))
//! linear(21, 2) : layer 2: linear(21, 2) needs a last dim of 21, got 20
sequential(linear(4, 8), pair, linear(21, 2))
const uneven = parallel(relu, sum(-1))
//! zeros([2, 3]) : parallel: [2, 3] and [2] differ in more than the last dim
uneven.apply(uneven.init(seed), zeros([2, 3]))
//! zeros([2, 7]) : layer 0: linear(8, 16) needs a last dim of 8, got 7
pair.apply(pair.init(seed), zeros([2, 7]))

// branches: a record of results

const heads = branches({ policy: linear(8, 4), value: sequential(linear(8, 1), relu) })
const { policy, value } = heads.apply(heads.init(seed), zeros([2, 8]))
const c1: Tensor<[2, 4]> = policy
const c2: Tensor<[2, 1]> = value
const c3 = heads.init(seed).value[0].weight
//? Tensor<[1, 8], "float32">
const mixed = branches({ a: linear(8, 4), b: linear(7, 4) })
//! zeros([2, 8]) : b: linear(7, 4) needs a last dim of 7, got 8
mixed.apply(mixed.init(seed), zeros([2, 8]))

// labels

const head = labelled("head", linear(64, 10))
const d1 = head.apply(head.init(seed), zeros([2, 64]))
//? Tensor<[2, 10], "float32">
const scores = labelled("scores", softmax(-1))
const d2 = scores(zeros([2, 3]))
//? Tensor<[2, 3], "float32">
const classifier = sequential(linear(32, 64), relu, head, scores)
const d3 = classifier.apply(classifier.init(seed), zeros([2, 32]))
//? Tensor<[2, 10], "float32">
const d4 = classifier.init(seed)[2].weight
//? Tensor<[10, 64], "float32">

//! head : layer 2 (head): linear(64, 10) needs a last dim of 64, got 128
sequential(linear(64, 128), relu, head)
//! labelled("out", linear(5, 4)) : layer 1 (out): linear(5, 4) needs a last dim of 5, got 10
sequential(labelled("in", linear(64, 10)), labelled("out", linear(5, 4)))
const encoder = labelled("encoder", sequential(relu, head))
//! encoder : layer 1 (encoder): layer 1 (head): linear(64, 10) needs a last dim of 64, got 32
sequential(linear(8, 32), encoder)
const late = sequential(linear(4, 8), labelled("scores", softmax(2)))
//! zeros([2, 4]) : layer 1 (scores): softmax: dim 2 is out of range for [2, 8]: use 0 | 1 | -1 | -2
late.apply(late.init(seed), zeros([2, 4]))

// layers keep the dtype

const kept = sequential(linear(10, 64), cast("float32"), matmul(zeros([64, 2])), add(zeros([2], "int32")))
const e1 = kept.apply(kept.init(seed), zeros([3, 10]))
//? Tensor<[3, 2], "float32">

//! logicalNot : layer 1: the operation gives bool: layers keep the dtype, here float32
sequential(linear(10, 64), logicalNot)
//! cast("int32") : layer 1: the operation gives int32: layers keep the dtype, here float32
sequential(linear(10, 64), cast("int32"))
//! greater(0) : layer 0: the operation gives bool: layers keep the dtype, here float32
sequential(greater(0))
//! argmax : layer 1: the operation gives int32: layers keep the dtype, here float32
sequential(linear(10, 64), argmax)
//! argmax(0) : layer 1: the operation gives int32: layers keep the dtype, here float32
sequential(linear(10, 64), argmax(0), relu)
//! add(zeros([64], "float64")) : layer 1: the operation gives float64: layers keep the dtype, here float32
sequential(linear(10, 64), add(zeros([64], "float64")))
//! matmul(zeros([64, 2], "float64")) : layer 1: the operation gives float64: layers keep the dtype, here float32
sequential(linear(10, 64), matmul(zeros([64, 2], "float64")))
//! cast("bool") : layer 0: the operation gives bool: layers keep the dtype, here float32
residual(cast("bool"))
//! linear(64, 10) : layer 1: linear(64, 10) needs a last dim of 64, got 128
sequential(sequential(linear(64, 128), linear(64, 10)), relu, linear(10, 2))
//! linear(3, 2) : residual: the layers turn [..., 3] into [..., 2], which can't be added to it
parallel(relu, residual(linear(3, 2)))
