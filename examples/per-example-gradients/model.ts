/** @file A small classifier of the digits, and its loss on one of them. */
import { crossEntropy, relu, type Tensor } from "tuplet"
import { linear, sequential } from "tuplet/nn"

export const net = sequential(linear(64, 32), relu, linear(32, 10))

export type Params = ReturnType<typeof net.init>

/** Nothing here knows of batches. */
export const lossOf = (params: Params, x: Tensor<[64]>, y: Tensor<[], "int32">) => crossEntropy(net.apply(params, x), y)
