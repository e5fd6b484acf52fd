/** @file Programs as pictures: every operation in a frame, frames as kernels, nothing over anything else. */
import { describe, expect, it } from "vitest"
import { scaledDotProductAttention } from "../../src/api/attention.js"
import { add, mul } from "../../src/api/binary.js"
import { concat } from "../../src/api/concat.js"
import { ones, tensor } from "../../src/api/create.js"
import { key } from "../../src/api/key.js"
import { crossEntropy } from "../../src/api/loss.js"
import { matmul } from "../../src/api/matmul.js"
import { normal } from "../../src/api/random.js"
import { logSoftmax } from "../../src/api/softmax.js"
import { sort } from "../../src/api/sort.js"
import { exp, relu } from "../../src/api/unary.js"
import { compile, spec } from "../../src/compile.js"
import { explainDot, explainSvg } from "../../src/display/explain.js"
import { display } from "../../src/display/picture.js"
import { evaluate } from "../../src/read.js"
import { valueAndGrad } from "../../src/transform/grad.js"
import { allOf, type Element, parseXml, textsIn } from "./xml.js"

const params = evaluate({ hidden: normal(key(0), [6, 8]), output: normal(key(3), [8, 3]) })
const scores = ({ hidden, output }: typeof params) => matmul(relu(matmul(x, hidden)), output)
const x = evaluate(normal(key(1), [4, 6]))
const q = evaluate(normal(key(2), [2, 40, 8]))
const loss = valueAndGrad((p: typeof params) => crossEntropy(scores(p), tensor([0, 1, 2, 0], "int32")))

const programs: Readonly<Record<string, () => unknown>> = {
  "a log-softmax": () => logSoftmax(x, -1),
  "a network": () => scores(params),
  "a loss with its gradients": () => loss(params),
  "attention and a routine": () => sort(add(scaledDotProductAttention(q, q, q), 1), -1).values,
  "what several kernels write": () => exp(concat([exp(x), mul(x, x)], 0)),
  "a copy": () => concat([x, x], 0),
}

const rectangles = (svg: Element, kind: RegExp) =>
  allOf(svg, "rect")
    .filter(({ attributes }) => kind.test(attributes.class as string))
    .map(({ attributes: { x: left, y, width, height } }) => {
      const [x0, y0] = [Number(left), Number(y)]
      return { x0, y0, x1: x0 + Number(width), y1: y0 + Number(height) }
    })

type Rectangle = ReturnType<typeof rectangles>[number]

const overlap = (a: Rectangle, b: Rectangle): boolean =>
  a.x0 < b.x1 - 0.2 && b.x0 < a.x1 - 0.2 && a.y0 < b.y1 - 0.2 && b.y0 < a.y1 - 0.2

const within = (a: Rectangle, b: Rectangle): boolean =>
  a.x0 >= b.x0 - 0.2 && a.y0 >= b.y0 - 0.2 && a.x1 <= b.x1 + 0.2 && a.y1 <= b.y1 + 0.2

const pairs = <T>(all: readonly T[]): readonly (readonly [T, T])[] =>
  all.flatMap((a, i) => all.slice(i + 1).map((b) => [a, b] as const))

describe.each(Object.entries(programs))("%s", (_, program) => {
  const picture = explainSvg(program())
  const svg = parseXml(picture.svg)
  const boxes = rectangles(svg, /^(?:box|leaf)$/)
  const frames = rectangles(svg, /^frame$/)

  it("has boxes that lie apart, and frames that do", () => {
    expect(boxes.length).toBeGreaterThan(1)
    expect(frames.length).toBeGreaterThan(0)
    expect(pairs(boxes).filter(([a, b]) => overlap(a, b))).toEqual([])
    expect(pairs(frames).filter(([a, b]) => overlap(a, b))).toEqual([])
  })

  it("has each box in one frame, or in none", () => {
    for (const box of rectangles(svg, /^box$/)) expect(frames.filter((frame) => within(box, frame))).toHaveLength(1)
    for (const leaf of rectangles(svg, /^leaf$/)) expect(frames.filter((frame) => overlap(leaf, frame))).toEqual([])
  })

  it("fits into its picture", () => {
    const { width, height } = picture
    expect(svg.attributes.viewBox).toBe(`0 0 ${width} ${height}`)
    for (const each of [...boxes, ...frames]) expect(within(each, { x0: 0, y0: 0, x1: width, y1: height })).toBe(true)
    expect(picture.svg).not.toMatch(/NaN|undefined|Infinity/)
  })

  it("says in DOT what the picture shows", () => {
    const dot = explainDot(program())
    expect(dot.match(/^ +b\d+ \[/gm)).toHaveLength(boxes.length)
    expect(dot.match(/subgraph/g)).toHaveLength(frames.length)
    expect(dot.match(/->/g)).toHaveLength(allOf(svg, "path").filter((path) => path.attributes.class === "edge").length)
    const names = new Set(dot.match(/^ +b\d+(?= \[)/gm)?.map((name) => name.trim()))
    for (const [, from, to] of dot.matchAll(/(b\d+) -> (b\d+)/g)) {
      expect(names).toContain(from)
      expect(names).toContain(to)
    }
  })
})

describe("explainDot", () => {
  it("has operations with their shapes, and what they read", () => {
    const f = compile({ x: spec(["n", 3]) }, ({ x: each }) => exp(mul(each, 2)))
    expect(explainDot(f, { x: ones([2, 3]) })).toMatchInlineSnapshot(`
      "digraph {
        node [shape=box, fontname="monospace"]
        b0 [label="x\\nfloat32[2, 3]", style="rounded,filled"]
        subgraph cluster_0 {
          label="1 kernel · 12 flop · 48 B"
          b1 [label="mul 2\\nfloat32[2, 3]", style=solid]
          b2 [label="exp\\nfloat32[2, 3]", style=bold]
        }
        b0 -> b1
        b1 -> b2
      }"
    `)
  })

  it("quotes names", () => {
    const f = compile({ 'a "b"': spec([3]) }, (inputs) => exp(inputs['a "b"']))
    expect(explainDot(f, { 'a "b"': ones([3]) })).toContain('label="a \\"b\\"\\nfloat32[3]"')
  })
})

describe("explainSvg", () => {
  it("says when there is nothing to do", () => {
    expect(textsIn(parseXml(explainSvg(x).svg))).toEqual(["evaluated already: nothing to run"])
  })

  it("names the arguments of a compiled function", () => {
    const f = compile({ x: spec(["n", 3]) }, ({ x: each }) => exp(each))
    const texts = textsIn(parseXml(explainSvg(f, { x: ones([2, 3]) }).svg))
    expect(texts).toContain("x")
    expect(texts).toContain("float32[2, 3]")
  })

  it("shows itself in notebooks", () => {
    const picture = explainSvg(logSoftmax(x, -1))
    expect(Object.keys(picture[display]())).toEqual(["image/svg+xml", "text/plain"])
    expect(picture[display]()["image/svg+xml"]).toBe(picture.svg)
    expect(display).toBe(Symbol.for("Jupyter.display"))
    expect(`${picture}`).toBe(picture.svg)
  })

  it("takes the mistakes that explain takes", () => {
    expect(() => explainSvg(5)).toThrow(new TypeError("explain's argument is not a tensor: got 5"))
  })
})
