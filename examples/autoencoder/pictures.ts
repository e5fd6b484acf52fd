/**
 * @file What the model has learnt, as pictures: what it makes of digits, what it makes up, and what lies between two
 * digits.
 */
import { add, at, type Key, mul, normal, sigmoid, sub, tensor, toArray } from "tuplet"
import { sideBySide } from "../data/picture.js"
import { autoencoder, type Codes, decoder, type Images, type Params, width } from "./model.js"

/** How many stand side by side. */
const columns = 5

/** Images above what becomes of them by way of a code. */
export const reconstructions = (params: Params, x: Images): string => {
  const { logits } = autoencoder.apply(params, x)
  return `${row(x)}\n\n${row(sigmoid(logits))}`
}

/** Codes drawn from the prior, decoded. */
export const samples = (params: Params, key: Key): string => row(decoded(params, normal(key, [columns, width])))

/** Steps on the straight line from one image's code to another's. */
export const between = (params: Params, from: Images, to: Images): string => {
  const [start, end] = [autoencoder.apply(params, from).mean, autoencoder.apply(params, to).mean]
  return row(decoded(params, path(start, end, columns)))
}

/** So many codes from the first of one list to the first of another, both included. */
export const path = (from: Codes, to: Codes, count: number): Codes => {
  const shares = tensor(Array.from({ length: count }, (_, i) => [i / (count - 1)]))
  return add(mul(at(from, ":1"), sub(1, shares)), mul(at(to, ":1"), shares))
}

// internal

const decoded = (params: Params, codes: Codes): Images => sigmoid(decoder.apply(params.decoder, codes))

const row = (images: Images): string => sideBySide(toArray(at(images, `:${columns}`)))
