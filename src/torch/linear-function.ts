/** @file `torch.nn.functional.linear`: the linear layer of given parameters. */
import type { Call } from "../../types/fn.js"
import type { LinearFn, Refused } from "../../types/layer.js"
import type { Ok, Out } from "../../types/shape.js"
import type { FloatTensor, Tensor } from "../../types/tensor.js"
import { assertTensor } from "../api/operand.js"
import { linear as layer } from "../nn/linear.js"
import { assertRank } from "../shape/rank.js"

/**
 * x times the transpose of a weight [out, in], plus a bias [out] if there is one: `[..., in] -> [..., out]`, float32.
 * Errors: ShapeError where the last dim is another, or the bias doesn't fit.
 * PyTorch: `torch.nn.functional.linear`.
 * @example
 * ```ts
 * import { toArray } from "tuplet"
 * import * as torch from "tuplet/torch"
 * const weight = torch.tensor([[1, 1], [3, 0]])
 * toArray(torch.nn.functional.linear(torch.tensor([1, 2]), weight, torch.tensor([0, 1]))) // [3, 4]
 * ```
 */
export const linear = <X extends FloatTensor, const O extends number, const I extends number>(
  x: Ok<Refused<LinearFn<I, O>, X["shape"]>, X>,
  weight: Tensor<[O, I]>,
  bias?: Tensor<[NoInfer<O>]>,
): Tensor<Out<Call<LinearFn<I, O>, X["shape"]>>> => {
  const { shape } = assertTensor("linear", weight)
  assertRank("linear: weight", 2, shape)
  const [outputs, inputs] = shape as readonly number[]
  const given = bias === undefined ? { weight } : { weight, bias }
  const made = layer(inputs as number, outputs as number, { bias: bias !== undefined } as never)
  return made.apply(given as never, x as never) as never
}
