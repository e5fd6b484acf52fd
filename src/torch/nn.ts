/** @file `torch.nn`: the namespace of layers and losses. */
export {
  CELU,
  ELU,
  GELU,
  Hardshrink,
  Hardsigmoid,
  Hardswish,
  Hardtanh,
  LeakyReLU,
  LogSigmoid,
  Mish,
  ReLU,
  ReLU6,
  SELU,
  Sigmoid,
  SiLU,
  Softplus,
  Softshrink,
  Softsign,
  Tanh,
  Tanhshrink,
  Threshold,
} from "./activation.js"
export { AdaptiveLogSoftmaxWithLoss } from "./adaptive-log-softmax.js"
export { type AttendOptions, type AttentionOptions, MultiheadAttention } from "./attention.js"
export { BatchNorm1d, BatchNorm2d } from "./batch-norm.js"
export { Conv1d, Conv2d, ConvTranspose1d, ConvTranspose2d } from "./conv.js"
export { CosineSimilarity } from "./cosine-similarity.js"
export { CTCLoss } from "./ctc-loss.js"
export { type DecodeOptions, TransformerDecoder, TransformerDecoderLayer } from "./decoder.js"
export { Embedding } from "./embedding.js"
export { type EncoderLayerOptions, TransformerEncoder, TransformerEncoderLayer } from "./encoder.js"
export * as functional from "./functional.js"
export { GLU, PReLU } from "./gated.js"
export * as init from "./init.js"
export { InstanceNorm1d, InstanceNorm2d } from "./instance-norm.js"
export { Linear, type LinearOptions } from "./linear.js"
export {
  CrossEntropyLoss,
  type CrossEntropyLossOptions,
  MultiLabelMarginLoss,
  MultiMarginLoss,
  type MultiMarginLossOptions,
  NLLLoss,
  type NLLLossOptions,
} from "./loss.js"
export { Module } from "./module.js"
export { GroupNorm, LayerNorm, type LayerNormOptions, RMSNorm } from "./norm.js"
export {
  CircularPad1d,
  CircularPad2d,
  ConstantPad1d,
  ConstantPad2d,
  ReflectionPad1d,
  ReflectionPad2d,
  ReplicationPad1d,
  ReplicationPad2d,
  ZeroPad1d,
  ZeroPad2d,
} from "./pad.js"
export {
  BCELoss,
  BCEWithLogitsLoss,
  HingeEmbeddingLoss,
  HuberLoss,
  KLDivLoss,
  L1Loss,
  MSELoss,
  MultiLabelSoftMarginLoss,
  PoissonNLLLoss,
  SmoothL1Loss,
  SoftMarginLoss,
} from "./pair-loss.js"
export { Dropout, Flatten, Identity, Unflatten } from "./plain.js"
export {
  AdaptiveAvgPool1d,
  AdaptiveAvgPool2d,
  AdaptiveMaxPool1d,
  AdaptiveMaxPool2d,
  AvgPool1d,
  AvgPool2d,
  MaxPool1d,
  MaxPool2d,
} from "./pool.js"
export { GRU, LSTM, type RecurrentOptions } from "./recurrent.js"
export { Unfold, Upsample } from "./resample.js"
export { Sequential } from "./sequential.js"
export { LogSoftmax, type LogSoftmaxOptions, Softmax, Softmax2d, type SoftmaxOptions, Softmin } from "./softmax.js"
export {
  CosineEmbeddingLoss,
  GaussianNLLLoss,
  MarginRankingLoss,
  TripletMarginLoss,
  TripletMarginWithDistanceLoss,
} from "./triple-loss.js"
