/** @file A loss of one's own: the focal loss, which leaves alone what is right already. */
import { type Dim, exp, mean, mul, nllLoss, pow, sub, type Tensor } from "tuplet"

/** (1 - p)^focus · -log p, where p is the probability of the right class; the mean over a batch of any size. */
export const focalLoss = <N extends Dim, C extends Dim>(
  logp: Tensor<[N, C]>,
  target: Tensor<[N], "int32">,
  focus: number,
): Tensor<[]> => {
  const surprise = nllLoss(logp, target, { reduction: "none" })
  return mean(mul(pow(sub(1, exp(mul(surprise, -1))), focus), surprise))
}
