import { describe, expect, it } from "vitest"
import { places, proseOf, readAlice, windowsOf } from "../../examples/character-model/data.js"
import { ngramNats } from "../../examples/character-model/ngram.js"
import { toArray } from "../../src/read.js"

describe("the text", () => {
  const { training, heldOut } = readAlice()

  it("is ten chapters to learn from, and two held out", () => {
    expect(training.match(/^CHAPTER [IVX]+$/gm)).toHaveLength(10)
    expect(heldOut.match(/^CHAPTER [IVX]+$/gm)).toEqual(["CHAPTER XI", "CHAPTER XII"])
  })

  it("is of printable ASCII and the ends of lines", () => {
    expect(`${training}${heldOut}`).toMatch(/^[\n -~]*$/)
  })

  it("has a line for each paragraph", () => {
    expect(proseOf("  One,\n  two.\n\n    *  *\n   *\n\nThree   four.\n")).toBe("One, two.\nThree four.")
  })

  it("is cut into rows, beside the characters that follow", () => {
    const text = Array.from({ length: 200 }, (_, i) => String.fromCharCode(i % 128)).join("")
    const { x, y } = windowsOf(text, 3)
    expect(x.shape).toEqual([3, places])
    expect(toArray(x).flat()).toEqual(Array.from({ length: 192 }, (_, i) => (i + 3) % 128))
    expect(toArray(y).flat()).toEqual(Array.from({ length: 192 }, (_, i) => (i + 4) % 128))
    expect(windowsOf(text, 8).x.shape).toEqual([2, places])
  })
})

describe("counting characters", () => {
  it("gives by order 1 each character its share, and one part for each kind to those unseen", () => {
    // two kinds among four: (2 + 2/96) / 6 for a, (2 + 2/96) / 6 for b
    expect(ngramNats("abab", "xab", 1)).toBeCloseTo(-Math.log((2 + 2 / 96) / 6), 12)
  })

  it("falls back to shorter contexts, as Witten and Bell weigh them", () => {
    const unigram = (count: number) => (count + 2 / 96) / 6
    // after a there was b, twice
    expect(ngramNats("abab", "  ab", 2)).toBeCloseTo(-(Math.log(unigram(2)) + Math.log((2 + unigram(2)) / 3)) / 2, 12)
  })

  it("knows a text by heart that only repeats itself", () => {
    const text = "to be or not to be. ".repeat(50)
    expect(ngramNats(text, text, 8)).toBeLessThan(0.05)
  })
})
