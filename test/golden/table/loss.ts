/** @file Losses. */
import { type Arguments, given, row, type Table, t } from "./row.js"

/** size_average and reduce are PyTorch's former spelling of the reduction. */
export const reductionOf = ({ size_average, reduce, reduction }: Arguments): string => {
  if (size_average === undefined && reduce === undefined) return reduction
  if (reduce === false) return "none"
  return size_average === false ? "sum" : "mean"
}

export const loss: Table = {
  "nn.functional.nll_loss": row(
    "input, target, weight=None, size_average=None, ignore_index=-100, reduce=None, reduction='mean'",
    (args) =>
      t.nllLoss(
        args.input,
        args.target,
        given({ weight: args.weight, ignoreIndex: args.ignore_index, reduction: reductionOf(args) }),
      ),
  ),
  "nn.functional.cross_entropy": row(
    "input, target, weight=None, size_average=None, ignore_index=-100, reduce=None, reduction='mean', label_smoothing=0.0",
    (args) =>
      t.crossEntropy(
        args.input,
        args.target,
        given({
          weight: args.weight,
          ignoreIndex: args.ignore_index,
          reduction: reductionOf(args),
          labelSmoothing: args.label_smoothing,
        }),
      ),
    ({ target }) =>
      target.dtype === "float32"
        ? 'crossEntropy needs int32 class indices, got float32: use cast(x, "int32") first'
        : undefined,
  ),
}
