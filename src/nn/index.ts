/** @file tuplet/nn: layers with parameters. The operations of tuplet are the layers without. */

export type {
  AdaptiveLogSoftmaxWithLoss,
  AdaptiveOptions,
  AdaptiveParams,
} from "../../types/adaptive-log-softmax.js"
export type { Conv1d, Conv2d, ConvTranspose1d, ConvTranspose2d } from "../../types/conv-layers.js"
export type { Embedding } from "../../types/embedding-layer.js"
export type { AnyLayer, Fn, Layer, Operation } from "../../types/fn.js"
export type { Initialiser } from "../../types/initialisers.js"
export type { Linear, LinearWithoutBias, Model } from "../../types/layer.js"
export type {
  AffineParams,
  BatchNorm,
  BatchNormState,
  BatchNormWithoutAffine,
  Dropout,
  GroupNorm,
  InstanceNorm,
  LayerNorm,
  LayerNormWithoutBias,
  RmsNorm,
  ScaleParams,
} from "../../types/normalised.js"
export type { Branches, Parallel } from "../../types/parallel.js"
export type { Own } from "../../types/pattern.js"
export type { Gru, Lstm, RecurrentParams } from "../../types/recurrent.js"
export type { Repeated } from "../../types/repeat-layer.js"
export type { Residual } from "../../types/residual.js"
export type { Label, Sequential } from "../../types/sequential.js"
export type { Trained, TrainOptions } from "../../types/training.js"
export type { AttentionParams, FeedForward, MultiHeadAttention, TransformerBlock } from "../../types/transformer.js"
export { adaptiveLogSoftmaxWithLoss } from "./adaptive-log-softmax.js"
export { multiHeadAttention } from "./attention.js"
export { batchNorm } from "./batch-norm.js"
export { conv1d, conv2d, convTranspose1d, convTranspose2d } from "./conv.js"
export { dropout } from "./dropout.js"
export { embedding } from "./embedding.js"
export {
  kaimingNormal,
  kaimingUniform,
  orthogonal,
  truncNormal,
  xavierNormal,
  xavierUniform,
} from "./initialisers.js"
export { instanceNorm } from "./instance-norm.js"
export { labelled } from "./labelled.js"
export { layer } from "./layer.js"
export { linear } from "./linear.js"
export { groupNorm, layerNorm, rmsNorm } from "./norm.js"
export { branches, parallel } from "./parallel.js"
export { gru, lstm } from "./recurrent.js"
export { repeat } from "./repeat.js"
export { residual } from "./residual.js"
export { sequential } from "./sequential.js"
export { summary } from "./summary.js"
export { feedForward, transformerBlock } from "./transformer.js"
export { withInit } from "./with-init.js"
