/** @file Training on a few examples: from the pretrained body or from scratch, the body at a rate of its own. */
import { add, crossEntropy, key, mul, normal } from "tuplet"
import { adam, groups } from "tuplet/optim"
import { fit, freshState } from "tuplet/train"
import type { Digits } from "../data/digits.js"
import { type loadPretrained, net } from "./model.js"

export interface Plan {
  /** Rates of the body's parameters, 0 for one that stays as it is, and of the head's. */
  readonly rates: { readonly body: number; readonly head: number }
  readonly epochs: number
  readonly seed: number
  /** Left out, the body starts at random. */
  readonly pretrained?: Awaited<ReturnType<typeof loadPretrained>>
}

export const train = async (data: Digits, { rates, epochs, seed, pretrained }: Plan) => {
  // paths are those of the model: its first layer is the body
  const optimizer = groups({ "0.*": adam({ lr: rates.body }), "1.*": adam({ lr: rates.head }) })
  const fresh = freshState({ model: net, optimizer, key: key(seed) })
  const [body, head] = fresh.params
  const { state } = await fit(
    {
      model: net,
      optimizer,
      data,
      augment: ({ x, y }, { key }) => ({ x: add(x, mul(normal(key, x.shape), 0.25)), y }),
      loss: (logits, { y }) => crossEntropy(logits, y),
      epochs,
      batchSize: data.y.shape[0],
      key: key(seed),
    },
    { ...fresh, params: [pretrained?.body ?? body, head] },
  )
  return state.params
}
