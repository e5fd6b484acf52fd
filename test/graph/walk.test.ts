import { describe, expect, it } from "vitest"
import { capture } from "../../src/graph/capture.js"
import * as build from "../../src/graph/infer.js"
import { createNode, isNode, type Node, settle } from "../../src/graph/node.js"
import type { Storage } from "../../src/graph/op.js"
import { printGraph } from "../../src/graph/print.js"
import { leavesOf, mapLeaves, remaking } from "../../src/graph/tree.js"
import { countUses, rewrite, topological } from "../../src/graph/walk.js"

const x = build.parameter("x", [2, 3], "float32")
const storageOf = (length: number): Storage => ({
  dtype: "float32",
  length,
  data: new Float32Array(length),
  address: undefined,
})
const known = (node: Node) => (node.op.kind === "constant" ? node.op.storage : undefined)

describe("walks", () => {
  it("visit operands first, each node once, in graphs deeper than the call stack", () => {
    let node = x
    for (let i = 0; i < 100_000; i++) node = build.binary("add", node, node)
    const order = topological([node])
    expect(order).toHaveLength(100_001)
    expect(order[0]).toBe(x)
    expect(rewrite([node], (each) => each)[0]).toBe(node)
  })

  it("count the edges that lead to a node", () => {
    const doubled = build.binary("add", x, x)
    const uses = countUses([doubled, x], topological([doubled, x]))
    expect([uses.get(x), uses.get(doubled)]).toEqual([3, 1])
  })
})

describe("printGraph", () => {
  it("prints one node a line", () => {
    const logp = build.binary(
      "sub",
      x,
      build.broadcastTo(build.insertAxes(build.reduce("logsumexp", x, [1]), [1]), [2, 3]),
    )
    expect(printGraph([logp])).toBe(
      [
        "%0 = parameter(x) : float32[2, 3]",
        "%1 = logsumexp(axes 1) %0 : float32[2]",
        "%2 = reshape %1 : float32[2, 1]",
        "%3 = expand %2 : float32[2, 3]",
        "%4 = sub %0 %3 : float32[2, 3]",
        "return %4",
      ].join("\n"),
    )
  })
})

describe("capture", () => {
  const graph = (a: Storage, b: Storage, value: number) =>
    build.binary(
      "add",
      build.binary("mul", build.constant(a, [2]), build.constant(b, [2])),
      build.fill(value, [2], "float32"),
    )

  it("gives graphs of one structure one key, whatever their numbers", () => {
    const first = capture([graph(storageOf(2), storageOf(2), 1)], known)
    const second = capture([graph(storageOf(2), storageOf(2), 1)], known)
    expect(first.key).toBe(second.key)
    expect(first.inputs).toHaveLength(2)
  })

  it("tells graphs apart by attributes, by shapes and by which constants are the same", () => {
    const one = storageOf(2)
    const keys = [graph(storageOf(2), storageOf(2), 1), graph(storageOf(2), storageOf(2), 2), graph(one, one, 1)]
    const negativeZero = [graph(one, one, 0), graph(one, one, -0)]
    expect(new Set([...keys, ...negativeZero].map((root) => capture([root], known).key)).size).toBe(5)
  })

  it("tells graphs apart by labels, which errors name", () => {
    const labelled = (name: string) => {
      const { op, inputs, shape, dtype } = build.unary("neg", build.constant(storageOf(2), [2]))
      return capture([createNode(op, inputs, shape, dtype, name)], known).key
    }
    expect(new Set(["a", "b", "a"].map(labelled)).size).toBe(2)
  })

  it("tells graphs apart by dtypes, axes, operands, results, and numbers that look alike", () => {
    const [a, b] = [build.constant(storageOf(6), [2, 3]), build.constant(storageOf(6), [2, 3])]
    const square = build.constant(storageOf(4), [2, 2])
    const filled = (value: number) => build.binary("add", a, build.fill(value, [2, 3], "float32"))
    const graphs = [
      [build.reduce("sum", square, [0])],
      [build.reduce("sum", square, [1])],
      [build.reduce("max", square, [1])],
      [build.permute(square, [1, 0])],
      [build.permute(square, [0, 1])],
      [build.reshape(a, [3, 2])],
      [build.reshape(a, [6])],
      [build.reshape(a, [1, 6])],
      [build.cast(a, "int32")],
      [build.cast(a, "float64")],
      [build.binary("sub", a, b)],
      [build.binary("sub", a, a)],
      [build.binary("sub", build.unary("exp", b), build.unary("neg", a))],
      [build.binary("sub", build.unary("neg", a), build.unary("exp", b))],
      [build.unary("exp", a), build.unary("neg", a)],
      [build.unary("neg", a), build.unary("exp", a)],
      [build.slice(a, [0, 1], [1, 1], [1, 1])],
      [build.slice(a, [0, 0], [1, 11], [1, 1])],
      [build.iota([2, 2], 0)],
      [build.iota([2, 2], 1)],
      ...[0, -0, Number.NaN, Infinity, -Infinity, 1e-7].map((value) => [filled(value)]),
    ]
    const keys = graphs.map((roots) => capture(roots, known).key)
    expect(keys.filter((key, i) => keys.indexOf(key) < i)).toEqual([])
  })

  it("opens to parameters in the order of its inputs", () => {
    const captured = capture([graph(storageOf(2), storageOf(2), 1)], known)
    expect(printGraph(captured.roots())).toContain("%2 = mul %0 %1")
  })

  it("shares no node with the graph it was taken from: evaluating a tensor must not change a plan", () => {
    const root = build.fill(1, [2], "float32")
    const [copy] = capture([root], known).roots()
    settle(root, storageOf(2))
    expect(root.op.kind).toBe("constant")
    expect(copy?.op.kind).toBe("fill")
  })
})

describe("trees", () => {
  const tree = { layers: [{ weight: x }, {}], scale: x }

  it("name the place of each leaf", () => {
    expect(leavesOf(tree, "params").map(({ path }) => path)).toEqual(["params.layers[0].weight", "params.scale"])
  })

  it("keep their form when leaves are replaced", () => {
    expect(mapLeaves(tree, "params", () => 1)).toEqual({ layers: [{ weight: 1 }, {}], scale: 1 })
  })

  it("are made anew of other leaves, with keys like __proto__ as their own", () => {
    const given = { b: [x, { c: x }], ["__proto__"]: x, a: {} }
    const remake = remaking(given)
    for (const first of [0, 10]) {
      let next = first
      const made = remake(() => next++) as Record<string, unknown>
      expect(Object.keys(made)).toEqual(Object.keys(given))
      expect(Object.getPrototypeOf(made)).toBe(Object.prototype)
      expect(made.b).toEqual([first, { c: first + 1 }])
      expect(Object.entries(made).at(1)).toEqual(["__proto__", first + 2])
      expect(made.a).toEqual({})
    }
    expect(remaking(x)(() => 7)).toBe(7)
  })

  it("refuse to be part of themselves", () => {
    const [record, list]: [Record<string, unknown>, unknown[]] = [{ w: x }, [x]]
    record.self = record
    list.push(list)
    expect(() => leavesOf(record, "params")).toThrow(
      /^params\.self\.self.{44}… has no end: a tree is no part of itself$/,
    )
    expect(() => leavesOf({ list }, "", "grad")).toThrow(/^list\[1\]\[1\].* has no end/)
  })

  it("refuse what is neither a tensor nor a container", () => {
    expect(() => leavesOf({ a: [1] }, "params")).toThrow("params.a[0] is not a tensor: got 1")
    expect(() => leavesOf({ a: new Map() }, "params")).toThrow("params.a is not a tensor: got a Map")
    expect(isNode({})).toBe(false)
  })
})
