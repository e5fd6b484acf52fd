/**
 * @file Scalar functions that JavaScript lacks, to the last digits of float64: ground truth, so exactness before speed.
 */

/** The error function: its Maclaurin series, and 1 - erfc beyond. */
export const erf = (x: number): number => {
  if (!(Math.abs(x) >= 1)) return series(x)
  return x < 0 ? tail(-x, 1) - 1 : 1 - tail(x, 1)
}

/** 1 - erf(x), whose tail keeps its digits. */
export const erfc = (x: number): number => {
  if (x <= -1) return 2 - tail(-x, 1)
  // beyond 0.5 a difference from 1 would lose the leading digits
  return x >= 0.5 ? tail(x, 1) : 1 - series(x)
}

/** x Φ(x), where Φ is the normal distribution. */
export const gelu = (x: number): number => (x < -0.7 && x > -40 ? -tail(-x, 0.5, -x / 2) : x * normal(x))

/** Φ(x) + x Φ'(x), which beyond ±40 is 0 or 1. */
export const geluSlope = (argument: number): number => {
  const x = Math.max(-40, Math.min(40, argument))
  return normal(x) + (x * gaussian(x, 0.5)) / Math.sqrt(2 * Math.PI)
}

/** Half to even; zeros keep their sign. */
export const roundHalfEven = (x: number): number => {
  const floor = Math.floor(x)
  const rest = x - floor
  const rounded = rest < 0.5 || (rest === 0.5 && floor % 2 === 0) ? floor : floor + 1
  return rounded === 0 ? 0 * Math.sign(x) : rounded
}

/** C's pow, which is 1 for a base of 1 and an exponent of 0 even beside NaN, and for -1 to ±∞. */
export const power = (a: number, b: number): number =>
  a === 1 || (a === -1 && Math.abs(b) === Number.POSITIVE_INFINITY) ? 1 : a ** b

/** Wraps at 32 bits; a negative exponent leaves 1, -1 and 0. */
export const integerPower = (a: number, b: number): number => {
  if (b < 0) return a === 1 ? 1 : a === -1 ? (b % 2 === 0 ? 1 : -1) : 0
  let [result, base] = [1, a]
  for (let rest = b; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result = Math.imul(result, base)
    base = Math.imul(base, base)
  }
  return result
}

// internal

/** erfc(-x / √2) / 2, but for what the rounding of x / √2 would make of its tail */
const normal = (x: number): number => {
  if (!(Math.abs(x) >= 0.7)) return 0.5 + series(x * Math.SQRT1_2) / 2
  return x < 0 ? tail(-x, 0.5) / 2 : 1 - tail(x, 0.5) / 2
}

/** erf(x) = 2/√π · e^(-x²) · x (1 + 2x²/3 (1 + 2x²/5 (1 + …))) for |x| ≤ 1; all terms have one sign. */
const series = (x: number): number => {
  let total = 1
  for (let n = 25; n > 0; n--) total = 1 + ((2 * x * x) / (2 * n + 1)) * total
  return (2 / Math.sqrt(Math.PI)) * gaussian(x, 1) * total * x
}

/** factor · erfc(x √share) by Laplace's continued fraction e^(-z²)/√π · 1/(z + ½/(z + 1/(z + 1½/(z + …)))). */
const tail = (x: number, share: 1 | 0.5, factor = 1): number => {
  if (share * x * x > 746) return 0
  const z = x * Math.sqrt(share)
  let denominator = z
  // more levels where it converges slowly
  for (let n = Math.ceil(20 + 600 / (z * z)); n > 0; n--) denominator = z + n / 2 / denominator
  return gaussian(x, share, factor / (Math.sqrt(Math.PI) * denominator))
}

/** y e^(-share · x²), with x² as a sum of two numbers of which the first is exact; no factor is subnormal. */
const gaussian = (x: number, share: 1 | 0.5, y = 1): number => {
  const head = Math.fround(x)
  const root = Math.exp((-share * head * head) / 2)
  return y * Math.exp(-share * (x - head) * (x + head)) * root * root
}
