/** @file Averages of parameters over the steps of a training. */
import type { MovingAverage } from "../../types/optim-compose.js"
import { alignedLeaves, type Leaf, withLeaves } from "./leaves.js"
import { assertBetween } from "./range.js"
import { averaged } from "./rule.js"

/**
 * The exponential moving average of parameters: `init(params)` is where it starts, `update(average, params)` the next
 * one, decay · average + (1 - decay) · params.
 *
 * Errors: RangeError for a decay outside of [0, 1); TypeError and ShapeError where the trees differ, with the path.
 * PyTorch: `torch.optim.swa_utils.AveragedModel` with such an `avg_fn`. JAX: `optax.ema`.
 * @example
 * ```ts
 * import { tensor, toArray } from "tuplet"
 * import { ema } from "tuplet/optim"
 * const { init, update } = ema(0.75)
 * toArray(update(init(tensor([0, 4])), tensor([4, 0]))) // [1, 3]
 * ```
 */
export const ema = (decay: number): MovingAverage => {
  assertBetween("ema", "decay", decay, 0, 1)
  return {
    init: (params) => params,
    update: (average, params) =>
      withLeaves(
        average,
        (
          alignedLeaves([
            ["average", average],
            ["params", params],
          ]) as readonly (readonly [Leaf, Leaf])[]
        ).map(([before, leaf]) => averaged(before, leaf, decay)),
      ),
  }
}
