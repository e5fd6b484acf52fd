/** @file How far a vector function is from float64, in units of the last place of a float32, and where. */

export interface Accuracy {
  readonly ulps: number
  /** The operands at which it is furthest off. */
  readonly at: readonly number[]
  /** Operands at which a special value, or the sign of a zero, is not the expected one. */
  readonly wrong: readonly string[]
}

export const measure = (
  apply: (...operands: readonly Float32Array[]) => Float32Array,
  reference: (...operands: readonly number[]) => number,
  operands: readonly Float32Array[],
): Accuracy => {
  const results = apply(...operands)
  const wrong: string[] = []
  let ulps = 0
  let at: readonly number[] = []
  results.forEach((result, i) => {
    const xs = operands.map((values) => values[i] as number)
    const truth = reference(...xs)
    const rounded = Math.fround(truth)
    if (Object.is(result, rounded) && ulps >= 0.5) return
    const isSpecial = truth === 0 || !Number.isFinite(truth) || !Number.isFinite(rounded) || !Number.isFinite(result)
    if (isSpecial && !isAtLimit(result, truth)) {
      if (!Object.is(result, rounded)) wrong.push(`f(${xs.join(", ")}) = ${show(result)}, not ${show(rounded)}`)
      return
    }
    if (isNegative(result) !== isNegative(truth)) {
      wrong.push(`f(${xs.join(", ")}) = ${show(result)}, not ${show(truth)}`)
    }
    const error = Math.abs(result - truth) / ulp(truth)
    if (error > ulps) [ulps, at] = [error, xs]
  })
  return { ulps, at, wrong }
}

/** The distance between float32 numbers around a value. */
export const ulp = (y: number): number => {
  const exponent = Math.floor(Math.log2(Math.max(Math.abs(y), 2 ** -126)))
  return 2 ** (Math.min(127, exponent) - 23)
}

/** Random numbers: half of them of any bits, half of them evenly between two numbers; the same for the same seed. */
export const randomPoints = (count: number, low: number, high: number, seed = 1): Float32Array => {
  const random = generator(seed)
  const bits = Float32Array.from(new Float32Array(Uint32Array.from({ length: count }, random).buffer))
  return bits.map((x, i) => (i % 2 === 0 && !Number.isNaN(x) ? x : low + (random() / 2 ** 32) * (high - low)))
}

/** Zeros, infinities, NaN, the ends of the range, powers of two, multiples of ½ and of π/4, with their neighbours. */
export const specialPoints = (): Float32Array => {
  const positive = [
    0,
    2 ** -149,
    2 ** -126,
    2 ** -126 - 2 ** -149,
    2 ** 128 - 2 ** 104,
    88.7228394,
    103.972084,
    10.0545,
  ]
  for (let exponent = -149; exponent < 128; exponent++) positive.push(2 ** exponent)
  for (let i = 1; i <= 64; i++) positive.push(i / 2, i * (Math.PI / 4), 10 ** (i - 40), 2 ** 23 + i - 0.5 * (i % 2))
  const near = Float32Array.from(positive).reduce<number[]>((all, x) => all.concat(neighbours(x)), [])
  const finite = [...near, 0].filter((x) => x >= 0)
  return Float32Array.from([...finite, Number.POSITIVE_INFINITY, Number.NaN].flatMap((x) => [x, -x]))
}

// internal

/** Where truth lies beyond the largest float32 by less than an ulp, that one will do for ∞, and the other way round. */
const isAtLimit = (result: number, truth: number): boolean =>
  Number.isFinite(result) && Number.isFinite(truth) && truth !== 0 && Math.abs(truth) < 2 ** 128 + 2 ** 106

const isNegative = (x: number): boolean => x < 0 || Object.is(x, -0)

const neighbours = (x: number): readonly number[] => {
  const bits = new Int32Array(Float32Array.of(x).buffer)
  const at = bits[0] as number
  return [-2, -1, 0, 1, 2].map((step) => new Float32Array(Int32Array.of(at + step).buffer)[0] as number)
}

const show = (x: number): string => (Object.is(x, -0) ? "-0" : `${x}`)

/** xorshift32 */
const generator = (seed: number): (() => number) => {
  let state = seed | 0
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return state >>> 0
  }
}
