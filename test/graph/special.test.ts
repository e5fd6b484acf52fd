/** @file Scalar functions against values to 16 digits, and at their special points. */
import { describe, expect, it } from "vitest"
import { erf, erfc, integerPower, power, roundHalfEven } from "../../src/graph/special.js"

const relative = (actual: number, expected: number): number => Math.abs(actual / expected - 1)

describe("erf and erfc", () => {
  it.each([
    [0.1, 0.1124629160182849, 0.8875370839817152],
    [0.5, 0.5204998778130465, 0.4795001221869535],
    [1, 0.8427007929497149, 0.15729920705028513],
    [1.99, 0.995111413199617, 0.004888586800383003],
    [2.5, 0.999593047982555, 0.0004069520174449589],
    [5, 0.9999999999984626, 1.5374597944280351e-12],
    [10, 1, 2.088487583762545e-45],
    [26, 1, 5.663192408856143e-296],
    [-1, -0.8427007929497149, 1.842700792949715],
  ])("of %d", (x, expected, complement) => {
    expect(relative(erf(x), expected)).toBeLessThan(1e-15)
    expect(relative(erfc(x), complement)).toBeLessThan(4e-15)
  })

  it("at zeros, infinities and NaN", () => {
    expect([0, -0, Infinity, -Infinity, Number.NaN].map(erf)).toEqual([0, -0, 1, -1, Number.NaN])
    expect([0, -0, Infinity, -Infinity, Number.NaN, 40].map(erfc)).toEqual([1, 1, 0, 2, Number.NaN, 0])
  })
})

it("rounds halves to even and keeps the sign of zeros", () => {
  const rounded = [0.5, 1.5, 2.5, -0.5, -1.5, -0.2, 0.2, -0, 2.4, 1e17, Infinity, Number.NaN].map(roundHalfEven)
  expect(rounded).toEqual([0, 2, 2, -0, -2, -0, 0, -0, 2, 1e17, Infinity, Number.NaN])
})

it("has C's powers", () => {
  expect([power(1, Number.NaN), power(-1, Infinity), power(Number.NaN, 0), power(-8, 1 / 3), power(0, -1)]).toEqual([
    1,
    1,
    1,
    Number.NaN,
    Infinity,
  ])
  expect([
    integerPower(3, 4),
    integerPower(-1, -3),
    integerPower(2, -1),
    integerPower(0, 0),
    integerPower(7, 20),
  ]).toEqual([81, -1, 0, 1, Number(BigInt.asIntN(32, 7n ** 20n))])
})
