/**
 * @file Standard normal numbers: the Box–Muller transform (1958) of two 32-bit words into two, and the quantiles.
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

/** Quotients of polynomials: in 0.180625 - (p - ½)²; of the tails in √(-ln p) less `from`, up to 5 and beyond. */
export const centre = {
  above: [
    3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987, 67265.7709270087,
    33430.57558358813, 2509.0809287301227,
  ],
  below: [
    1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271,
    28729.085735721943, 5226.495278852854,
  ],
}

export const shoulder = {
  from: 1.6,
  above: [
    1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684,
    0.2417807251774506, 0.022723844989269184, 0.0007745450142783414,
  ],
  below: [
    1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008, 0.015198666563616457,
    0.0005475938084995345, 1.0507500716444169e-9,
  ],
}

export const far = {
  from: 5,
  above: [
    6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487, 0.026532189526576124,
    0.0012426609473880784, 0.000027115555687434876, 2.0103343992922881e-7,
  ],
  below: [
    1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133, 0.000018463183175100548,
    1.421511758316446e-7, 2.0442631033899397e-15,
  ],
}

/** Where the standard normal distribution reaches a probability: algorithm AS 241 (Wichura, 1988), to 1e-16. */
export const quantile = (p: number): number => {
  const q = p - 0.5
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q
    return (q * polynomial(centre.above, r)) / polynomial(centre.below, r)
  }
  const tail = q < 0 ? p : 1 - p
  if (tail <= 0) return q < 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
  const r = Math.sqrt(-logOf(tail))
  const { above, below, from } = r <= 5 ? shoulder : far
  const x = polynomial(above, r - from) / polynomial(below, r - from)
  return q < 0 ? -x : x
}

// internal

const polynomial = (coefficients: readonly number[], x: number): number =>
  coefficients.reduceRight((sum, coefficient) => sum * x + coefficient, 0)

/** ln(n / 2³²) for n from 1 to 2³². */
const logOfFraction = (n: number): number => logOf(n / 2 ** 32)

/** ln x for x in (0, 1]: with x = 2ᵉ m and m about 1, e ln 2 + ln m. */
const logOf = (x: number): number => {
  let [exponent, mantissa] = [0, x]
  while (mantissa < 2 ** -32) [exponent, mantissa] = [exponent - 32, mantissa * 2 ** 32]
  while (mantissa < Math.SQRT1_2) [exponent, mantissa] = [exponent - 1, mantissa * 2]
  const s = (mantissa - 1) / (mantissa + 1)
  const square = s * s
  // ln m = 2 artanh s, s² < 0.03: eleven terms reach 1e-17
  let sum = 0
  for (let k = 11; k >= 0; k--) sum = 1 / (2 * k + 1) + square * sum
  return exponent * Math.LN2 + 2 * s * sum
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
