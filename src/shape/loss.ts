/** @file Losses of several tensors: which shapes go together. */
import { broadcast } from "./broadcast.js"
import { ShapeError } from "./error.js"
import { ctcInputMessage, ctcMessage, pairTargetsMessage, varianceMessage } from "./loss-messages.js"
import { rankMessage, ranksMessage } from "./messages.js"

export const assertEqualRanks = (op: string, a: readonly number[], b: readonly number[]): void => {
  if (a.length !== b.length) throw new ShapeError(ranksMessage(op, a, b))
}

/** A variance as it broadcasts to the means: one without their last dim gets a 1 there. */
export const varianceShape = (means: readonly number[], variance: readonly number[]): readonly number[] => {
  const lead = means.slice(0, -1)
  const isLead = (shape: readonly number[]) =>
    shape.length === lead.length && shape.every((dim, axis) => dim === lead[axis])
  const isWhole = variance.length === means.length && variance.every((dim, axis) => dim === means[axis])
  if (isWhole) return variance
  if (means.length > 0 && isLead(variance)) return [...variance, 1]
  if (variance.length > 0 && variance.at(-1) === 1 && isLead(variance.slice(0, -1))) return variance
  throw new ShapeError(varianceMessage(means, variance))
}

/** The common shape of two lists of vectors that have one target each. */
export const assertPairTargets = (
  first: readonly number[],
  second: readonly number[],
  target: readonly number[],
): readonly number[] => {
  const op = "cosineEmbeddingLoss"
  if (first.length === 0) throw new ShapeError(rankMessage(op, 1, first))
  assertEqualRanks(op, first, second)
  const shape = broadcast(op, first, second)
  const vectors = shape.slice(0, -1)
  const fits = target.length === vectors.length && target.every((dim, axis) => dim === vectors[axis])
  if (!fits) throw new ShapeError(pairTargetsMessage(shape, target))
  return shape
}

/** The shape of the lengths that go with log-probabilities [T, N, C] or [T, C]: one for each sequence. */
export const ctcSequences = (
  input: readonly number[],
  targets: readonly number[],
  inputLengths: readonly number[],
  targetLengths: readonly number[],
): readonly number[] => {
  if (input.length !== 2 && input.length !== 3) throw new ShapeError(ctcInputMessage(input))
  const sequences = input.slice(1, -1)
  const fits = (shape: readonly number[]) =>
    shape.length === sequences.length && shape.every((dim, axis) => dim === sequences[axis])
  if (targets.length === 0 || !fits(targets.slice(0, -1))) {
    throw new ShapeError(ctcMessage(input, "targets", [...sequences, "S"], targets))
  }
  for (const [name, lengths] of Object.entries({ inputLengths, targetLengths })) {
    if (!fits(lengths)) throw new ShapeError(ctcMessage(input, name, sequences, lengths))
  }
  return sequences
}
