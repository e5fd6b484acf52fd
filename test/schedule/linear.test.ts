/** @file Planning takes steps in proportion to the graph, counted as look-ups in maps and sets. */
import { expect, test } from "vitest"
import { capture } from "../../src/graph/capture.js"
import * as build from "../../src/graph/infer.js"
import type { Node } from "../../src/graph/node.js"
import {
  add,
  evaluate,
  grad,
  layerNorm,
  matmul,
  mul,
  relu,
  scaledDotProductAttention,
  sum,
  zeros,
} from "../../src/index.js"
import { tanh } from "../../src/primitives/elementary.js"
import { schedule } from "../../src/schedule/schedule.js"
import { simplify } from "../../src/transform/simplify.js"

const parameters = (count: number) => Array.from({ length: count }, () => evaluate(zeros([8, 8])))

const nodesOf = (tensors: readonly unknown[]): readonly Node[] => tensors as readonly Node[]

const graphs = {
  "a chain": (size: number) => {
    let node = build.parameter("0", [8], "float32")
    for (let i = 0; i < 60 * size; i++) node = i % 2 === 0 ? tanh(node) : build.unary("neg", node)
    return [node]
  },
  "a branching graph": (size: number) => {
    const nodes = [build.parameter("0", [8], "float32"), build.parameter("1", [8], "float32")]
    for (let i = 0; i < 60 * size; i++) {
      const [a, b] = [nodes.at(-1 - (i % 3)), nodes.at(-1 - ((i * 7) % Math.min(19, nodes.length)))]
      nodes.push(build.binary(i % 2 === 0 ? "add" : "mul", a as Node, b as Node))
    }
    return nodes.slice(-1)
  },
  "gradients of layers": (size: number) => {
    const x = evaluate(zeros([4, 8]))
    const loss = (ws: ReturnType<typeof parameters>) => sum(ws.reduce((h, w) => relu(add(matmul(h, w), 1)), x))
    return nodesOf(grad(loss)(parameters(4 * size)))
  },
  "gradients of attention": (size: number) => {
    const x = evaluate(zeros([8, 8]))
    const block = (h: typeof x, w: typeof x) => {
      const y = matmul(layerNorm(h, [8]), w)
      return add(h, scaledDotProductAttention(y, mul(y, 2), h))
    }
    return nodesOf(grad((ws: ReturnType<typeof parameters>) => sum(ws.reduce(block, x)))(parameters(size)))
  },
} as const satisfies Readonly<Record<string, (size: number) => readonly Node[]>>

const stepsOf = (graph: readonly Node[]): number => {
  const roots = capture(graph, (node) => (node.op.kind === "constant" ? node.op.storage : undefined)).roots()
  const counted = [Map.prototype, Set.prototype].flatMap((prototype) =>
    (["get", "has", "set", "add"] as const).filter((name) => name in prototype).map((name) => ({ prototype, name })),
  ) as unknown as { readonly prototype: Record<string, unknown>; readonly name: string }[]
  const originals = counted.map(({ prototype, name }) => prototype[name] as (...args: unknown[]) => unknown)
  let steps = 0
  counted.forEach(({ prototype, name }, i) => {
    prototype[name] = function (this: unknown, ...args: unknown[]) {
      steps++
      return (originals[i] as (...args: unknown[]) => unknown).apply(this, args)
    }
  })
  try {
    schedule(simplify(roots))
  } finally {
    counted.forEach(({ prototype, name }, i) => {
      prototype[name] = originals[i]
    })
  }
  return steps
}

test.each(Object.entries(graphs))("planning %s of four times the size takes four times the steps", (_, graph) => {
  const small = stepsOf(graph(12))
  expect(stepsOf(graph(48)) / small).toBeLessThan(5)
})

test("graphs deeper than the call stack are planned", () => {
  const [node] = graphs["a chain"](500) as unknown as readonly [Node]
  expect(schedule(simplify([node])).steps.length).toBeGreaterThan(100)
})
