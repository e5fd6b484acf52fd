/** @file Normalisation over axes, batches, channels and groups. */
import { given, row, type Table, t } from "./row.js"

const batchNorm = row(
  "input, running_mean, running_var, weight=None, bias=None, training=False, momentum=0.1, eps=1e-5",
  ({ input, running_mean, running_var, weight, bias, training, eps }) =>
    t.batchNorm(input, given({ runningMean: running_mean, runningVar: running_var, weight, bias, training, eps })),
  ({ input }) => (input.shape.length < 2 ? `batchNorm: needs rank >= 2, got [${input.shape.join(", ")}]` : undefined),
)

export const normalisation: Table = {
  "nn.functional.layer_norm": row(
    "input, normalized_shape, weight=None, bias=None, eps=1e-5",
    ({ input, normalized_shape, weight, bias, eps }) =>
      t.layerNorm(input, normalized_shape, given({ weight, bias, eps })),
  ),
  "nn.functional.group_norm": row(
    "input, num_groups, weight=None, bias=None, eps=1e-5",
    ({ input, num_groups, weight, bias, eps }) => t.groupNorm(input, num_groups, given({ weight, bias, eps })),
  ),
  "nn.functional.instance_norm": row(
    "input, running_mean=None, running_var=None, weight=None, bias=None, use_input_stats=True, momentum=0.1, eps=1e-5",
    ({ input, running_mean, running_var, weight, bias, use_input_stats, eps }) =>
      t.instanceNorm(
        input,
        given({
          runningMean: running_mean,
          runningVar: running_var,
          weight,
          bias,
          useInputStats: use_input_stats,
          eps,
        }),
      ),
  ),
  "nn.functional.batch_norm": batchNorm,
  "nn.functional.normalize": row("input, p=2.0, dim=1, eps=1e-12, out=None", ({ input, p, dim, eps }) =>
    t.normalize(input, { p, dim, eps }),
  ),
  "nn.functional.cosine_similarity": row("x1, x2, dim=1, eps=1e-8", ({ x1, x2, dim, eps }) =>
    t.cosineSimilarity(x1, x2, { dim, eps }),
  ),
}
