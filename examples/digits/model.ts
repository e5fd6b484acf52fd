/** @file The classifier: from 64 pixels to the log-probabilities of ten digits, and its loss. */
import { logSoftmax, nllLoss, relu, type Tensor } from "tuplet"
import { linear, sequential } from "tuplet/nn"

export const net = sequential(linear(64, 128), relu, linear(128, 10), logSoftmax(-1))

export type Params = ReturnType<typeof net.init>
export type Images<N extends number | string = "batch"> = Tensor<[N, 64]>
export type Labels<N extends number | string = "batch"> = Tensor<[N], "int32">

/** The mean negative log-likelihood of the labels. */
export const lossOf = (params: Params, images: Images, labels: Labels): Tensor<[]> =>
  nllLoss(net.apply(params, images), labels)
