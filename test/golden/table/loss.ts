/** @file Losses. */
import type { AnyTensor } from "../../../types/tensor.js"
import { type Arguments, given, type Row, row, type Table, t } from "./row.js"

/** size_average and reduce are PyTorch's former spelling of the reduction. */
export const reductionOf = ({ size_average, reduce, reduction }: Arguments): string => {
  if (size_average === undefined && reduce === undefined) return reduction
  if (reduce === false) return "none"
  return size_average === false ? "sum" : "mean"
}

/** `input, target`, the loss's own options, and what all have. */
const paired = (
  f: (x: AnyTensor, target: AnyTensor, options: Arguments) => AnyTensor,
  signature: string,
  options: (args: Arguments) => Arguments = () => ({}),
): Row =>
  row(signature, (args) => f(args.input, args.target, given({ ...options(args), reduction: reductionOf(args) })))

const plain = "input, target, size_average=None, reduce=None, reduction='mean'"

export const loss: Table = {
  "nn.functional.nll_loss": paired(
    t.nllLoss,
    "input, target, weight=None, size_average=None, ignore_index=-100, reduce=None, reduction='mean'",
    ({ weight, ignore_index }) => ({ weight, ignoreIndex: ignore_index }),
  ),
  "nn.functional.cross_entropy": paired(
    t.crossEntropy,
    "input, target, weight=None, size_average=None, ignore_index=-100, reduce=None, reduction='mean', label_smoothing=0.0",
    ({ weight, ignore_index, label_smoothing }) => ({
      weight,
      ignoreIndex: ignore_index,
      labelSmoothing: label_smoothing,
    }),
  ),
  "nn.functional.mse_loss": paired(t.mseLoss, plain),
  "nn.functional.l1_loss": paired(t.l1Loss, plain),
  "nn.functional.smooth_l1_loss": paired(t.smoothL1Loss, `${plain}, beta=1.0`, ({ beta }) => ({ beta })),
  "nn.functional.huber_loss": paired(t.huberLoss, "input, target, reduction='mean', delta=1.0", ({ delta }) => ({
    delta,
  })),
  "nn.functional.binary_cross_entropy": paired(
    t.binaryCrossEntropy,
    "input, target, weight=None, size_average=None, reduce=None, reduction='mean'",
    ({ weight }) => ({ weight }),
  ),
  "nn.functional.binary_cross_entropy_with_logits": paired(
    t.binaryCrossEntropyWithLogits,
    "input, target, weight=None, size_average=None, reduce=None, reduction='mean', pos_weight=None",
    ({ weight, pos_weight }) => ({ weight, posWeight: pos_weight }),
  ),
  "nn.functional.kl_div": paired(t.klDiv, `${plain}, log_target=False`, ({ log_target }) => ({
    logTarget: log_target,
  })),
  "nn.functional.poisson_nll_loss": paired(
    t.poissonNllLoss,
    "input, target, log_input=True, full=False, size_average=None, eps=1e-8, reduce=None, reduction='mean'",
    ({ log_input, full, eps }) => ({ logInput: log_input, full, eps }),
  ),
  "nn.functional.hinge_embedding_loss": paired(
    t.hingeEmbeddingLoss,
    "input, target, margin=1.0, size_average=None, reduce=None, reduction='mean'",
    ({ margin }) => ({ margin }),
  ),
  "nn.functional.soft_margin_loss": paired(t.softMarginLoss, plain),
  "nn.functional.multilabel_soft_margin_loss": paired(
    t.multilabelSoftMarginLoss,
    "input, target, weight=None, size_average=None, reduce=None, reduction='mean'",
    ({ weight }) => ({ weight }),
  ),
  "nn.functional.multi_margin_loss": paired(
    t.multiMarginLoss,
    "input, target, p=1, margin=1.0, weight=None, size_average=None, reduce=None, reduction='mean'",
    ({ p, margin, weight }) => ({ p, margin, weight }),
  ),
  "nn.functional.multilabel_margin_loss": paired(t.multilabelMarginLoss, plain),
  // the cases hold logits: PyTorch's gradient is theirs
  "nn.functional.ctc_loss": row(
    "logits, targets, input_lengths, target_lengths, blank=0, reduction='mean', zero_infinity=False",
    ({ logits, targets, input_lengths, target_lengths, blank, reduction, zero_infinity }) =>
      t.ctcLoss(t.logSoftmax(logits, -1), targets, input_lengths, target_lengths, {
        blank,
        reduction,
        zeroInfinity: zero_infinity,
      }),
  ),
  "nn.functional.gaussian_nll_loss": row(
    "input, target, var, full=False, eps=1e-6, reduction='mean'",
    ({ input, target, var: variance, full, eps, reduction }) =>
      t.gaussianNllLoss(input, target, variance, { full, eps, reduction }),
  ),
  "nn.functional.margin_ranking_loss": row(
    "input1, input2, target, margin=0, size_average=None, reduce=None, reduction='mean'",
    (args) =>
      t.marginRankingLoss(args.input1, args.input2, args.target, { margin: args.margin, reduction: reductionOf(args) }),
  ),
  "nn.functional.cosine_embedding_loss": row(
    "input1, input2, target, margin=0, size_average=None, reduce=None, reduction='mean'",
    (args) =>
      t.cosineEmbeddingLoss(args.input1, args.input2, args.target, {
        margin: args.margin,
        reduction: reductionOf(args),
      }),
  ),
  "nn.functional.triplet_margin_with_distance_loss": row(
    "anchor, positive, negative, *, distance_function=None, margin=1.0, swap=False, reduction='mean'",
    ({ anchor, positive, negative, distance_function, ...options }) =>
      t.tripletMarginWithDistanceLoss(anchor, positive, negative, { distanceFunction: distance_function, ...options }),
  ),
  "nn.functional.triplet_margin_loss": row(
    "anchor, positive, negative, margin=1.0, p=2, eps=1e-6, swap=False, size_average=None, reduce=None, reduction='mean'",
    (args) =>
      t.tripletMarginLoss(args.anchor, args.positive, args.negative, {
        margin: args.margin,
        p: args.p,
        eps: args.eps,
        swap: args.swap,
        reduction: reductionOf(args),
      }),
  ),
}
