/**
 * @file The Box–Muller transform (1958) of two 32-bit words into two standard normal numbers.
 * Logarithm, cosine and sine are series here: those of `Math` may differ between engines in the last bit.
 */

/** The radius comes from the first word, the angle from the second. The largest radius is √(64 ln 2) = 6.66. */
export const normalPair = (first: number, second: number): readonly [number, number] => {
  const radius = Math.sqrt(-2 * logOfFraction(first + 1))
  const quadrant = second >>> 30
  const angle = (second & 0x3fffffff) * (Math.PI * 2 ** -31)
  const [x, y] = [radius * cosine(angle), radius * sine(angle)]
  return quadrant === 0 ? [x, y] : quadrant === 1 ? [-y, x] : quadrant === 2 ? [-x, -y] : [y, -x]
}

// internal

/** ln(n / 2³²) for n from 1 to 2³²: with n = 2ᵉ m and m about 1, e ln 2 + ln m. */
const logOfFraction = (n: number): number => {
  let exponent = n === 2 ** 32 ? 32 : 31 - Math.clz32(n)
  let mantissa = n / 2 ** exponent
  if (mantissa > Math.SQRT2) {
    mantissa /= 2
    exponent += 1
  }
  const s = (mantissa - 1) / (mantissa + 1)
  const square = s * s
  // ln m = 2 artanh s, s² < 0.03: eleven terms reach 1e-17
  let sum = 0
  for (let k = 11; k >= 0; k--) sum = 1 / (2 * k + 1) + square * sum
  return (exponent - 32) * Math.LN2 + 2 * s * sum
}

/** From 0 to π/2, where eleven terms of the series reach 1e-16. */
const cosine = (x: number): number => {
  let sum = 1
  for (let k = 11; k > 0; k--) sum = 1 - ((x * x) / ((2 * k - 1) * (2 * k))) * sum
  return sum
}

const sine = (x: number): number => {
  let sum = 1
  for (let k = 11; k > 0; k--) sum = 1 - ((x * x) / (2 * k * (2 * k + 1))) * sum
  return x * sum
}
