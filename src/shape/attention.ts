/**
 * @file Attention: [..., L, E] queries and [..., S, E] keys give [..., L, S] weights, with [..., S, V] values [..., L,
 * V].
 */
import { featuresMessage, lengthMessage, maskMessage } from "./attention-messages.js"
import { broadcast } from "./broadcast.js"
import { ShapeError } from "./error.js"
import { rankMessage } from "./messages.js"

type Sizes = readonly number[]

export const attentionShape = (op: string, queries: Sizes, keys: Sizes): Sizes => {
  for (const shape of [queries, keys]) assertMatrices(op, shape)
  const [x, y] = [queries.at(-1) as number, keys.at(-1) as number]
  if (x !== y) throw new ShapeError(featuresMessage(op, queries, keys, x, y))
  const batch = broadcast(`${op} batch dims`, queries.slice(0, -2), keys.slice(0, -2))
  return [...batch, queries.at(-2) as number, keys.at(-2) as number]
}

/** The batch dims of the result. Throws unless there is one value for each key, and batch dims broadcast. */
export const assertValues = (op: string, weights: Sizes, keys: Sizes, values: Sizes): Sizes => {
  assertMatrices(op, values)
  const [x, y] = [keys.at(-2) as number, values.at(-2) as number]
  if (x !== y) throw new ShapeError(lengthMessage(op, keys, values, x, y))
  return broadcast(`${op} batch dims`, weights.slice(0, -2), values.slice(0, -2))
}

export const assertMask = (op: string, mask: Sizes, weights: Sizes): void => {
  const lead = weights.length - mask.length
  const fits = lead >= 0 && mask.every((dim, axis) => dim === 1 || dim === weights[lead + axis])
  if (!fits) throw new ShapeError(maskMessage(op, mask, weights))
}

// internal

const assertMatrices = (op: string, shape: Sizes): void => {
  if (shape.length < 2) throw new ShapeError(rankMessage(op, 2, shape))
}
