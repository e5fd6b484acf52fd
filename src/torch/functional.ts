/**
 * @file `torch.nn.functional`: the core's functions under PyTorch's names. Options are an object at the end, with
 * PyTorch's names in camelCase.
 */
export { gelu, logSigmoid as logsigmoid, mish, silu, softplus, softsign } from "../api/activation.js"
export {
  adaptiveAvgPool1d as adaptive_avg_pool1d,
  adaptiveAvgPool2d as adaptive_avg_pool2d,
  adaptiveMaxPool1d as adaptive_max_pool1d,
  adaptiveMaxPool2d as adaptive_max_pool2d,
} from "../api/adaptive-pool.js"
export { scaledDotProductAttention as scaled_dot_product_attention } from "../api/attention.js"
export {
  binaryCrossEntropy as binary_cross_entropy,
  binaryCrossEntropyWithLogits as binary_cross_entropy_with_logits,
} from "../api/binary-loss.js"
export { hardsigmoid, hardswish, hardtanh, relu6 } from "../api/clamp.js"
export {
  conv1d,
  conv2d,
  convTranspose1d as conv_transpose1d,
  convTranspose2d as conv_transpose2d,
} from "../api/conv.js"
export { ctcLoss as ctc_loss } from "../api/ctc-loss.js"
export { celu, elu, leakyRelu as leaky_relu, selu, threshold } from "../api/elu.js"
export { embedding, oneHot as one_hot } from "../api/embedding.js"
export { glu, prelu } from "../api/glu.js"
export { interpolate } from "../api/interpolate.js"
export {
  gaussianNllLoss as gaussian_nll_loss,
  klDiv as kl_div,
  poissonNllLoss as poisson_nll_loss,
} from "../api/likelihood-loss.js"
export {
  crossEntropy as cross_entropy,
  multiMarginLoss as multi_margin_loss,
  nllLoss as nll_loss,
} from "../api/loss.js"
export {
  cosineEmbeddingLoss as cosine_embedding_loss,
  hingeEmbeddingLoss as hinge_embedding_loss,
  marginRankingLoss as margin_ranking_loss,
  tripletMarginLoss as triplet_margin_loss,
  tripletMarginWithDistanceLoss as triplet_margin_with_distance_loss,
} from "../api/margin-loss.js"
export { multilabelMarginLoss as multilabel_margin_loss } from "../api/multilabel-margin-loss.js"
export {
  batchNorm as batch_norm,
  groupNorm as group_norm,
  instanceNorm as instance_norm,
  layerNorm as layer_norm,
} from "../api/normalisation.js"
export {
  avgPool1d as avg_pool1d,
  avgPool2d as avg_pool2d,
  maxPool1d as max_pool1d,
  maxPool2d as max_pool2d,
} from "../api/pool.js"
export {
  maxPool1dWithIndices as max_pool1d_with_indices,
  maxPool2dWithIndices as max_pool2d_with_indices,
} from "../api/pool-indices.js"
export {
  huberLoss as huber_loss,
  l1Loss as l1_loss,
  mseLoss as mse_loss,
  smoothL1Loss as smooth_l1_loss,
} from "../api/regression-loss.js"
export { dropout } from "../api/sample.js"
export { hardshrink, softshrink, tanhshrink } from "../api/shrink.js"
export {
  multilabelSoftMarginLoss as multilabel_soft_margin_loss,
  softMarginLoss as soft_margin_loss,
} from "../api/soft-margin-loss.js"
export { logSoftmax as log_softmax, softmax, softmin } from "../api/softmax.js"
export { relu, sigmoid, tanh } from "../api/unary.js"
export { unfold } from "../api/unfold.js"
export { cosineSimilarity as cosine_similarity, normalize } from "../api/unit.js"
export { linear } from "./linear-function.js"
export { pad } from "./pad-function.js"
