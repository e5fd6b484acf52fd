/** @file Slices whose cotangents stand beside each other are joined; sums stay sums. */
import { describe, expect, it } from "vitest"
import { concat, fill, pad, spread } from "../../src/graph/infer.js"
import { createNode, type Node } from "../../src/graph/node.js"
import { joined } from "../../src/transform/joined.js"

const parameter = (name: string, shape: readonly number[]): Node =>
  createNode({ kind: "parameter", name }, [], shape, "float32")

/** Rows from some on, of six. */
const rows = (name: string, from: number, count: number): Node =>
  pad(parameter(name, [count, 2]), [from, 0], [6 - from - count, 0], 0)

const strips = (node: Node | undefined) => node?.inputs.map(({ op }) => (op.kind === "parameter" ? op.name : op.kind))

describe("strips", () => {
  it("that cover an axis are one concat, in order", () => {
    const whole = parameter("whole", [6, 2])
    const [first, second, ...more] = joined([rows("c", 4, 2), rows("a", 0, 3), whole, rows("b", 3, 1)])
    expect(first).toBe(whole)
    expect(second?.op).toEqual({ kind: "concat", axis: 0 })
    expect(strips(second)).toEqual(["a", "b", "c"])
    expect(more).toEqual([])
  })

  it("that leave a gap are joined where they meet", () => {
    const [first, second, ...more] = joined([rows("a", 1, 2), rows("c", 5, 1), rows("b", 3, 1)])
    expect(first?.op).toEqual({ kind: "pad", starts: [1, 0], steps: [1, 1], value: 0 })
    expect(strips(first?.inputs[0])).toEqual(["a", "b"])
    expect(strips(second)).toEqual(["c"])
    expect(more).toEqual([])
  })

  it("that overlap stay apart, each joined with its own neighbours", () => {
    const [first, second, ...more] = joined([rows("a", 0, 4), rows("b", 0, 3), rows("c", 3, 3), rows("d", 4, 2)])
    expect([strips(first), strips(second)]).toEqual([
      ["a", "d"],
      ["b", "c"],
    ])
    expect(more).toEqual([])
  })

  it("of other kinds are left as they are", () => {
    const spaced = spread(parameter("a", [3, 2]), [0, 0], [2, 1], [6, 2], 0)
    const corner = pad(parameter("b", [3, 1]), [0, 0], [3, 1], 0)
    const ones = pad(parameter("c", [3, 2]), [0, 0], [3, 0], 1)
    const nodes = [spaced, corner, ones, fill(1, [6, 2], "float32"), concat([rows("d", 0, 1), rows("e", 1, 1)], 1)]
    expect(joined(nodes)).toEqual(nodes)
    expect(joined([ones])).toEqual([ones])
  })
})
