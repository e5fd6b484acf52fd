/**
 * @file What a model has to beat: the next character by counting what followed the last ones, order 1 being how often
 * each character occurs. Shorter contexts stand in for rare ones as Witten and Bell (1991) weigh them: with k different
 * followers among n, by k / (n + k).
 */

/** Nats per character of the held-out text, by an n-gram model of the training text. */
export const ngramNats = (training: string, heldOut: string, order: number): number => {
  const followers = Array.from({ length: order }, (_, length) => followersOf(training, length))
  let nats = 0
  for (let i = order; i < heldOut.length; i++) {
    const next = heldOut[i] as string
    const probability = followers.reduce((shorter, counts, length) => {
      const seen = counts.get(heldOut.slice(i - length, i))
      if (seen === undefined) return shorter
      return ((seen.counts.get(next) ?? 0) + seen.counts.size * shorter) / (seen.total + seen.counts.size)
    }, 1 / printable)
    nats -= Math.log(probability)
  }
  return nats / (heldOut.length - order)
}

// internal

/** Of ASCII, and the end of a line. */
const printable = 96

interface Followers {
  readonly counts: Map<string, number>
  total: number
}

/** What follows each context of that length, and how often. */
const followersOf = (text: string, length: number): ReadonlyMap<string, Followers> => {
  const contexts = new Map<string, Followers>()
  for (let i = length; i < text.length; i++) {
    const context = text.slice(i - length, i)
    const seen = contexts.get(context) ?? { counts: new Map<string, number>(), total: 0 }
    const next = text[i] as string
    seen.counts.set(next, (seen.counts.get(next) ?? 0) + 1)
    seen.total++
    contexts.set(context, seen)
  }
  return contexts
}
