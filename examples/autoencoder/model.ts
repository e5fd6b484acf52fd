/** @file The model: an encoder gives a normal distribution of codes, a decoder turns a code back into an image. */
import { add, type Dim, div, exp, type Key, mul, normal, silu, split, type Tensor } from "tuplet"
import { branches, linear, sequential } from "tuplet/nn"

/** The numbers of a code. */
export const width = 8

export type Images = Tensor<[Dim, 64]>
export type Codes = Tensor<[Dim, typeof width]>

/** Of each image's code: independent normal distributions. */
export interface Belief {
  readonly mean: Codes
  readonly logVariance: Codes
}

/** The logits of each pixel's share of ink, with the belief that they are decoded from. */
export interface Reconstruction extends Belief {
  readonly logits: Images
}

const encoder = sequential(linear(64, 128), silu, linear(128, 128), silu)
const heads = branches({ mean: linear(128, width), logVariance: linear(128, width) })
export const decoder = sequential(linear(width, 128), silu, linear(128, 128), silu, linear(128, 64))

const init = (key: Key) => {
  const [first, second, third] = split(key, 3)
  return { encoder: encoder.init(first), heads: heads.init(second), decoder: decoder.init(third) }
}

export type Params = ReturnType<typeof init>

/** What `fit` trains: whatever has these four is a model. */
export const autoencoder = {
  spec: { encoder: encoder.spec, heads: heads.spec, decoder: decoder.spec },
  init,
  /** In evaluation a code is its mean. */
  apply: (params: Params, x: Images): Reconstruction => {
    const belief = believe(params, x)
    return { ...belief, logits: decoder.apply(params.decoder, belief.mean) }
  },
  /** In training it is drawn. Noise scaled and shifted, not a draw from what depends on parameters: gradients pass. */
  train: (params: Params, x: Images, { key }: { readonly key: Key }) => {
    const belief = believe(params, x)
    const noise = normal(key, belief.mean)
    const codes = add(belief.mean, mul(noise, exp(div(belief.logVariance, 2))))
    return { output: { ...belief, logits: decoder.apply(params.decoder, codes) }, state: {} }
  },
}

// internal

const believe = (params: Params, x: Images): Belief => heads.apply(params.heads, encoder.apply(params.encoder, x))
