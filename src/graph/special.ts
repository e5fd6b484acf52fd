/**
 * @file Scalar functions that JavaScript lacks, to the last digits of float64: ground truth, so exactness before speed.
 */

/** The error function: its Maclaurin series, and 1 - erfc beyond. */
export const erf = (x: number): number => {
  if (!(Math.abs(x) >= 2)) return series(x)
  return x < 0 ? fraction(-x) - 1 : 1 - fraction(x)
}

/** 1 - erf(x), whose tail keeps its digits. */
export const erfc = (x: number): number => {
  if (Math.abs(x) >= 2) return x < 0 ? 2 - fraction(-x) : fraction(x)
  // beyond 0.5 a difference from 1 would lose the leading digits
  return x < 0.5 ? 1 - series(x) : fraction(x)
}

/** x Φ(x), where Φ(x) = erfc(-x / √2) / 2 is the normal distribution. */
export const gelu = (x: number): number => (x * erfc(-x / Math.SQRT2)) / 2

/** Φ(x) + x Φ'(x), which beyond ±40 is 0 or 1. */
export const geluSlope = (argument: number): number => {
  const x = Math.max(-40, Math.min(40, argument))
  return erfc(-x / Math.SQRT2) / 2 + (x * gaussian(x / Math.SQRT2)) / Math.sqrt(2 * Math.PI)
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

/** erf(x) = 2/√π · e^(-x²) · Σ 2ⁿ x^(2n+1) / (1 · 3 · … · (2n+1)); all terms have one sign. */
const series = (x: number): number => {
  if (x === 0) return x
  let [term, total] = [x, x]
  for (let n = 1; Math.abs(term) > 1e-18 * Math.abs(total); n++) {
    term *= (2 * x * x) / (2 * n + 1)
    total += term
  }
  return (2 / Math.sqrt(Math.PI)) * gaussian(x) * total
}

/** erfc(x) for x > 0 by Laplace's continued fraction e^(-x²)/√π · 1/(x + ½/(x + 1/(x + 1½/(x + …)))). */
const fraction = (x: number): number => {
  if (x > 27.3) return 0
  let denominator = x
  // more levels where it converges slowly
  for (let n = Math.ceil(20 + 600 / (x * x)); n > 0; n--) denominator = x + n / 2 / denominator
  return gaussian(x) / Math.sqrt(Math.PI) / denominator
}

/** e^(-x²), with x² as a sum of two numbers of which the first is exact. */
const gaussian = (x: number): number => {
  const head = Math.fround(x)
  return Math.exp(-head * head) * Math.exp(-(x - head) * (x + head))
}
