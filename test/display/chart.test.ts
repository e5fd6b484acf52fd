/** @file Charts, histograms and progress: what they show, and that nothing breaks them. */
import { describe, expect, it, vi } from "vitest"
import { tensor, zeros } from "../../src/api/create.js"
import { lineChart } from "../../src/display/chart.js"
import { histograms, histogramsSvg } from "../../src/display/histogram.js"
import { liveChart } from "../../src/display/live.js"
import { quantityOf, ticksOf } from "../../src/display/number.js"
import { progressBar } from "../../src/display/progress.js"
import { allOf, parseXml, textsIn } from "./xml.js"

describe("lineChart", () => {
  it("has a line and a name for each list", () => {
    const svg = parseXml(lineChart({ loss: [3, 2, 1], "validation <loss>": [3, 2.5, 2] }, { title: "A & B" }).svg)
    expect(allOf(svg, "polyline")).toHaveLength(2)
    expect(textsIn(svg)).toEqual(expect.arrayContaining(["loss", "validation <loss>", "A & B", "epoch", "1", "2", "3"]))
  })

  it("goes from the lower left to the upper right", () => {
    const svg = parseXml(lineChart({ rising: [[0, 0] as const, [10, 5] as const] }).svg)
    const [[x0, y0], [x1, y1]] = `${allOf(svg, "polyline")[0]?.attributes.points}`
      .split(" ")
      .map((point) => point.split(",").map(Number)) as [[number, number], [number, number]]
    expect(x1).toBe(620)
    expect(x0).toBeLessThan(60)
    expect(y0).toBe(314)
    expect(y1).toBe(34)
  })

  it("counts epochs in whole numbers", () => {
    const below = (svg: string): readonly string[] =>
      allOf(parseXml(svg), "text")
        .filter(({ attributes }) => attributes.y === "332")
        .map(({ text }) => text)
    expect(below(lineChart({ loss: [3, 2, 1] }).svg)).toEqual(["1", "2", "3"])
    expect(below(lineChart({ loss: [[0, 3] as const, [0.5, 2] as const] }).svg)).toContain("0.1")
  })

  it("leaves gaps where numbers are not finite, and points where they are alone", () => {
    const svg = parseXml(lineChart({ loss: [1, 2, Number.NaN, 3, Number.POSITIVE_INFINITY] }).svg)
    expect(allOf(svg, "polyline")).toHaveLength(1)
    expect(allOf(svg, "circle")).toHaveLength(1)
  })

  it.each([
    ["nothing", {}],
    ["an empty list", { loss: [] }],
    ["one value", { loss: [0.3] }],
    ["a constant", { loss: [2, 2, 2] }],
    ["no number at all", { loss: [Number.NaN] }],
    ["extremes", { loss: [-1e300, 1e300, 5e-324] }],
  ])("draws %s", (_, series) => {
    const { svg } = lineChart(series)
    parseXml(svg)
    expect(svg).not.toMatch(/NaN|Infinity|undefined/)
  })

  it("has logarithmic axes", () => {
    const texts = textsIn(parseXml(lineChart({ loss: [1, 0.1, 0.01, 0] }, { log: true }).svg))
    expect(texts).toEqual(expect.arrayContaining(["1", "0.1", "0.01"]))
  })

  it("refuses what is no history", () => {
    expect(() => lineChart([1, 2] as never)).toThrow(
      new TypeError("lineChart: needs a record of lists of numbers, got [1, 2]"),
    )
    expect(() => lineChart({ loss: 1 } as never)).toThrow(new TypeError("lineChart: loss is a list of numbers, got 1"))
    expect(() => lineChart({ loss: ["1"] } as never)).toThrow(new TypeError('lineChart: loss[0] is a number, got "1"'))
    expect(() => lineChart({}, { colour: "red" } as never)).toThrow(TypeError)
  })
})

describe("liveChart", () => {
  it("shows a chart once, and then others in its place", async () => {
    const sent: [string, Readonly<Record<string, unknown>>][] = []
    const show = liveChart({ title: "t", broadcast: async (type, content) => void sent.push([type, content]) })
    await show({ loss: [1] })
    await show({ loss: [1, 2] })
    expect(sent.map(([type]) => type)).toEqual(["display_data", "update_display_data"])
    expect(sent[0]?.[1].transient).toEqual(sent[1]?.[1].transient)
    expect(Object.keys(sent[1]?.[1].data as object)).toEqual(["image/svg+xml", "text/plain"])
  })

  it("keeps the host awake while Deno sends a message", async () => {
    const timers = () => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length
    const before = timers()
    let during = 0
    const broadcast = async () => {
      await Promise.resolve()
      during = timers()
    }
    vi.stubGlobal("Deno", { jupyter: { broadcast } })
    try {
      await liveChart()({ loss: [1] })
    } finally {
      vi.unstubAllGlobals()
    }
    expect([during - before, timers() - before]).toEqual([1, 0])
  })

  it("does nothing outside of a notebook", async () => expect(await liveChart()({ loss: [1] })).toBeUndefined())
})

describe("histograms", () => {
  const tree = {
    params: [
      {
        weight: tensor([
          [0, 1],
          [1, 3],
        ]),
        bias: tensor([2, 2]),
      },
      {},
    ],
    odd: tensor([Number.NaN, Number.POSITIVE_INFINITY, 1]),
    none: zeros([0]),
    flags: tensor([true, false]),
  }

  it("names each tensor as PyTorch would", () => {
    expect(histograms(tree, { bins: 4 })).toMatchInlineSnapshot(`
      "params.0.weight float32[2, 2] ▄█ ▄ 0 … 3, mean 1.25, std 1.09
      params.0.bias   float32[2]      █  2 … 2, mean 2, std 0
      odd             float32[3]      █  1 … 1, mean 1, std 0, 1 NaN, 1 infinite
      none            float32[0]    empty
      flags           bool[2]       █  █ 0 … 1, mean 0.5, std 0.5"
    `)
  })

  it("has a bar for each bin that isn't empty", () => {
    const svg = parseXml(histogramsSvg(tree, { bins: 4 }).svg)
    const bars = allOf(svg, "rect").filter(({ attributes }) => attributes.class === "fill0")
    expect(bars).toHaveLength(3 + 1 + 1 + 2)
    expect(textsIn(svg)).toContain("params.0.weight float32[2, 2]")
  })

  it("is one of no tensors, or of one", () => {
    expect(histograms({})).toBe("")
    expect(histograms(tensor([1, 2]), { bins: 2 })).toBe("float32[2] ██ 1 … 2, mean 1.5, std 0.5")
    parseXml(histogramsSvg({}).svg)
  })

  it("bins numbers whose difference overflows", () => {
    expect(histograms(tensor([-3e38, 3e38]), { bins: 2 })).toContain("██ -3e38 … 3e38, mean 0")
  })

  it("refuses what is no tree", () => {
    expect(() => histograms([5])).toThrow(new TypeError("histograms: [0] is not a tensor: got 5"))
    expect(() => histograms({}, { bins: 0 })).toThrow(
      new RangeError("histograms: bins is an integer of at least 1, got 0"),
    )
  })
})

describe("progressBar", () => {
  const half = { done: 5, total: 10, seconds: 65, label: "epoch 1/2", figures: { loss: 0.25, accuracy: 0.5 } }

  it("is a line of the width at most", () => {
    expect(progressBar(half, { width: 60 })).toMatchInlineSnapshot(
      `"epoch 1/2 ████████▌          50%  5/10 1:05 < 1:05 loss 0.25"`,
    )
    for (let width = 0; width < 120; width++) {
      for (const done of [0, 1, 5, 10, 11]) {
        expect([...progressBar({ ...half, done }, { width })].length).toBeLessThanOrEqual(width)
      }
    }
  })

  it("drops figures before the bar", () => {
    expect(progressBar(half, { width: 40 })).toMatchInlineSnapshot(`"epoch 1/2 █████████▌           50%  5/10"`)
  })

  it("has no times where there are none, and no end in sight at the start", () => {
    expect(progressBar({ done: 0, total: 4 }, { width: 20 })).toBe(`${" ".repeat(13)}  0% 0/4`.slice(-20))
    expect(progressBar({ done: 0, total: 4, seconds: 3 })).toContain("0:03 < ?")
    expect(progressBar({ done: 1, total: 2, seconds: 3723 })).toContain("1:02:03 < 1:02:03")
    expect(progressBar({ done: 0, total: 0 })).toContain("100% 0/0")
  })

  it("refuses what is no number", () => {
    expect(() => progressBar({ done: "1", total: 2 } as never)).toThrow(
      new TypeError('progressBar: done is a number, got "1"'),
    )
  })
})

describe("numbers", () => {
  it.each([
    [0, "0"],
    [12, "12"],
    [0.31234, "0.312"],
    [1234.5, "1230"],
    [1.2e-5, "1.2e-5"],
    [3e7, "3e7"],
    [Number.NaN, "NaN"],
  ])("shows %d as %s", (value, shown) => expect(quantityOf(value)).toBe(shown))

  it("puts ticks at round numbers", () => {
    expect(ticksOf(0, 1, 5)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1])
    expect(ticksOf(1, 8, 6)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
    expect(ticksOf(0.29, 1.3, 5)).toEqual([0.4, 0.6, 0.8, 1, 1.2])
    expect(ticksOf(-0.13, 0.11, 5)).toEqual([-0.1, -0.05, 0, 0.05, 0.1])
    expect(ticksOf(3, 3, 5)).toEqual([3])
  })
})
