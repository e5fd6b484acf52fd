import { fromArray, full, item, key, normal, ones, toArray, uniform, zeros } from "tuplet"
import { describe, expect, it } from "vitest"
import { byComponents, distance, surpriseByPixel } from "../../examples/autoencoder/baselines.js"
import { divergence, levelsOf, surprise } from "../../examples/autoencoder/bound.js"
import { path } from "../../examples/autoencoder/pictures.js"

describe("the bound", () => {
  it("is of probabilities: those of all levels of a pixel add up to 1", () => {
    // seventeen images that differ in their first pixel; the others have no ink, and are sure of that
    const firstPixels = (value: (row: number) => number, others: number) =>
      fromArray(
        Float32Array.from({ length: 17 * 64 }, (_, i) => (i % 64 === 0 ? value(Math.floor(i / 64)) : others)),
        [17, 64],
      )
    const x = firstPixels((row) => row / 16, 0)
    const logits = firstPixels(() => 0.7, -100)
    expect(toArray(levelsOf(x)).map(([first]) => first)).toEqual(Array.from({ length: 17 }, (_, level) => level))
    const chances = toArray(surprise(logits, x)).map((nats) => Math.exp(-nats))
    expect(chances.reduce((total, each) => total + each, 0)).toBeCloseTo(1, 4)
  })

  it("measures beliefs against the standard normal distribution", () => {
    const belief = (mean: number, logVariance: number) => ({
      mean: full([2, 8], mean),
      logVariance: full([2, 8], logVariance),
    })
    expect(toArray(divergence(belief(0, 0)))).toEqual([0, 0])
    expect(toArray(divergence(belief(1, 0)))).toEqual([4, 4])
    expect(toArray(divergence(belief(0, Math.log(2))))[0]).toBeCloseTo(4 * (1 - Math.log(2)), 5)
  })
})

describe("the baselines", () => {
  it("count how often each pixel has each level", () => {
    const nats = item(surpriseByPixel(zeros([9, 64]), zeros([3, 64])))
    expect(nats).toBeCloseTo(64 * Math.log(26 / 10), 3)
    expect(item(surpriseByPixel(zeros([9, 64]), ones([3, 64])))).toBeCloseTo(64 * Math.log(26), 3)
  })

  it("are exact with all components, and give the mean with none", () => {
    const x = uniform(key(0), [100, 64])
    expect(item(distance(x, byComponents(x, x, 64)))).toBeLessThan(1e-6)
    expect(item(distance(byComponents(x, x, 0), full([100, 64], 0.5)))).toBeLessThan(64 * 0.03 ** 2 * 2)
  })
})

describe("a path between codes", () => {
  it("begins at one, ends at the other, and goes straight", () => {
    const [from, to] = [normal(key(1), [1, 8]), normal(key(2), [3, 8])]
    const codes = toArray(path(from, to, 3))
    expect(codes[0]).toEqual(toArray(from)[0])
    expect(codes[2]).toEqual(toArray(to)[0])
    const middle = codes[1]
    const wanted = toArray(from)[0]?.map((each, i) => (each + (toArray(to)[0]?.[i] ?? 0)) / 2)
    middle?.forEach((each, i) => {
      expect(each).toBeCloseTo(wanted?.[i] ?? Number.NaN, 5)
    })
  })
})
